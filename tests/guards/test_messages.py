"""Every text has its English, with the same placeholders; templates hold no text that cannot be translated."""

import ast
import re
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

from django.template.base import Lexer, TokenType
from django.utils.translation.template import templatize

from tests.house import ROOT, sources, told

CATALOGUE = ROOT / "zhiye" / "locale" / "en" / "LC_MESSAGES" / "django.po"
GETTEXT = re.compile(r"^(_|_lazy|u?n?gettext(_lazy|_noop)?)$")
HAN = re.compile(r"[㐀-䶿一-鿿]")
STRING = r"""u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%")
# Han in a template outside of translation. template: what may stand there, and why.
ALLOWED_HAN: dict[str, str] = {
    "zhiye/activities/templates/activities/paper.html": "residents here sign on the sheet, whoever prints it",
    "zhiye/certificates/templates/certificates/paper.html": "a paper for offices is Chinese whoever prints it",
    "zhiye/certificates/templates/certificates/slip.html": "so is the slip in the resident's hand",
}


def texts_of_python(source: str) -> set[str]:
    """First arguments of gettext calls (both forms of a plural)."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and GETTEXT.match(
            getattr(node.func, "attr", getattr(node.func, "id", ""))
        ):
            forms = node.args[:2] if "ngettext" in ast.unparse(node.func) else node.args[:1]
            found |= {form.value for form in forms if isinstance(form, ast.Constant) and form.value}
    return found


def texts_of_template(source: str) -> set[str]:
    """What {% translate %}, {% blocktranslate %} and _("…") hold."""
    code = templatize(source)
    calls = re.findall(rf"(?:\bgettext|\b_)\(\s*{STRING}", code)
    calls += [form for pair in re.findall(rf"\bngettext\(\s*{STRING}\s*,\s*{STRING}", code) for form in pair]
    return {ast.literal_eval(call) for call in calls}


def han_outside_translation(source: str) -> list[str]:
    """Chinese text that a reader of English would be shown: plain text, or strings in tags without _()."""
    found, inside = [], ""
    for token in Lexer(source).tokenize():
        word = token.split_contents()[0] if token.token_type == TokenType.BLOCK and token.contents else ""
        if inside:
            inside = "" if word == f"end{inside}" else inside
        elif word in ("comment", "blocktranslate", "blocktrans"):
            inside = word
        elif token.token_type != TokenType.COMMENT and word not in ("translate", "trans"):
            rest = re.sub(rf"_\({STRING}\)", "", token.contents)
            found += [rest.strip()] if HAN.search(rest) else []
    return found


def _templates() -> Iterator[Path]:
    yield from sorted((ROOT / "zhiye").rglob("templates/**/*.html"))


def _texts() -> set[str]:
    found = {text for path in sources() for text in texts_of_python(path.read_text("utf-8"))}
    return found | {text for path in _templates() for text in texts_of_template(path.read_text("utf-8"))}


def _english() -> GNUTranslations:
    with CATALOGUE.with_suffix(".mo").open("rb") as compiled:
        return GNUTranslations(compiled)


def catalogue() -> dict[str, str]:
    """Chinese → English of the compiled catalogue; the second form where there is a plural."""
    raw = _english()._catalog  # type: ignore[attr-defined]
    plain = {key: text for key, text in raw.items() if isinstance(key, str) and key}
    return plain | {key[0]: text for key, text in raw.items() if isinstance(key, tuple) and key[1] == 1}


def agree(chinese: str, english: str) -> bool:
    """Whether both name the same placeholders, equally often."""
    return sorted(PLACEHOLDER.findall(chinese)) == sorted(PLACEHOLDER.findall(english))


def test_every_text_has_its_english() -> None:
    missing = sorted(text for text in _texts() - set(catalogue()) if HAN.search(text))
    assert not missing, told(missing, "Run make messages, then fill zhiye/locale/en/LC_MESSAGES/django.po.")


def test_no_english_is_left_of_a_text_that_is_gone() -> None:
    stale = sorted(set(catalogue()) - _texts())
    assert not stale, told(stale, "Run make messages.")


def test_placeholders_agree() -> None:
    faults = [f"{zh} → {en}" for zh, en in catalogue().items() if not agree(zh, en)]
    assert not faults, told(faults, "Name the same placeholders in both languages.")


def test_nothing_is_fuzzy_and_the_compiled_catalogue_is_current() -> None:
    source = CATALOGUE.read_text("utf-8")
    assert "fuzzy" not in source, "look at the fuzzy entries, then make messages"
    written = set(re.findall(r'^msgstr(?:\[\d\])? "(.+)"$', source, re.MULTILINE))
    compiled = set(_english()._catalog.values()) - {_english()._catalog[""]}  # type: ignore[attr-defined]
    assert {ast.literal_eval(f'"{text}"') for text in written} == compiled, "make messages"


def test_templates_hold_no_text_outside_of_translation() -> None:
    found = {str(p.relative_to(ROOT)): han_outside_translation(p.read_text("utf-8")) for p in _templates()}
    faults = [f"{name}: {texts}" for name, texts in found.items() if texts and name not in ALLOWED_HAN]
    assert not faults, told(faults, 'Put it into {% translate "…" %} or _("…").')
    stale = [name for name in ALLOWED_HAN if not found.get(name)]
    assert not stale, told(stale, "Take it out of ALLOWED_HAN.")


def test_a_text_without_english_is_caught() -> None:
    assert texts_of_python('_("甲") + ngettext("乙", "丙", n) + print("丁")') == {"甲", "乙", "丙"}
    page = '{% translate "甲" %}{% blocktranslate with n=x %}乙 {{ n }}{% endblocktranslate %}{{ d|date:_("丙") }}'
    assert texts_of_template(page) == {"甲", "乙 %(n)s", "丙"}
    assert not agree("%(n)d 人", "%(count)d people")


def test_a_text_outside_of_translation_is_caught() -> None:
    page = '{% comment %}甲{% endcomment %}{# 乙 #}{% translate "丙" %}<p>丁{{ x|default:"戊" }}{{ x|default:_("己") }}'
    assert han_outside_translation(page) == ["<p>丁", 'x|default:"戊"']

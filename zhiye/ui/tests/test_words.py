"""Words: the list itself, and every text of the tree held against it."""

import ast
import re
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zhiye
from zhiye.ui import never, words

ROOT = Path(zhiye.__file__).parent
GETTEXT = re.compile(r"^(_|_lazy|u?n?p?gettext(_lazy|_noop)?|_n|_p)$")
CODE_IN_TEMPLATE = re.compile(r"{#.*?#}|{%\s*comment\s*%}.*?{%\s*endcomment\s*%}", re.DOTALL)


def _called(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _python_texts() -> Iterator[tuple[str, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and GETTEXT.match(_called(node.func)):
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield f"{path.relative_to(ROOT)}:{node.lineno}", argument.value


def _template_texts() -> Iterator[tuple[str, str]]:
    for path in sorted(ROOT.rglob("templates/**/*.html")):
        yield str(path.relative_to(ROOT)), CODE_IN_TEMPLATE.sub("", path.read_text(encoding="utf-8"))


def _translations() -> GNUTranslations:
    with (ROOT / "locale/zh_Hans/LC_MESSAGES/django.mo").open("rb") as compiled:
        return GNUTranslations(compiled)


def test_a_forbidden_word_is_found_with_what_to_say_instead() -> None:
    assert words.faults("请提交") == [words.Fault("提交", 1, "交／存")]


@pytest.mark.parametrize("text", ["请看,这里", "好吗?", "标题:", "（括号)", "共12户;完"])
def test_a_half_width_mark_beside_a_chinese_character_is_found(text: str) -> None:
    [fault] = words.faults(text)
    assert fault.instead in "，？：）；"


@pytest.mark.parametrize(
    "text", ["15:00", "115-402", "10,000 元", "见到了，精神好。", "https://a.cn/?q=1", ""]
)
def test_numbers_codes_and_full_width_marks_are_fine(text: str) -> None:
    assert words.faults(text) == []


@given(st.text(alphabet="见到了好王奶奶，。：？！ 0123456789", max_size=40))
def test_text_of_good_characters_has_no_faults(text: str) -> None:
    assert words.faults(text) == []


@given(st.sampled_from("一楼𠅤㛃"), st.sampled_from(sorted(words.FULL_WIDTH)))
def test_every_half_width_mark_is_found_on_either_side(han: str, mark: str) -> None:
    assert [fault.instead for fault in words.faults(han + mark)] == [words.FULL_WIDTH[mark]]
    assert [fault.instead for fault in words.faults(mark + han)] == [words.FULL_WIDTH[mark]]


def test_a_longer_word_that_is_fine_hides_the_forbidden_one() -> None:
    pattern = words._pattern("交", ["社交"])
    assert [m.group() for m in pattern.finditer("社交和交") if not m["allowed"]] == ["交"]


def test_no_template_speaks_badly() -> None:
    assert {name: found for name, text in _template_texts() if (found := words.faults(text))} == {}


def test_no_text_in_python_speaks_badly() -> None:
    assert {where: found for where, text in _python_texts() if (found := words.faults(text))} == {}


def test_what_we_say_for_django_and_allauth_is_said_well() -> None:
    said = [text for text in _translations()._catalog.values() if "Project-Id-Version" not in text]
    assert len(said) > 40
    assert {text: found for text in said if (found := words.faults(text))} == {}


def test_the_compiled_translations_are_current() -> None:
    source = (ROOT / "locale/zh_Hans/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    written = set(re.findall(r'^msgstr(?:\[0\])? "(.+)"$', source, re.MULTILINE))
    assert written == set(_translations()._catalog.values()) - {_translations()._catalog[""]}


def test_the_public_list_of_what_is_absent_uses_full_width_marks() -> None:
    texts = [text for group in never.groups() for item in group.absent for text in (item.what, item.why)]
    assert not [fault for text in texts for fault in words.faults(text) if fault.found in words.FULL_WIDTH]

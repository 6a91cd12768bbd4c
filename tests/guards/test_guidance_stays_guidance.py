"""Words of crisis and violence, proofs and hints are advice to a writer. They never become what people are sorted by.

No code or word of ``zhiye/guidance`` is a category, a choice or name of a stored field, a field of a form, a part of an
address, a head of a list that goes in or out; and only rooms that show a draft may ask that room at all.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django import forms
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house import ROOT, modules, room_of, sources, told
from zhiye.exchange.exporting import OWN_ORDER
from zhiye.guidance.tables import read_toml
from zhiye.people.codes import CATEGORIES

# Drafts hold the cards of a note until they are answered; its pages and the confirming flow show them. The proof desk
# asks which proofs a committee does not issue, and keeps nobody's name beside one.
MAY_ASK = {"guidance", "drafts", "flows", "writing", "certificates"}
# What a filter or column of crises would be called.
WORDS = (
    "轻生",
    "自杀",
    "自残",
    "不想活",
    "想不开",
    "家暴",
    "家庭暴力",
    "危机",
    "心理危机",
    "suicid",
    "crisis",
    "self_harm",
)
WORDS += ("domestic_violence", "violence_flag", "safety_flag", "at_risk")
# Kinds of a draft are what the writer answers, not what people are sorted by.
DRAFTS = {"Draft.kind"}


def codes() -> set[str]:
    """Every code of the room."""
    rules = [*read_toml("proofs.toml")["proof"], *read_toml("hints.toml")["hint"]]
    return {rule["code"] for rule in rules} | {"safety", "violence"}


def offending(text: str) -> list[str]:
    """Which of the words stand in a text."""
    lowered = text.lower()
    return [word for word in WORDS if word in lowered]


def fields() -> Iterator[tuple[str, str]]:
    """Stored fields by name, with all that is said about them."""
    for model in apps.get_models():
        if model.__module__.startswith("zhiye."):
            for field in model._meta.concrete_fields:
                name = f"{model.__name__}.{field.name}"
                yield name, f"{name} {field.verbose_name} {field.help_text} {field.choices or ''}"


def form_fields() -> Iterator[tuple[str, str]]:
    """Fields of all forms, filters among them."""
    for module in modules().values():
        for thing in vars(module).values():
            if isinstance(thing, type) and issubclass(thing, forms.BaseForm):
                for name, field in getattr(thing, "base_fields", {}).items():
                    choices = (
                        [] if callable(getattr(field, "_choices", None)) else getattr(field, "_choices", [])
                    )
                    yield f"{thing.__name__}.{name}", f"{name} {field.label} {field.help_text} {choices}"


def addresses(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    """Patterns and names of all addresses."""
    for one in patterns:
        yield str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns)
        else:
            yield one.name or ""


def heads() -> Iterator[str]:
    """Heads and words that go in with a roster, and heads that go out."""
    yield from (head for head, _kind in OWN_ORDER)
    for path in sorted((ROOT / "zhiye" / "exchange" / "roster" / "data").glob("*.toml")):
        yield from _strings({k: v for k, v in tomllib.loads(path.read_text("utf-8")).items() if k != "never"})


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def askers(paths: Iterator[Path]) -> set[str]:
    """Rooms whose modules import the room."""
    found = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(re.match(r"zhiye\.guidance(\.|$)", name) for name in names):
                found.add(room_of(".".join(path.relative_to(ROOT).with_suffix("").parts)))
    return found


def test_no_code_of_guidance_is_a_category():
    known = {category.code for category in CATEGORIES.values()} if isinstance(CATEGORIES, dict) else set()
    data = tomllib.loads((ROOT / "zhiye" / "people" / "data" / "categories.toml").read_text("utf-8"))
    known |= {category["code"] for category in data["category"]}
    assert not codes() & known, "give the hint another code: a benefit is no category of people"


def test_no_category_is_made_of_crisis_or_violence():
    data = tomllib.loads((ROOT / "zhiye" / "people" / "data" / "categories.toml").read_text("utf-8"))
    faults = [text for text in _strings(data["category"]) if offending(text)]
    assert not faults, told(faults, "Nobody is sorted by a crisis. Take it out.")


def test_no_stored_field_form_or_address_speaks_of_it():
    faults = [name for name, said in fields() if name not in DRAFTS and offending(said)]
    faults += [name for name, said in form_fields() if offending(said)]
    faults += [address for address in addresses(get_resolver().url_patterns) if offending(address)]
    assert not faults, told(faults, "A card is answered and goes; it is no field, no filter, no page.")


def test_nothing_of_it_comes_in_or_goes_out_in_a_list():
    faults = [head for head in heads() if offending(head)]
    assert not faults, told(faults, "No list has a column of crises.")


def test_only_rooms_that_show_a_draft_ask_for_guidance():
    faults = sorted(askers(sources("zhiye")) - MAY_ASK)
    assert not faults, told(faults, "Cards belong beside the note, nowhere else.")


def test_the_guard_bites(tmp_path):
    assert offending("轻生风险人员") == ["轻生"]
    assert offending("crisis_level")
    assert offending("低保") == []
    path = ROOT / "zhiye" / "guidance" / "cards.py"
    assert askers(iter([path])) == {"guidance"}

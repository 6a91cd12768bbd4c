"""Figures count work and residents, never colleagues; they open to nobody who may see numbers only; nothing is ranked.

A room that shows figures is looked at by being named in ``SHOWING``.
"""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db.models import F, ForeignKey, Q, QuerySet
from django.db.models.expressions import Col

from tests.cast_builder import Cast
from tests.house import ROOT, modules, told
from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import User
from zhiye.figures.headings import HEADINGS
from zhiye.figures.periods import read_period
from zhiye.figures.registry import FIGURES, RATES, SENTENCES, Figure, Rate, Sentence, register
from zhiye.figures.sentences import figures_in, holes
from zhiye.figures.units import UNITS
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import within
from zhiye.visits.models import Contact

NOVEMBER = read_period("2026-11")
SHOWING = ("figures", "reports", "overview", "desk")  # rooms whose pages show figures of several places
VALUES = {
    "count",
    "counts",
    "counted",
    "number",
    "value",
    "values",
    "cells",
    "total",
    "share",
    "percent",
    "figures",
}
# (file, function): why it may put rows in the order of a value
NOT_A_RANKING = {
    (
        "zhiye/figures/small.py",
        "protect",
    ): "chooses which cells are kept back; prints them in the order given",
}
USER_KEYS = {
    field.name
    for model in apps.get_models()
    for field in model._meta.get_fields()
    if isinstance(field, ForeignKey) and field.related_model is User
}


def rows_of(figure: Figure) -> QuerySet[Any, Any]:
    assert NOVEMBER
    return figure.records(NOVEMBER)


def leads_to_a_colleague(rows: QuerySet[Any, Any], lookup: str) -> bool:
    """Whether the lookup, step by step, passes an account."""
    model: Any = rows.model
    for step in filter(None, lookup.split("__")):
        if step in rows.query.annotations:
            columns = [one for one in rows.query.annotations[step].flatten() if isinstance(one, Col)]
            return any(getattr(one.target, "related_model", None) is User for one in columns)
        field = model._meta.pk if step == "pk" else model._meta.get_field(step.removesuffix("_id"))
        model = field.related_model if field.is_relation else model
        if model is User:
            return True
    return False


def faults_of(figure: Figure) -> Iterator[str]:
    """What is wrong with a figure by itself."""
    rows = rows_of(figure)
    for lookup in (figure.once, figure.weight, figure.path, figure.day, figure.reference):
        if leads_to_a_colleague(rows, lookup):
            yield f"{figure.code}: {lookup} leads to a colleague"
    if len(str(figure.rule)) < 8 or not str(figure.rule).endswith("。"):
        yield f"{figure.code}: its rule is no sentence"
    if figure.unit not in UNITS or (figure.heading and figure.heading not in HEADINGS):
        yield f"{figure.code}: unit or heading unknown"
    if rows.query.group_by is not None:
        yield f"{figure.code}: its rows are grouped; a figure is the length of a plain list"


def opens_to(figure: Figure, actor: Actor) -> bool:
    """Whether there could be a row that the actor opens: whether the condition leaves anything at all."""
    try:
        str(rows_of(figure).model._default_manager.filter(figure.seen(actor)).query)
    except EmptyResultSet:
        return False
    return True


def figure(**changes: Any) -> Figure:
    """One that is as it should be, but for ``changes``."""
    return replace(FIGURES["visits.homes"], code="visits.bad", **changes)


@pytest.mark.django_db
def test_every_figure_counts_work_and_residents_by_a_rule_in_a_sentence() -> None:
    faults = [fault for one in FIGURES.values() for fault in faults_of(one)]
    assert not faults, told(faults, "Count by home, matter or person; end the rule with 。")


@pytest.mark.django_db
def test_a_figure_by_colleague_is_caught() -> None:
    by_writer = [figure(once="by"), figure(once="by_id"), figure(once="case__owner"), figure(once="by__name")]
    hidden = figure(once="who", records=lambda period: Contact.objects.annotate(who=F("by")))
    assert [list(faults_of(one))[0] for one in [*by_writer, hidden]] == [
        f"visits.bad: {one} leads to a colleague" for one in ("by", "by_id", "case__owner", "by__name", "who")
    ]
    assert list(faults_of(figure(rule="户数"))) == ["visits.bad: its rule is no sentence"]


def test_no_two_figures_have_one_name() -> None:
    names = [str(one.name) for one in [*FIGURES.values(), *RATES.values()]]
    assert not (twice := {name for name in names if names.count(name) > 1}), (
        f"other things, other names: {twice}"
    )


@pytest.mark.parametrize("login", ["jiandu", "jiedao"])
def test_no_figure_opens_to_who_may_see_numbers_only(cast: Cast, login: str) -> None:
    actor = UserActor(cast.user(login))
    faults = [code for code, one in FIGURES.items() if opens_to(one, actor)]
    assert not faults, told(faults, "Let `seen` ask for a permission by which people may be seen.")


def test_a_figure_that_opens_by_the_leave_to_count_is_caught(cast: Cast) -> None:
    bad = figure(seen=lambda actor: within("path", actor.scope("places.count")))
    assert opens_to(bad, UserActor(cast.user("jiedao")))
    assert opens_to(figure(seen=lambda actor: Q()), UserActor(cast.user("jiandu")))


def test_sentences_and_rates_speak_of_figures_that_are_there() -> None:
    lost = [code for one in SENTENCES for code in holes(one) if code not in FIGURES and code not in RATES]
    lost += [code for one in RATES.values() for code in (one.top, one.bottom) if code not in FIGURES]
    assert not lost, told(lost, "Register the figure, or take it out of the sentence.")
    assert all(len(str(one.rule)) > 8 for one in RATES.values())
    assert all(figures_in(one) and not one.heading or one.heading in HEADINGS for one in SENTENCES)
    percents = [one.code for one in RATES.values() if one.percent]
    units = {code: (FIGURES[RATES[code].top].unit, FIGURES[RATES[code].bottom].unit) for code in percents}
    assert not [code for code, (top, bottom) in units.items() if top != bottom], "a percentage is of one unit"


def test_a_code_is_registered_once() -> None:
    for one in (FIGURES["visits.homes"], Rate("visits.homes", "", "visits.first", "visits.homes", "")):
        with pytest.raises(ValueError, match="registered already"):
            register(one)
    assert holes(Sentence(1, "{a.b}，[{c.d_1}]")) == ["a.b", "c.d_1"]


def orders_by_value(source: str, file: str) -> Iterator[str]:
    """Calls that put things in the order of a value: sorted(…, key=… count …), order_by("-count"), most_common()."""
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            ranks = name in ("most_common", "nlargest", "nsmallest")
            ranks |= name in ("sorted", "sort", "order_by") and bool(words_in(call) & VALUES)
            if ranks and (file, function.name) not in NOT_A_RANKING:
                yield f"{file}: {function.name} line {call.lineno}"


def words_in(call: ast.Call) -> set[str]:
    """What an ordering goes by: names in its key, texts among its arguments."""
    found = [keyword.value for keyword in call.keywords if keyword.arg == "key"]
    if getattr(call.func, "attr", "") == "order_by":
        found += call.args
    nodes = [node for one in found for node in ast.walk(one)]
    words = {getattr(node, "attr", getattr(node, "id", "")) for node in nodes}
    return words | {str(node.value).lstrip("-") for node in nodes if isinstance(node, ast.Constant)}


def shown_in() -> Iterator[Path]:
    for room in SHOWING:
        yield from (ROOT / "zhiye" / room).rglob("*.py")


def test_nothing_is_put_in_the_order_of_a_figure() -> None:
    faults = []
    for path in shown_in():
        if "tests" not in path.parts:
            faults += orders_by_value(path.read_text("utf-8"), str(path.relative_to(ROOT)))
    for room in SHOWING:
        pages = (ROOT / "zhiye" / room).rglob("*.html")
        faults += [str(page) for page in pages if "dictsort" in page.read_text("utf-8")]
    assert not faults, told(
        faults, "Committees stand by name, rows by day: see NOT_A_RANKING for what is none."
    )


def test_a_ranking_is_caught() -> None:
    bad = "def a(rows):\n sorted(rows, key=lambda row: -row.count)\n rows.order_by('-total')\n c.most_common(3)\n"
    assert len(list(orders_by_value(bad, "x.py"))) == 3
    fine = "def a(rows):\n    sorted(rows, key=lambda row: row.name)\n    rows.order_by('path')\n"
    assert not list(orders_by_value(fine, "x.py"))


def test_a_room_s_figures_do_not_group_by_colleague() -> None:
    faults = []
    for name, module in modules().items():
        if name.endswith(".figures") and module.__file__:
            faults += [f"{name} line {line}" for line in groups(Path(module.__file__).read_text("utf-8"))]
    assert not faults, told(faults, "Nothing is counted for each colleague.")
    assert list(groups("rows.values('by').annotate(n=Count('pk'))\nrows.values_list('owner_id')")) == [2, 1]


def groups(source: str) -> Iterator[int]:
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") in ("values", "values_list"):
            texts = {str(one.value).removesuffix("_id") for one in call.args if isinstance(one, ast.Constant)}
            if any(text.rpartition("__")[2] in USER_KEYS for text in texts):
                yield call.lineno

"""Conditions by which rows are chosen, as short codes that addresses and fillings carry.

People: the code of a category, several joined by | (one of them is enough), ``age.60-79``, ``sex.2``; all have to hold.
Matters: ``kind.``, ``nature.`` and ``source.`` with a code; of each sort one is enough. ``every`` asks nothing:
somebody has said so. A code that nobody knows holds for no row.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.cases import codes as matters
from zhiye.cases.models import NATURES, SOURCES
from zhiye.people.codes import CATEGORIES

EVERY, OR = "every", "|"
AGE, SEX, KIND, NATURE, SOURCE = "age.", "sex.", "kind.", "nature.", "source."
OF_MATTERS = (KIND, NATURE, SOURCE)
MOST, LONGEST = 24, 120  # conditions at once; letters of one
_AGES = re.compile(r"age\.(\d{1,3})?-(\d{1,3})?")
_SEXES = {"1": gettext_lazy("男性"), "2": gettext_lazy("女性")}
_SORTS: dict[str, dict[str, Any]] = {NATURE: dict(NATURES), SOURCE: dict(SOURCES)}


def is_of_matters(code: str) -> bool:
    """Whether it chooses matters; else it chooses people."""
    return code.startswith(OF_MATTERS)


def name_of(code: str) -> str:
    """As people say it: 80岁以上, 独居老人, 邻里纠纷; the code itself where nobody knows it any more."""
    if code == EVERY:
        return _("不分，全部")
    if code.startswith(AGE):
        return _age_words(code)
    if code.startswith(SEX):
        return str(_SEXES.get(code.removeprefix(SEX), code))
    if code.startswith(KIND):
        return matters.full_words_of(code.removeprefix(KIND))
    for sort, words in _SORTS.items():
        if code.startswith(sort):
            return str(words.get(code.removeprefix(sort), code))
    names = [CATEGORIES[one].name if one in CATEGORIES else one for one in code.split(OR)]
    return _("或").join(names)


def told(codes: Iterable[str]) -> str:
    """All in one line: 80岁以上、独居老人; kinds of matters have the sign themselves."""
    listed = list(codes)
    between = _("；") if any(is_of_matters(code) for code in listed) else _("、")
    return between.join(name_of(code) for code in listed)


def _age_words(code: str) -> str:
    first, last = ages_of(code)
    if first is not None and last is not None:
        return _("%(first)d至%(last)d岁") % {"first": first, "last": last}
    if first is not None:
        return _("%(first)d岁以上") % {"first": first}
    return _("不满%(age)d岁") % {"age": last + 1} if last is not None else code


def ages_of(code: str) -> tuple[int | None, int | None]:
    """The first and last completed years of an ``age.`` code, both counting."""
    found = _AGES.fullmatch(code)
    if not found:
        return None, None
    first, last = found.groups()
    return int(first) if first else None, int(last) if last else None


def is_age(code: str) -> bool:
    """Whether it is an age that can be asked for."""
    return ages_of(code) != (None, None)


def span_of(codes: Iterable[str]) -> tuple[int | None, int | None]:
    """The ages that meet all of ``codes``."""
    spans = [ages_of(code) for code in codes if is_age(code)]
    firsts = [first for first, _last in spans if first is not None]
    lasts = [last for _first, last in spans if last is not None]
    return max(firsts, default=None), min(lasts, default=None)


def categories_of(codes: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The categories among conditions of people, each with what is as good; an unknown code stays, and fits nobody."""
    kept = [
        code for code in codes if code != EVERY and not is_age(code) and code.removeprefix(SEX) not in _SEXES
    ]
    return tuple(tuple(code.split(OR)) for code in kept)


def sexes_of(codes: Iterable[str]) -> tuple[str, ...]:
    """The sexes among them; two together fit nobody."""
    return tuple(code.removeprefix(SEX) for code in codes if code.removeprefix(SEX) in _SEXES)


def of_sort(sort: str, codes: Iterable[str]) -> list[str]:
    """What conditions of matters say of one sort."""
    return [code.removeprefix(sort) for code in codes if code.startswith(sort)]


def to_add(of_matters: bool, ages: Iterable[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be added, in groups: (group, [(code, name)])."""
    if not of_matters:
        categories = [(code, category.name) for code, category in CATEGORIES.items()]
        spans = [(f"{AGE}{one}", name_of(f"{AGE}{one}")) for one in ages]
        sexes = [(f"{SEX}{code}", str(name)) for code, name in _SEXES.items()]
        return [(_("类别"), categories), (_("年龄"), spans), (_("性别"), sexes)]
    groups = []
    for top, words in matters.MATTERS.items():
        finer = [(f"{KIND}{code}", name) for code, name in matters.below(top).items()]
        groups.append((words, [(f"{KIND}{top}", _("%(kind)s（整类）") % {"kind": words}), *finer]))
    groups.append((_("诉求性质"), [(f"{NATURE}{code}", str(name)) for code, name in NATURES]))
    groups.append((_("怎么来的"), [(f"{SOURCE}{code}", str(name)) for code, name in SOURCES]))
    return groups

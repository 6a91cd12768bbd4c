"""What a form may be filled with: each field with its code, its words, where it comes from, how forms spell it."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.figures.registry import FIGURES
from zhiye.filling import wanted
from zhiye.filling.times import WHENS, joined
from zhiye.people.codes import CATEGORIES
from zhiye.people.heads import SPELLINGS, plain_head

_DATA: dict[str, Any] = tomllib.loads(
    resources.files("zhiye.filling").joinpath("data", "words.toml").read_text("utf-8")
)
PERSON, CATEGORY, MATTER, CONTACT, ACTIVITY, FIGURE, COMMITTEE = (
    "person",
    "category",
    "matter",
    "contact",
    "activity",
    "figure",
    "committee",
)
SOURCES: Mapping[str, Any] = {
    PERSON: gettext_lazy("居民登记"),
    CATEGORY: gettext_lazy("居民登记的类别"),
    MATTER: gettext_lazy("事项"),
    CONTACT: gettext_lazy("走访记录"),
    ACTIVITY: gettext_lazy("活动"),
    FIGURE: gettext_lazy("这段时间的数"),
    COMMITTEE: gettext_lazy("居委会"),
}
# What rows of each kind hold, the surest source first; what is said of the committee stands in every one.
HELD: Mapping[str, tuple[str, ...]] = {
    wanted.PEOPLE: (PERSON, CATEGORY, COMMITTEE),
    wanted.HOMES: (PERSON, CATEGORY, COMMITTEE),
    wanted.MATTERS: (MATTER, PERSON, CATEGORY, COMMITTEE),
    wanted.CONTACTS: (CONTACT, PERSON, CATEGORY, COMMITTEE),
    wanted.ACTIVITIES: (ACTIVITY, COMMITTEE),
    wanted.FIGURES: (FIGURE, COMMITTEE),
}
YES: str = _DATA["answers"]["yes"]
COMMITTEE_ENDINGS: tuple[str, ...] = tuple(_DATA["lines"]["endings"])
FOR_ONE: tuple[str, ...] = tuple(_DATA["for_one"]["titles"])
UNSURE = frozenset(plain_head(word) for word in _DATA["unsure"]["words"])
NEVER = frozenset(plain_head(word) for word in SPELLINGS["never"])
_ASKED_OF = ("是否", "是否为", "是否享受", "是否属于", "是否纳入", "有无", "是不是")


@dataclass(frozen=True, slots=True)
class Known:
    """One field. ``source`` is a key of SOURCES; ``covered`` is "phone" or "id_number" where it is kept covered.
    ``may_be_empty``: an empty one is no gap."""

    code: str
    name: Any
    source: str
    names: tuple[str, ...]
    covered: str = ""
    may_be_empty: bool = False
    when: str = ""  # of which time a figure is, see times.py; "" is the period of the form

    @property
    def told(self) -> str:
        """居民登记：出生日期; 今年以来的数：走访到的家庭."""
        if self.when:
            return _("%(when)s的数：%(name)s") % {"when": WHENS[self.when], "name": self.name}
        return f"{SOURCES[self.source]}：{self.name}"


@cache
def fields() -> dict[str, Known]:
    """Every field by its code, in the order of choosing. Asked for after all rooms have registered their figures."""
    return {one.code: one for one in (*_of_words(), *_of_categories(), *_of_figures())}


def held(what: str) -> list[Known]:
    """The fields that rows of ``what`` hold, the likeliest source first; figures each once, whatever the time."""
    listed = [one for one in fields().values() if not one.when]
    return [one for source in HELD[what] for one in listed if one.source == source]


def is_never(label: str) -> bool:
    """Whether a form asks for something that is not kept here (政治面貌)."""
    return plain_head(label.rpartition("·")[2]) in NEVER


def _of_words() -> Iterator[Known]:
    taken = {plain_head(word) for told in _DATA[PERSON].values() for word in told.get("words", ())}
    for source in (PERSON, MATTER, CONTACT, ACTIVITY, COMMITTEE):
        for code, told in _DATA[source].items():
            unlike = told.get("unlike", ())
            spelt = [word for kind in told.get("spelt", ()) for word in SPELLINGS[kind] if word not in unlike]
            # 出生年月 is a spelling of births to a reader of rosters; to a writer it is a form of its own.
            free = [word for word in spelt if source != PERSON or plain_head(word) not in taken]
            yield Known(
                f"{source}.{code}",
                told["name"],
                source,
                tuple(dict.fromkeys([*told.get("words", ()), *free])),
                told.get("covered", ""),
                told.get("may_be_empty", False),
            )


def _of_categories() -> Iterator[Known]:
    for code, category in CATEGORIES.items():
        words = (category.name, *category.aliases)
        asked = tuple(f"{ask}{word}" for word in words for ask in _ASKED_OF)
        yield Known(f"{CATEGORY}.{code}", category.name, CATEGORY, (*words, *asked), may_be_empty=True)


def _of_figures() -> Iterator[Known]:
    spelt: Mapping[str, list[str]] = _DATA["figures"]
    for code, figure in FIGURES.items():
        name = str(figure.name)
        known = Known(f"{FIGURE}.{code}", figure.name, FIGURE, (name, f"{name}数", *spelt.get(code, ())))
        yield known
        for when in WHENS:
            yield replace(known, code=joined(known.code, when), names=(), when=when)

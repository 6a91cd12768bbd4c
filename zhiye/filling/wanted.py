"""For whom, or for what, a form is filled: kept with each filling, and carried in addresses."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy

from zhiye.kernel.ids import read_id

PEOPLE, HOMES, MATTERS, CONTACTS, ACTIVITIES, FIGURES = (
    "people",
    "homes",
    "matters",
    "contacts",
    "activities",
    "figures",
)
WHAT = {
    PEOPLE: gettext_lazy("居民，一位一份"),
    HOMES: gettext_lazy("人家，一户一份"),
    MATTERS: gettext_lazy("一段时间的事"),
    CONTACTS: gettext_lazy("一段时间的走访"),
    ACTIVITIES: gettext_lazy("一段时间的活动"),
    FIGURES: gettext_lazy("一段时间的数"),
}
OF_A_PERIOD = (MATTERS, CONTACTS, ACTIVITIES, FIGURES)
EVERYBODY = "all"  # the standing that asks nothing


@dataclass(frozen=True, slots=True)
class Wanted:
    """``what`` of WHAT. People and homes: of a category, a standing, in some buildings, or these very ones (ids).
    The others: of a period (its key), in some buildings."""

    what: str = PEOPLE
    category: str = ""
    standing: str = "resident"
    buildings: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    period: str = ""

    def as_json(self) -> dict[str, Any]:
        """What a filling keeps."""
        return asdict(self)

    @property
    def subject(self) -> dict[str, Any]:
        """The same without the period: next month's filling for the same people compares with this one."""
        return asdict(replace(self, period="", buildings=tuple(sorted(self.buildings))))

    @property
    def query(self) -> str:
        """As the tail of an address."""
        return urlencode([(name, text) for name, texts in _texts(self) for text in texts if text])


def read(told: Mapping[str, Any]) -> Wanted:
    """From what a filling kept; unknown words are dropped."""
    return _checked(
        str(told.get("what", "")),
        str(told.get("category", "")),
        str(told.get("standing", "resident")),
        _ids(told.get("buildings", ())),
        _ids(told.get("people", ())),
        str(told.get("period", "")),
    )


def from_query(query: Any) -> Wanted:
    """From the tail of an address or a posted form (a QueryDict)."""
    words = {name: query.get(name, "") for name in ("what", "category", "period")}
    standing = query.get("standing") or "resident"
    people, buildings = _ids(query.getlist("person")), _ids(query.getlist("building"))
    return _checked(words["what"], words["category"], standing, buildings, people, words["period"])


def _checked(
    what: str,
    category: str,
    standing: str,
    buildings: tuple[str, ...],
    people: tuple[str, ...],
    period: str,
) -> Wanted:
    known = what if what in WHAT else PEOPLE
    # No code has a NUL in it, and PostgreSQL refuses to be asked for one.
    category, standing, period = (text.replace("\0", "") for text in (category, standing, period))
    return Wanted(known, category[:40], standing[:10], buildings, people, period[:24])


def _ids(texts: Sequence[str]) -> tuple[str, ...]:
    found = (read_id(text) for text in texts)
    return tuple(dict.fromkeys(str(one) for one in found if one))


def _texts(wanted: Wanted) -> list[tuple[str, tuple[str, ...]]]:
    return [
        ("what", (wanted.what,)),
        ("category", (wanted.category,)),
        ("standing", (wanted.standing,)),
        ("building", wanted.buildings),
        ("person", wanted.people),
        ("period", (wanted.period,)),
    ]

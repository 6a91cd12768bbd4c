"""For whom, or for what, a form is filled: kept with each filling, and carried in addresses."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy

from zhiye.filling import conditions as chosen_by
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
CHOSEN = (PEOPLE, HOMES, MATTERS)  # by conditions
EVERYBODY = "all"  # the standing that asks nothing


@dataclass(frozen=True, slots=True)
class Wanted:
    """``what`` of WHAT. People and homes: those who meet all conditions, of a standing, in some buildings, or these
    very ones (ids). Matters: of some kinds. They and the others: of a period (its key), in some buildings."""

    what: str = PEOPLE
    conditions: tuple[str, ...] = ()  # see conditions.py
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
        told = asdict(replace(self, period="", buildings=tuple(sorted(self.buildings))))
        asked = sorted(code for code in told.pop("conditions") if code != chosen_by.EVERY)
        # As it was kept before there were several: what was filled then is still compared with.
        told["category"] = asked[0] if len(asked) == 1 else ""
        return told | ({"conditions": asked} if len(asked) > 1 else {})

    @property
    def asks(self) -> tuple[str, ...]:
        """The conditions that leave something out."""
        return tuple(code for code in self.conditions if code != chosen_by.EVERY)

    @property
    def query(self) -> str:
        """As the tail of an address."""
        return urlencode([(name, text) for name, texts in _texts(self) for text in texts if text])


def read(told: Mapping[str, Any]) -> Wanted:
    """From what a filling kept; unknown words are dropped."""
    return _checked(
        str(told.get("what", "")),
        # Kept before there were several: one category.
        (str(told.get("category", "")), *(str(one) for one in told.get("conditions", ()))),
        str(told.get("standing", "resident")),
        _ids(told.get("buildings", ())),
        _ids(told.get("people", ())),
        str(told.get("period", "")),
    )


def from_query(query: Any) -> Wanted:
    """From the tail of an address or a posted form (a QueryDict)."""
    words = {name: query.get(name, "") for name in ("what", "period")}
    conditions = (*query.getlist("category"), *query.getlist("condition"))
    standing = query.get("standing") or "resident"
    people, buildings = _ids(query.getlist("person")), _ids(query.getlist("building"))
    return _checked(words["what"], conditions, standing, buildings, people, words["period"])


def _checked(
    what: str,
    conditions: Sequence[str],
    standing: str,
    buildings: tuple[str, ...],
    people: tuple[str, ...],
    period: str,
) -> Wanted:
    known = what if what in WHAT else PEOPLE
    # No code has a NUL in it, and PostgreSQL refuses to be asked for one.
    standing, period = (text.replace("\0", "") for text in (standing, period))
    return Wanted(known, _conditions(known, conditions), standing[:10], buildings, people, period[:24])


def _conditions(what: str, codes: Sequence[str]) -> tuple[str, ...]:
    """Those that can be asked of rows of ``what``; one that nobody knows stays, and leaves no row."""
    if what not in CHOSEN:
        return ()
    plain = (code.replace("\0", "").strip()[: chosen_by.LONGEST] for code in codes)
    mine = [code for code in plain if code and _fits(what, code)]
    return tuple(dict.fromkeys(mine))[: chosen_by.MOST]


def _fits(what: str, code: str) -> bool:
    return code == chosen_by.EVERY or chosen_by.is_of_matters(code) == (what == MATTERS)


def _ids(texts: Sequence[str]) -> tuple[str, ...]:
    found = (read_id(text) for text in texts)
    return tuple(dict.fromkeys(str(one) for one in found if one))


def _texts(wanted: Wanted) -> list[tuple[str, tuple[str, ...]]]:
    return [
        ("what", (wanted.what,)),
        ("condition", wanted.conditions),
        ("standing", (wanted.standing,)),
        ("building", wanted.buildings),
        ("person", wanted.people),
        ("period", (wanted.period,)),
    ]

"""What an activity must be, said as sentences. No rule here asks for a photo, an hour, or how many came."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from zhiye.activities.kinds import KINDS, Kind
from zhiye.activities.values import Told
from zhiye.figures.headings import HEADINGS
from zhiye.journal.texts import clean
from zhiye.kernel import clock
from zhiye.kernel.errors import Refused

MOST = 99_999  # of anything counted at one activity: more is a slip of the finger
EARLIEST = 1990  # the year from which on a day is no slip
AHEAD = timedelta(days=366)  # as far as anybody plans
LENGTHS = {"title": 60, "series": 60, "place_words": 60, "organiser": 60, "partner": 120, "note": 400}
DECIDED = 1000  # characters; the only text of several lines
TALLY = "tally_"  # the name of a tally's field begins so


def known_kind(code: str) -> Kind:
    """The kind. Raises Refused."""
    if code not in KINDS:
        raise Refused(_("从列出的几项里选一个。"), "kind")
    return KINDS[code]


def values_of(told: Told) -> dict[str, Any]:
    """What is kept of ``told``, by the names of the columns. Raises Refused with a sentence beside its field."""
    kind = known_kind(told.kind)
    if told.heading and told.heading not in HEADINGS:
        raise Refused(_("从列出的几项里选一个。"), "heading")
    _check_day(kind, told.on)
    if told.starts and told.ends and told.ends < told.starts:
        raise Refused(_("结束比开始还早，改一下。"), "ends")
    kept = {name: _line(getattr(told, name), most, name) for name, most in LENGTHS.items()}
    kept["title"] = kept["title"] or kind.name
    kept["series"] = kept["series"] or kept["title"]
    if told.place is not None:
        kept["place_words"] = ""
    return kept | {
        "kind": kind.code,
        "daily": kind.daily,
        "heading": told.heading or kind.heading,
        "on": told.on,
        "starts": told.starts,
        "ends": told.ends,
        "place": told.place,
        "decided": _text(told.decided),
        "person_times": _count(told.person_times, "person_times"),
        "households": _count(told.households, "households"),
    }


def tallies_of(told: Told) -> dict[str, int]:
    """The tallies that were counted, as far as the kind has them. Raises Refused."""
    return checked_tallies(known_kind(told.kind), told.tallies)


def checked_tallies(kind: Kind, given: Mapping[str, int]) -> dict[str, int]:
    """The same for a kind and counts in hand."""
    offered = {one.code for one in kind.tallies}
    if set(given) - offered:
        raise Refused(_("这一种活动不数这一项，空着就行。"), "kind")
    return {code: count for code in given if (count := _count(given[code], TALLY + code)) is not None}


def _check_day(kind: Kind, day: date) -> None:
    today = clock.today()
    if kind.daily and day > today:
        raise Refused(_("这一天还没到，写今天或以前的日子。"), "on")
    if day > today + AHEAD:
        raise Refused(_("这一天太远了，看看年份对不对。"), "on")
    if day.year < EARLIEST:
        raise Refused(_("这一天太早了，看看年份对不对。"), "on")


def _count(number: int | None, field: str) -> int | None:
    if number is not None and not 0 <= number <= MOST:
        raise Refused(_("写 0 到 {most} 的数。").format(most=MOST), field)
    return number


def _line(text: str, most: int, field: str) -> str:
    return _short(" ".join(clean(text, field).split()), most, field)


def _text(text: str) -> str:
    return _short(clean(text, "decided"), DECIDED, "decided")


def _short(kept: str, most: int, field: str) -> str:
    if len(kept) > most:
        raise Refused(_("写短一点，最多 %(most)d 个字。") % {"most": most}, field)
    return kept

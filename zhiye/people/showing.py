"""Facts about a person in the words of a page: births, shares, the steps of a history, where a fact came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.audit.queries import Change
from zhiye.figures.small import shown
from zhiye.kernel import clock
from zhiye.people import fields
from zhiye.people.birth import age_on
from zhiye.people.choices import CONSENTS, SAFE_CONTACT
from zhiye.people.codes import CATEGORIES, relation_name
from zhiye.people.models import Person
from zhiye.people.names import surname
from zhiye.people.queries.files import called

COVERED = "•••"
RINGED = ("category", "wish", "strength")  # steps about things that may be for the secretary alone
ADULT = 18  # 民法典 art. 17, in force from 2021-01-01
SEXES = {
    "0": gettext_lazy("不清楚"),
    "1": gettext_lazy("男"),
    "2": gettext_lazy("女"),
    "9": gettext_lazy("未说明"),
}
PRECISIONS = {
    "": gettext_lazy("不清楚"),
    "day": gettext_lazy("日"),
    "month": gettext_lazy("月"),
    "year": gettext_lazy("年"),
    "age": gettext_lazy("大约的岁数"),
}
LABELS = fields.LABELS | {
    "category": gettext_lazy("类别"),
    "phone": gettext_lazy("电话"),
    "home": gettext_lazy("住处"),
    "owns": gettext_lazy("房产"),
    "kin": gettext_lazy("亲属"),
    "consent": gettext_lazy("同意的事"),
    "wish": gettext_lazy("愿望"),
    "strength": gettext_lazy("长处"),
    "verified_on": gettext_lazy("核对日期"),
    "died_on": gettext_lazy("离世日期"),
    "left_on": gettext_lazy("搬走日期"),
    "merged": gettext_lazy("并进来的一份"),
    "merged_into": gettext_lazy("并到另一份"),
}
_BIRTH = {"day": gettext_lazy("Y年n月j日"), "month": gettext_lazy("Y年n月"), "year": gettext_lazy("Y年")}
_WRITTEN = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y", "age": "%Y"}


@dataclass(frozen=True)
class Step:
    """One line of a history: who did what when; ``before`` and ``after`` in words, "" where there was nothing."""

    at: datetime
    who: str
    action: str
    label: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class Fact:
    """One thing held about a person, and where it came from."""

    name: Any
    value: str
    source: str = ""


def discreet(person: Person) -> str:
    """What somebody who may see no names is shown: 王奶奶; never the full name, not even of a child."""
    words = called(person)
    if words != person.name or person.called:
        return words
    family = surname(person.name) or person.name[:1]
    child = person.birth is not None and age_on(person.birth, clock.today()) < ADULT
    pattern = _("%(family)s家的孩子") if child else _("%(family)s家的一位")
    return pattern % {"family": family}


def few_untold(n: int) -> str:
    """A figure for those who may see only counts."""
    return str(shown(n))


def birth_words(birth: date | None, precision: str) -> str:
    """A birth as exactly as it is known: 1942年3月8日, 1942年3月, 1942年, 约1942年; "" when unknown."""
    if birth is None:
        return ""
    if precision == "age":
        return _("约%(year)d年") % {"year": birth.year}
    return date_format(birth, str(_BIRTH.get(precision, _BIRTH["day"])))


def birth_text(birth: date | None, precision: str) -> str:
    """A birth as it is typed: 1942-03-08, 1942-03, 1942; "" when unknown."""
    return birth.strftime(_WRITTEN.get(precision, _WRITTEN["day"])) if birth else ""


def steps(changes: Iterable[Change], secret: bool) -> list[Step]:
    """A history in words, in the order given. Without ``secret`` what only the secretary may see is left out."""
    told = (_step(change, secret) for change in changes)
    return [step for step in told if step is not None]


def facts(person: Person, steps_newest_first: list[Step]) -> list[Fact]:
    """What is held about the person, one by one, each with its last hand since the file was brought in.

    The covered ID number is not among them.
    """
    rows = [
        ("name", person.name),
        ("called", person.called),
        ("other_names", person.other_names),
        ("sex", str(SEXES.get(person.sex, ""))),
        ("birth", birth_words(person.birth, person.birth_precision)),
        ("note", person.note),
    ]
    return [Fact(LABELS[name], value, source_of(name, steps_newest_first)) for name, value in rows if value]


def source_of(field: str, steps_newest_first: list[Step]) -> str:
    """Who wrote the field last, and when; "" when it has not changed since the file was brought in."""
    label = str(LABELS[field])
    later = (step for step in steps_newest_first if step.at != steps_newest_first[-1].at)
    last = next((step for step in later if step.label == label), None)
    return _told(last) if last else ""


def brought_in(steps_newest_first: list[Step]) -> str:
    """What brought the file in: a roster, or somebody at the desk; "" when that is not known."""
    first = steps_newest_first[-1] if steps_newest_first else None
    reason = _("（%(reason)s）") % {"reason": first.reason} if first and first.reason else ""
    return _told(first) + reason if first else ""


def _told(step: Step) -> str:
    day = date_format(localtime(step.at), _("Y年n月j日"))
    return _("%(day)s %(who)s %(action)s") % {"day": day, "who": step.who, "action": step.action}


def _step(change: Change, secret: bool) -> Step | None:
    codes = [code for code in (change.before, change.after, change.reason) if code in CATEGORIES]
    if not secret and any(CATEGORIES[code].ring == "secretary" for code in codes):
        return None
    label = str(LABELS.get(change.field, ""))
    if change.reason in CATEGORIES:  # 核对 names its category in the reason
        label, reason = CATEGORIES[change.reason].name, ""
    else:
        reason = change.reason
    if not secret and change.field in RINGED and COVERED in (change.before, change.after):
        reason = ""  # what was typed beside it is for the same ring
    before, after = in_words(change.field, change.before), in_words(change.field, change.after)
    return Step(change.at, change.who, change.action, label, before, after, reason)


def in_words(field: str, value: Any) -> str:
    """A value of the trail as people say it."""
    if value in (None, ""):
        return ""
    text = str(value)
    if field in ("kin", "merged", "merged_into"):
        return _without_ids(field, text)
    tables: dict[str, Any] = {
        "sex": SEXES,
        "birth_precision": PRECISIONS,
        "safe_contact": SAFE_CONTACT,
        "consent": CONSENTS,
        "category": {code: category.name for code, category in CATEGORIES.items()},
    }
    return str(tables.get(field, {}).get(text, text))


def _without_ids(field: str, text: str) -> str:
    first = text.split(" ")[0]
    if field == "kin":
        return relation_name(first)
    return "" if len(first) == 36 else first

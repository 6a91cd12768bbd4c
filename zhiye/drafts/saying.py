"""A draft in words: one line for its card, as people would say it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.cases.codes import MATTERS
from zhiye.kernel import clock
from zhiye.people.codes import CATEGORIES, relation_name
from zhiye.visits.kinds import KINDS
from zhiye.visits.models import outcome_name

Proposal = Mapping[str, Any]
_SEX = {"1": gettext_lazy("男"), "2": gettext_lazy("女")}


def headline(kind: str, proposal: Proposal, names: Mapping[str, str]) -> str:
    """What the card proposes. ``names``: how the people and homes of other drafts are called, by draft id."""
    say = _SAYING.get(kind)
    return say(proposal, names) if say else str(proposal.get("title", ""))


def _person(told: Proposal, names: Mapping[str, str]) -> str:
    name = told["name"] or told["called"] or told["words"] or _("还没写名字的一位")
    parts = [name, str(_SEX.get(told["sex"], ""))]
    if told["age"] is not None:
        parts.append(_("%(age)s岁") % {"age": told["age"]})
    parts.append(names.get(told["home"] or "", ""))
    return " · ".join(part for part in parts if part)


def _home(told: Proposal, names: Mapping[str, str]) -> str:
    door = "-".join(part for part in (told["building"], told["unit"], told["room"]) if part)
    return f"{told['estate']} {door}".strip()


def _case(told: Proposal, names: Mapping[str, str]) -> str:
    word = str(MATTERS.get(told["code"], ""))
    return f"{word}：{told['title']}" if word else str(told["title"])


def _contact(told: Proposal, names: Mapping[str, str]) -> str:
    outcome = outcome_name(told["kind"], told["outcome"])
    whom = "、".join(names[ref] for ref in told["people"] if ref in names)
    parts = [str(KINDS.get(told["kind"], "")), whom, outcome, _day(told["on"])]
    return " · ".join(part for part in parts if part)


def _promise(told: Proposal, names: Mapping[str, str]) -> str:
    due = _day(told["due"])
    day = _("%(day)s前") % {"day": due} if due else _("没说日子")
    who, what = told["who"], told["what"]
    if who and who not in what and who not in ("我们", "我"):
        what = f"{who}：{what}"  # 小邵：他答应今晚去看看
    return " · ".join(part for part in (what, day) if part)


def _category(told: Proposal, names: Mapping[str, str]) -> str:
    category = CATEGORIES.get(told["code"])
    whose = names.get(told["person"] or "", "")
    return " · ".join(part for part in (whose, category.name if category else "") if part)


def _wish(told: Proposal, names: Mapping[str, str]) -> str:
    word = _("长处") if told["kind"] == "strength" else _("愿望")
    whose = names.get(told["person"] or "", "")
    return " · ".join(part for part in (whose, f"{word}：{told['text']}") if part)


def _kin(told: Proposal, names: Mapping[str, str]) -> str:
    word = told["word"] or relation_name(told["relation"])
    return _("%(other)s是%(person)s的%(relation)s") % {
        "other": names.get(told["other"] or "", "…"),
        "person": names.get(told["person"] or "", "…"),
        "relation": word,
    }


def _day(text: object) -> str:
    try:
        day = date.fromisoformat(str(text))
    except ValueError:
        return ""
    return date_format(day, "MONTH_DAY_FORMAT" if day.year == clock.today().year else "DATE_FORMAT")


_SAYING: dict[str, Callable[[Proposal, Mapping[str, str]], str]] = {
    "person": _person,
    "home": _home,
    "case": _case,
    "contact": _contact,
    "promise": _promise,
    "category": _category,
    "wish": _wish,
    "kin": _kin,
}

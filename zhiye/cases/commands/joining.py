"""Two matters turn out to be one, or one to be two. Numbers stay; both leave a line in both stories."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.actor import UserActor
from zhiye.audit import log
from zhiye.cases import levels
from zhiye.cases.commands.keeping import hold_case, in_the_register, line, take_step, told
from zhiye.cases.commands.meanwhile import changed
from zhiye.cases.commands.opening import open_case
from zhiye.cases.models import SPLIT, Case, Handing, Party, Promise, Step
from zhiye.cases.workflow import MERGED, is_open
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.people.models import Person
from zhiye.places.models import Place


@command("cases.merge", gettext_lazy("两件事并成一件"))
def merge_cases(by: Actor, *, case: Case, into: Case, version: int) -> Case:
    """``case`` goes on as ``into``: it keeps its number and leads there; its people and open promises go along.

    ``move_back`` on ``case`` brings all of it back, on the day itself. Raises Refused for matters of two committees or
    two rings, for one that has ended, or one that is with the street just now.
    """
    for one in sorted((case, into), key=lambda one: one.pk):
        hold_case(by, one)
    if case.pk == into.pk:
        raise Refused(_("这是同一件，换一件来并。"), "into")
    if version != case.version:
        raise changed(by, case, {"state": (MERGED, case.state)})
    _check_alike(case, into)
    carried = {"parties": _join_people(case, into), "promises": _move_promises(case, into)}
    words = in_the_register(gettext_lazy("和%(number)s是一件"), number=into.number)
    step = take_step(by, case, MERGED, words, into=into, carried=carried)
    changes = {"state": (step.was, MERGED), "into": (None, into.pk)}
    log.write(by, "cases.merge", case, case.path, changes)
    log.write(by, "cases.merge", into, into.path, {"twin": (None, case.pk)})
    return case


@command("cases.split", gettext_lazy("拆成两件"))
def split_case(
    by: Actor,
    *,
    case: Case,
    title: str,
    code: str = "",
    place: Place | None = None,
    people: Iterable[Person] = (),
    reason: str = "",
) -> Case:
    """A part of ``case`` becomes a matter of its own, with its own number; answers the new one.

    Who has it in hand, its ring, the way it came and its deadline are those of ``case``: the resident's clock goes on.
    """
    hold_case(by, case)
    if not is_open(case.state):
        raise Refused(_("已经结了的事不拆；又来了，先点“又来了”。"))
    words = line(reason, 400, "reason")
    made: Case = open_case(
        by,
        title=title,
        code=code or case.code,
        place=place or case.place,
        people=people,
        ring=case.ring,
        owner=case.owner,
        source=case.source,
        nature=case.nature,
        received_at=case.received_at,
        due_at=case.due_at,
    )
    made.split_from = case
    made.save(update_fields=["split_from"])
    Step.objects.create(
        case=made,
        act=SPLIT,
        was=made.state,
        state=made.state,
        reason=words,
        other=case,
        on=clock.today(),
        at=clock.now(),
        by=by.user if isinstance(by, UserActor) else None,
    )
    log.write(by, "cases.split", case, case.path, {"split": (None, made.pk)}, told(case.ring, words)[:200])
    return made


def _check_alike(case: Case, into: Case) -> None:
    if case.committee_id != into.committee_id:
        raise Refused(_("两件事不在一个居民区，不能并。"), "into")
    if case.ring != into.ring:
        raise Refused(_("两件事能看的人不一样，先改成一样再并。"), "into")
    if not is_open(into.state):
        told_of = {"number": into.number, "state": into.get_state_display()}
        raise Refused(_("%(number)s是“%(state)s”，换一件在办的，或者反过来并。") % told_of, "into")
    if Handing.objects.filter(case__in=(case, into), ended_at=None, level=levels.STREET).exists():
        raise Refused(_("有一件正在街道那里办，等交回来再并。"), "into")


def _join_people(case: Case, into: Case) -> list[str]:
    """People of the twin who were not party to the other one yet are from now on; answers the keys of the new rows."""
    known = set(Party.objects.filter(case=into).values_list("person_id", flat=True))
    theirs = Party.objects.filter(case=case).exclude(person__in=known).order_by("id")
    new = [
        Party(case=into, person=party.person, part=party.part) for party in theirs.select_related("person")
    ]
    Party.objects.bulk_create(new)
    return [str(party.pk) for party in new]


def _move_promises(case: Case, into: Case) -> dict[str, Any]:
    """Open promises of the twin are promises of the other one from now on; answers them with the ring they had."""
    rows = list(Promise.objects.select_for_update().filter(case=case, state="open", withdrawn_at=None))
    Promise.objects.filter(pk__in=[row.pk for row in rows]).update(case=into)
    return {str(row.pk): row.ring for row in rows}

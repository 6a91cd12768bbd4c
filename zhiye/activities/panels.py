"""What activities show below: their lines in the story of a place and of a matter, buttons that lead to a new one."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.activities import queries
from zhiye.activities.models import Activity
from zhiye.activities.permissions import WRITE
from zhiye.activities.showing import activity_url, told_line
from zhiye.activities.wording import counted
from zhiye.activities.work import count_one
from zhiye.cases.models import Case
from zhiye.cases.slots import CASE_ACTIONS, CASE_STORY
from zhiye.journal.slots import TIMELINE, TimelineRow
from zhiye.kernel.actor import Actor
from zhiye.kernel.gestures import Action
from zhiye.people.models import Person
from zhiye.places.models import Place
from zhiye.scans.slots import MORE_TO_READ
from zhiye.visits.models import Contact
from zhiye.visits.slots import CONTACT_ACTIONS

ORDER = 45  # within a day
MEETINGS = ("meeting", "activity")  # kinds of contact that may have been one

MORE_TO_READ.register(20, "activities.sheets")(count_one)


@TIMELINE.register(46, "activities")
def activities_in_story(actor: Actor, subject: Person | Place) -> list[TimelineRow]:
    """Activities at a place; nothing for people: nobody who came is kept."""
    return _rows(actor, queries.at_place(actor, subject)) if isinstance(subject, Place) else []


@CASE_STORY.register(20, "activities")
def activities_of_case(actor: Actor, case: Case) -> list[TimelineRow]:
    """Activities that were held for a matter."""
    return _rows(actor, queries.of_case(actor, case))


@CASE_ACTIONS.register(40, "activities.record")
def activity_for_case(actor: Actor, case: Case) -> Action | None:
    """A meeting because of a matter that the whole team sees."""
    if case.ring != "team" or not actor.may(WRITE):
        return None
    query = urlencode({"kind": "deliberation", "case": case.pk})
    return Action(gettext_lazy("开会商量过"), f"{reverse('activities-new')}?{query}", "today")


@CONTACT_ACTIONS.register(20, "activities.record")
def activity_of_contact(actor: Actor, contact: Contact) -> Action | None:
    """也记成一场活动; once it is one, the way to it."""
    made = queries.of_contact(actor, contact)
    if made is not None:
        return Action(gettext_lazy("看这场活动"), activity_url(made), "today")
    if contact.kind not in MEETINGS or contact.ring != "team" or not actor.may(WRITE):
        return None
    return Action(
        gettext_lazy("也记成一场活动"), f"{reverse('activities-new')}?contact={contact.pk}", "today"
    )


def _rows(actor: Actor, found: list[Activity]) -> list[TimelineRow]:
    besides = queries.tallies(actor, found)
    return [
        TimelineRow(
            one.on,
            ORDER,
            _("活动"),
            told_line(one, counted(one.person_times, besides.get(one.pk, {}))),
            activity_url(one),
            icon="today",
        )
        for one in found
    ]

"""Contacts: what a colleague did with whom, where and when, and how it came out.

``path`` is where a row belongs: its place, else the home of the first person, else the committee.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext, gettext_lazy

from zhiye.accounts.models import User
from zhiye.cases.models import Case, Promise
from zhiye.kernel.ids import new_id
from zhiye.people.models import RINGS, Person
from zhiye.places.models import Place
from zhiye.visits.kinds import KINDS

SEEN, NOT_HOME, DECLINED, BY_PHONE, DONE = "seen", "not_home", "declined", "by_phone", "done"
OUTCOMES = [
    (SEEN, gettext_lazy("见到了")),
    (NOT_HOME, gettext_lazy("没在家")),
    (DECLINED, gettext_lazy("没开门或不方便")),
    (BY_PHONE, gettext_lazy("打了电话")),
    (DONE, gettext_lazy("办了")),  # of acts without anybody to meet: a patrol, an order passed on
]


def outcome_name(kind: str, outcome: str) -> str:
    """An outcome in words that suit the kind of contact; "" for one that is unknown."""
    if (kind, outcome) == ("phone", NOT_HOME):
        return gettext("没打通")
    return str(dict(OUTCOMES).get(outcome, ""))


class Contact(models.Model):
    """One visit, call or other act (次数). ``settled`` is the promise that was kept by it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    path = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)  # see kinds.py
    outcome = models.CharField(max_length=8, choices=OUTCOMES)
    on = models.DateField()
    place = models.ForeignKey(Place, null=True, db_index=False, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=400, blank=True)
    ring = models.CharField(max_length=10, choices=RINGS, default="team")
    by = models.ForeignKey(User, db_index=False, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    settled = models.ForeignKey(Promise, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ["-on", "-id"]
        indexes = [
            models.Index(fields=["place", "on"], name="contact_by_home"),
            models.Index(fields=["path", "on"], name="contact_by_path"),
            models.Index(fields=["by", "on"], name="contact_by_writer"),
            # What figures count, from the index alone: contacts of a kind in a period, homes with a visit.
            models.Index(fields=["undone_at", "kind", "on", "id", "outcome", "path"], name="contact_counted"),
            # With its id: without looking at the rows this is the way that SQLite takes, not through the whole year.
            models.Index(fields=["path", "kind", "outcome", "undone_at", "on", "id"], name="contact_at_home"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"

    @property
    def kind_name(self) -> str:
        """走访, 电话 …"""
        return str(KINDS.get(self.kind, self.kind))

    @property
    def outcome_name(self) -> str:
        """见到了, 没在家 …; of a call that nobody took 没打通."""
        return outcome_name(self.kind, self.outcome)

    @property
    def is_visit(self) -> bool:
        """Whether it is a visit at which somebody was seen, and stands."""
        return self.kind == "visit" and self.outcome == SEEN and self.undone_at is None


class Met(models.Model):
    """Whom a contact was with, or meant for.

    ``path`` and ``on`` are the contact's; ``visited``: it is a visit at which somebody was seen and that stands. They
    are copied by whoever writes either, so that a street's people met are counted without its contacts.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    contact = models.ForeignKey(Contact, db_index=False, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=120)
    on = models.DateField()
    visited = models.BooleanField()

    class Meta:
        """Each person once."""

        ordering = ["id"]
        # What figures count, from the index alone: by day a street and every list, by place a committee.
        # SQLite does not use an index for a bare truth value.
        indexes = [
            models.Index(fields=["on", "id", "path", "visited"], name="met_counted"),
            models.Index(fields=["path", "on", "id", "visited"], name="met_at_place"),
        ]
        constraints = [models.UniqueConstraint(fields=["contact", "person"], name="met_once_a_contact")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.contact_id}"

    @classmethod
    def at(cls, contact: Contact) -> dict[str, Any]:
        """The fields of every row of ``contact``."""
        return {"contact": contact, "path": contact.path, "on": contact.on, "visited": contact.is_visit}

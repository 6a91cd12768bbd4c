"""Drafts: what a note implies, until somebody says that it is so. What they said is kept, for measuring the reader.

A draft belongs to its note: who may open the note sees it. People and places it points at are shown to those
only who may see these.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.journal.models import Entry
from zhiye.kernel.ids import new_id
from zhiye.people.models import Person
from zhiye.places.models import Place

PENDING, RIGHT, WRONG = "pending", "right", "wrong"
STATES = [
    (PENDING, gettext_lazy("待核")),
    (RIGHT, gettext_lazy("对")),
    (WRONG, gettext_lazy("不要")),
]
KINDS = [
    ("person", gettext_lazy("人")),
    ("home", gettext_lazy("家")),
    ("case", gettext_lazy("事")),
    ("contact", gettext_lazy("见面")),
    ("promise", gettext_lazy("约")),
    ("category", gettext_lazy("类别")),
    ("wish", gettext_lazy("愿望")),
    ("kin", gettext_lazy("亲属")),
    ("proof", gettext_lazy("请核对")),
    ("safety", gettext_lazy("要当回事")),
    ("violence", gettext_lazy("要当回事")),
    ("hint", gettext_lazy("可能用得上")),
]


class Draft(models.Model):
    """One card beside a note. ``proposal`` is what was read, ``changed`` what the worker made of it.

    ``proposal`` names other drafts of the note by their ids (keys person, other, people, home, case).
    ``wording`` is the number of the wording in which ``start`` and ``end`` count.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    entry = models.ForeignKey(Entry, db_index=False, on_delete=models.PROTECT, related_name="+")
    wording = models.IntegerField()
    kind = models.CharField(max_length=8, choices=KINDS)
    quote = models.TextField(blank=True)
    start = models.IntegerField()
    end = models.IntegerField()
    key = models.CharField(max_length=120)  # what it says, to know it again when the note is read anew
    proposal = models.JSONField(default=dict)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    record = models.UUIDField(null=True)  # what was made of it, of any room
    reason = models.CharField(max_length=120, blank=True)  # why this person is meant
    confidence = models.FloatField(default=0.5)
    sensitive = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=STATES, default=PENDING)
    by_hand = models.BooleanField(default=False)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    changed = models.JSONField(null=True)
    op = models.UUIDField(null=True)  # the gesture that answered it
    expires_on = models.DateField()  # pending ones are shown until the day before

    class Meta:
        """In the order of the words."""

        ordering = ["start", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(start__gte=0, end__gte=F("start")), name="draft_is_a_span"),
            models.CheckConstraint(
                condition=Q(state="pending", answered_at=None, record=None)
                | (~Q(state="pending") & Q(answered_at__isnull=False)),
                name="answered_draft_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["entry", "start", "id"], name="draft_by_entry"),
            models.Index(fields=["state", "expires_on"], name="draft_by_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.entry_id}"

"""Door codes, what residents said before a door, the receipts for it, and who was wrong too often.

``path`` is where a row belongs. Nothing here names a person: a code identifies a door, a receipt a matter.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.cases.models import Case
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place

DRAFT, SENT, WAITING, DROPPED = "draft", "sent", "waiting", "dropped"
STATES = [
    (DRAFT, gettext_lazy("还没交")),
    (SENT, gettext_lazy("收下了")),
    (WAITING, gettext_lazy("待看")),
    (DROPPED, gettext_lazy("不是")),
]
DOUBTS = [
    ("flood", gettext_lazy("一下子来得太多")),
    ("same", gettext_lazy("同样的话刚收到过")),
    ("quick", gettext_lazy("写得太快，不像人写的")),
    ("robot", gettext_lazy("填了看不见的格子，多半是程序")),
    ("nobody", gettext_lazy("这里还没有能接的同事")),
]


class Counter(models.Model):
    """How a committee is reached, as posters and residents' pages say it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    committee = models.OneToOneField(Place, on_delete=models.PROTECT, related_name="+")
    telephone = models.CharField(max_length=20)
    hours = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return self.telephone


class DoorCode(models.Model):
    """The code on the wall of a building, a unit, an estate. A new one ends the old one: paper can be torn off."""

    id = models.UUIDField(primary_key=True, default=new_id)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=120)
    token = models.CharField(max_length=16, unique=True)
    made_at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    take_down_on = models.DateField(null=True)  # as the last poster says
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One in force at a place."""

        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(ended_at=None), name="one_open_code_at_a_door"
            ),
        ]
        indexes = [models.Index(fields=["path"], name="door_code_by_path")]

    def __str__(self) -> str:
        return self.token


class Report(models.Model):
    """What somebody said before a door. While it waits, a colleague looks before it becomes a matter.

    ``sent_at`` and the state go together; ``doubt`` says why it waits. The telephone number stands sealed.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.ForeignKey(DoorCode, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=120)
    text = models.CharField(max_length=200, blank=True)
    phone = models.BinaryField(default=bytes)
    phone_tail = models.CharField(max_length=4, blank=True)
    photo = models.BinaryField(default=bytes)
    state = models.CharField(max_length=8, choices=STATES, default=DRAFT)
    doubt = models.CharField(max_length=8, choices=DOUBTS, blank=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField(null=True)  # a colleague said what it is
    looked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """In the order they were begun."""

        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="draft") & Q(sent_at=None))
                | (~Q(state="draft") & Q(sent_at__isnull=False)),
                name="report_sent_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", case__isnull=False) | (~Q(state="sent") & Q(case=None)),
                name="report_taken_has_its_matter",
            ),
        ]
        indexes = [
            models.Index(fields=["place", "sent_at"], name="report_by_door"),
            models.Index(fields=["path", "sent_at"], name="report_by_path"),
            models.Index(fields=["state", "written_at"], name="report_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.id}"


class Receipt(models.Model):
    """What a resident holds: six digits for the door, a code that nobody guesses for the slip's QR.

    Of a report (its matter may still be waited for), or of a matter that came in at the counter.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    committee = models.ForeignKey(Place, db_index=False, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=120)
    number = models.CharField(max_length=6)
    token = models.CharField(max_length=32, unique=True)
    words = models.CharField(max_length=20, blank=True)  # what the slip calls the matter
    report = models.OneToOneField(Report, null=True, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "number"],
                condition=Q(ended_at=None),
                name="one_open_receipt_of_a_number",
            ),
            models.CheckConstraint(
                condition=Q(report__isnull=False) | Q(case__isnull=False), name="receipt_of_something"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Barrier(models.Model):
    """How often a fingerprinted address, a door, a committee or a slip was wrong, or sent something. See ``tries``."""

    key = models.CharField(primary_key=True, max_length=64)
    count = models.IntegerField(default=0)
    since = models.DateTimeField(null=True)
    level = models.IntegerField(default=0)
    shut_until = models.DateTimeField(null=True)
    touched_at = models.DateTimeField()

    class Meta:
        """Cleared by age."""

        indexes = [models.Index(fields=["touched_at"], name="barrier_by_age")]

    def __str__(self) -> str:
        return f"{self.key} {self.count}"

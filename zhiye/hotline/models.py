"""Tickets and thanks as they came from the hotline. The matter itself, its states and its answers are of ``cases``."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.cases.models import Case
from zhiye.hotline.reading.words import PRAISE, TYPES
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place

KINDS = [(code, gettext_lazy(one["name"])) for code, one in TYPES.items() if code != PRAISE]
URGENCIES = [
    ("normal", gettext_lazy("普通")),
    ("urgent", gettext_lazy("紧急")),
    ("top", gettext_lazy("特急")),
]
WATCHED = [
    ("street", gettext_lazy("街道督办")),
    ("district", gettext_lazy("区督办")),
    ("city", gettext_lazy("市督办")),
]
CAME = [
    ("paste", gettext_lazy("贴进来的")),
    ("sheet", gettext_lazy("从表里来的")),
    ("street", gettext_lazy("街道转来的")),
]


class TicketSheet(models.Model):
    """A sheet that came in: its heads in their order, what each was taken for, what became of every row.

    ``account`` is {"counts": {result: n}, "rows": [[row, result, key of what it became, why]]}, without names.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    committee = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    heads = models.JSONField()
    kinds = models.JSONField()
    account = models.JSONField(default=dict)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Newest first."""

        ordering = ["-taken_at", "-id"]

    def __str__(self) -> str:
        return self.file_name


class Ticket(models.Model):
    """What the hotline said of one matter. ``fixed_at``: it was sent back to us after we had returned it.

    ``sealed`` holds who called and the ticket as it came (the text, or the cells of the row). ``text_key`` a
    ticket without a number again. ``answered_on`` is told by sheets of old tickets.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    committee = models.ForeignKey(Place, db_index=False, on_delete=models.PROTECT, related_name="+")
    official_no = models.CharField(max_length=40, blank=True)
    text_key = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=KINDS)
    category = models.CharField(max_length=80, blank=True)
    urgency = models.CharField(max_length=8, choices=URGENCIES, default="normal")
    body = models.TextField()
    wish = models.CharField(max_length=400, blank=True)
    place_words = models.CharField(max_length=160, blank=True)
    channel = models.CharField(max_length=40, blank=True)
    received_at = models.DateTimeField(null=True)
    dispatched_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    official_due = models.DateTimeField(null=True)
    answered_on = models.DateField(null=True)
    sealed = models.BinaryField(default=bytes)  # who called, the ticket as it came
    anonymous = models.BooleanField(default=False)
    confidential = models.BooleanField(default=False)
    watched = models.CharField(max_length=10, choices=WATCHED, blank=True)
    came_ended = models.BooleanField(
        default=False
    )  # it was over before it came in: nothing is known of its clock
    returned_at = models.DateTimeField(null=True)
    basis = models.CharField(max_length=200, blank=True)  # on which it was returned
    fixed_at = models.DateTimeField(null=True)
    came = models.CharField(max_length=8, choices=CAME)
    sheet = models.ForeignKey(TicketSheet, null=True, on_delete=models.PROTECT, related_name="+")
    row = models.IntegerField(null=True)
    taken_at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering = ["-received_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "official_no"],
                condition=~Q(official_no=""),
                name="one_ticket_of_a_number",
            ),
        ]
        indexes = [
            models.Index(fields=["committee", "received_at", "id"], name="ticket_by_day"),
            models.Index(fields=["committee", "text_key"], name="ticket_by_words"),
        ]

    def __str__(self) -> str:
        return self.official_no or self.text_key[:8]


class Thanks(models.Model):
    """A praise: words, who is praised, when it was answered. No deadline, no matter, outside all rates."""

    id = models.UUIDField(primary_key=True, default=new_id)
    committee = models.ForeignKey(Place, db_index=False, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=120)
    official_no = models.CharField(max_length=40, blank=True)
    text_key = models.CharField(max_length=64)
    on = models.DateField()
    words = models.TextField()
    praised_words = models.CharField(max_length=120, blank=True)
    praised = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField(default=bytes)  # who called, the ticket as it came
    confidential = models.BooleanField(default=False)
    answer = models.CharField(max_length=400, blank=True)
    answered_on = models.DateField(null=True)
    came = models.CharField(max_length=8, choices=CAME)
    sheet = models.ForeignKey(TicketSheet, null=True, on_delete=models.PROTECT, related_name="+")
    row = models.IntegerField(null=True)
    taken_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)  # it was no praise

    class Meta:
        """Newest first."""

        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "official_no"],
                condition=~Q(official_no="") & Q(withdrawn_at=None),
                name="one_thanks_of_a_number",
            ),
        ]
        indexes = [
            models.Index(fields=["committee", "on", "id"], name="thanks_by_day"),
            models.Index(fields=["committee", "text_key"], name="thanks_by_words"),
        ]

    def __str__(self) -> str:
        return self.official_no or self.text_key[:8]


class ThanksSeen(models.Model):
    """That a colleague has had the good news: then it no longer stands on their 今天."""

    id = models.UUIDField(primary_key=True, default=new_id)
    thanks = models.ForeignKey(Thanks, db_index=False, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Once each."""

        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["thanks", "user"], name="thanks_seen_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.thanks_id}"

"""Activities, what was counted at them besides people, and photos of their sign-in sheets.

``path`` is where a row belongs: its place, else the committee. Nobody who came is kept, only how many.
"""

from django.db import models
from django.db.models import F, Q

from zhiye.accounts.models import User
from zhiye.activities.kinds import KINDS
from zhiye.cases.models import Case
from zhiye.figures.headings import HEADINGS
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place
from zhiye.scans.states import STATES, WAITING
from zhiye.visits.models import Contact


class Activity(models.Model):
    """One meeting, lecture, class, service day. One planned ahead counts from its day on.

    ``series`` is what it goes by when it comes round again (书法班); ``daily`` is its kind's, for the constraint.
    ``person_times`` and ``households`` are None where nobody counted. ``decided`` is what a deliberation agreed.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    committee = models.ForeignKey(Place, db_index=False, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)  # see data/kinds.toml
    heading = models.CharField(max_length=12, choices=list(HEADINGS.items()))
    title = models.CharField(max_length=60)
    series = models.CharField(max_length=60)
    daily = models.BooleanField(default=False)
    on = models.DateField()
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    place_words = models.CharField(max_length=60, blank=True)
    organiser = models.CharField(max_length=60, blank=True)
    partner = models.CharField(max_length=120, blank=True)
    person_times = models.PositiveIntegerField(null=True)
    households = models.PositiveIntegerField(null=True)
    note = models.CharField(max_length=400, blank=True)
    decided = models.CharField(max_length=1000, blank=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, db_index=False, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        """Newest first."""

        ordering = ["-on", "-id"]
        indexes = [
            models.Index(fields=["committee", "on"], name="activity_by_committee"),
            models.Index(fields=["path", "on"], name="activity_by_path"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")),
                name="activity_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["committee", "kind", "series", "on"],
                condition=Q(daily=True, withdrawn_at=None),
                name="one_activity_a_day_of_a_desk",
            ),
            models.UniqueConstraint(
                fields=["contact"], condition=Q(withdrawn_at=None), name="one_activity_of_a_contact"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.on}"

    @property
    def kind_name(self) -> str:
        """讲座、宣讲 …"""
        return KINDS[self.kind].name if self.kind in KINDS else self.kind


class Tally(models.Model):
    """Something counted at an activity besides people: ``count`` of ``what``."""

    id = models.UUIDField(primary_key=True, default=new_id)
    activity = models.ForeignKey(Activity, db_index=False, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=20)  # see data/kinds.toml
    count = models.PositiveIntegerField()

    class Meta:
        """Each thing once."""

        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "what"], name="one_tally_of_a_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.count}"


class Sheet(models.Model):
    """A photo of the paper sign-in sheet, sealed. Of what was read on it only the number of ``lines`` is kept."""

    id = models.UUIDField(primary_key=True, default=new_id)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField(default=bytes)
    width = models.IntegerField()  # px
    height = models.IntegerField()
    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
    lines = models.PositiveIntegerField(null=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField()

    class Meta:
        """In the order they came."""

        ordering = ["id"]
        indexes = [models.Index(fields=["state", "id"], name="sheet_by_state")]

    def __str__(self) -> str:
        return f"{self.state} {self.id}"

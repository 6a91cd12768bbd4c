"""Places: one tree with kinds as data and validity instead of deletion; overlays cover parts of it."""

from django.db import models
from django.db.models import F, Q

from zhiye.kernel.ids import new_id
from zhiye.places.kinds import KINDS
from zhiye.places.naming import spoken_of


class Place(models.Model):
    """A street, committee, estate, building, unit or home; or an overlay (grid, building group).

    ``code`` is what stands on the door ("115", "2", "402"); ``door`` the short address inside the estate
    ("3-2-401"), kept for buildings, units and homes so that search and lists need no tree walk.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(code, kind.name) for code, kind in KINDS.items()])
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    path = models.CharField(max_length=120, unique=True)
    door = models.CharField(max_length=60, blank=True)
    floor = models.SmallIntegerField(null=True)  # of a home: 1 is the ground floor, -1 below it
    floors = models.SmallIntegerField(null=True)  # of a building: how many
    lift = models.BooleanField(null=True)  # of a building or unit
    area = models.DecimalField(max_digits=8, decimal_places=2, null=True)  # of a home: floor area, m²
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)  # first day on which it is no more
    origin = models.UUIDField(null=True)  # the gesture that made it, for undoing an import

    class Meta:
        """In door order."""

        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "kind", "code"], condition=Q(valid_to=None), name="one_door_of_a_code"
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="place_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["door"], name="place_by_door"),
            models.Index(fields=["kind", "path"], name="place_by_kind"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def spoken(self) -> str:
        """How a line about something else names it: "3-2-401", "29号楼"."""
        return spoken_of(self.kind, self.name, self.door)


class FormerPlace(models.Model):
    """What a place was called, and what it stood in, before a rename or a move."""

    id = models.UUIDField(primary_key=True, default=new_id)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    door = models.CharField(max_length=60, blank=True)
    until = models.DateField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        """Newest first."""

        ordering = ["-until", "-id"]
        indexes = [models.Index(fields=["door"], name="former_by_door")]

    def __str__(self) -> str:
        return self.name


class Coverage(models.Model):
    """That an overlay (grid, building group) covers a building or a unit, from one day to another."""

    id = models.UUIDField(primary_key=True, default=new_id)
    overlay = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    covered = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    overlay_kind = models.CharField(max_length=12)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        """One overlay of a kind at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["covered", "overlay_kind"], condition=Q(until=None), name="one_overlay_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="coverage_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.overlay_id} covers {self.covered_id}"

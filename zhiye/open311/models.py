"""Partners with their keys, and what each of them handed in.

A partner is a platform, never a person. Its key is kept as a digest only; ``used_on`` is the day of the last use, not
the moment. What a caller said of themselves is sealed; coordinates, devices and pictures have no column here.
"""

from django.db import models
from django.db.models import Q

from zhiye.accounts.models import User
from zhiye.cases.models import Case
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place


class Partner(models.Model):
    """A platform that hands matters in for a committee, or for all committees of a street.

    ``services`` are the top codes it may use (none named: all). ``key_hash`` is SHA-256 of a key of 198 random bits.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=60)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    services = models.JSONField(default=list)
    key_hash = models.CharField(max_length=64, unique=True)
    keyed_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    used_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One of a name at a place."""

        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "name"], condition=Q(ended_at=None), name="one_open_partner_of_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartnerRequest(models.Model):
    """What a partner handed in, and the matter it became. ``token`` is its ``service_request_id``.

    ``code`` is the kind the partner chose, whatever colleagues make of it; ``digest`` finds the same words sent twice.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    partner = models.ForeignKey(Partner, db_index=False, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=32, unique=True)
    code = models.CharField(max_length=32)
    text = models.TextField(blank=True)
    address = models.CharField(max_length=200)
    caller = models.BinaryField(default=bytes)
    digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["partner", "asked_at"], name="request_by_partner")]

    def __str__(self) -> str:
        return self.token

"""Who acts when a partner's program does: the platform, at its own place, and never a person."""

from zhiye.kernel.actor import Actor
from zhiye.open311.models import Partner
from zhiye.open311.permissions import REPORT


class PartnerActor(Actor):
    """The platform behind a key: may hand matters in at its place, and read its own."""

    def __init__(self, partner: Partner) -> None:
        self.partner = partner
        self.key = f"partner:{partner.pk}"
        self.name = partner.name

    def scope(self, permission: str) -> tuple[str, ...]:
        """The own place, for this one permission."""
        return (self.partner.place.path,) if permission == REPORT else ()

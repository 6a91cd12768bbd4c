"""Who acts when a resident does: somebody before a door. Nobody knows who, and nobody is to be told."""

from django.utils.translation import gettext as _

from zhiye.kernel.actor import Actor
from zhiye.portal.permissions import REPORT

KEY = "resident:door"


class Resident(Actor):
    """Whoever stands before the door at ``path``: may say something there, and ask about it."""

    key = KEY

    def __init__(self, path: str) -> None:
        self.path = path
        self.name = _("居民（楼道码）")

    def scope(self, permission: str) -> tuple[str, ...]:
        """The own door, for this one permission."""
        return (self.path,) if permission == REPORT else ()

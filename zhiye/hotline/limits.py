"""By when the caller of a ticket is to be reached. Pure but for the region."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from zhiye.cases import clocks
from zhiye.hotline.values import SOURCE


def contact_by(received: datetime, nature: str) -> datetime | None:
    """Until when a caller is to be reached whose ticket of this nature came then."""
    day = timezone.localtime(received).date()
    return clocks.limits(SOURCE, nature, day, settings.REGION).contact_by(received)

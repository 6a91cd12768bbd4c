"""Numbers of matters: 2026-0012, counted per committee and year; two who open at once both get one."""

from django.db.models import F

from zhiye.cases.models import Numbering
from zhiye.places.models import Place


def next_number(committee: Place, year: int) -> str:
    """The next number, inside the caller's transaction: the row stays locked until it ends, so that none is given
    twice. A transaction that is rolled back gives its number back; a matter withdrawn keeps its own."""
    row, _made = Numbering.objects.get_or_create(committee=committee, year=year)
    Numbering.objects.filter(pk=row.pk).update(last=F("last") + 1)
    row.refresh_from_db(fields=["last"])
    return f"{year}-{row.last:04d}"

"""Reading a row anew before it is changed: what a page or a caller has in hand may be older."""

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from zhiye.kernel.errors import NotFound


def hold(row: models.Model) -> None:
    """Make ``row`` what it is now, and keep others from changing it until the transaction ends.

    Raises NotFound when it is no more. Where several are held, the person or the outer place comes first.
    """
    try:
        row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update())
    except ObjectDoesNotExist as gone:
        raise NotFound from gone

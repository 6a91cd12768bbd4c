"""A conflict whose other side is known: who changed it, and when, in the words of pages."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zhiye.kernel.errors import Conflict


class ChangedMeanwhile(Conflict):
    """``who`` changed it ``at`` that moment; ``own``: the reader did, on another page."""

    def __init__(
        self, fields: Mapping[str, tuple[Any, Any]], *, who: str, at: datetime, own: bool = False
    ) -> None:
        super().__init__(fields)
        self.who, self.at, self.own = who, at, own


def author_words(conflict: Conflict, today: date) -> str:
    """王姐今天 14:05 改的; "" where nobody is known, or the reader has no leave to know."""
    if not isinstance(conflict, ChangedMeanwhile):
        return ""
    moment = timezone.localtime(conflict.at)
    day = _("今天") if moment.date() == today else date_format(moment, _("n月j日"))
    told = {"name": conflict.who, "day": day, "time": f"{moment:%H:%M}"}
    if conflict.own:
        return _("是您自己%(day)s %(time)s 在另一页改的。") % told
    return _("%(name)s%(day)s %(time)s 改的。") % told

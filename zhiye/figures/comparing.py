"""Two periods beside each other in words. Pure. More is not better: no praise, no blame, no arrows."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.figures.counting import Share
from zhiye.figures.periods import DAYS, MONTH, QUARTER, YEAR
from zhiye.figures.units import UNITS

BEFORE = {
    MONTH: gettext_lazy("上月"),
    QUARTER: gettext_lazy("上季度"),
    YEAR: gettext_lazy("上年"),
    DAYS: gettext_lazy("前一段"),
}


def difference(now: int, before: int, unit: str, kind: str = MONTH) -> str:
    """比上月多 3 场, 和上月一样, 上月没有. ``unit`` is a code of units.py, ``kind`` the period's."""
    told = {"before": BEFORE[kind], "n": f"{abs(now - before):,}", "unit": UNITS[unit].name}
    if before == 0:
        return (_("%(before)s没有") if now else _("%(before)s也没有")) % told
    if now == before:
        return _("和%(before)s一样") % told
    return (_("比%(before)s多 %(n)s %(unit)s") if now > before else _("比%(before)s少 %(n)s %(unit)s")) % told


def told_share(share: Share) -> str:
    """62.5%（300÷480）, 14.88（3,304÷222）: never without what stands above and below the line; "" of nothing."""
    if share.value is None:
        return ""
    sign = "%" if share.rate.percent else ""
    return _("%(value)s（%(count)s÷%(of)s）") % {
        "value": f"{share.value:g}{sign}",
        "count": f"{share.count:,}",
        "of": f"{share.of:,}",
    }


def share_before(before: Share, kind: str = MONTH) -> str:
    """上月 62.5%（300÷480）."""
    words = told_share(before)
    told = {"before": BEFORE[kind], "share": words}
    return (_("%(before)s %(share)s") if words else _("%(before)s没有可算的")) % told

"""Whether figures that belong together agree: a sum and its average, parts and their whole, a rate. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether they agree, and in words what was reckoned."""

    agrees: bool
    words: str

    def __str__(self) -> str:
        return self.words


def check(total: int, average: Decimal | float | str, n: int | None = None) -> Checked:
    """Whether ``total`` is ``n`` times ``average``, as exactly as the average was told; which n fits, without one.

    3,304 at 14.86 a day would be 222.3 days; 222 days give 14.88, 223 give 14.82. Raises ValueError below 0.
    """
    told = Decimal(str(average))
    if not told.is_finite() or total < 0 or told < 0 or (n is not None and n < 1):
        raise ValueError(f"{total} ÷ {average} ÷ {n} cannot be reckoned")
    if n is not None:
        return _with(total, told, n)
    if told == 0:
        words = _("平均是 0，总数也该是 0。") if total else _("对得上：都是 0。")
        return Checked(total == 0, words)
    return _without(total, told)


def parts(total: int, of: Sequence[int]) -> Checked:
    """Whether the parts add up to the whole."""
    told = {"sum": f"{sum(of):,}", "total": f"{total:,}", "n": f"{abs(total - sum(of)):,}"}
    if sum(of) == total:
        return Checked(True, _("对得上：各项加起来是 %(sum)s。") % told)
    return Checked(False, _("对不上：各项加起来是 %(sum)s，总数是 %(total)s，差 %(n)s。") % told)


def rate(count: int, of: int) -> Checked:
    """Whether a part is no more than its whole: a rate over 100 % counts two different things."""
    told = {"count": f"{count:,}", "of": f"{of:,}"}
    if count <= of:
        return Checked(True, _("对得上：%(of)s 里的 %(count)s。") % told)
    return Checked(False, _("对不上：%(count)s 比 %(of)s 还多，两个数数的不是同一样东西。") % told)


def _with(total: int, average: Decimal, n: int) -> Checked:
    told = {"total": f"{total:,}", "n": f"{n:,}", "found": _shown(total, n, average), "told": average}
    if _fits(total, n, average):
        return Checked(True, _("对得上：%(total)s ÷ %(n)s = %(found)s。") % told)
    return Checked(False, _("对不上：%(total)s ÷ %(n)s = %(found)s，不是 %(told)s。") % told)


def _without(total: int, average: Decimal) -> Checked:
    exact = Fraction(total) / Fraction(average)
    lower = int(exact)
    around = [n for n in (lower, lower + 1) if n > 0]
    for n in around:
        if _fits(total, n, average):
            return _with(total, average, n)
    told = {
        "total": f"{total:,}",
        "told": average,
        "found": Decimal(exact.numerator * 10 // exact.denominator) / 10,
        "ways": _("，").join(
            _("除以 %(n)s 是 %(found)s") % {"n": f"{n:,}", "found": _shown(total, n, average)} for n in around
        ),
    }
    return Checked(False, _("对不上：%(total)s ÷ %(told)s = %(found)s，不是整数；%(ways)s。") % told)


def _fits(total: int, n: int, average: Decimal) -> bool:
    """Rounded or cut off at as many places as the average was told with."""
    return any(_to_places(total, n, average, how) == average for how in (ROUND_HALF_UP, ROUND_DOWN))


def _shown(total: int, n: int, average: Decimal) -> Decimal:
    return _to_places(total, n, average, ROUND_HALF_UP)


def _to_places(total: int, n: int, average: Decimal, how: str) -> Decimal:
    exponent = average.as_tuple().exponent
    places = max(-exponent, 0) if isinstance(exponent, int) else 0
    return (Decimal(total) / n).quantize(Decimal(1).scaleb(-places), how)

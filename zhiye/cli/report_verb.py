"""``zhiye report``: a committee's month or year as JSON, Word, Excel or PDF, as it is counted now.

Files hold numbers, words and rules; JSON also the keys of the rows that each figure counts. No names.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import override

from zhiye.cli.ready import make_ready
from zhiye.figures import counting
from zhiye.figures.periods import MONTH, YEAR, Period, month_of, read_period, year_of
from zhiye.kernel import clock
from zhiye.kernel.actor import System
from zhiye.kernel.errors import Refused
from zhiye.places import kinds
from zhiye.places.models import Place
from zhiye.reports.addresses import Asked
from zhiye.reports.asking import Reach
from zhiye.reports.commands import title_of
from zhiye.reports.filing import TYPES, files_of, written
from zhiye.reports.saying import Number, Ratio
from zhiye.reports.telling import told_now

REFUSALS = (Refused, OSError)
BY = System("command line", name="命令行")
JSON = "json"
_WHOLE = Reach(whole=True, outside=False)


def arguments(parser: ArgumentParser) -> None:
    """``month|year --committee NAME --period 2026-11 --format json``."""
    parser.add_argument("what", choices=(MONTH, YEAR))
    parser.add_argument("--committee", required=True, metavar="NAME")
    parser.add_argument("--period", help="2026-11 or 2026; the running one when left out")
    parser.add_argument("--format", choices=(JSON, *TYPES), default=JSON)
    parser.add_argument("--output", type=Path, help="file to write; standard output when left out")


def run(options: Namespace) -> int:
    """Write the report."""
    make_ready()
    place, period = _committee(options.committee), _period(options.what, options.period)
    about = Asked(BY, place, [place], period, _WHOLE)
    if options.format == JSON:
        with override(settings.LANGUAGE_CODE):
            told = json.dumps(_told(about), ensure_ascii=False, indent=1)
        made = f"{told}\n".encode()
    else:
        made = written(options.format, lambda: files_of(about))
    if options.output:
        options.output.write_bytes(made)
    else:
        sys.stdout.buffer.write(made)
    return 0


def _committee(name: str) -> Place:
    rows = Place.objects.filter(kind=kinds.COMMITTEE, valid_to=None)
    found = [place for place in rows if name in (place.name, place.code, str(place.pk))]
    if len(found) == 1:
        return found[0]
    known = "、".join(place.name for place in rows.order_by("name")[:20])
    raise Refused(f"没有叫“{name}”的居民区。有：{known}" if known else "还没有居民区。")


def _period(what: str, key: str | None) -> Period:
    if not key:
        return month_of(clock.today()) if what == MONTH else year_of(clock.today())
    found = read_period(key)
    if found is None or found.kind != what:
        raise Refused(f"“{key}”不是一个{'月，写成 2026-11' if what == MONTH else '年，写成 2026'}。")
    return found


def _told(about: Asked) -> Mapping[str, Any]:
    account = told_now(about.actor, about.place, about.period, about.reach, lambda code: "")
    return {
        "title": title_of(about.place, about.period),
        "committee": about.place.name,
        "period": about.period.key,
        "counted_at": clock.now().isoformat(),
        "sentences": [{"heading": one.heading, "text": one.text} for one in account.paragraphs],
        "figures": [_figure(about, number) for number in account.numbers],
        "rates": [_rate(one) for one in account.ratios],
    }


def _figure(about: Asked, number: Number) -> Mapping[str, Any]:
    figure = counting.figure_of(number.code)
    rows = [
        {"record": str(record), "once": once, "counts": counts}
        for record, once, counts in counting.keys(about.actor, figure, about.place, about.period)
    ]
    told = {"code": number.code, "name": number.name, "unit": number.unit_name, "count": number.count}
    return told | {"rule": number.rule, "version": number.version, "stock": figure.stock, "rows": rows}


def _rate(one: Ratio) -> Mapping[str, Any]:
    told = {
        "code": one.code,
        "name": one.name,
        "value": one.value,
        "top": one.top.code,
        "bottom": one.bottom.code,
    }
    return told | {"count": one.top.count, "of": one.bottom.count, "rule": one.rule, "version": one.version}

"""Photographed pages through the process that reads them: pages a second, processor time, memory."""

import resource
import sys
import time

from bench.lines import line
from zhiye.scans.pictures import cleaned
from zhiye.scans.tests import papers

LINES = (
    "2026年11月20日 星期五 晴",
    "上午看望115号402室的王奶奶，82岁，独居。",
    "她说膝盖疼，下楼买菜不方便，儿子在外地。",
    "答应她下周三之前问好食堂送餐的事。",
    "楼道里堆了纸板箱，和物业经理说了。",
    "下午三位居民来问医保报销，都讲清楚了。",
)


def main(pages: int) -> None:
    """Read the same page again and again, as the worker does."""
    import django

    django.setup()
    from zhiye.scans.reading import read

    photo = cleaned(papers.page(lines=LINES)).data
    began = time.perf_counter()
    for _ in range(pages):
        assert read(photo).state == "read"
    taken, used = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    line(
        0,
        f"a photographed page is read ({len(LINES)} lines, one process a page)",
        pages / taken,
        "pages/s",
        0.2,
        False,
    )
    line(0, "processor time of one page", (used.ru_utime + used.ru_stime) / pages, "s", 6)
    line(0, "memory while reading", used.ru_maxrss / 1024, "MB", 1024)


if __name__ == "__main__":
    main(max(3, min(int(sys.argv[1]), 5)))

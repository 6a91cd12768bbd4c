"""An xlsx roster of the given size through the same path as the import page: read, match, write."""

import resource
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from random import Random

import django
from django.conf import settings
from openpyxl import load_workbook

from bench.lines import line

HEADS = [
    "序号",
    "姓名",
    "性别",
    "身份证号码",
    "出生日期",
    "联系电话",
    "家庭住址",
    "与户主关系",
    "人员类别",
    "房屋性质",
    "建筑面积",
    "备注",
]


def main(people: int) -> None:
    """Write the workbook, import it, import it again."""
    django.setup()
    from zhiye.cli.ready import make_ready

    make_ready()

    file = Path(settings.DATA_DIR) / "roster.xlsx"
    _write(file, people)
    began = time.perf_counter()
    _import(file)
    first = time.perf_counter() - began
    line(
        people,
        "import a new roster (12 columns, duplicate check)",
        people / first,
        "rows/s",
        5000,
        most=False,
    )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line(people, "memory of that import", memory, "MB", 1024)
    began = time.perf_counter()
    _import(file)
    line(
        people,
        "the same file again (nothing changes)",
        people / (time.perf_counter() - began),
        "rows/s",
        5000,
        False,
    )
    began = time.perf_counter()
    sum(1 for _row in load_workbook(file, read_only=True).active.iter_rows(values_only=True))
    line(people, "peer: openpyxl only reads the cells", people / (time.perf_counter() - began), "rows/s")


def _import(file: Path) -> None:
    from zhiye.cli.main import main as zhiye

    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        zhiye(["import", str(file), "--committee", "测速居民区", "--json"])


def _write(file: Path, people: int) -> None:
    from rustpy_xlsxwriter import write_worksheet

    from zhiye.demo.street import generate

    rng = Random(1)
    rows = []
    street = generate(persons=max(people, 2000))
    residents = [p for c in street.committees for p in c.people if p.home][:people]
    for number, person in enumerate(residents, 1):
        home = person.home
        door = f"{home.building}号楼{home.unit + '单元' if home.unit else ''}{home.room}室"
        birth = (
            person.birth.strftime(rng.choice(["%Y-%m-%d", "%Y年%m月%d日", "%Y.%m.%d"]))
            if person.birth
            else ""
        )
        area = float(person.area) if person.area else ""
        cells = [number, person.name, "男" if person.sex == "1" else "女", person.id_number, birth]
        cells += ["、".join(person.phones), f"{home.estate}{door}", "", "", "自住", area, ""]
        rows.append(dict(zip(HEADS, cells, strict=True)))
    write_worksheet(rows, str(file), sheet_name="花名册")


if __name__ == "__main__":
    main(int(sys.argv[1]))

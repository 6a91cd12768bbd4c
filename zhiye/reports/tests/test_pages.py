"""Pages of the reports: a month whose figures open, who sees how much of it, files, the report kept and signed."""

import json
import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from zhiye.audit.models import AuditEntry
from zhiye.cli.main import main
from zhiye.figures.registry import FIGURES
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id
from zhiye.papers import excel
from zhiye.reports.models import KeptFigure, Report
from zhiye.reports.slicing import parts_of
from zhiye.reports.tests.make import frozen, month_of_visits, period, visit

pytestmark = pytest.mark.django_db
MONTH = "/reports?period=2026-11"


@pytest.fixture
def visits(cast):
    return month_of_visits(cast)


def body(client, url):
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer)
    return answer.content.decode()


def words(page):
    """What is read of a page: without marks, and without blanks."""
    return re.sub(r"\s+|<[^>]+>", "", page)


def of(cast, code, **more):
    query = "&".join(f"{name}={value}" for name, value in ({"period": "2026-11"} | more).items())
    return f"/reports/at/{cast.committee.pk}/figure/{code}?{query}"


def links(page):
    return [link.replace("&amp;", "&") for link in re.findall(r'class="figure-link" href="([^"]+)"', page)]


def rows(page):
    return re.findall(r'<li>(?:<a|<div) class="row"', page)


def test_every_figure_of_a_month_opens_to_as_many_rows(cast, visits, client_of):
    client = client_of("secretary")
    page = body(client, MONTH)
    assert "走访居民2户，其中第一次上门1户；见到3人次，没见到人1次。" in words(page)
    assert "比上月多1户" in words(page)  # one home in the first three weeks of October
    figures = re.findall(r'class="figure-link" href="([^"]+)">([\d,]+)', page)
    assert len(figures) > 5
    for url, number in figures:
        opened = body(client, url.replace("&amp;", "&"))
        if "_heads" not in url:
            assert len(rows(opened)) == min(int(number), 50), url
    assert "共 2 次" in body(client, of(cast, "visits.homes"))


def test_parts_of_a_figure_open_too(cast, visits, client_of):
    client = client_of("worker")
    page = body(client, MONTH)
    part = next(link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+only=weekday[^"]+)"', page))
    assert part.endswith("only=weekday%3A1")
    tuesday = body(client, part.replace("%3A1", "%3A2"))
    assert len(rows(tuesday)) == 2
    assert "周二" in tuesday
    assert len(rows(body(client, of(cast, "visits.met", only="weekday:9")))) == 3  # no such day: the whole


def test_months_are_counted_as_far_as_they_lie_in_the_period(cast, visits, client_of):
    days = "2026-10-10..2026-11-11"  # the visits of October 5 and November 12 lie outside
    page = body(client_of("secretary"), f"/reports/check?at={cast.committee.pk}&period={days}")
    assert "对不上" not in page
    found = parts_of(FIGURES["visits.met"], "month", period(days))
    assert [(one.period.first.day, one.period.last.day) for one in found] == [(10, 31), (1, 11)]


def test_who_may_not_see_people_sees_covered_rows_and_no_small_numbers(cast, visits, client_of):
    for role in ("supervisor", "street_officer"):
        client = client_of(role)
        page = body(client, f"{MONTH}&at={cast.committee.pk}")
        assert "少于5户" in words(page)
        assert "2户" not in words(page)
        homes = body(client, of(cast, "visits.homes"))
        assert "不列名单" in homes
        met = body(client, of(cast, "visits.met"))
        assert met.count("这一条您不能打开") == 3
        assert "2026年11月3日" in met
        known = [cast.person("wang").name, "王奶奶", "115-402", "/v/"]
        told = [
            body(client, f"/reports{more}?at={cast.committee.pk}") for more in ("/paper", "/rules", "/check")
        ]
        assert not [word for word in known for text in [page, homes, met, *told] if word in text]
        assert len(rows(body(client, of(cast, "visits.met", only="weekday:2")))) == 3  # no parts from outside
        days = of(cast, "visits.met", period="2026-11-10..2026-11-10")
        assert "2026年11月</p>" in body(client, days)  # nor single days


def test_the_street_comes_to_its_committees_first(cast, visits, client_of):
    assert client_of("street_officer").get(MONTH).headers["Location"] == reverse("overview")


def test_the_grid_worker_counts_the_buildings_served(cast, visits, client_of, make):
    visit(cast, cast.person("wang_son"), date(2026, 11, 20))  # lives in building 3
    client = client_of("secretary")
    client.force_login(make.actor("grid_worker", cast.place("grid", code="第1网格")).user)
    page = body(client, MONTH)
    assert "只数您服务的楼" in page
    assert "走访居民2户" in words(page)
    assert "走访居民3户" in words(body(client_of("worker"), MONTH))


def test_rows_go_out_with_a_purpose_and_a_trace(cast, visits, client_of):
    client, url = client_of("director"), of(cast, "visits.homes").replace("?", "/export?")
    assert client_of("worker").get(url).status_code == 403
    assert "导出这 2 行" in body(client, url)
    assert client.post(url, {"op": str(new_id()), "purpose": " "}).status_code == 422
    answer = client.post(url, {"op": str(new_id()), "purpose": "报街道核对"})
    sheet = load_workbook(BytesIO(answer.content)).active
    cells = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert [row[2] for row in cells[1:3]] == ["115-201", "115-402"]
    assert "报街道核对" in cells[-1][1]
    entry = AuditEntry.objects.get(action="reports.export_note")
    assert entry.reason == "报街道核对"
    assert entry.changes["rows"] == [None, 2]
    whole = client.post(f"/reports/at/{cast.committee.pk}/export?period=2026-11", {"purpose": "存档"})
    book = load_workbook(BytesIO(whole.content))
    assert "走访到的家庭" in book.sheetnames
    assert not [name for name in book.sheetnames if "住在这里" in name]


def test_a_month_of_nothing_says_so(cast, client_of):
    assert "这个月还没有记录，所以没有数。" in body(client_of("worker"), "/reports?period=2001-01")
    assert "2026年11月" in body(client_of("worker"), "/reports?period=%00&at=")
    assert client_of("worker").get(f"/reports?at={cast.neighbour.pk}").status_code == 404


def test_files_are_written(cast, visits, client_of):
    client, base = client_of("worker"), f"/reports/at/{cast.committee.pk}/file"
    book = load_workbook(BytesIO(client.get(f"{base}/xlsx?period=2026-11").content))
    table = {row[0]: row for row in book["数"].iter_rows(values_only=True)}
    assert table["走访到的家庭"][1:3] == (2, "户")
    assert client.get(f"{base}/exe").status_code == 404
    assert client.get(f"{base}/docx?period=2026-11").content.startswith(b"PK")
    assert client.get(f"{base}/pdf?period=2026-11").content.startswith(b"%PDF")
    assert client.get(f"{base}/xlsx").headers["Content-Type"] == excel.TYPE


def test_from_the_month_to_the_signed_report_that_the_street_reads(cast, visits, client_of):
    worker, secretary, street = client_of("worker"), client_of("secretary"), client_of("street_officer")
    assert "定下来" in body(worker, MONTH)
    assert "reports/freeze" not in body(client_of("supervisor"), MONTH)
    worker.post(f"/reports/freeze?at={cast.committee.pk}&period=2026-11", {"op": str(new_id())})
    report = Report.objects.get()
    here = f"/reports/kept/{report.pk}"
    assert "每个数都一样" in body(worker, here)
    assert f"{here}/sign" not in body(worker, here)
    form = {"title": "十一月", "keep": [str(one) for one in range(3)], "own": "另外，灯都修好了。"}
    assert worker.post(f"{here}/word", form | {"op": str(new_id())}).headers["Location"] == here
    assert "另外，灯都修好了。" in body(worker, here)
    assert f"{here}/sign" in body(secretary, here)
    secretary.post(f"{here}/sign", {"op": str(new_id())})
    assert street.get(here).status_code == 404
    secretary.post(f"{here}/share", {"op": str(new_id())})
    shown = body(street, here)
    assert "少于5户" in words(shown)
    assert "同今天比" not in shown
    assert street.get(f"{here}/figure/visits.homes").status_code == 404
    with clock.frozen(clock.now() + timedelta(hours=1)):
        visit(cast, cast.person("wang_son"), date(2026, 11, 20))
        beside = body(secretary, here)
        assert "这一份2户，今天3户" in words(beside)
        figure = body(secretary, f"{here}/figure/visits.homes")
        assert "今天多出来的：后来才记下的" in words(figure)
    assert "灯都修好了" in body(secretary, f"{here}/paper")
    assert secretary.get(f"{here}/withdraw").status_code == 200
    secretary.post(f"{here}/withdraw", {"op": str(new_id()), "reason": "漏了一户"})
    assert "撤回了签字：漏了一户" in body(street, here)
    assert "十一月" in body(secretary, "/reports/kept")


def test_the_same_figure_counted_otherwise_is_marked(cast, visits, client_of, secretary, monkeypatch):
    before = frozen(cast, secretary, "2026-10")
    Report.objects.filter(pk=before.pk).update(
        state="signed", signed_at=clock.now(), signed_by=secretary.user
    )
    here = f"/reports/kept/{frozen(cast, secretary).pk}"
    client = client_of("secretary")
    assert "数法不同" not in body(client, here)
    kept = f"/reports/kept/{before.pk}/figure/visits.homes"
    assert "现在数法不同" not in body(client, kept)
    KeptFigure.objects.filter(report=before, code="visits.homes").update(version=9)
    assert body(client, here).count("数法不同") == 1
    assert "现在数法不同" in body(client, kept)


def test_numbers_that_were_handed_in_are_reckoned(cast, client_of):
    client = client_of("worker")
    page = body(client, "/reports/check?total=3304&average=14.86")
    assert "222.3" in page
    assert "14.88" in page
    assert client.get("/reports/check?total=-1&average=x").status_code == 422


def test_the_shell_writes_the_same_numbers(cast, visits, tmp_path):
    target = tmp_path / "month.json"
    asked = ["report", "month", "--committee", cast.committee.name, "--period", "2026-11"]
    assert main([*asked, "--output", str(target)]) == 0
    told = {one["code"]: one for one in json.loads(target.read_text("utf-8"))["figures"]}
    homes = told["visits.homes"]
    assert homes["count"] == len({row["once"] for row in homes["rows"]}) == 2
    assert cast.person("wang").name not in target.read_text("utf-8")
    assert main([*asked, "--format", "xlsx", "--output", str(tmp_path / "month.xlsx")]) == 0
    assert "数" in load_workbook(tmp_path / "month.xlsx").sheetnames


def test_the_shell_refuses_with_a_sentence(cast, capsys):
    assert main(["report", "month", "--committee", "没有的居民区"]) == 1
    assert "没有叫" in capsys.readouterr().err
    assert main(["report", "year", "--committee", cast.committee.name, "--period", "2026-11"]) == 1
    assert "不是一个年" in capsys.readouterr().err

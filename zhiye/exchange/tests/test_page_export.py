"""A list goes out: with a purpose, with a trace, and it can come back in."""

import re

import pytest
from django.test import Client

from zhiye.audit.models import AuditEntry
from zhiye.exchange.tests.roster.make import id_of
from zhiye.exchange.tests.uploads import NEWCOMERS, imported, rows_of, upload, workbook
from zhiye.kernel.ids import new_id
from zhiye.people import fields

PURPOSE = "给街道报高龄津贴名单"


def page_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def browser(client_of):
    return client_of("secretary")


@pytest.fixture
def form(cast):
    def filled(**changes):
        plain = {"op": str(new_id()), "committee": str(cast.committee.pk), "standing": "resident"}
        return plain | {"order": "own", "purpose": PURPOSE} | changes

    return filled


@pytest.mark.parametrize(
    ("role", "status"), [("secretary", 200), ("director", 200), ("worker", 403), ("supervisor", 403)]
)
def test_who_may_take_a_list_out(client_of, role, status):
    assert client_of(role).get("/import/export").status_code == status


def test_strangers_are_led_to_the_log_in(cast):
    assert Client().get("/import/export").status_code == 302


def test_the_list_is_in_door_order_with_nothing_covered(browser, form, cast):
    answer = browser.post("/import/export", form())
    assert answer.headers["Cache-Control"] == "no-store"
    heads, *rows = rows_of(answer.content)
    assert "姓名" in heads
    assert "身份证号" not in heads
    assert "联系电话" not in heads
    names = [row[heads.index("姓名")] for row in rows]
    assert "王桂珍" in names
    assert "欧阳文静" not in names
    number = fields.value(cast.person("wang"), "id_number")
    assert number not in str(rows)
    doors = [(row[heads.index("楼号")], row[heads.index("室号")]) for row in rows[:-1]]
    assert doors == sorted(doors, key=lambda door: (int(door[0]), int(door[1])))


def test_the_last_line_says_who_when_and_what_for(browser, form, cast):
    last = rows_of(browser.post("/import/export", form()).content)[-1]
    assert last[0] == f"制表人：沈若兰　2026-11-21 09:30　用途：{PURPOSE}　用后请妥善保管"


def test_the_trail_keeps_the_purpose_and_what_was_opened(browser, form, cast):
    browser.post("/import/export", form(covered=["id_number"]))
    entry = AuditEntry.objects.filter(action="people.export_note").latest("id")
    assert entry.reason == f"{PURPOSE}（带身份证号）"
    assert entry.changes["people"][1] > 0


def test_a_form_sent_again_with_more_in_it_leaves_a_trace_of_its_own(browser, form, cast):
    plain = form()
    for more in ({}, {"covered": ["id_number"]}):
        assert browser.post("/import/export", plain | more).status_code == 200
    reasons = AuditEntry.objects.filter(action="people.export_note").values_list("reason", flat=True)
    assert sorted(reasons) == [PURPOSE, f"{PURPOSE}（带身份证号）"]


def test_covered_things_come_along_when_asked_for(browser, form, cast):
    heads, *rows = rows_of(browser.post("/import/export", form(covered=["id_number", "phone"])).content)
    wang = next(row for row in rows if row[heads.index("姓名")] == "王桂珍")
    assert wang[heads.index("身份证号")] == fields.value(cast.person("wang"), "id_number")
    assert wang[heads.index("联系电话")] == "15400000402"


def test_without_a_purpose_nothing_goes_out(browser, form, cast):
    answer = browser.post("/import/export", form(purpose="  "))
    assert answer.status_code == 422
    assert "写一下导出做什么用" in page_of(answer)
    assert not AuditEntry.objects.filter(action="people.export_note").exists()


def test_a_committee_next_door_is_not_exported(browser, form, cast):
    assert browser.post("/import/export", form(committee=str(cast.neighbour.pk))).status_code == 422


def test_an_earlier_sheet_gives_its_heads_and_their_order(browser, form, cast):
    heads = ["门牌", "户内姓名", "身份证号码", "签字"]
    rows = [["115号301", "宋秋月", id_of(1950), ""]]
    address = imported(browser, workbook(rows, heads), cast.committee)
    key = f"{address.rpartition('/')[2]}:0"
    assert key in page_of(browser.get("/import/export"))
    written = rows_of(browser.post("/import/export", form(order=key, covered=["id_number"])).content)
    assert list(written[0]) == heads
    song = next(row for row in written if row[1] == "宋秋月")
    assert song == ("115-301", "宋秋月", id_of(1950), None)


def test_what_went_out_comes_back_in_without_a_change(browser, form, cast):
    imported(browser, workbook(NEWCOMERS), cast.committee)
    answer = browser.post("/import/export", form(covered=["id_number", "phone"], standing="everybody"))
    people = len(rows_of(answer.content)) - 2
    page = page_of(browser.get(upload(browser, answer.content, cast.committee, "导出.xlsx").url))
    assert f"看好了：一样 {people} 人" in page

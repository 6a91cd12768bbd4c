"""Conditions, doubts, times and empty lists on the pages: chosen, answered, taken away, and a way on."""

import html
import re
from datetime import date
from io import BytesIO
from urllib.parse import parse_qs, urlparse

import pytest
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from zhiye.cases import commands as cases
from zhiye.figures import counting
from zhiye.figures.periods import read_period
from zhiye.filling.models import Filling, Form, Mapping
from zhiye.filling.tests.make import BOX, BY, _bytes, plan_of, slot
from zhiye.filling.tests.test_doubts import listed
from zhiye.filling.tests.test_page_filling import bring, page_of
from zhiye.kernel.ids import new_id
from zhiye.visits import commands as visits

HEADS = ("序号", "姓名", "性别", "年龄", "家庭住址")
MATTERS = ("序号", "登记日期", "反映人", "地点", "反映内容", "办理结果")


@pytest.fixture
def browser(client_of):
    return client_of("worker")


def chosen(page):
    """The chips of a page: code, whether it is ticked."""
    found = re.findall(r'name="condition" value="([^"]+)"( checked)?', page)
    return {html.unescape(code): bool(ticked) for code, ticked in found}


def test_two_conditions_of_a_title_both_hold_and_one_can_be_taken_away(browser, cast):
    at = bring(browser, listed(*HEADS, title="高龄独居老人一键通名单")).url
    page = page_of(browser.get(at))
    assert chosen(page) == {"aged": True, "elder_alone": True}
    assert "一键通" in page.split("没有对应的条件")[0]
    said = {"what": "people", "standing": "resident"}
    look = browser.post(at, said | {"condition": ["aged", "elder_alone"]}).url
    assert parse_qs(urlparse(look).query)["condition"] == ["aged", "elder_alone"]
    page = page_of(browser.get(look))
    assert "居民，一位一份 · 高龄、独居老人" in page
    assert "王桂珍" in page
    back = re.search(r'class="back" href="([^"]+)"', page).group(1)
    assert chosen(page_of(browser.get(html.unescape(back)))) == {"aged": True, "elder_alone": True}
    look = browser.post(at, said | {"condition": ["elder_alone"]}).url
    assert "aged" not in look


def test_a_condition_is_added_before_it_is_looked_at(browser, cast):
    at = bring(browser, listed(*HEADS, title="独居老人花名册")).url
    said = {
        "what": "people",
        "standing": "resident",
        "condition": ["elder_alone", "age.80-"],
        "look_for": "1",
    }
    page = page_of(browser.post(at, said))
    assert chosen(page) == {"elder_alone": True, "age.80-": True}
    assert not Mapping.objects.exists()


def test_a_doubt_is_answered_before_anything_is_listed(browser, cast):
    at = bring(browser, listed(*HEADS, title="独居、残疾老人名单")).url
    page = page_of(browser.get(at))
    assert chosen(page) == {
        "elder_alone": False,
        "disabled": False,
        "elder_alone|disabled": False,
        "every": False,
    }
    said = {"what": "people", "standing": "resident"}
    answer = browser.post(at, said)
    assert answer.status_code == 422
    assert "还没选，先勾一个再看" in page_of(answer)
    look = browser.post(at, said | {"condition": ["elder_alone|disabled"]}).url
    assert "独居老人或残疾" in page_of(browser.get(look))
    assert browser.post(at, said | {"condition": ["every"]}).status_code == 302


def test_a_part_of_a_doubt_that_is_plain_does_not_answer_it(browser, cast):
    at = bring(browser, listed(*HEADS, title="18岁以下残疾人名册")).url
    said = {"what": "people", "standing": "resident", "condition": ["disabled"]}
    assert browser.post(at, said).status_code == 422
    assert browser.post(at, said | {"condition": ["disabled", "age.-17"]}).status_code == 302
    assert browser.post(at, said | {"condition": ["disabled", "every"]}).status_code == 302


def test_a_title_of_disputes_lists_disputes_and_what_may_be_one_is_offered(browser, cast, worker):
    told = {"place": cast.home("115-402"), "owner": cast.user("shegong")}
    made = {
        code: cases.open_case(worker, title=f"这是{code}", code=code, op=new_id(), **told)
        for code in ("neighbour.leaks", "repair.lights", "family.support")
    }
    at = bring(browser, listed(*MATTERS, title="矛盾纠纷排查台账")).url
    page = page_of(browser.get(at))
    ticked = [code for code, on in chosen(page).items() if on]
    assert ticked == ["kind.neighbour", "kind.family.marriage", "kind.family.support", "kind.family.estate"]
    assert chosen(page)["kind.property"] is False
    look = browser.post(at, {"what": "matters", "period": "2026-11", "condition": ticked}).url
    page = page_of(browser.get(look))
    assert "填出来是这样，2件" in page
    assert "这是repair.lights" not in page
    for code in ("neighbour.leaks", "family.support"):
        assert f'<a href="{reverse("cases-detail", args=[made[code].pk])}">' in page, (
            "a row opens to its record"
        )


def test_an_unknown_kind_of_matters_is_asked_once(browser, cast, worker):
    at = bring(browser, listed(*MATTERS, title="校园周边治理台账")).url
    asked = {"what": "matters", "period": "2026-11"}
    assert browser.post(at, asked).status_code == 422
    assert "校园周边治理" in page_of(browser.get(at))
    assert browser.post(at, asked | {"condition": ["kind.parking"]}).status_code == 302


def test_a_list_of_petitioners_is_not_made_and_the_blank_form_can_be_had(browser, cast):
    data = listed(*HEADS, title="信访重点人员花名册")
    at = bring(browser, data, "名册.xlsx").url
    page = page_of(browser.get(at))
    assert "枝叶不留、也不拼这样的名单" in page
    assert "看看填出来什么样" not in page
    answer = browser.get(f"{at}/look?what=people")
    assert answer.status_code == 422
    assert "下载空表" in page_of(answer)
    assert browser.get(f"{at}/blank").content == data
    assert not Filling.objects.exists()


def test_an_empty_list_says_why_and_leads_on(browser, cast):
    at = bring(browser, listed(*HEADS, title="残疾独居老人名单"), "残疾独居.xlsx").url
    page = page_of(browser.get(f"{at}/look?what=people&condition=disabled&condition=elder_alone"))
    assert "登记里没有同时符合“残疾、独居老人”的人。" in page
    assert f"{at}?what=people&amp;condition=disabled&amp;condition=elder_alone" in page
    blank = browser.get(f"{at}/blank")
    assert "filename" in blank.headers["Content-Disposition"]
    assert load_workbook(BytesIO(blank.content)).active["A1"].value == "残疾独居老人名单"
    page = page_of(browser.get(f"{at}/look?what=matters&condition=kind.noise&period=2026-10"))
    assert "2026年10月里没有“噪音、油烟”这样的事。" in page


def test_a_blank_form_with_somebody_in_it_is_nobody_elses(client_of, browser, cast):
    at = bring(browser, listed(*HEADS, title="残疾独居老人名单")).url
    Form.objects.update(has_rows=True)
    assert browser.get(f"{at}/blank").status_code == 200
    assert client_of("secretary").get(f"{at}/blank").status_code == 404
    assert client_of("stranger").get(f"{at}/blank").status_code in (302, 403, 404)


def times():
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "居民区工作统计表"
    rows = [
        ("项目", "单位", "本月数", "上月数", "今年以来", "累计"),
        ("走访户数", "户", None, None, None, None),
        ("受理事项", "件", None, None, None, None),
        ("居民人数", "人", None, None, None, None),
    ]
    for at, row in enumerate(rows, 2):
        for column, text in enumerate(row, 1):
            sheet.cell(at, column, text).border = BOX
    return _bytes(book)


def visited(cast, door, day):
    visits.log_contact(
        BY,
        kind="visit",
        outcome="seen",
        place=cast.home(door),
        on=day,
        writer=cast.user("shegong"),
        op=new_id(),
    )


def test_each_figure_of_another_time_opens_to_as_many_records(browser, cast, worker):
    visited(cast, "115-402", date(2026, 11, 3))
    visited(cast, "115-402", date(2026, 10, 3))
    visited(cast, "115-201", date(2026, 10, 4))
    visited(cast, "115-201", date(2025, 5, 4))
    at = bring(browser, times(), "统计表.xlsx").url
    form = Form.objects.get()
    page = page_of(browser.get(at))
    assert "走访户数·户·累计、受理事项·件·累计：都是哪段时间的数" in page
    plan = plan_of(form, "figures")
    asked = {f"map:{blank.key}": blank.likely[0] for blank in plan.open if blank.only_when}
    asked |= {f"when:{blank.key}": "" for blank in plan.open if blank.only_when}
    browser.post(at, {"what": "figures", "period": "2026-11"} | asked)
    assert len(plan_of(form, "figures").open) == len(plan.open), "nobody has said which time"
    look = browser.post(at, {"what": "figures", "period": "2026-11", "whens:year-all": "all"} | asked).url
    page = browser.get(look).content.decode()
    facts = re.findall(
        r'<dt>([^<]+)</dt><dd class="name"><a class="figure-link" href="([^"]+)">(\d+)</a>', page
    )
    told = {label: (html.unescape(url), int(text)) for label, url, text in facts}
    assert told["走访户数·户·本月数"][1] == 1
    assert told["走访户数·户·上月数"][1] == 2
    assert told["走访户数·户·今年以来"][1] == 2
    assert "period=2025-05-04..2026-11-30" in told["走访户数·户·累计"][0], "since the first of all visits"
    for url, count in told.values():
        code = re.search(r"/figure/([^?]+)\?", url).group(1)
        period = read_period(parse_qs(urlparse(url).query)["period"][0])
        figure = counting.figure_of(code)
        assert counting.opened(worker, figure, cast.committee, period).count == count
        assert browser.get(url).status_code == 200
    sheet = filled_sheet(browser, look)
    assert [sheet[f"{column}3"].value for column in "CDEF"] == [1, 2, 2, 2]
    assert sheet["D5"].value is None, "how many residents there were a month ago is not known"


def filled_sheet(browser, look):
    done = browser.post(look, {"op": str(new_id())}).url
    assert "每个数数的是哪些记录" in page_of(browser.get(done))
    return load_workbook(BytesIO(browser.get(f"{done}/file").content)).active


def test_what_cannot_be_told_of_the_chosen_time_stays_empty_and_says_why(browser, cast):
    at = bring(browser, times(), "统计表.xlsx").url
    form = Form.objects.get()
    last_month = slot(plan_of(form, "figures"), "居民人数·人·上月数")
    said = {f"map:{last_month}": "figure.people.residents", f"when:{last_month}": "month_before"}
    look = browser.post(at, {"what": "figures", "period": "2026-11"} | said).url
    assert "这个数只有今天的，以前的没有记" in page_of(browser.get(look))
    page = page_of(browser.get(f"{at}/look?what=figures&period=2026Q4"))
    assert "说不出哪段是“上个月”" in page


def test_the_period_of_a_title_is_the_first_offer(browser, cast):
    book = Workbook()
    book.active["A1"] = "2026年第三季度工作统计表"
    for row, label in enumerate(("走访户数", "讲座场次"), 2):
        for column in (1, 2):
            book.active.cell(row, column).border = BOX
        book.active.cell(row, 1, label)
    at = bring(browser, _bytes(book), "统计.xlsx").url
    page = page_of(browser.get(f"{at}?what=figures"))
    assert '<option value="2026Q3" selected>2026年第3季度</option>' in page

"""A roster comes in through the page: looked at, corrected, imported, taken back."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.test import Client

from zhiye.accounts.models import Membership
from zhiye.exchange import originals
from zhiye.exchange.models import ImportRun
from zhiye.exchange.tests.roster.make import id_of
from zhiye.exchange.tests.uploads import HEADS, NEWCOMERS, imported, rows_of, upload, workbook
from zhiye.kernel.ids import new_id
from zhiye.people.models import Person


def page_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def names_in(committee):
    return set(Person.objects.filter(path__startswith=committee.path).values_list("name", flat=True))


def figure(page, word):
    return int(re.search(rf"<b>(\d+)</b>\s*{word}", page).group(1))


@pytest.fixture
def browser(client_of):
    return client_of("worker")


@pytest.mark.parametrize(
    ("role", "status"),
    [("secretary", 200), ("director", 200), ("worker", 200), ("grid_worker", 403), ("building_helper", 403)]
    + [
        ("volunteer", 403),
        ("mediator", 403),
        ("supervisor", 403),
        ("street_officer", 403),
        ("administrator", 403),
    ],
)
def test_who_may_open_the_page(client_of, role, status):
    assert client_of(role).get("/import").status_code == status


def test_strangers_are_led_to_the_log_in(cast):
    assert Client().get("/import").url == "/accounts/login/?next=/import"


def test_an_empty_list_says_that_excel_is_enough(browser):
    assert "不用改格式" in page_of(browser.get("/import"))


def test_a_file_is_looked_at_before_anything_is_written(browser, cast):
    before = names_in(cast.committee)
    page = page_of(browser.get(upload(browser, workbook(NEWCOMERS), cast.committee).url))
    assert "<title>看好了：新的 2 人" in page
    assert figure(page, "新的") == 2
    assert "认出来：姓名、身份证号、联系电话（电话）、现住址（住址）。" in page
    assert names_in(cast.committee) == before


def test_the_button_brings_it_into_the_register(browser, cast):
    address = imported(browser, workbook(NEWCOMERS), cast.committee)
    page = page_of(browser.get(address))
    assert "<title>导入好了" in page
    assert "新登记 2 人" in page
    assert {"宋秋月", "罗大勇"} <= names_in(cast.committee)


def test_the_same_form_sent_twice_is_one_import(browser, cast):
    op = new_id()
    first = upload(browser, workbook(NEWCOMERS), cast.committee, op=op)
    second = upload(browser, workbook(NEWCOMERS), cast.committee, op=op)
    assert first.url == second.url
    start = {"op": str(new_id())}
    assert browser.post(f"{first.url}/start", start).status_code == 302
    assert browser.post(f"{first.url}/start", start).status_code == 302
    assert Person.objects.filter(name="宋秋月").count() == 1


def test_the_same_file_again_says_so_and_brings_nobody(browser, cast):
    content = workbook(NEWCOMERS)
    imported(browser, content, cast.committee)
    page = page_of(browser.get(upload(browser, content, cast.committee).url))
    assert "这张表 11月21日 已经导入过" in page
    assert figure(page, "新的") == 0
    assert figure(page, "一样") == 2


def test_a_run_of_another_committee_is_not_there(browser, client_of, cast):
    address = upload(browser, workbook(NEWCOMERS), cast.committee).url
    stranger = client_of("stranger")
    for tail in ("", "/progress", "/undo", "/rows/new", "/left-out.xlsx"):
        assert stranger.get(address + tail).status_code == 404
    for tail in ("/start", "/answer", "/again", "/undo"):
        assert stranger.post(address + tail).status_code == 404


def test_the_committee_of_somebody_else_is_refused_with_a_sentence(browser, cast):
    answer = upload(browser, workbook(NEWCOMERS), cast.neighbour)
    assert answer.status_code == 422
    assert "不在您的职责里" in page_of(answer)
    assert not ImportRun.objects.exists()


def test_without_a_file_the_page_says_what_to_do(browser, cast):
    answer = browser.post("/import", {"committee": str(cast.committee.pk), "op": str(new_id())})
    assert "先选一个文件" in page_of(answer)
    assert "<title>出错：" in page_of(answer)


def test_a_file_beyond_the_limit_leaves_nothing(browser, cast, settings, monkeypatch):
    settings.UPLOAD_LIMIT = 1024 * 1024
    folders = set((originals.folder(new_id()).parent).iterdir())
    answer = upload(browser, b"x" * (3 * 1024 * 1024), cast.committee)
    assert answer.status_code == 422
    assert "太大（超过1MB）" in page_of(answer)
    assert not ImportRun.objects.exists()
    assert set((originals.folder(new_id()).parent).iterdir()) - folders <= {*folders, *_empty_folders()}


def _empty_folders():
    return {path for path in originals.folder(new_id()).parent.iterdir() if not list(path.iterdir())}


def _bomb() -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * (200 * 1024 * 1024))
    return target.getvalue()


def _word() -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as package:
        package.writestr("word/document.xml", "<document/>")
    return target.getvalue()


FOREIGN = {
    "通知.pdf": (lambda: b"%PDF-1.7 x", "这是PDF文件"),
    "照片.jpg": (lambda: b"\xff\xd8\xff\xe0 x", "这是一张图片"),
    "名单.docx": (_word, "这是Word文档"),
    "大.xlsx": (_bomb, "解开后大得不正常"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_that_is_no_roster_gets_one_sentence(browser, cast, name):
    content, sentence = FOREIGN[name]
    page = page_of(browser.get(upload(browser, content(), cast.committee, name).url))
    assert sentence in page
    assert "还没导入" in page


def test_a_workbook_with_macros_is_read_like_any_other(browser, cast):
    target = BytesIO(workbook(NEWCOMERS))
    with ZipFile(target, "a") as package:
        package.writestr("xl/vbaProject.bin", b"macro")
    page = page_of(browser.get(upload(browser, target.getvalue(), cast.committee, "名册.xlsm").url))
    assert figure(page, "新的") == 2


def test_two_columns_of_one_head_can_be_told_apart(browser, cast):
    rows = [["宋秋月", id_of(1950), "15400007001", "115号301", "02112345678"]]
    page = page_of(browser.get(upload(browser, workbook(rows, [*HEADS, "联系电话"]), cast.committee).url))
    names = re.findall(r'<select id="[^"]+" name="([^"]+)"', page)
    assert len(names) == len(set(names)) == 5


def test_a_file_without_people_offers_no_button(browser, cast):
    address = upload(browser, workbook([]), cast.committee).url
    page = page_of(browser.get(address))
    assert "没有读到人和房屋" in page
    assert "btn-primary" not in page
    refused = browser.post(f"{address}/start", {"op": str(new_id())})
    assert refused.status_code == 422


def test_a_column_set_by_hand_is_read_anew(browser, cast):
    rows = [["宋秋月", "老宋", "115号301"], ["罗大勇", "阿勇", "115号401"]]
    address = upload(browser, workbook(rows, ["姓名", "绰号", "现住址"]), cast.committee).url
    before = page_of(browser.get(address))
    assert "不导入：绰号" in before
    answer = browser.post(f"{address}/answer", {"op": str(new_id()), "column:住户:绰号": "note"})
    assert answer.status_code == 302
    assert "绰号（备注）" in page_of(browser.get(address))


def test_changing_a_column_and_pressing_import_looks_again_first(browser, cast):
    rows = [["宋秋月", "老宋", "115号301"]]
    address = upload(browser, workbook(rows, ["姓名", "绰号", "现住址"]), cast.committee).url
    browser.post(f"{address}/start", {"op": str(new_id()), "column:住户:绰号": "note"})
    assert "先按您改的重新看一遍" in page_of(browser.get(address))
    assert "宋秋月" not in names_in(cast.committee)


def test_a_question_has_its_default_chosen_and_the_answer_counts(browser, cast):
    wang = cast.person("wang")
    rows = [["王桂珍", "男", "115号402"]]
    address = upload(browser, workbook(rows, ["姓名", "性别", "现住址"]), cast.committee).url
    page = page_of(browser.get(address))
    assert "有 1 人和登记的不一样，听谁的？" in page
    assert re.search(r'name="answer:differing" value="sheet" checked', page)
    browser.post(f"{address}/start", {"op": str(new_id()), "answer:differing": "register"})
    wang.refresh_from_db()
    assert wang.sex == "2"


def test_an_answer_that_is_no_choice_counts_as_none(browser, cast):
    rows = [["王桂珍", "男", "115号402"]]
    address = upload(browser, workbook(rows, ["姓名", "性别", "现住址"]), cast.committee).url
    browser.post(f"{address}/answer", {"op": str(new_id()), "answer:differing": "<script>", "answer:x": "y"})
    assert ImportRun.objects.get().answers == {}


def test_each_figure_opens_its_rows(browser, cast):
    rows = [*NEWCOMERS, NEWCOMERS[0], ["", "", "", ""], ["", "", "15400007003", ""]]
    address = upload(browser, workbook(rows), cast.committee).url
    new = page_of(browser.get(f"{address}/rows/new"))
    assert "第 2 行" in new
    assert "宋秋月" in new
    assert "115-301" in new
    assert "第 4 行" in page_of(browser.get(f"{address}/rows/duplicates"))
    assert "没有姓名" in page_of(browser.get(f"{address}/rows/rejected"))
    assert browser.get(f"{address}/rows/everything").status_code == 404


def test_changed_rows_say_what_changes_and_hide_numbers(browser, cast):
    rows = [["王桂珍", id_of(1942, 3, 8, 24), "15400009876", "115号402"]]
    address = upload(browser, workbook(rows), cast.committee).url
    changed = page_of(browser.get(f"{address}/rows/changed"))
    assert "王桂珍" in changed or figure(page_of(browser.get(address)), "拿不准") == 1
    assert "15400009876" not in changed


def test_the_rows_left_out_come_back_with_the_reason(browser, cast):
    rows = [*NEWCOMERS, ["", "", "15400007003", ""]]
    address = imported(browser, workbook(rows), cast.committee)
    assert "下载没导入的行" in page_of(browser.get(address))
    answer = browser.get(f"{address}/left-out.xlsx")
    assert answer.headers["Cache-Control"] == "no-store"
    heads, *left = rows_of(answer.content)
    assert list(heads[:4]) == HEADS
    assert len(left) == 1
    assert "没有姓名" in left[0][-1]


def test_nothing_left_out_is_no_file(browser, cast):
    address = imported(browser, workbook(NEWCOMERS), cast.committee)
    assert browser.get(f"{address}/left-out.xlsx").status_code == 404


def test_an_import_is_taken_back_after_one_sentence(browser, cast):
    before = names_in(cast.committee)
    address = imported(browser, workbook(NEWCOMERS), cast.committee)
    assert "这次新登记的 2 人会去掉" in page_of(browser.get(f"{address}/undo"))
    op = {"op": str(new_id())}
    assert browser.post(f"{address}/undo", op).status_code == 302
    assert names_in(cast.committee) == before
    page = page_of(browser.get(address))
    assert "<title>已撤销" in page
    assert "去掉 2 人" in page


def test_taking_back_twice_happens_once(browser, cast):
    address = imported(browser, workbook(NEWCOMERS), cast.committee)
    op = {"op": str(new_id())}
    browser.post(f"{address}/undo", op)
    assert browser.post(f"{address}/undo", op).status_code == 302
    again = browser.post(f"{address}/undo", {"op": str(new_id())})
    assert again.status_code == 422
    assert "已经撤销过" in page_of(again)


def test_the_progress_is_told_as_numbers(browser, cast):
    address = upload(browser, workbook(NEWCOMERS), cast.committee).url
    told = browser.get(f"{address}/progress").json()
    assert told["state"] == "ready"
    assert told["interrupted"] is False


def test_a_run_whose_worker_is_gone_says_so_and_starts_again(browser, cast):
    address = upload(browser, workbook(NEWCOMERS), cast.committee).url
    ImportRun.objects.update(state="importing")
    page = page_of(browser.get(address))
    assert "上次没做完，什么都没有写进去" in page
    assert "再来一次" in page
    assert "上次没做完" in page_of(browser.get("/import"))
    assert "上次没做完" in page_of(browser.get("/t"))
    browser.post(f"{address}/again", {"op": str(new_id())})
    assert "宋秋月" in names_in(cast.committee)


def test_a_run_that_is_finished_cannot_be_done_again(browser, cast):
    address = imported(browser, workbook(NEWCOMERS), cast.committee)
    assert browser.post(f"{address}/again", {"op": str(new_id())}).status_code == 422
    assert browser.post(f"{address}/start", {"op": str(new_id())}).status_code == 422


def test_somebody_who_lost_the_role_in_between_writes_nothing(browser, cast, administrator):
    address = upload(browser, workbook(NEWCOMERS), cast.committee).url
    Membership.objects.filter(member=cast.user("shegong")).delete()
    browser.post(f"{address}/start", {"op": str(new_id())})
    assert "宋秋月" not in names_in(cast.committee)


def test_an_address_with_a_crooked_id_is_not_there(browser):
    assert browser.get("/import/not-an-id").status_code == 404
    assert browser.get(f"/import/{new_id()}").status_code == 404

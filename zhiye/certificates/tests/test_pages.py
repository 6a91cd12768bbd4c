"""Pages of the desk: from the person to the sealed paper; refused with a slip; the register; the check of a paper."""

from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from zhiye.audit.models import AuditEntry
from zhiye.certificates.cards import proofs_waiting
from zhiye.certificates.models import Certificate
from zhiye.certificates.tests.make import TOLD, approved, asked, refused, request
from zhiye.drafts import commands as drafts
from zhiye.journal import commands as journal
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def sent(client, url, **values):
    return client.post(url, {"op": str(new_id())} | values)


def body(client, url):
    answer = client.get(url)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_from_the_person_to_the_sealed_paper(cast, client_of):
    wang, worker, secretary = cast.person("wang"), client_of("worker"), client_of("secretary")
    assert f"/proofs?person={wang.pk}" in body(worker, f"/p/{wang.pk}")
    desk = body(worker, f"/proofs?person={wang.pk}&q=打官司")
    url = f"/proofs/new?kind=litigation_member&person={wang.pk}"
    assert url.replace("&", "&amp;") in desk or url in desk
    form = body(worker, url)
    assert wang.name in form
    assert 'name="sex"' not in form
    seen = "名册上的住处"
    answer = sent(worker, url, purpose="到法院立案", unit="区人民法院", seen=[seen], copies="1")
    one = Certificate.objects.get()
    assert answer.headers["Location"] == f"/proofs/{one.pk}"
    assert one.evidence == seen
    assert "等批" in body(secretary, "/t")
    assert "看一遍，批" in body(secretary, f"/proofs/{one.pk}")
    assert "看一遍，批" not in body(worker, f"/proofs/{one.pk}")
    sent(secretary, f"/proofs/{one.pk}/approve")
    one.refresh_from_db()
    assert one.number == "2026-0001"
    paper = body(worker, f"/proofs/{one.pk}/paper")
    for words in (
        "〔2026〕1号",
        "青桐居民委员会",
        "2026年11月21日",
        "存根",
        "<svg",
        one.token[:4],
        "当面手写",
    ):
        assert words in paper
    assert "打印人" not in paper
    sent(worker, f"/proofs/{one.pk}/seal", copies="2")
    assert "2 份" in body(worker, f"/proofs/{one.pk}")
    assert "证明" in body(worker, f"/p/{wang.pk}")
    assert "〔2026〕1号" in body(worker, f"/p/{wang.pk}")


def test_what_is_missing_is_told_and_what_was_typed_stays(cast, client_of):
    client, wang = client_of("worker"), cast.person("wang")
    url = f"/proofs/new?kind=litigation_member&person={wang.pk}"
    answer = sent(client, url, purpose="到法院立案", unit="区人民法院", copies="1")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "只看，不复印" in page
    assert "从列出的几项里选一个" in page
    assert "区人民法院" in page
    assert not Certificate.objects.exists()


def test_whom_it_is_for_is_found_by_name_or_door(cast, client_of):
    page = body(client_of("worker"), "/proofs/new?kind=litigation_member&q=115-402")
    assert str(cast.person("wang").pk) in page
    assert "没找到" in body(client_of("worker"), "/proofs/new?kind=litigation_member&q=没有这个人")


def test_a_barred_proof_is_told_noted_without_a_name_and_printed(cast, client_of):
    client = client_of("worker")
    desk = body(client, f"/proofs?q=死亡证明&person={cast.person('wang').pk}")
    assert "不由居委会出：" in desk
    assert "/proofs/elsewhere?kind=death" in desk
    assert "社区卫生服务中心" in body(client, "/proofs/elsewhere?kind=death")
    answer = sent(client, "/proofs/elsewhere?kind=death", unit="原单位")
    one = Certificate.objects.get()
    assert answer.headers["Location"] == f"/proofs/{one.pk}/slip"
    slip = body(client, f"/proofs/{one.pk}/slip")
    for words in ("居民死亡证明去哪里办", "社区卫生服务中心", "一般带", "青桐居民委员会"):
        assert words in slip
    assert cast.person("wang").name not in slip
    assert "死亡证明" not in body(client, f"/p/{cast.person('wang').pk}")


def test_on_neither_list_the_secretary_is_asked(cast, client_of):
    client = client_of("worker")
    assert "都不是？先问书记" in body(client, "/proofs?q=居住登记")
    assert "两份清单上都没有" in body(client, "/proofs?q=居住情况")
    answer = sent(client, "/proofs/ask?name=居住", name="居住情况", unit="某小学")
    one = Certificate.objects.get()
    assert answer.headers["Location"] == f"/proofs/{one.pk}"
    secretary = client_of("secretary")
    assert "先问书记" in body(secretary, "/t")
    sent(secretary, f"/proofs/{one.pk}/allow", basis="街道2026年清单第3项")
    find = body(client, f"/proofs/{one.pk}/write?q=115-402")
    assert str(cast.person("wang").pk) in find
    url = f"/proofs/{one.pk}/write?person={cast.person('wang').pk}"
    assert 'name="text"' in body(client, url)
    wrote = {"text": "兹证明王桂珍住本居民区。", "purpose": "入学", "unit": "某小学", "other": "名册"}
    sent(client, url, copies="1", **wrote)
    one.refresh_from_db()
    assert (one.state, one.text) == ("waiting", "兹证明王桂珍住本居民区。")


def test_a_returned_one_is_written_again_with_what_was_there(cast, worker, client_of):
    one = request(worker, cast.person("wang"), evidence="名册上的住处；看过户口簿")
    sent(client_of("secretary"), f"/proofs/{one.pk}/return", reason="补法院通知书")
    page = body(client_of("worker"), f"/proofs/{one.pk}/write")
    assert "补法院通知书" in page
    assert "看过户口簿" in page
    sent(
        client_of("worker"),
        f"/proofs/{one.pk}/write",
        copies="1",
        seen=["名册上的住处"],
        **(TOLD | {"other": "通知书"}),
    )
    one.refresh_from_db()
    assert (one.state, one.evidence) == ("waiting", "名册上的住处；通知书")


def test_sent_twice_is_one(cast, client_of):
    client, op = client_of("worker"), str(new_id())
    url = f"/proofs/new?kind=litigation_member&person={cast.person('wang').pk}"
    values = {"op": op, "copies": "1", "seen": ["名册上的住处"]} | TOLD
    first, second = client.post(url, values), client.post(url, values)
    assert first.headers["Location"] == second.headers["Location"]
    assert Certificate.objects.count() == 1


def test_two_who_approve_at_once_the_second_is_told(cast, worker, client_of):
    one = request(worker, cast.person("wang"))
    sent(client_of("secretary"), f"/proofs/{one.pk}/approve")
    late = sent(client_of("director"), f"/proofs/{one.pk}/approve")
    assert late.status_code == 422
    assert "等盖章" in late.content.decode()
    opened = client_of("director").get(f"/proofs/{one.pk}/approve")
    assert opened.status_code == 422
    assert "不用再点了" in opened.content.decode()


def test_nothing_is_printed_before_it_is_approved_or_after_it_is_withdrawn(
    cast, worker, secretary, client_of
):
    one = request(worker, cast.person("wang"))
    client = client_of("secretary")
    assert client.get(f"/proofs/{one.pk}/paper").status_code == 422
    sent(client, f"/proofs/{approved(worker, secretary, cast.person('wang')).pk}/void", reason="写错")
    gone = Certificate.objects.get(state="void")
    assert client.get(f"/proofs/{gone.pk}/paper").status_code == 422
    assert "作废" in body(Client(), f"/proofs/check/{gone.token}")


def test_a_paper_is_checked_without_a_log_in_and_tells_no_name(cast, worker, secretary):
    one = approved(worker, secretary, cast.person("wang"))
    page = body(Client(), f"/proofs/check/{one.token}")
    assert "还没盖章" in page
    assert "〔2026〕1号" in page
    for words in (cast.person("wang").name, one.purpose, one.unit, "115"):
        assert words not in page
    assert Client().get(f"/proofs/check/{one.token[:8]}").status_code == 404
    assert Client().get(f"/proofs/check/{'A' * 26}").status_code == 404


def test_the_register_by_year_with_figures_that_open_to_rows(cast, worker, secretary, client_of):
    one = approved(worker, secretary, cast.person("wang"))
    sent(client_of("worker"), f"/proofs/{one.pk}/seal", copies="1")
    refused(worker)
    page = body(client_of("worker"), "/proofs/book?year=2026")
    assert "出了 1" in page
    assert "没有出，告诉了去哪里 1" in page
    shown = body(client_of("worker"), "/proofs/book?year=2026&shown=refused")
    assert "居民死亡证明" in shown
    assert "115-402" not in shown
    paper = body(client_of("worker"), "/proofs/book/paper?year=2026")
    assert cast.person("wang").name in paper
    for odd in ("year=99999", "year=x", "shown=x&kind=%00", "page=0", "page=9"):
        body(client_of("worker"), f"/proofs/book?{odd}")


def test_the_register_goes_out_with_purpose_and_trace(cast, worker, secretary, client_of):
    one = approved(worker, secretary, cast.person("wang"), purpose="=1+1")
    refused(worker)
    url, committee = "/proofs/book/export?year=2026", str(cast.committee.pk)
    assert client_of("worker").get(url).status_code == 403
    client = client_of("director")
    assert sent(client, url, committee=committee, purpose="").status_code == 422
    answer = sent(client, url, committee=committee, purpose="街道查用印")
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert rows[0][:4] == ("编号", "日期", "证明名称", "给谁")
    cells = [cell for row in rows for cell in row if cell]
    assert "'=1+1" in cells
    assert one.person.name in cells
    assert rows[-1][0].startswith("制表人：")
    trail = AuditEntry.objects.get(action="certificates.export_note")
    assert (trail.reason, trail.changes["rows"]) == ("街道查用印", [None, 2])


def test_today_shows_what_the_reader_can_do_next(cast, worker, secretary, mediator):
    request(worker, cast.person("wang"))
    asked(worker)
    card = proofs_waiting(secretary)
    assert card.count == 2
    assert {row.word for row in card.rows} == {"等批", "先问书记"}
    assert proofs_waiting(worker).count == 0
    assert proofs_waiting(mediator) is None


def test_a_number_or_a_check_code_is_found_at_the_desk(cast, worker, secretary, client_of):
    one = approved(worker, secretary, cast.person("wang"))
    for text in ("2026-0001", one.token[:8]):
        assert f"/proofs/{one.pk}" in body(client_of("worker"), f"/proofs?q={text}")


def test_the_list_costs_a_fixed_number_of_questions(
    cast, worker, secretary, client_of, django_assert_max_num_queries
):
    for _ in range(6):
        approved(worker, secretary, cast.person("wang"))
    client = client_of("worker")
    client.get("/proofs/book")
    with django_assert_max_num_queries(22):
        client.get("/proofs/book")


def test_beside_a_note_that_speaks_of_a_barred_proof_stands_the_way_to_the_slip(cast, worker, client_of):
    told = {"text": "王阿姨来居委会想开老伴的死亡证明。", "written_on": clock.today()}
    entry = journal.write_entry(worker, place=cast.home("115-402"), op=new_id(), **told)
    drafts.read_entry(worker, entry=entry, op=new_id())
    assert "/proofs/elsewhere?kind=death" in body(client_of("worker"), f"/n/{entry.pk}")
    assert "/proofs/elsewhere" not in body(client_of("grid_worker"), f"/n/{entry.pk}")

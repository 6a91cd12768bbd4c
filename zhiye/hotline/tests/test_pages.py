"""Pages of the hotline: paste, check, save; the lists; figures that open their rows."""

import re
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast_builder import Cast
from zhiye.audit.models import Look
from zhiye.cases.models import Case
from zhiye.hotline import commands
from zhiye.hotline.models import Thanks, Ticket, TicketSheet
from zhiye.hotline.tests.test_tickets import TEXT, THANKS, take, values
from zhiye.kernel.ids import new_id

ClientOf = Callable[[str], Client]


def fields(html: str) -> dict[str, str]:
    """What the form would send: its inputs, areas, chosen options and radios."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", html):
        name, value = re.search(r'name="(\w+)"', tag), re.search(r'value="([^"]*)"', tag)
        kind = re.search(r'type="(\w[\w-]*)"', tag)
        if not name or (kind and kind[1] in ("radio", "checkbox") and "checked" not in tag):
            continue
        found[name[1]] = value[1] if value else ""
    for name, text in re.findall(r'<textarea name="(\w+)"[^>]*>\s*(.*?)</textarea>', html, re.S):
        found[name] = text
    for name, options in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def form_of(html: str, step: str) -> dict[str, str]:
    part = html[html.index("<main") : html.index("</main>")]
    return fields(part) | {"step": step}


def test_a_ticket_is_pasted_checked_and_given(client_of: ClientOf, cast: Cast) -> None:
    client = client_of("worker")
    page = client.post("/hotline/new", {"text": TEXT})
    html = page.content.decode()
    assert page.status_code == 200
    assert "厨房顶上漏水已经一个星期" in html
    assert "和楼栋里对上了" in html
    assert not Ticket.objects.exists()
    told = form_of(html, "ticket") | {"owner": str(cast.user("wangge").pk)}
    answer = client.post("/hotline/new", told, follow=True)
    ticket = Ticket.objects.get()
    assert answer.redirect_chain == [(f"/c/{ticket.case_id}", 302)]
    assert ticket.case.owner == cast.user("wangge")
    assert ticket.case.place == cast.home("115-402")
    assert "QP20261120004512" in answer.content.decode()
    assert "15400001234" not in answer.content.decode()


def test_what_is_no_ticket_is_told_and_kept(client_of: ClientOf) -> None:
    client = client_of("worker")
    page = client.post("/hotline/new", {"text": "明天开会别忘了带本子，下午两点在会议室"})
    assert page.status_code == 422
    assert "明天开会别忘了带本子" in page.content.decode()
    assert "没看出这是一张工单" in page.content.decode()
    anyway = client.post("/hotline/new", {"text": "明天开会别忘了带本子，下午两点在会议室", "as": "ticket"})
    assert anyway.status_code == 200


def test_a_missing_line_keeps_what_was_typed(client_of: ClientOf) -> None:
    client = client_of("worker")
    told = form_of(client.post("/hotline/new", {"text": TEXT}).content.decode(), "ticket")
    page = client.post("/hotline/new", told | {"title": "", "wish": "想快一点"})
    assert page.status_code == 422
    assert "想快一点" in page.content.decode()


def test_the_same_ticket_again_says_so_on_its_form(client_of: ClientOf, worker: Any, cast: Cast) -> None:
    client = client_of("worker")
    told = form_of(client.post("/hotline/new", {"text": TEXT}).content.decode(), "ticket")
    take(worker, cast)
    page = client.post("/hotline/new", told | {"owner": str(cast.user("shegong").pk)})
    assert page.status_code == 422
    assert "已经收下了" in page.content.decode()


def test_a_ticket_that_is_here_leads_to_its_matter_at_once(
    client_of: ClientOf, worker: Any, cast: Cast
) -> None:
    ticket = take(worker, cast)
    answer = client_of("worker").post("/hotline/new", {"text": TEXT}, follow=True)
    assert answer.redirect_chain == [(f"/c/{ticket.case_id}", 302)]
    assert f"这张工单11月21日已经收下了，就是这一件，编号 {ticket.case.number}。" in answer.content.decode()
    assert Ticket.objects.count() == 1


def test_a_building_that_the_page_says_it_found_is_still_found_when_saved(
    client_of: ClientOf, cast: Cast
) -> None:
    client = client_of("worker")
    text = TEXT.replace("115号402", "115号楼").replace("115-402", "115号楼")
    assert text != TEXT
    html = client.post("/hotline/new", {"text": text}).content.decode()
    assert "和楼栋里对上了" in html
    client.post("/hotline/new", form_of(html, "ticket") | {"owner": str(cast.user("wangge").pk)})
    assert Ticket.objects.get().case.place == cast.building("115")


def test_an_empty_paste_says_what_to_do(client_of: ClientOf) -> None:
    page = client_of("worker").post("/hotline/new", {"text": ""}).content.decode()
    assert "把工单的文字贴进来" in page
    assert "写一下把" not in page


def test_a_praise_goes_into_the_book(client_of: ClientOf, cast: Cast) -> None:
    client = client_of("worker")
    html = client.post("/hotline/new", {"text": THANKS}).content.decode()
    assert "这像是一条表扬" in html
    answer = client.post("/hotline/new", form_of(html, "thanks"), follow=True)
    thanks = Thanks.objects.get()
    assert answer.redirect_chain == [(f"/hotline/thanks/{thanks.pk}", 302)]
    assert not Ticket.objects.exists()


def test_no_praise_after_all_is_taken_as_a_ticket(client_of: ClientOf) -> None:
    page = client_of("worker").post("/hotline/new", {"text": THANKS, "as": "ticket"})
    assert "核对一下，再派出去" in page.content.decode()


def test_a_grid_worker_takes_nothing_in(client_of: ClientOf) -> None:
    assert client_of("grid_worker").get("/hotline/new").status_code == 403


def test_who_called_is_covered_until_a_look_that_is_kept(
    client_of: ClientOf, worker: Any, cast: Cast
) -> None:
    ticket = take(worker, cast)
    client, page = client_of("worker"), f"/c/{ticket.case_id}"
    assert "154****1234" in client.get(page).content.decode()
    client.post(f"/hotline/{ticket.pk}/caller", {"reason": "回电话"})
    assert "15400001234" in client.get(page).content.decode()
    assert Look.objects.get(subject_id=ticket.pk).reason == "回电话"
    assert "15400001234" not in client_of("director").get(page).content.decode()


def test_a_secret_caller_is_not_in_the_page_of_others(client_of: ClientOf, worker: Any, cast: Cast) -> None:
    ticket = take(worker, cast, confidential=True)
    html = client_of("director").get(f"/c/{ticket.case_id}").content.decode()
    assert "154****1234" not in html
    assert "要求保密" in html
    assert client_of("director").get(f"/hotline/{ticket.pk}/caller").status_code == 403


def test_the_flow_sheet_covers_who_called_unless_a_purpose_was_told(
    client_of: ClientOf, worker: Any, cast: Cast
) -> None:
    ticket = take(worker, cast)
    client, page = client_of("worker"), f"/hotline/{ticket.pk}/sheet"
    assert "154****1234" in client.get(page).content.decode()
    assert "15400001234" not in client.get(f"{page}?caller=1").content.decode()
    client.post(f"/hotline/{ticket.pk}/caller?then=sheet", {"reason": "交调解室"})
    html = client.get(f"{page}?caller=1").content.decode()
    assert "15400001234" in html
    assert "交调解室" in html


def test_every_figure_opens_exactly_its_rows(client_of: ClientOf, worker: Any, cast: Cast) -> None:
    for number, kind in enumerate(["help", "consult", "help"]):
        take(worker, cast, official_no=f"QP{number}", kind=kind)
    client = client_of("worker")
    html = client.get("/hotline/figures?first=2026-11-01&last=2026-11-30").content.decode()
    links = re.findall(r'href="(/hotline\?first=[^"]*)"[^>]*>\D*(\d+)', html)
    assert len(links) >= 6
    for link, count in links:
        rows = client.get(link.replace("&amp;", "&")).content.decode()
        assert rows.count('class="row"') == int(count), link


def test_a_sheet_is_brought_in_and_its_rows_are_told(client_of: ClientOf, cast: Cast) -> None:
    client = client_of("worker")
    text = "工单编号,诉求内容,来电时间\nA1,路灯不亮,2026-11-02\nA2,,2026-11-02\n"
    file = SimpleUploadedFile("工单.csv", text.encode())
    told = {"file": file, "committee": str(cast.committee.pk)}
    answer = client.post("/hotline/sheets", told, follow=True)
    sheet = TicketSheet.objects.get()
    assert answer.redirect_chain == [(f"/hotline/sheets/{sheet.pk}", 302)]
    html = answer.content.decode()
    assert "收下的工单 1" in html
    assert "没有写诉求内容" in html


def test_a_file_that_is_no_sheet_is_told(client_of: ClientOf, cast: Cast) -> None:
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.4 x")
    told = {"file": file, "committee": str(cast.committee.pk)}
    page = client_of("worker").post("/hotline/sheets", told)
    assert page.status_code == 422
    assert "PDF" in page.content.decode()


def test_tickets_go_out_as_a_workbook(client_of: ClientOf, worker: Any, cast: Cast) -> None:
    take(worker, cast)
    told = {"committee": str(cast.committee.pk), "first": "2026-11-01", "last": "2026-11-30"}
    told |= {"order": "own", "purpose": "报街道"}
    answer = client_of("worker").post("/hotline/sheets/export", told)
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")


def test_good_news_leads_from_today_to_the_book(client_of: ClientOf, worker: Any, cast: Cast) -> None:
    told = {"committee": cast.committee, "praised": worker.user, "op": new_id()}
    thanks = commands.take_thanks(worker, values=values(THANKS), **told)
    client = client_of("worker")
    assert f"/hotline/thanks/{thanks.pk}" in client.get("/t").content.decode()
    client.post(f"/hotline/thanks/{thanks.pk}/seen", follow=True)
    assert f"/hotline/thanks/{thanks.pk}" not in client.get("/t").content.decode()
    assert f"/hotline/thanks/{thanks.pk}" in client.get("/hotline/thanks").content.decode()


def test_a_second_ticket_of_the_same_matter_shows_the_first(
    client_of: ClientOf, worker: Any, cast: Cast
) -> None:
    first = take(worker, cast)
    text = TEXT.replace("QP20261120004512", "QP20261121000001")
    html = client_of("worker").post("/hotline/new", {"text": text}).content.decode()
    assert "是不是同一件" in html
    assert f"/c/{first.case_id}" in html


def test_the_figures_page_says_how_many_one_may_not_open(
    client_of: ClientOf, worker: Any, secretary: Any, cast: Cast
) -> None:
    take(worker, cast, official_no="QP1")
    hidden = take(secretary, cast, official_no="QP2")
    Case.objects.filter(pk=hidden.case_id).update(
        ring="secretary", owner=cast.user("shuji"), opened_by=cast.user("shuji")
    )
    words = "另有 1 张您不能打开"
    assert words in client_of("director").get("/hotline/figures").content.decode()
    assert words not in client_of("secretary").get("/hotline/figures").content.decode()

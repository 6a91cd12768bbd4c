"""/column, a piece for everybody, publishing and taking back; /n/<id>/wordings."""

import pytest
from django.test import Client

from zhiye.journal.models import Piece
from zhiye.journal.tests.notes import correct, line, write
from zhiye.kernel.ids import new_id


@pytest.fixture
def browser(client_of):
    return client_of("worker")


@pytest.fixture
def entry(worker):
    return write(worker)


def post(browser, address, **values):
    return browser.post(address, {"op": new_id()} | values, follow=True)


def published(browser, entry, text="一位阿姨想学画。"):
    post(browser, f"/n/{entry.pk}/publish", title="她想学画", text=text)
    return Piece.objects.get(entry=entry, withdrawn_at=None)


def test_from_the_note_to_everybody_and_back(browser, entry, cast):
    piece = published(browser, entry)
    anybody = Client()
    page = anybody.get(f"/column/piece/{piece.pk}")
    assert "一位阿姨想学画。" in page.content.decode()
    assert "她想学画" in anybody.get(f"/column/{cast.committee.pk}").content.decode()
    assert "她想学画" in browser.get("/column").content.decode()
    post(browser, f"/column/piece/{piece.pk}/withdraw", reason="想再改改")
    assert anybody.get(f"/column/piece/{piece.pk}").status_code == 404
    assert "她想学画" not in anybody.get(f"/column/{cast.committee.pk}").content.decode()
    assert "收回了" in browser.get("/column").content.decode()


def test_the_page_of_a_piece_names_no_colleague_and_no_note(browser, entry, worker):
    page = Client().get(f"/column/piece/{published(browser, entry).pk}").content.decode()
    assert worker.name not in page
    assert str(entry.pk) not in page


def test_what_must_go_stands_beside_the_text_from_the_first_look(browser, worker):
    entry = write(worker, text="王桂珍住115-402。")
    page = browser.get(f"/n/{entry.pk}/publish").content.decode()
    assert "要看的 2 处" in page
    assert "<mark>王桂珍</mark>" in page
    assert "<mark>115-402</mark>" in page


def test_a_name_left_keeps_the_piece_here_and_the_words_typed(browser, entry):
    answer = post(browser, f"/n/{entry.pk}/publish", title="她", text="王桂珍想学画。还有一句新写的。")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "还有不能登出去的字：“王桂珍”" in page
    assert "还有一句新写的。" in page
    assert not Piece.objects.exists()


def test_one_tap_takes_everything_out_and_publishes_nothing(browser, entry):
    page = post(
        browser, f"/n/{entry.pk}/publish", title="王桂珍", text="王桂珍住115-402。", mask="1"
    ).content.decode()
    assert "王某住某户。" in page
    assert 'value="王某"' in page
    assert "没有看到姓名、号码和门牌" in page
    assert not Piece.objects.exists()


def test_a_note_that_is_out_says_so_instead_of_a_form(browser, entry):
    published(browser, entry)
    page = browser.get(f"/n/{entry.pk}/publish").content.decode()
    assert "已经在专栏里了" in page
    assert "登出去</button>" not in page


@pytest.mark.parametrize("address", ["/column/{0}", "/column/piece/{0}"])
def test_what_is_no_committee_and_no_piece_is_not_there(db, address, cast):
    assert Client().get(address.format(new_id())).status_code == 404
    assert Client().get(address.format(cast.home("115-402").pk)).status_code == 404


def test_the_text_of_a_piece_is_no_markup(browser, entry):
    piece = published(browser, entry, "<script>alert(1)</script>&amp;")
    page = Client().get(f"/column/piece/{piece.pk}").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_the_history_of_a_note_marks_what_was_changed(client_of, worker, entry):
    line(entry, "想学画")
    correct(worker, entry, "上午去看王阿姨，她说想学唱歌。下午物业来谈电梯，答应周五前修好。")
    page = client_of("director").get(f"/n/{entry.pk}/wordings").content.decode()
    assert "改过 1 次" in page
    assert "<del>上午去看王阿姨，她说想学画。</del>" in page
    assert "<del>下午" not in page
    assert 'id="w1"' in page


@pytest.mark.parametrize(("role", "status"), [("director", 200), ("stranger", 404), ("mediator", 404)])
def test_who_reads_the_history(client_of, entry, role, status):
    assert client_of(role).get(f"/n/{entry.pk}/wordings").status_code == status

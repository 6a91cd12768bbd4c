"""Residents' pages by their addresses: from the code to the receipt, progress, the answer, and what they never show."""

import gzip
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from zhiye.cases import commands as cases
from zhiye.cases.models import Case, Reply
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id
from zhiye.portal import commands
from zhiye.portal.limits import REPORTS, WRONG
from zhiye.portal.models import Barrier, Receipt
from zhiye.portal.tests import make as made
from zhiye.ui import words
from zhiye.ui.tokens import STYLE_SHEET

pytestmark = pytest.mark.django_db
UNKNOWN = "没有找到这个号"


@pytest.fixture
def code(cast):
    """The code of building 115."""
    return made.door(cast.building("115"))


@pytest.fixture
def phone():
    """A resident's phone: no log-in."""
    return Client()


def text_of(answer):
    """The words of a page."""
    return re.sub(r"<[^>]+>", " ", answer.content.decode())


def ask(phone, code, number):
    return phone.post(f"/q/{code.token}/ask", {"number": number})


def move(case, state, reason="换了灯"):
    case.refresh_from_db()
    return cases.move_case(made.BY, case=case, state=state, reason=reason, version=case.version, op=new_id())


def test_from_the_code_to_the_receipt(phone, code):
    assert "您想做什么" in phone.get(f"/q/{code.token}").content.decode()
    page, receipt = made.hand_in(phone, code, "三楼的灯不亮")
    assert "以前，给您回音" in page.content.decode() or "随时能看办到哪了" in page.content.decode()
    assert "截个屏" in page.content.decode()
    assert receipt.case.title == "三楼的灯不亮"


def test_the_code_is_read_in_capitals_too(phone, code):
    assert phone.get(f"/q/{code.token.upper()}").status_code == 200


def test_a_second_tap_shows_the_same_receipt(phone, code):
    check = made.say(phone, code)
    first, second = (phone.post(check.url, {"op": str(new_id())}) for _n in range(2))
    pages = [phone.get(one.url).content.decode() for one in (first, second)]
    assert len({re.search(r"\d{3} \d{3}", page).group() for page in pages}) == 1
    assert Case.objects.filter(source="door").count() == 1


def test_what_was_said_can_be_changed_before_it_is_handed_in(phone, code):
    check = made.say(phone, code, "三楼的灯不亮", photo=_file(made.photo()))
    looked = phone.get(check.url).content.decode()
    assert "三楼的灯不亮" in looked
    assert "data:image/jpeg;base64," in looked
    back = re.search(r'href="([^"]*say\?d=[^"]*)"', looked).group(1)
    form = phone.get(back.replace("&amp;", "&")).content.decode()
    draft = re.search(r'name="draft" value="([^"]+)"', form).group(1)
    again = phone.post(
        f"/q/{code.token}/say",
        {"text": "四楼的灯不亮", "draft": draft, "drawn": made.drawn(), "no_photo": "on"},
    )
    looked = phone.get(again.url).content.decode()
    assert "四楼的灯不亮" in looked
    assert "base64" not in looked
    assert made.last_report().text == "四楼的灯不亮"


def test_a_file_that_is_no_photo_is_told_and_the_words_stay(phone, code):
    answer = made.say(phone, code, "三楼的灯不亮", photo=_file(b"%PDF-1.4 nothing"))
    assert answer.status_code == 422
    assert "不是照片" in answer.content.decode()
    assert "三楼的灯不亮" in answer.content.decode()


def test_the_hidden_field_and_haste_lead_to_the_quiet_list(phone, code):
    _page, receipt = made.hand_in(phone, code, "第一件事", website="http://spam.example")
    assert receipt.report.doubt == "robot"
    _page, receipt = made.hand_in(phone, code, "第二件事", drawn=made.drawn(1))
    assert receipt.report.doubt == "quick"


def test_whoever_waits_for_a_look_sees_what_everybody_sees(phone, code):
    real, _receipt = made.hand_in(phone, code, "第一件事")
    doubtful, receipt = made.hand_in(phone, code, "第二件事", website="x")
    bare = [re.sub(r"\d{3} \d{3}|/q/[^\"]+", "", text_of(page)).split() for page in (real, doubtful)]
    assert bare[0] == bare[1]
    assert "已经收到" in ask(phone, code, receipt.number).content.decode()


def test_progress_by_six_digits_says_one_sentence_and_no_content(phone, code):
    receipt = made.handed_in(code, "三楼的灯不亮")
    move(receipt.case, "doing", "问过电工")
    page = text_of(ask(phone, code, receipt.number))
    assert "正在办" in page
    assert "灯" not in page
    assert "电工" not in page


def test_the_colleagues_own_sentence_is_shown(phone, code):
    receipt = made.handed_in(code)
    Case.objects.filter(pk=receipt.case_id).update(public_line="电工星期三来换灯")
    assert (
        "电工星期三来换灯"
        in ask(phone, code, f" {receipt.number[:3]}-{receipt.number[3:]} ").content.decode()
    )


def test_of_a_matter_for_few_eyes_nothing_is_said_and_there_is_a_way_out(phone, code):
    receipt = made.handed_in(code)
    Case.objects.filter(pk=receipt.case_id).update(ring="secretary", public_line="妇联明天来", state="doing")
    page = ask(phone, code, receipt.number).content.decode()
    assert "您的事在办" in page
    assert "马上离开这页" in page
    assert "妇联" not in page
    assert "办好了吗" not in page


def test_a_matter_joined_to_a_secret_one_tells_nothing_of_it(phone, code):
    receipt, other = made.handed_in(code, "第一件事"), made.handed_in(code, "第二件事")
    Case.objects.filter(pk=other.case_id).update(ring="secretary", public_line="妇联明天来")
    Case.objects.filter(pk=receipt.case_id).update(state="merged", into=other.case, closed_on=clock.today())
    assert "妇联" not in ask(phone, code, receipt.number).content.decode()


def test_the_slip_asks_for_four_digits(phone, code):
    receipt = made.handed_in(code)
    page = phone.get(f"/q/slip/{receipt.token}").content.decode()
    assert "后 4 位" in page
    assert receipt.number not in page
    right = phone.post(f"/q/slip/{receipt.token}", {"number": receipt.number[-4:]})
    assert "已经收到" in right.content.decode()


def test_still_not_done_takes_the_matter_up_again(phone, code):
    receipt = made.handed_in(code)
    move(receipt.case, "asking")
    page = ask(phone, code, receipt.number).content.decode()
    grant = re.search(r'name="grant" value="([^"]+)"', page).group(1)
    answer = phone.post(
        "/q/answer/now", {"grant": grant, "solved": "no", "words": "昨晚又灭了", "op": str(new_id())}
    )
    assert "重新打开" in phone.get(answer.url).content.decode()
    case = Case.objects.get(pk=receipt.case_id)
    reply = Reply.objects.get(case=case)
    assert (case.state, reply.kind, reply.words, reply.by) == ("again", "portal", "昨晚又灭了", None)


def test_done_ends_a_matter_that_waited_for_the_answer(phone, code):
    receipt = made.handed_in(code)
    move(receipt.case, "asking")
    page = ask(phone, code, receipt.number).content.decode()
    grant = re.search(r'name="grant" value="([^"]+)"', page).group(1)
    told = {"grant": grant, "solved": "yes", "op": str(new_id())}
    phone.post("/q/answer/now", told)
    phone.post("/q/answer/now", told)
    assert Case.objects.get(pk=receipt.case_id).state == "done"
    assert Reply.objects.count() == 1


def test_an_answer_needs_the_digits_first(phone, code):
    receipt = made.handed_in(code)
    move(receipt.case, "asking")
    for grant in ("", "x", str(receipt.pk), f"{receipt.pk.hex}:1:2"):
        assert phone.post("/q/answer/now", {"grant": grant, "solved": "no"}).status_code == 404


def test_a_second_answer_is_told_that_it_was_not_kept(phone, code):
    receipt = made.handed_in(code)
    move(receipt.case, "asking")
    grant = re.search(r'name="grant" value="([^"]+)"', ask(phone, code, receipt.number).content.decode())[1]
    phone.post("/q/answer/now", {"grant": grant, "solved": "no", "op": str(new_id())})
    again = phone.post("/q/answer/now", {"grant": grant, "solved": "yes", "op": str(new_id())})
    assert "刚才点的没有记下" in text_of(again)
    assert Reply.objects.filter(case=receipt.case, solved="no").count() == 1


@pytest.mark.parametrize("number", ["12345", "1234567", "abc", "12 34"])
def test_too_few_or_too_many_digits_are_counted_out_and_no_wrong_try(phone, code, number):
    receipt = made.handed_in(code)
    for _n in range(WRONG["address"].most + 1):
        told = ask(phone, code, number)
    assert (told.status_code, "要 6 位数字" in text_of(told)) == (422, True)
    assert "已经收到" in text_of(ask(phone, code, receipt.number))


def test_a_number_in_the_sentence_is_the_one_to_ring_and_stands_in_no_title(phone, code):
    check = made.say(phone, code, "灯坏了，我姓张，电话154 0000 0402")
    page = phone.get(check.url)
    assert "15400000402" in text_of(page)
    assert "电话154****0402" in text_of(page)
    phone.post(check.url, {"op": str(new_id())})
    receipt = Receipt.objects.get(report__code=code)
    assert receipt.case.title == "灯坏了，我姓张，电话154****0402"
    assert receipt.report.phone_tail == "0402"


def test_a_number_in_the_sentence_leaves_the_one_below_it_alone(phone, code):
    check = made.say(phone, code, "灯坏了，物业15400000402不来", phone="15400000403")
    phone.post(check.url, {"op": str(new_id())})
    assert Receipt.objects.get(report__code=code).report.phone_tail == "0403"


def test_a_wrong_number_and_a_shut_door_look_the_same(phone, code):
    receipt = made.handed_in(code)
    wrong = "000000" if receipt.number != "000000" else "111111"
    first = ask(phone, code, wrong)
    for _n in range(WRONG["address"].most):
        ask(phone, code, wrong)
    shut = ask(phone, code, receipt.number)
    assert (first.status_code, UNKNOWN in first.content.decode()) == (422, True)
    assert _without_marks(shut, receipt.number) == _without_marks(first, wrong)


def test_other_addresses_of_the_committee_still_get_through_until_it_shuts_too(code, cast):
    receipt = made.handed_in(code)
    wrong = "000000" if receipt.number != "000000" else "111111"
    for n in range(WRONG["door"].most):
        phone = Client(REMOTE_ADDR=f"203.0.113.{n}")
        ask(phone, code, wrong)
    assert UNKNOWN in ask(Client(REMOTE_ADDR="198.51.100.7"), code, receipt.number).content.decode()
    with clock.frozen(clock.now() + WRONG["door"].first_lock):
        assert "已经收到" in ask(Client(REMOTE_ADDR="198.51.100.7"), code, receipt.number).content.decode()


def test_a_shut_gate_writes_nothing(phone, code):
    made.handed_in(code)
    for _n in range(WRONG["address"].most):
        ask(phone, code, "000001")
    before = list(Barrier.objects.order_by("key").values())
    for n in range(50):
        ask(phone, code, f"{n:06d}")
    assert list(Barrier.objects.order_by("key").values()) == before


def test_no_address_stands_in_the_table(code):
    ask(Client(REMOTE_ADDR="203.0.113.77"), code, "000001")
    assert "203.0.113" not in str(list(Barrier.objects.values()))


def test_digits_of_another_building_or_committee_are_not_found(phone, code, cast, make):
    receipt = made.handed_in(code)
    elsewhere = made.door(cast.place("building", door="3"))
    assert UNKNOWN in ask(phone, elsewhere, receipt.number).content.decode()


def test_an_ended_code_leads_to_the_telephone(phone, code, worker):
    commands.write_counter(
        worker, committee=Receipt._meta.get_field("committee").related_model.objects.get(path=code.path[:24]),
        telephone="021-55551234", hours="工作日", op=new_id(),
    )  # fmt: skip
    commands.end_code(worker, code=code, op=new_id())
    page = phone.get(f"/q/{code.token}")
    assert page.status_code == 410
    assert "tel:021-55551234" in page.content.decode()
    assert phone.get(f"/q/{code.token}/say").status_code == 404


def test_letters_grow_without_a_script_and_what_was_typed_stays(phone, code):
    page = phone.get(f"/q/{code.token}?letters=resident-large")
    assert 'class="size-resident-large"' in page.content.decode()
    assert 'class="size-resident-large"' in phone.get(f"/q/{code.token}/say").content.decode()
    page = phone.post(f"/q/{code.token}/say", {"text": "三楼", "bigger": "1"}).content.decode()
    assert 'class="size-resident-extra"' in page
    assert "三楼</textarea>" in page
    assert "有 1 处" not in page
    assert 'class="size-resident"' in Client().get(f"/q/{code.token}?letters=nonsense").content.decode()


def test_pages_are_light_kept_nowhere_and_need_no_script(phone, code):
    sheet = len(gzip.compress(STYLE_SHEET.read_bytes()))
    receipt = made.handed_in(code)
    check = made.say(phone, code, "又一件事", photo=_file(made.photo((4000, 3000))))
    for path in (
        f"/q/{code.token}",
        f"/q/{code.token}/say",
        check.url,
        f"/q/{code.token}/ask",
        f"/q/slip/{receipt.token}",
    ):
        answer = phone.get(path)
        page = answer.content.decode()
        assert len(gzip.compress(answer.content)) + sheet <= 30 * 1024, path
        assert "<script" not in page
        assert page.count('<link rel="stylesheet"') == 1
        assert not re.findall(r'src="/', page), "a second request at most: the style sheet"
        assert "no-store" in answer.headers["Cache-Control"]
        assert words.faults(text_of(answer)) == []
        assert page.rindex('href="tel:') > page.rindex("btn"), "the telephone is last"


def test_nothing_public_names_anybody(phone, code, cast, make):
    receipt = made.handed_in(code, "王秀兰家门口的灯不亮", phone="15400009999")
    move(receipt.case, "asking")
    pages = [
        phone.get(f"/q/{code.token}"),
        phone.get(f"/q/slip/{receipt.token}"),
        ask(phone, code, receipt.number),
    ]
    names = [cast.user(login).name for login in ("shuji", "wangge", "shegong")] + ["王秀兰", "15400009999"]
    for page in pages:
        assert not [name for name in names if name in page.content.decode()]


def _file(data):
    return SimpleUploadedFile("a.jpg", data, "image/jpeg")


def _without_marks(answer, number):
    return re.sub(r'value="[^"]*"', "", answer.content.decode().replace(number, ""))


def test_so_many_photos_an_hour_are_unpacked_for_one_address(phone, code, monkeypatch):
    monkeypatch.setitem(REPORTS, "address_photos_hour", 2)
    for _time in range(2):
        picture = SimpleUploadedFile("x.jpg", b"no photo", "image/jpeg")
        assert "不是照片" in made.say(phone, code, photo=picture).content.decode()
    picture = SimpleUploadedFile("x.jpg", made.photo((40, 30)), "image/jpeg")
    told = made.say(phone, code, photo=picture)
    assert told.status_code == 422
    assert "不带照片也能交" in told.content.decode()
    assert made.say(phone, code).status_code == 302


def test_back_in_the_browser_after_handing_in_shows_the_receipt_again(phone, code):
    check = made.say(phone, code, "三楼的灯不亮")
    done = phone.post(check.url, {"op": str(new_id())})
    again = phone.get(check.url, follow=True)
    assert again.status_code == 200
    assert "收到了" in again.content.decode()
    assert re.search(r"\d{3} \d{3}", again.content.decode()) is not None
    assert Receipt.objects.count() == 1
    assert done.status_code == 302


@pytest.mark.parametrize("path", ["/q/zzzzzzzz", "/q/zzzzzzzz/say", "/q/slip/zzzz", "/q/zzzzzzzz/ask"])
def test_a_page_that_is_not_there_speaks_to_residents(phone, path):
    page = phone.get(path)
    html = page.content.decode()
    assert page.status_code == 404
    assert "再扫一扫门口的码" in html
    assert "tel:" in html
    assert "回到今天" not in html
    assert "遮一遮" not in html


def test_what_waits_for_a_look_tells_the_same_day_as_any_new_matter(phone, code):
    _page, real = made.hand_in(phone, code, "第一件事")
    _page, doubtful = made.hand_in(phone, code, "第二件事", website="x")
    told = [
        re.sub(r"\s+", "", text_of(ask(phone, code, one.number))).replace("第", "")
        for one in (real, doubtful)
    ]
    assert "给您回话" in told[0]
    assert told[0] == told[1]


def test_from_how_far_it_is_a_way_leads_back_to_the_door(phone, code):
    receipt = made.handed_in(code, "三楼的灯不亮")
    assert f'href="/q/{code.token}"' in ask(phone, code, receipt.number).content.decode()

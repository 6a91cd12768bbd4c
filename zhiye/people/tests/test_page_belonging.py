"""Numbers, wishes, categories, consents, homes owned and kin, through the pages."""

import re

import pytest

from zhiye.kernel.ids import new_id
from zhiye.people.models import CategoryHolding, Consent, ContactWay, KinTie, Ownership, Wish


@pytest.fixture
def browser(client_of):
    return client_of("worker")


@pytest.fixture
def wang(cast):
    return cast.person("wang")


def send(browser, address, **values):
    return browser.post(address, {"op": new_id()} | values, follow=True).content.decode()


def undo(browser, text):
    """Press 撤销 of the toast."""
    address = re.search(r'action="(/p/[^"]+\?op=[^"]+)"', text)[1]
    return browser.post(address, follow=True).content.decode()


@pytest.mark.parametrize("page", ["phone", "wish", "category", "consent", "own", "kin", "move", "leave"])
@pytest.mark.parametrize(("role", "status"), [("worker", 200), ("mediator", 403), ("stranger", 404)])
def test_who_writes(client_of, wang, page, role, status):
    assert client_of(role).get(f"/p/{wang.pk}/{page}").status_code == status


def test_a_telephone_comes_and_its_toast_takes_it_back(browser, wang):
    text = send(browser, f"/p/{wang.pk}/phone", number="15400008888", whose="邻居何阿姨")
    way = ContactWay.objects.get(person=wang, whose="邻居何阿姨")
    assert f"/p/phone/{way.pk}/call" in text
    assert f"/p/phone/{way.pk}/call" not in undo(browser, text)


def test_a_number_too_short_is_told_beside_its_box(browser, wang):
    text = send(browser, f"/p/{wang.pk}/phone", number="1540000888")
    assert "现在是 10 位" in text
    assert 'value="1540000888"' in text
    assert 'href="#id_number"' in text


def test_a_number_that_is_no_more(browser, wang):
    way = ContactWay.objects.get(person=wang, whose="")
    assert f"/p/phone/{way.pk}/call" in browser.get(f"/p/{wang.pk}").content.decode()
    assert f"/p/phone/{way.pk}/call" not in send(browser, f"/p/phone/{way.pk}/end")


def test_a_wish_is_written_in_her_words_and_put_away(browser, wang):
    text = send(browser, f"/p/{wang.pk}/wish", kind="wish", text="想学用手机付钱")
    assert "想学用手机付钱" in text
    wish = Wish.objects.get(text="想学用手机付钱")
    assert wish.ring == "team"
    send(browser, f"/p/wish/{wish.pk}/end")
    wish.refresh_from_db()
    assert wish.until.isoformat() == "2026-11-21"


def test_the_secretary_chooses_who_reads_a_wish(client_of, browser, wang):
    assert "谁看得到" not in browser.get(f"/p/{wang.pk}/wish").content.decode()
    secretary = client_of("secretary")
    send(secretary, f"/p/{wang.pk}/wish", kind="wish", text="怕晚上一个人", ring="secretary")
    wish = Wish.objects.get(text="怕晚上一个人")
    assert wish.ring == "secretary"
    assert browser.post(f"/p/wish/{wish.pk}/end", {"op": new_id()}).status_code == 404


def test_a_category_on_evidence_and_back(browser, wang):
    text = send(
        browser, f"/p/{wang.pk}/category", code="low_income", evidence="审核确认书", valid_until="2027-06-30"
    )
    assert "归到“低保”了。" in text
    assert "证明到 2027年6月30日" in text
    undo(browser, text)
    assert CategoryHolding.objects.get(person=wang, code="low_income").until is not None


def test_a_category_for_the_secretary_is_not_offered_to_a_worker(client_of, browser, wang):
    assert "计生特殊家庭" not in browser.get(f"/p/{wang.pk}/category").content.decode()
    assert "计生特殊家庭" in client_of("secretary").get(f"/p/{wang.pk}/category").content.decode()
    assert "从列出的几项里选一个。" in send(browser, f"/p/{wang.pk}/category", code="special_family")


def test_a_category_already_held_is_not_offered_again(browser, wang):
    assert "独居老人" not in browser.get(f"/p/{wang.pk}/category").content.decode()


def test_looking_again_with_new_evidence_and_an_end(browser, wang):
    holding = CategoryHolding.objects.get(person=wang)
    send(browser, f"/p/category/{holding.pk}/verify", evidence="上门看过，还是一个人", valid_until="")
    holding.refresh_from_db()
    assert (holding.evidence, holding.verified_on.isoformat()) == ("上门看过，还是一个人", "2026-11-21")
    send(browser, f"/p/category/{holding.pk}/end", reason="女儿搬来同住")
    holding.refresh_from_db()
    assert holding.until.isoformat() == "2026-11-21"


def test_consent_is_given_and_taken_back_in_one_tap(browser, wang):
    send(browser, f"/p/{wang.pk}/consent", purpose="photo", how="spoken", on="2026-11-20")
    consent = Consent.objects.get(person=wang, purpose="photo")
    assert consent.given_on.isoformat() == "2026-11-20"
    assert "收回了" in send(browser, f"/p/consent/{consent.pk}/end")


def test_a_share_of_a_home(browser, wang):
    told = {"home": "3-1-201", "share": "1/2", "area": "61", "area_source": "registered"}
    text = send(browser, f"/p/{wang.pk}/own", **told)
    assert "1/2" in text
    assert "61 平方米（产证）" in text
    owned = Ownership.objects.get(person=wang, home__door="3-1-201")
    send(browser, f"/p/ownership/{owned.pk}/end")
    owned.refresh_from_db()
    assert owned.until is not None


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"home": "3-1-201", "share": "一半"}, "份额写成像 1/2 这样"),
        ({"home": "3-1-201", "share": "3/2"}, "份额写成像 1/2 这样"),
        ({"home": "9-999"}, "没有找到"),
        ({"home": "115-402"}, "已经记在他名下了"),
        ({"home": "3-1-201", "area": "61"}, "再选面积是从哪里来的"),
    ],
)
def test_an_ownership_that_cannot_be_is_explained(browser, wang, told, sentence):
    text = send(browser, f"/p/{wang.pk}/own", **told)
    assert sentence in text
    assert f'value="{told["home"]}"' in text


def test_kin_are_found_tied_and_untied(browser, wang, cast):
    other = cast.person("volunteer")
    assert "何慧芳" in browser.get(f"/p/{wang.pk}/kin?q=何慧芳").content.decode()
    text = send(browser, f"/p/{wang.pk}/kin?q=何慧芳", other=other.pk, relation="77")
    assert KinTie.objects.filter(person=other, other=wang).exists()
    undo(browser, text)
    assert not KinTie.objects.filter(person=wang, other=other).exists()


def test_kin_next_door_are_not_found(browser, wang, cast):
    assert "没找到" in browser.get(f"/p/{wang.pk}/kin?q=欧阳文静").content.decode()
    text = send(browser, f"/p/{wang.pk}/kin?q=欧阳文静", other=cast.person("stranger").pk, relation="30")
    assert not KinTie.objects.filter(person=wang, other=cast.person("stranger")).exists()
    assert "记下亲属" in text


@pytest.mark.parametrize("part", ["phone", "wish", "category", "consent", "ownership", "residence", "kin"])
def test_parts_of_nobody_are_not_there(browser, cast, part):
    page = "undo" if part == "category" else "end"
    assert browser.post(f"/p/{part}/{new_id()}/{page}", {"op": new_id()}).status_code == 404


def test_a_stranger_ends_nothing(client_of, wang):
    way = ContactWay.objects.get(person=wang, whose="")
    assert client_of("stranger").post(f"/p/phone/{way.pk}/end", {"op": new_id()}).status_code == 404
    assert client_of("worker").get(f"/p/phone/{way.pk}/end").status_code == 405

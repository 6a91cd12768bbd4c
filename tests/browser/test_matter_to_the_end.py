"""A ticket-like matter to its end in Chromium, each step in few taps: given, first contact, more time, answered, asked,
not solved, up again, solved. And 一页讲清 on one sheet of paper."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.browser.conftest import Opener
from tests.browser.hand import Hand
from tests.cast_builder import Cast
from zhiye.cases import commands as cases
from zhiye.cases.models import Case, Extension, Reply
from zhiye.demo.long_story import tell_long_story
from zhiye.kernel import clock
from zhiye.kernel.actor import System
from zhiye.kernel.ids import new_id

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case(cast: Cast, secretary: Any) -> Case:
    told = {"title": "29号楼前积水", "code": "sanitation.smell", "source": "hotline", "nature": "complaint"}
    due = max(clock.now(), timezone.now()) + timedelta(hours=3)  # the server's clock is not frozen
    made: Case = cases.open_case(
        secretary, place=cast.building("115"), people=[cast.person("wang")], due_at=due, op=new_id(), **told
    )
    return made


def session_of(client_of: Any, role: str) -> str:
    return str(client_of(role).cookies["sessionid"].value)


def give(hand: Hand, name: str) -> None:
    hand.tap('main a.btn:has-text("派给别人")')
    hand.tap(f'label.choice:has-text("{name}")')
    hand.save()
    assert hand.take() <= 3


def take_and_ring(hand: Hand) -> None:
    hand.tap('main button:has-text("我来办")')
    hand.tap('main button:has-text("联系上了")')
    hand.page.wait_for_selector('.toast:has-text("联系上了")')
    assert hand.take() == 2
    assert Reply.objects.get().reached


def ask_for_more_time(hand: Hand, name: str) -> None:
    hand.tap("main details.filters summary")
    hand.tap('main a.btn:has-text("延期")')
    hand.page.fill("[name=days]", "2")
    hand.page.fill("[name=reason]", "等雨停了才能清窨井")
    hand.tap(f'label.choice:has-text("{name}")')
    hand.save()
    assert hand.take() <= 4


def close(hand: Hand, answer: str, state: str) -> None:
    hand.tap('main a.btn:has-text("办好了")')
    hand.tap(f'label.choice:text-is("{answer}")')
    hand.save()
    assert hand.take() == 3
    assert Case.objects.get().state == state


@pytest.mark.parametrize("scripts", [True, False])
def test_a_matter_goes_to_its_end_in_few_taps(
    open_page: Opener, cast: Cast, client_of: Any, case: Case, scripts: bool
) -> None:
    mine, theirs = cast.user("shegong").name, cast.user("shuji").name

    def opened(role: str) -> Hand:
        session = session_of(client_of, role)
        return Hand(open_page(f"/c/{case.pk}", session=session, java_script_enabled=scripts))

    give(opened("secretary"), mine)
    hand = opened("worker")
    take_and_ring(hand)
    ask_for_more_time(hand, theirs)
    agreeing = opened("secretary")
    agreeing.tap('main button:has-text("同意延期")')
    agreeing.page.wait_for_selector(".toast")
    assert Extension.objects.get().state == "given"

    hand = opened("worker")
    close(hand, "还没问，先存着等回音", "asking")
    hand.tap('main a.btn:has-text("回访")')
    hand.tap('main button:has-text("没解决")')
    hand.page.wait_for_selector(f'.toast:has-text("又打开了，在{mine}手上")')
    assert hand.take() == 2
    assert Case.objects.get().state == "again"

    hand.tap('main button:has-text("我来办")')
    assert hand.take() == 1
    close(hand, "解决了", "done")
    assert Case.objects.get().number == case.number


def test_up_again_is_one_tap_and_its_undo_another(
    open_page: Opener, client_of: Any, secretary: Any, case: Case
) -> None:
    cases.move_case(secretary, case=case, state="done", solved="yes", version=case.version, op=new_id())
    hand = Hand(open_page(f"/c/{case.pk}", session=session_of(client_of, "secretary")))
    hand.tap('main button:has-text("又来了")')
    hand.page.wait_for_selector(".toast")
    assert Case.objects.get().state == "again"
    hand.tap('.toast button:has-text("撤销")')
    hand.page.wait_for_selector('.toast:has-text("撤销了")')
    assert Case.objects.get().state == "done"


def test_the_sentence_for_the_resident_follows_the_ending(
    open_page: Opener, client_of: Any, case: Case
) -> None:
    page = open_page(f"/c/{case.pk}/close", session=session_of(client_of, "secretary"))
    page.click('label.choice:has-text("办不了")')
    assert "居委会办不了" in page.input_value("[name=public_line]")
    page.fill("[name=public_line]", "请找水务。")
    page.click('label.choice:has-text("已解释")')
    assert page.input_value("[name=public_line]") == "请找水务。"


def test_a_matter_of_eighty_entries_prints_on_one_sheet(
    open_page: Opener, cast: Cast, client_of: Any
) -> None:
    case = tell_long_story(System("test"), cast.user("shegong"), cast.person("wang"))
    page = open_page(f"/c/{case.pk}/brief", 1280, session=session_of(client_of, "worker"))
    assert "共 9" in page.inner_text("main")
    sheet = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", sheet)) == 1

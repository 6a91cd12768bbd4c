"""Telling somebody something: from inside a command, once, and only plain paths."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from zhiye.kernel import clock
from zhiye.kernel.errors import HouseFault
from zhiye.notices.models import Notice
from zhiye.notices.telling import tell as bare_tell

NIGHT = datetime(2026, 11, 21, 22, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_it_waits_in_the_outbox(cast, tell):
    notice = tell(cast.user("shegong"), "given", key="cases.given:1", url="/c/1")
    assert (notice.state, notice.count, notice.next_try) == ("waiting", 1, clock.now())


def test_the_same_key_twice_is_once(cast, tell):
    first = tell(cast.user("shegong"), "given", key="a", url="/c/1")
    assert tell(cast.user("shegong"), "look", key="a", url="/c/2") == first
    assert Notice.objects.get().url == "/c/1"


def test_two_colleagues_may_be_told_under_one_key(cast, tell):
    tell(cast.user("shegong"), "look", key="a")
    tell(cast.user("shuji"), "look", key="a")
    assert Notice.objects.count() == 2


def test_at_night_only_what_needs_a_look_goes_now(cast, tell):
    with clock.frozen(NIGHT):
        assert tell(cast.user("shegong"), "look", key="a").not_before == NIGHT
        assert tell(cast.user("shegong"), "given", key="b").not_before == NIGHT + timedelta(hours=9)


def test_what_is_rolled_back_was_never_told(cast, tell):
    class Never(Exception):
        pass

    def tell_and_fail():
        with transaction.atomic():
            tell(cast.user("shegong"), "given", key="a")
            raise Never

    with pytest.raises(Never):
        tell_and_fail()
    assert not Notice.objects.exists()


def test_outside_of_a_command_nobody_is_told(cast):
    with pytest.raises(HouseFault):
        bare_tell(cast.user("shegong"), "given", key="a")


@pytest.mark.parametrize(
    "url",
    ["https://evil.example", "//evil.example", "/search?q=王", "/c/王桂芳", "/c/1?x=1", "c/1", "/c/1 2"],
)
def test_only_plain_paths_of_ours_are_taken(cast, tell, url):
    with pytest.raises(ValueError, match="plain path"):
        tell(cast.user("shegong"), "given", key="a", url=url)


@pytest.mark.parametrize("kind", ["digest", "urgent", ""])
def test_there_are_no_other_kinds(cast, tell, kind):
    with pytest.raises(ValueError, match="tell either"):
        tell(cast.user("shegong"), kind, key="a")


def test_somebody_who_left_is_not_told(cast, tell):
    user = cast.user("shegong")
    user.is_active = False
    assert tell(user, "given", key="a") is None

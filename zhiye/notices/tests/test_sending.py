"""The outbox is emptied: by whom, together with what, again after a failure, never twice by two workers."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from zhiye.kernel import clock
from zhiye.notices import posting, sending
from zhiye.notices.clearing import clear_old
from zhiye.notices.commands import end_channel
from zhiye.notices.models import Channel, Notice
from zhiye.notices.sending import send_due

HERE = ZoneInfo("Asia/Shanghai")
NIGHT = datetime(2026, 11, 21, 22, 0, tzinfo=HERE)
MORNING = datetime(2026, 11, 22, 7, 0, tzinfo=HERE)
NO_SUCH_ROBOT = {"errcode": 93000, "errmsg": "invalid webhook url"}
TOO_FAST = {"errcode": 45009, "errmsg": "api freq out of limit"}


class Killed(BaseException):
    """The power goes."""


def states() -> list[str]:
    return list(Notice.objects.values_list("state", flat=True))


def test_it_is_sent_once(cast, own, tell, sink):
    own()
    notice = tell(cast.user("shegong"), "given", key="a")
    assert [send_due(clock.now()), send_due(clock.now())] == [1, 0]
    assert [(line["id"], line["text"]) for line in sink()] == [(str(notice.pk), "枝叶：有 1 件事派给您。")]
    assert states() == ["sent"]


def test_the_link_leads_to_the_thing(cast, own, tell, sink, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://*.example", "https://zhiye.example"]
    own()
    notice = tell(cast.user("shegong"), "given", key="a", url="/c/1")
    send_due(clock.now())
    assert sink()[0]["text"].endswith(f"\nhttps://zhiye.example/notices/{notice.pk}")


def test_a_night_of_things_is_one_sentence_in_the_morning(cast, own, tell, sink):
    own()
    with clock.frozen(NIGHT):
        for n in range(30):
            tell(cast.user("shegong"), "given", key=f"a{n}", url=f"/c/{n}")
        tell(cast.user("shegong"), "given", key="again", url="/c/1")
        assert send_due(NIGHT) == 0
    assert send_due(MORNING) == 1
    assert sink()[0]["text"] == "枝叶：有 30 件事派给您。"
    assert set(states()) == {"sent"}


def test_what_needs_a_look_goes_out_at_night(cast, own, tell, sink):
    own()
    with clock.frozen(NIGHT):
        tell(cast.user("shegong"), "look", key="a")
        assert send_due(NIGHT) == 1


def test_what_was_left_over_from_the_day_keeps_still_at_night(cast, own, tell, sink):
    own()
    tell(cast.user("shegong"), "given", key="a")
    assert send_due(NIGHT) == 0
    assert send_due(MORNING) == 1


def test_without_any_channel_it_stays_in_the_pages(cast, tell, sink):
    tell(cast.user("shegong"), "given", key="a")
    assert send_due(clock.now()) == 0
    assert (states(), sink()) == (["dropped"], [])


def test_the_group_is_told_for_those_without_a_channel_and_a_thing_once(cast, group, own, tell, sink):
    own("shuji")
    for login in ("shegong", "zhuren", "shuji"):
        tell(cast.user(login), "look", key="a", url="/c/1", place=cast.home("115-402"))
    assert send_due(clock.now()) == 2
    assert sorted(line["text"][3:11] for line in sink()) == ["有 1 件事等人", "有 1 件事等您"]


def test_the_group_of_the_own_committee_and_no_other(cast, group, tell, sink):
    tell(cast.user("linju"), "look", key="a")
    tell(cast.user("shegong"), "look", key="b", place=cast.neighbour)
    assert send_due(clock.now()) == 0
    tell(cast.user("shegong"), "look", key="c")
    assert send_due(clock.now()) == 1


def test_a_grid_worker_belongs_to_the_group_too(cast, group, tell, sink):
    tell(cast.user("wangge"), "given", key="a")
    assert send_due(clock.now()) == 1


def test_after_five_attempts_it_has_failed(cast, own, tell, wecom):
    own()
    tell(cast.user("shegong"), "given", key="a")
    wecom.answers = [TOO_FAST] * 9
    moment, tries = clock.now(), []
    for _minute in range(200):
        send_due(moment)
        tries.append(len(wecom.asked))
        moment += timedelta(minutes=1)
    assert tries[-1] == 5
    assert [tries.index(n) for n in range(1, 6)] == [0, 1, 6, 26, 86]  # minutes
    notice = Notice.objects.get()
    assert (notice.state, notice.answer, notice.attempts) == ("failed", "busy 45009", 5)


def test_a_robot_that_is_gone_is_not_asked_again(cast, own, tell, wecom):
    channel = own()
    tell(cast.user("shegong"), "given", key="a")
    wecom.answers = [NO_SUCH_ROBOT]
    send_due(clock.now())
    assert states() == ["failed"]
    channel.refresh_from_db()
    assert (channel.answer, channel.answered_at) == ("gone 93000", clock.now())


def test_it_arrives_when_the_robot_is_well_again(cast, own, tell, wecom):
    own()
    tell(cast.user("shegong"), "given", key="a")
    wecom.answers = [TOO_FAST]
    assert [send_due(clock.now()), send_due(clock.now() + timedelta(minutes=2))] == [0, 1]
    assert (states(), Channel.objects.get().answer) == (["sent"], "")


def test_killed_between_sending_and_marking_it_goes_out_again_with_the_same_id(
    cast, own, tell, sink, monkeypatch
):
    own()
    tell(cast.user("shegong"), "given", key="a")

    def killed(*_args):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(sending, "_mark", killed)
        with pytest.raises(Killed):
            send_due(clock.now())
    tell(cast.user("shegong"), "given", key="b")
    assert send_due(clock.now()) == 1  # the new one; the first is not due yet
    send_due(clock.now() + timedelta(minutes=2))
    ids = [line["id"] for line in sink()]
    assert (ids[0] == ids[2], len(ids)) == (True, 3)
    assert set(states()) == {"sent"}


def test_killed_five_times_it_has_failed(cast, own, tell, sink, monkeypatch):
    own()
    tell(cast.user("shegong"), "given", key="a")
    monkeypatch.setattr(sending, "_mark", lambda *_args: None)
    moment = clock.now()
    for _hour in range(9):
        send_due(moment)
        moment += timedelta(hours=1)
    assert (states(), len(sink())) == (["failed"], 5)


def test_a_second_worker_with_an_old_list_sends_nothing(cast, own, tell, sink):
    own()
    tell(cast.user("shegong"), "given", key="a")
    rules = sending._rules(clock.now())
    seen = sending._due(clock.now(), rules)
    assert send_due(clock.now()) == 1
    assert not any(sending._claim(notice, clock.now(), rules) for notice in seen)


def test_one_host_that_does_not_answer_is_waited_for_once(cast, own, tell, monkeypatch):
    asked = []
    monkeypatch.setattr(
        posting.robots, "hand_over", lambda address, text: asked.append(1) or sending.Answer("unreachable")
    )
    for login in ("shegong", "shuji", "zhuren"):
        own(login)
        tell(cast.user(login), "given", key="a")
    send_due(clock.now())
    assert len(asked) == 1
    assert sorted(Notice.objects.values_list("attempts", flat=True)) == [0, 0, 1]


def test_a_channel_taken_away_after_a_failure(cast, own, tell, wecom, system, op):
    channel = own()
    tell(cast.user("shegong"), "given", key="a")
    wecom.answers = [TOO_FAST]
    send_due(clock.now())
    end_channel(system, channel=channel, op=op())
    send_due(clock.now() + timedelta(minutes=5))
    assert states() == ["failed"]


def test_with_the_file_set_nothing_leaves(cast, own, tell, sink, wecom):
    own()
    tell(cast.user("shegong"), "given", key="a")
    send_due(clock.now())
    assert (len(sink()), wecom.asked) == (1, [])


def test_a_file_that_cannot_be_written_is_tried_again(cast, own, tell, settings):
    settings.NOTICES_FILE = "/nowhere/at/all"
    own()
    tell(cast.user("shegong"), "given", key="a")
    assert send_due(clock.now()) == 0
    assert states() == ["waiting"]


def test_old_notices_and_ended_channels_go(cast, own, tell, sink, system, op):
    channel = own()
    tell(cast.user("shegong"), "given", key="a")
    end_channel(system, channel=channel, op=op())
    assert clear_old(clock.now() + timedelta(days=13)) == 0
    assert clear_old(clock.now() + timedelta(days=15)) == 2
    assert not Notice.objects.exists()
    assert not Channel.objects.exists()


def test_few_questions_for_many_notices(cast, own, tell, sink, django_assert_max_num_queries):
    own()
    for n in range(100):
        tell(cast.user("shegong"), "given", key=f"a{n}", place=cast.home("115-402"))
    with django_assert_max_num_queries(110):  # one claim each, and a handful
        assert send_due(clock.now()) == 1

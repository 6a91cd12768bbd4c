"""我的提醒 and 居民区的提醒, as colleagues meet them."""

import pytest

from zhiye.kernel.ids import new_id
from zhiye.notices.models import Channel, Notice
from zhiye.notices.tests.conftest import WECOM

pytestmark = pytest.mark.django_db


def page(answer) -> str:
    return answer.content.decode()


def test_without_a_channel_it_is_said_that_nobody_needs_one(client_of):
    told = page(client_of("worker").get("/notices"))
    assert "不加也不会漏" in told
    assert "/notices/add" in told


def test_adding_one_shows_its_tail_only(client_of):
    client = client_of("worker")
    answer = client.post("/notices/add", {"op": str(new_id()), "address": WECOM, "digest": "on"}, follow=True)
    told = page(answer)
    assert "企业微信群机器人" in told
    assert "地址尾号 2345" in told
    assert "abcdef012345" not in told


def test_a_wrong_address_is_kept_and_explained(client_of):
    answer = client_of("worker").post("/notices/add", {"op": str(new_id()), "address": "http://127.0.0.1/x"})
    assert answer.status_code == 422
    assert "这不是群机器人的地址" in page(answer)
    assert "http://127.0.0.1/x" in page(answer)


def test_trying_one_says_what_the_other_side_answered(client_of, own, wecom):
    channel, client = own(), client_of("worker")
    wecom.answers = [{"errcode": 93000, "errmsg": "invalid webhook url"}]
    told = page(client.post(f"/notices/channel/{channel.pk}/try", {"op": str(new_id())}, follow=True))
    assert "试发了一条。对方说没有这个机器人" in told
    assert "那条没送到" in told
    told = page(client.post(f"/notices/channel/{channel.pk}/try", {"op": str(new_id())}, follow=True))
    assert "试发了一条。送到了。" in told


def test_a_double_tap_tries_once(client_of, own, wecom):
    channel, client, form = own(), client_of("worker"), {"op": str(new_id())}
    for _tap in range(2):
        client.post(f"/notices/channel/{channel.pk}/try", form)
    assert len(wecom.asked) == 1


def test_the_digest_can_be_refused_and_wanted_again(client_of, own):
    channel, client = own(), client_of("worker")
    for wanted in ("", "1"):
        client.post(f"/notices/channel/{channel.pk}/digest", {"op": str(new_id()), "wanted": wanted})
        channel.refresh_from_db()
        assert channel.digest == bool(wanted)


def test_ending_can_be_taken_back(client_of, own):
    channel, client = own(), client_of("worker")
    told = page(client.post(f"/notices/channel/{channel.pk}/end", {"op": str(new_id())}, follow=True))
    assert f"/notices/channel/{channel.pk}/restore" in told
    client.post(f"/notices/channel/{channel.pk}/restore")
    assert Channel.objects.get().ended_at is None


def test_what_failed_stands_in_the_list(client_of, cast, tell):
    tell(cast.user("shegong"), "given", key="a", url="/c")
    Notice.objects.update(state="failed")
    assert "没送出去" in page(client_of("worker").get("/notices"))


def test_from_the_message_to_the_thing_and_nothing_is_noted(client_of, cast, tell):
    notice = tell(cast.user("shegong"), "given", key="a", url="/c")
    before = Notice.objects.values().get()
    answer = client_of("worker").get(f"/notices/{notice.pk}")
    assert (answer.status_code, answer["Location"]) == (302, "/c")
    assert Notice.objects.values().get() == before


def test_the_notice_of_a_colleague_is_not_there(client_of, cast, tell):
    notice = tell(cast.user("shegong"), "given", key="a", url="/c")
    assert client_of("director").get(f"/notices/{notice.pk}").status_code == 404


def test_the_secretary_adds_one_for_the_group(client_of, cast):
    client = client_of("secretary")
    form = {"op": str(new_id()), "committee": str(cast.committee.pk), "address": WECOM}
    told = page(client.post("/notices/groups/add", form, follow=True))
    assert "地址尾号 2345" in told
    assert Channel.objects.get().committee == cast.committee


def test_the_secretary_cannot_name_another_committee(client_of, cast):
    form = {"op": str(new_id()), "committee": str(cast.neighbour_id), "address": WECOM}
    assert client_of("secretary").post("/notices/groups/add", form).status_code == 422
    assert not Channel.objects.exists()


def test_who_is_never_told_anything_has_no_page(client_of):
    assert client_of("supervisor").get("/notices").status_code == 403


def test_the_page_tells_the_hours_of_the_rules(client_of, own):
    own()
    told = page(client_of("worker").get("/notices"))
    assert "晚上 21:00 到早上 7:00 不发" in told
    assert "每个工作日早上 8:30 发一条" in told

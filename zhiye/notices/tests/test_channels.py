"""Adding, ending, bringing back a channel; what becomes of it when somebody leaves."""

from datetime import timedelta

import pytest

from zhiye.audit.models import AuditEntry
from zhiye.flows.hand_over_work import hand_over_work
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden, NotFound, Refused
from zhiye.notices import commands, queries
from zhiye.notices.models import Channel, Notice
from zhiye.notices.sealed import address_of
from zhiye.notices.tests.conftest import GROUP, WECOM


def test_the_address_is_sealed_and_stands_nowhere_in_clear(cast, worker, op):
    channel = commands.add_own(worker, owner=cast.user("shegong"), address=WECOM, op=op())
    token = address_of(channel).token
    assert WECOM.endswith(token)
    assert token.encode() not in bytes(channel.sealed)
    trail = [str(entry.changes) for entry in AuditEntry.objects.filter(action="notices.add_own")]
    assert trail == ["{'channel': [None, 'wecom …2345']}"]
    assert token not in str(queries.own_channel(worker))


def test_a_new_one_takes_the_place_of_the_old_one(cast, own, worker):
    own()
    own(address=GROUP)
    assert Channel.objects.filter(ended_at=None).count() == 1
    assert queries.own_channel(worker).tail == "roup"


def test_nobody_adds_one_for_somebody_else(cast, secretary, op):
    with pytest.raises(NotFound):
        commands.add_own(secretary, owner=cast.user("shegong"), address=WECOM, op=op())


def test_nobody_sees_or_ends_the_channel_of_a_colleague(own, secretary, administrator, op):
    channel = own()
    for actor in (secretary, administrator):
        with pytest.raises(NotFound):
            queries.channel(actor, channel.pk)
    with pytest.raises(NotFound):
        commands.end_channel(secretary, channel=channel, op=op())


def test_only_who_looks_after_accounts_adds_a_group(cast, director, secretary, op):
    with pytest.raises(Forbidden):
        commands.add_group(director, committee=cast.committee, address=WECOM, op=op())
    with pytest.raises(NotFound):
        commands.add_group(secretary, committee=cast.neighbour, address=WECOM, op=op())
    with pytest.raises(Refused):
        commands.add_group(secretary, committee=cast.building("115"), address=WECOM, op=op())
    commands.add_group(secretary, committee=cast.committee, address=WECOM, op=op())
    assert [channel.name for _place, channel in queries.groups(secretary)] == ["企业微信群机器人"]


def test_an_ended_one_comes_back_unless_there_is_another(own, worker, op):
    channel = own()
    commands.end_channel(worker, channel=channel, op=op())
    assert queries.own_channel(worker) is None
    commands.restore_channel(worker, channel=channel, op=op())
    assert queries.own_channel(worker).id == channel.pk
    own(address=GROUP)
    with pytest.raises(Refused):
        commands.restore_channel(worker, channel=channel, op=op())


def test_a_group_gets_no_digest(group, secretary, op):
    commands.choose_digest(secretary, channel=group, wanted=True, op=op())
    group.refresh_from_db()
    assert not group.digest


def test_when_somebody_leaves_their_address_goes_and_nothing_more_is_sent(cast, own, tell, secretary, op):
    own()
    tell(cast.user("shegong"), "given", key="a")
    hand_over_work(secretary, leaver=cast.user("shegong"), successor=cast.user("zhuren"), op=op())
    assert not Channel.objects.exists()
    assert Notice.objects.get().state == "dropped"


def test_who_only_ends_some_roles_takes_no_address_away(cast, own, secretary, op):
    own()
    with pytest.raises(NotFound):
        commands.leave(secretary, leaver=cast.user("shegong"), op=op())


def test_the_list_is_of_two_weeks_and_of_nobody_else(cast, tell, worker, director):
    tell(cast.user("shegong"), "given", key="a", count=2)
    assert [(one.word, one.count) for one in queries.told_lately(worker)] == [("派给您一件事", 2)]
    assert queries.told_lately(director) == []
    with clock.frozen(clock.now() + timedelta(days=15)):
        assert queries.told_lately(worker) == []


def test_failures_are_told_to_who_keeps_the_machine(cast, tell, administrator, worker):
    tell(cast.user("shegong"), "given", key="a")
    Notice.objects.update(state="failed")
    assert queries.failed_lately(administrator) == 1
    with pytest.raises(Forbidden):
        queries.failed_lately(worker)

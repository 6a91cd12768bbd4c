"""Where colleagues are told. Every command asks leave first and leaves a trace; the outbox itself is machinery."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.kernel import clock
from zhiye.kernel.actor import EVERYWHERE, Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.holding import hold
from zhiye.notices import sealed
from zhiye.notices.addresses import read_address
from zhiye.notices.answers import Answer
from zhiye.notices.models import DROPPED, WAITING, Channel, Notice
from zhiye.notices.permissions import OWN
from zhiye.places.kinds import COMMITTEE
from zhiye.places.models import Place

MANAGE, SEEN = "accounts.manage", "places.view"


@command("notices.add_own", gettext_lazy("加了自己的提醒"))
def add_own(by: Actor, *, owner: User, address: str, secret: str = "", digest: bool = True) -> Channel:
    """A colleague is told through the robot at ``address`` from now on; it takes the place of an earlier one."""
    by.require(OWN)
    _be(by, owner)
    channel = Channel(user=owner, digest=digest, added_at=clock.now())
    return _add(by, channel, EVERYWHERE, address, secret)


@command("notices.add_group", gettext_lazy("加了居民区的提醒"))
def add_group(by: Actor, *, committee: Place, address: str, secret: str = "") -> Channel:
    """The committee's group is told what concerns colleagues who have no channel of their own."""
    by.require(MANAGE, committee.path, seen_with=SEEN)
    if committee.kind != COMMITTEE:
        raise Refused(_("选一个居民区。"), "committee")
    channel = Channel(committee=committee, digest=False, added_at=clock.now())
    return _add(by, channel, committee.path, address, secret)


@command("notices.end", gettext_lazy("不要提醒了"))
def end_channel(by: Actor, *, channel: Channel) -> Channel:
    """Nothing goes there any more. The address is kept sealed for some days, so that it can be taken back."""
    path = _look_after(by, channel)
    if channel.ended_at is None:
        channel.ended_at = clock.now()
        channel.save(update_fields=["ended_at"])
    log.write(by, "notices.end", channel, path, {"channel": (str(channel), None)})
    return channel


@command("notices.restore", gettext_lazy("又要提醒了"))
def restore_channel(by: Actor, *, channel: Channel) -> Channel:
    """As before it was ended."""
    path = _look_after(by, channel)
    same = Channel.objects.filter(user=channel.user_id, committee=channel.committee_id, ended_at=None)
    if same.exclude(pk=channel.pk).exists():
        raise Refused(_("已经有新的提醒了，原来的不用找回来。"))
    channel.ended_at = None
    channel.save(update_fields=["ended_at"])
    log.write(by, "notices.restore", channel, path, {"channel": (None, str(channel))})
    return channel


@command("notices.choose_digest", gettext_lazy("改了早上的一条"))
def choose_digest(by: Actor, *, channel: Channel, wanted: bool) -> Channel:
    """Whether the colleague wants the morning digest."""
    path = _look_after(by, channel)
    before, channel.digest = channel.digest, wanted and channel.user_id is not None
    channel.save(update_fields=["digest"])
    log.write(by, "notices.choose_digest", channel, path, {"digest": (before, channel.digest)})
    return channel


@command("notices.note_trial", gettext_lazy("试发了一条"))
def note_trial(by: Actor, *, channel: Channel, answer: Answer) -> Channel:
    """What came of [试一条]. The sending itself came before, outside of any transaction."""
    path = _look_after(by, channel)
    channel.answer, channel.answered_at = answer.kept(), clock.now()
    channel.save(update_fields=["answer", "answered_at"])
    log.write(by, "notices.note_trial", channel, path, {"answer": (None, answer.kept())})
    return channel


@command("notices.leave", gettext_lazy("停了离开的同事的提醒"))
def leave(by: Actor, *, leaver: User) -> User:
    """Somebody leaves: nothing is sent to them any more, and their address goes at once."""
    by.require(MANAGE)
    if not by.may(MANAGE, EVERYWHERE) and leaver.is_active:
        raise NotFound  # still at work elsewhere, where somebody else looks after them
    channels, _tables = Channel.objects.filter(user=leaver).delete()
    waiting = Notice.objects.filter(to=leaver, state=WAITING).update(state=DROPPED, next_try=None)
    log.write(by, "notices.leave", leaver, EVERYWHERE, {"channels": (channels, 0), "waiting": (waiting, 0)})
    return leaver


def _add(by: Actor, channel: Channel, path: str, address: str, secret: str) -> Channel:
    sealed.put(channel, read_address(address, secret))
    earlier = Channel.objects.filter(user=channel.user_id, committee=channel.committee_id, ended_at=None)
    before = next(map(str, earlier), None)
    earlier.update(ended_at=clock.now())
    channel.save(force_insert=True)
    name = "notices.add_own" if channel.user_id else "notices.add_group"
    log.write(by, name, channel, path, {"channel": (before, str(channel))})
    return channel


def _be(by: Actor, owner: User) -> None:
    """A colleague looks after the own channel alone; a program may do it for anybody."""
    if isinstance(by, UserActor) and by.user.pk != owner.pk:
        raise NotFound


def _look_after(by: Actor, channel: Channel) -> str:
    """Ask leave for one channel and hold it; answers the path for the trail."""
    if channel.committee is not None:
        by.require(MANAGE, channel.committee.path, seen_with=SEEN)
    else:
        by.require(OWN)
        assert channel.user is not None  # of one or the other: a constraint
        _be(by, channel.user)
    hold(channel)
    return channel.committee.path if channel.committee else EVERYWHERE

"""One working call of every command of notes, drafts, photos, notices."""

from datetime import date
from typing import Any

from tests.calls import SYSTEM, Call
from tests.cast_builder import Cast
from tests.make import Make
from zhiye.drafts import commands as drafts
from zhiye.drafts.models import Draft
from zhiye.journal import commands as journal
from zhiye.journal.models import Attachment, Entry, Piece
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden
from zhiye.kernel.ids import new_id
from zhiye.notices import commands as notices
from zhiye.notices.answers import Answer as RobotAnswer
from zhiye.notices.models import Channel
from zhiye.scans import commands as scans
from zhiye.scans.lines import Laid
from zhiye.scans.models import Photo
from zhiye.scans.pictures import Picture


def written_entry(cast: Cast, make: Make, **given: Any) -> Entry:
    """A note of the worker about 115-402, readable for the team."""
    words = {"text": "今天去看了王阿姨，她想学画。", "written_on": date(2026, 11, 20)} | given
    author = cast.user("shegong")
    return journal.write_entry(SYSTEM, place=cast.home("115-402"), author=author, op=new_id(), **words)


def _removed(cast: Cast, make: Make) -> dict[str, Any]:
    return {"entry": journal.remove_entry(SYSTEM, entry=written_entry(cast, make), op=new_id())}


def _attachment(cast: Cast, make: Make) -> Attachment:
    photo = {"name": "日志.jpg", "media_type": "image/jpeg", "data": b"photo"}
    return journal.attach(SYSTEM, entry=written_entry(cast, make), op=new_id(), **photo)


_ROBOT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0190f0e0-1111-4222-8333-abcdef012345"


def _channel(cast: Cast, make: Make) -> Channel:
    """Where the worker is told."""
    return notices.add_own(SYSTEM, owner=cast.user("shegong"), address=_ROBOT, op=new_id())


def _ended_channel(cast: Cast, make: Make) -> dict[str, Any]:
    return {"channel": notices.end_channel(SYSTEM, channel=_channel(cast, make), op=new_id())}


def _photo(cast: Cast, make: Make, entry: Entry | None = None) -> Photo:
    """A photo of the worker, beside ``entry`` or waiting for its note."""
    taken = {"picture": Picture(b"jpeg", 1, 1), "taker": cast.user("shegong")}
    return scans.take_photo(SYSTEM, **taken, entry=entry, note_op=None if entry else new_id(), op=new_id())


def _old_photo(cast: Cast, make: Make) -> dict[str, Any]:
    """A photo that no note came for."""
    Photo.objects.filter(pk=_photo(cast, make).pk).update(taken_at=clock.now() - scans.KEPT * 2)
    return {}


def _secret_photo(cast: Cast, make: Make) -> dict[str, Any]:
    return {"attachment": _photo(cast, make, written_entry(cast, make, ring="secretary")).attachment}


def _piece(cast: Cast, make: Make) -> dict[str, Piece]:
    words = {"title": "楼里的画", "text": "一位阿姨想学画。"}
    return {"piece": journal.publish_piece(SYSTEM, entry=written_entry(cast, make), op=new_id(), **words)}


def draft_of_a_wish(cast: Cast, make: Make) -> Draft:
    entry = written_entry(cast, make)
    told = {"kind": "strength", "text": "会剪纸"}
    by_hand = {"kind": "wish", "end": 2, "proposal": told, "person": cast.person("wang")}
    return drafts.add_draft(SYSTEM, entry=entry, op=new_id(), **by_hand)


def _unanswered(cast: Cast, make: Make) -> dict[str, Any]:
    """A draft that nobody answered."""
    Draft.objects.filter(pk=draft_of_a_wish(cast, make).pk).update(expires_on=clock.today() - drafts.WAITS)
    return {}


CALLS: dict[str, Call] = {
    "notices.add_own": Call(
        lambda cast, make: {"owner": cast.user("shegong"), "address": _ROBOT}, reader="supervisor"
    ),
    "notices.add_group": Call(
        lambda cast, make: {"committee": cast.committee, "address": _ROBOT}, "secretary"
    ),
    "notices.end": Call(lambda cast, make: {"channel": _channel(cast, make)}, reader="supervisor"),
    "notices.restore": Call(_ended_channel, reader="supervisor"),
    "notices.choose_digest": Call(
        lambda cast, make: {"channel": _channel(cast, make), "wanted": False}, reader="supervisor"
    ),
    "notices.note_trial": Call(
        lambda cast, make: {"channel": _channel(cast, make), "answer": RobotAnswer("gone", 93000)},
        reader="supervisor",
    ),
    "notices.leave": Call(
        lambda cast, make: {"leaver": _channel(cast, make).user}, "administrator", "worker", Forbidden
    ),
    "drafts.read_entry": Call(lambda cast, make: {"entry": written_entry(cast, make)}),
    "drafts.add": Call(lambda cast, make: {"entry": written_entry(cast, make), "kind": "case", "end": 2}),
    "drafts.answer": Call(lambda cast, make: {"draft": draft_of_a_wish(cast, make), "wrong": True}),
    "drafts.forget": Call(_unanswered, "administrator", stranger_is_told=Forbidden),
    "scans.take_photo": Call(
        lambda cast, make: {"entry": written_entry(cast, make), "picture": Picture(b"jpeg", 1, 1)},
        reader="director",
    ),
    "scans.put_beside": Call(
        lambda cast, make: {"entry": written_entry(cast, make), "note_op": new_id()}, reader="director"
    ),
    "scans.drop_photo": Call(lambda cast, make: {"photo": _photo(cast, make)}),
    "scans.restore_photo": Call(lambda cast, make: {"photo": _photo(cast, make)}),
    "scans.read_again": Call(lambda cast, make: {"photo": _photo(cast, make)}),
    "scans.begin_reading": Call(lambda cast, make: {"photo": _photo(cast, make)}),
    "scans.note_reading": Call(
        lambda cast, make: {"photo": _photo(cast, make), "state": "empty", "laid": Laid()}
    ),
    "scans.look": Call(_secret_photo, able="secretary"),
    "scans.forget": Call(_old_photo, "administrator", stranger_is_told=Forbidden),
    "journal.write_entry": Call(
        lambda cast, make: {
            "text": "来了三位问医保。",
            "written_on": date(2026, 11, 21),
            "place": cast.home("115-402"),
        }
    ),
    "journal.correct_entry": Call(
        lambda cast, make: {
            "entry": written_entry(cast, make),
            "text": "来了四位。",
            "written_on": date(2026, 11, 20),
            "version": 1,
        },
        reader="director",
    ),
    "journal.change_ring": Call(
        lambda cast, make: {"entry": written_entry(cast, make), "ring": "secretary"}, reader="director"
    ),
    "journal.attach": Call(
        lambda cast, make: {
            "entry": written_entry(cast, make),
            "name": "日志.jpg",
            "media_type": "image/jpeg",
            "data": b"photo",
        },
        reader="director",
    ),
    "journal.note_text": Call(
        lambda cast, make: {"attachment": _attachment(cast, make), "text": "来了三位", "state": "read"},
        reader="director",
    ),
    "journal.remove_entry": Call(lambda cast, make: {"entry": written_entry(cast, make)}, reader="director"),
    "journal.restore_entry": Call(_removed, reader="director"),
    "journal.publish_piece": Call(
        lambda cast, make: {
            "entry": written_entry(cast, make),
            "title": "楼里的画",
            "text": "一位阿姨想学画。",
        },
        reader="director",
    ),
    "journal.withdraw_piece": Call(_piece, reader="director"),
}

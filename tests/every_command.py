"""One working call of every command, for the tests that hold for all of them. A new command gets a line here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from unittest.mock import sentinel

from tests.cast_builder import Cast
from tests.make import Make
from zhiye.accounts.models import Membership, User
from zhiye.cases import commands as cases
from zhiye.cases.models import Case, Promise
from zhiye.drafts import commands as drafts
from zhiye.drafts.models import Draft
from zhiye.exchange import commands as exchange
from zhiye.exchange.models import ImportRun
from zhiye.flows.confirm_drafts import Answer, confirm_drafts
from zhiye.flows.merge_people import merge_people
from zhiye.flows.models import Merge
from zhiye.journal import commands as journal
from zhiye.journal.models import Attachment, Entry, Piece
from zhiye.kernel import clock
from zhiye.kernel.actor import System
from zhiye.kernel.errors import Forbidden, NotFound
from zhiye.kernel.ids import new_id
from zhiye.people import commands as people
from zhiye.people.enrol.furnishing import Furniture
from zhiye.people.models import KinTie, Ownership, Residence, RivalValue
from zhiye.people.records import HomeRecord, PersonRecord
from zhiye.scans import commands as scans
from zhiye.scans.lines import Laid
from zhiye.scans.models import Photo
from zhiye.scans.pictures import Picture
from zhiye.visits import commands as visits
from zhiye.visits.models import Contact

Given = Callable[[Cast, Make], dict[str, Any]]
OP = sentinel.op


@dataclass(frozen=True)
class Call:
    """How a command is called (``given``), by whom it works, who sees the thing but may not do it."""

    given: Given
    able: str = "worker"
    reader: str = "mediator"
    stranger_is_told: type[Exception] = NotFound
    inner: bool = False  # runs inside other commands only


_SYSTEM = System("test")


def _wang(cast: Cast, make: Make) -> dict[str, Any]:
    return {"person": cast.person("wang")}


def _holding(cast: Cast, make: Make) -> dict[str, Any]:
    return {"holding": make.holding(cast.person("volunteer"))}


def _wish(cast: Cast, make: Make) -> dict[str, Any]:
    person = cast.person("volunteer")
    return {"wish": people.note_wish(_SYSTEM, person=person, kind="wish", text="想学画", op=new_id())}


def _consent(cast: Cast, make: Make) -> dict[str, Any]:
    person = cast.person("volunteer")
    given = people.give_consent(_SYSTEM, person=person, purpose="daily_greeting", how="paper", op=new_id())
    return {"consent": given}


def _gone(cast: Cast, make: Make) -> dict[str, Any]:
    person = cast.person("wang")
    people.leave_register(_SYSTEM, person=person, on=date(2026, 11, 1), died=False, op=new_id())
    return {"person": person}


def _rival(cast: Cast, make: Make) -> dict[str, Any]:
    rival = RivalValue.objects.create(
        person=cast.person("wang"), field="called", value="王婆婆", written_by="甲", written_at=clock.now()
    )
    return {"rival": rival, "keep": True}


def _twice(cast: Cast, make: Make) -> dict[str, Any]:
    return {"kept": cast.person("chen_wife"), "gone": cast.person("chen_wife_again")}


def _merge(cast: Cast, make: Make) -> dict[str, Merge]:
    return {"merge": merge_people(_SYSTEM, **_twice(cast, make), op=new_id())}


def _member(cast: Cast, make: Make) -> dict[str, Any]:
    return {"membership": Membership.objects.get(member=cast.user("louzu"))}


def _user(cast: Cast, make: Make) -> dict[str, User]:
    return {"user": cast.user("louzu")}


def _new_user(cast: Cast, make: Make) -> dict[str, Any]:
    return {
        "username": "xin",
        "name": "新人",
        "role": "worker",
        "place": cast.committee,
        "password": "Qing7-tong9-x",
    }


def _ran(cast: Cast, make: Make, state: str = "ready") -> ImportRun:
    return ImportRun.objects.create(
        committee=cast.committee,
        file_name="册.xlsx",
        digest="0",
        size=1,
        uploaded_at=clock.now(),
        state=state,
        account={"people": 1, "homes": 1},
        op=new_id() if state == "done" else None,
    )


def _imported(cast: Cast, make: Make) -> dict[str, Any]:
    op = new_id()
    exchange.enrol(_SYSTEM, committee=cast.committee, people=[_RECORD], op=op)
    return {"committee": cast.committee, "import_op": op}


def _undoable(cast: Cast, make: Make) -> dict[str, Any]:
    given = _imported(cast, make)
    run = _ran(cast, make, "done")
    run.op = given["import_op"]
    run.save()
    return {"run": run}


def _entry(cast: Cast, make: Make, **given: Any) -> Entry:
    """A note of the worker about 115-402, readable for the team."""
    words = {"text": "今天去看了王阿姨，她想学画。", "written_on": date(2026, 11, 20)} | given
    author = cast.user("shegong")
    return journal.write_entry(_SYSTEM, place=cast.home("115-402"), author=author, op=new_id(), **words)


def _removed(cast: Cast, make: Make) -> dict[str, Any]:
    return {"entry": journal.remove_entry(_SYSTEM, entry=_entry(cast, make), op=new_id())}


def _attachment(cast: Cast, make: Make) -> Attachment:
    photo = {"name": "日志.jpg", "media_type": "image/jpeg", "data": b"photo"}
    return journal.attach(_SYSTEM, entry=_entry(cast, make), op=new_id(), **photo)


def _photo(cast: Cast, make: Make, entry: Entry | None = None) -> Photo:
    """A photo of the worker, beside ``entry`` or waiting for its note."""
    taken = {"picture": Picture(b"jpeg", 1, 1), "taker": cast.user("shegong")}
    return scans.take_photo(_SYSTEM, **taken, entry=entry, note_op=None if entry else new_id(), op=new_id())


def _old_photo(cast: Cast, make: Make) -> dict[str, Any]:
    """A photo that no note came for."""
    Photo.objects.filter(pk=_photo(cast, make).pk).update(taken_at=clock.now() - scans.KEPT * 2)
    return {}


def _secret_photo(cast: Cast, make: Make) -> dict[str, Any]:
    return {"attachment": _photo(cast, make, _entry(cast, make, ring="secretary")).attachment}


def _piece(cast: Cast, make: Make) -> dict[str, Piece]:
    words = {"title": "楼里的画", "text": "一位阿姨想学画。"}
    return {"piece": journal.publish_piece(_SYSTEM, entry=_entry(cast, make), op=new_id(), **words)}


def _case(cast: Cast, make: Make, **given: Any) -> Case:
    """A matter of 115-402, opened by the worker."""
    owner, home = cast.user("shegong"), cast.home("115-402")
    return cases.open_case(
        _SYSTEM, title="厨房漏水", code="repair", place=home, owner=owner, op=new_id(), **given
    )


def _joined(cast: Cast, make: Make) -> dict[str, Any]:
    case = _case(cast, make)
    return {"party": cases.join_person(_SYSTEM, case=case, person=cast.person("wang"), op=new_id())}


def _moved(cast: Cast, make: Make) -> dict[str, Any]:
    case = _case(cast, make)
    return {"case": cases.move_case(_SYSTEM, case=case, state="doing", version=1, op=new_id())}


def _promise(cast: Cast, make: Make) -> dict[str, Promise]:
    maker, person = cast.user("shegong"), cast.person("wang")
    made = cases.make_promise(_SYSTEM, what="问长护险进度", person=person, maker=maker, op=new_id())
    return {"promise": made}


def _kept(cast: Cast, make: Make) -> dict[str, Any]:
    return {"promise": cases.keep_promise(_SYSTEM, **_promise(cast, make), op=new_id())}


def _contact(cast: Cast, make: Make) -> dict[str, Contact]:
    writer, home = cast.user("shegong"), cast.home("115-402")
    about: dict[str, Any] = {"kind": "visit", "outcome": "seen", "place": home, "writer": writer}
    return {"contact": visits.log_contact(_SYSTEM, people=[cast.person("wang")], op=new_id(), **about)}


def _draft(cast: Cast, make: Make) -> Draft:
    entry = _entry(cast, make)
    told = {"kind": "strength", "text": "会剪纸"}
    by_hand = {"kind": "wish", "end": 2, "proposal": told, "person": cast.person("wang")}
    return drafts.add_draft(_SYSTEM, entry=entry, op=new_id(), **by_hand)


def _confirmed(cast: Cast, make: Make) -> dict[str, Any]:
    draft = _draft(cast, make)
    confirm_drafts(_SYSTEM, entry=draft.entry, answers=[Answer(draft)], op=new_id())
    draft.refresh_from_db()
    return {"draft": draft}


_RECORD = PersonRecord("1", "林小雨", home=HomeRecord("梧桐花园", "115", "", "901"))
_NO_SUCH_THING = Forbidden  # accounts are no secret among those who manage some

CALLS: dict[str, Call] = {
    "accounts.open": Call(_new_user, "secretary", "worker", _NO_SUCH_THING),
    "accounts.grant": Call(
        lambda cast, make: {"member": cast.user("louzu"), "role": "worker", "place": cast.committee},
        "secretary", "worker", _NO_SUCH_THING,
    ),
    "accounts.end_role": Call(_member, "secretary", "worker", _NO_SUCH_THING),
    "accounts.close": Call(_user, "secretary", "worker", _NO_SUCH_THING),
    "accounts.reset_password": Call(
        lambda cast, make: _user(cast, make) | {"password": "Qing7-tong9-x"}, "secretary", "worker", _NO_SUCH_THING
    ),
    "places.add": Call(lambda cast, make: {"parent": cast.building("115"), "kind": "home", "code": "701"}),
    "places.end": Call(
        lambda cast, make: {"place": make.home("115-702"), "on": date(2026, 12, 1), "reason": "拆了"}
    ),
    "places.rename": Call(lambda cast, make: {"place": cast.home("115-402"), "code": "402A"}, inner=True),
    "places.move": Call(
        lambda cast, make: {"place": make.home("115-703"), "to": cast.place("unit", door="3-1"), "reason": "分错了"},
        inner=True,
    ),
    "places.cover": Call(
        lambda cast, make: {"overlay": cast.place("grid", code="第2网格"), "covered": cast.building("115")}
    ),
    "places.settle": Call(
        lambda cast, make: {"committee": cast.committee, "homes": [_RECORD.home]},
        inner=True,
    ),
    "people.register": Call(
        lambda cast, make: {"committee": cast.committee, "values": {"name": "林小雨"}, "home": cast.home("115-102")}
    ),
    "people.correct": Call(
        lambda cast, make: _wang(cast, make) | {"values": {"called": "王老师"}, "seen": {"called": ""}}
    ),
    "people.settle_rival": Call(_rival),
    "people.look": Call(lambda cast, make: _wang(cast, make) | {"field": "phone", "reason": "问她在不在家"}),
    "people.export_note": Call(
        lambda cast, make: {"place": cast.committee, "count": 3, "purpose": "发防汛通知"}, "director"
    ),
    "people.house": Call(lambda cast, make: _wang(cast, make) | {"home": cast.home("115-102")}),
    "people.end_residence": Call(
        lambda cast, make: {
            "residence": Residence.objects.get(person=cast.person("wang")), "on": date(2026, 11, 1),
        }
    ),
    "people.leave": Call(lambda cast, make: _wang(cast, make) | {"on": date(2026, 11, 1), "died": False}),
    "people.return": Call(_gone),
    "people.hold_category": Call(lambda cast, make: {"person": cast.person("volunteer"), "code": "elder_alone"}),
    "people.verify_category": Call(_holding),
    "people.end_category": Call(_holding),
    "people.note_wish": Call(lambda cast, make: _wang(cast, make) | {"kind": "wish", "text": "想学画"}),
    "people.end_wish": Call(_wish),
    "people.give_consent": Call(
        lambda cast, make: {"person": cast.person("volunteer"), "purpose": "daily_greeting", "how": "spoken"}
    ),
    "people.withdraw_consent": Call(_consent),
    "people.own_home": Call(lambda cast, make: _wang(cast, make) | {"home": cast.home("115-102")}),
    "people.end_ownership": Call(
        lambda cast, make: {"ownership": Ownership.objects.get(person=cast.person("wang"))}
    ),
    "people.tie_kin": Call(
        lambda cast, make: _wang(cast, make) | {"other": cast.person("volunteer"), "relation": "30"}
    ),
    "people.untie_kin": Call(lambda cast, make: {"tie": KinTie.objects.get(person=cast.person("wang"))}),
    "people.add_contact": Call(lambda cast, make: _wang(cast, make) | {"number": "15400009999"}),
    "people.end_contact": Call(lambda cast, make: {"way": make.way(cast.person("wang"))}),
    "people.enrol": Call(lambda cast, make: {"committee": cast.committee, "people": [_RECORD]}),
    "people.furnish": Call(
        lambda cast, make: {"committee": cast.committee, "given": Furniture()},
    ),
    "drafts.read_entry": Call(lambda cast, make: {"entry": _entry(cast, make)}),
    "drafts.add": Call(lambda cast, make: {"entry": _entry(cast, make), "kind": "case", "end": 2}),
    "drafts.answer": Call(lambda cast, make: {"draft": _draft(cast, make), "wrong": True}),
    "flows.confirm_drafts": Call(
        lambda cast, make: {"entry": (draft := _draft(cast, make)).entry, "answers": [Answer(draft)]}
    ),
    "flows.take_back_draft": Call(_confirmed),
    "flows.rename_place": Call(lambda cast, make: {"place": cast.home("115-402"), "code": "402A"}),
    "flows.move_place": Call(
        lambda cast, make: {"place": make.home("115-703"), "to": cast.place("unit", door="3-1")}
    ),
    "flows.merge_people": Call(_twice),
    "flows.unmerge_people": Call(_merge),
    "flows.hand_over_work": Call(
        lambda cast, make: {"leaver": cast.user("louzu"), "successor": cast.user("shegong")},
        "secretary", "worker", _NO_SUCH_THING,
    ),
    "flows.undo_import": Call(_imported),
    "scans.take_photo": Call(
        lambda cast, make: {"entry": _entry(cast, make), "picture": Picture(b"jpeg", 1, 1)}, reader="director"
    ),
    "scans.put_beside": Call(
        lambda cast, make: {"entry": _entry(cast, make), "note_op": new_id()}, reader="director"
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
            "text": "来了三位问医保。", "written_on": date(2026, 11, 21), "place": cast.home("115-402"),
        }
    ),
    "journal.correct_entry": Call(
        lambda cast, make: {
            "entry": _entry(cast, make), "text": "来了四位。", "written_on": date(2026, 11, 20), "version": 1,
        },
        reader="director",
    ),
    "journal.change_ring": Call(
        lambda cast, make: {"entry": _entry(cast, make), "ring": "secretary"}, reader="director"
    ),
    "journal.attach": Call(
        lambda cast, make: {
            "entry": _entry(cast, make), "name": "日志.jpg", "media_type": "image/jpeg", "data": b"photo",
        },
        reader="director",
    ),
    "journal.note_text": Call(
        lambda cast, make: {"attachment": _attachment(cast, make), "text": "来了三位", "state": "read"},
        reader="director",
    ),
    "journal.remove_entry": Call(lambda cast, make: {"entry": _entry(cast, make)}, reader="director"),
    "journal.restore_entry": Call(_removed, reader="director"),
    "journal.publish_piece": Call(
        lambda cast, make: {"entry": _entry(cast, make), "title": "楼里的画", "text": "一位阿姨想学画。"},
        reader="director",
    ),
    "journal.withdraw_piece": Call(_piece, reader="director"),
    "cases.open": Call(lambda cast, make: {"title": "厨房漏水", "code": "repair", "place": cast.home("115-402")}),
    "cases.describe": Call(
        lambda cast, make: {
            "case": _case(cast, make), "title": "顶上漏水", "code": "repair", "ring": "team", "version": 1,
        }
    ),
    "cases.join_person": Call(
        lambda cast, make: {"case": _case(cast, make), "person": cast.person("wang"), "part": "反映的人"}
    ),
    "cases.part_person": Call(_joined),
    "cases.take": Call(lambda cast, make: {"case": _case(cast, make)}),
    "cases.move": Call(
        lambda cast, make: {"case": _case(cast, make), "state": "waiting", "reason": "等物业", "version": 1}
    ),
    "cases.move_back": Call(_moved),
    "cases.give": Call(lambda cast, make: {"case": _case(cast, make), "to": cast.user("zhuren")}),
    "cases.take_over": Call(
        lambda cast, make: {"leaver": _case(cast, make).owner, "successor": cast.user("zhuren")},
        "secretary", "worker", _NO_SUCH_THING,
    ),
    "cases.withdraw": Call(lambda cast, make: {"case": _case(cast, make), "reason": "记重了"}),
    "cases.promise": Call(lambda cast, make: {"what": "问长护险进度", "person": cast.person("wang")}),
    "cases.move_promise": Call(lambda cast, make: _promise(cast, make) | {"due": date(2026, 11, 25)}),
    "cases.keep_promise": Call(_promise),
    "cases.drop_promise": Call(lambda cast, make: _promise(cast, make) | {"reason": "儿子陪她去过了"}),
    "cases.reopen_promise": Call(_kept),
    "cases.withdraw_promise": Call(_promise),
    "visits.log": Call(
        lambda cast, make: {
            "kind": "visit", "outcome": "seen", "people": [cast.person("wang")], "place": cast.home("115-402"),
        }
    ),
    "visits.join_person": Call(
        lambda cast, make: _contact(cast, make) | {"person": cast.person("volunteer")}
    ),
    "visits.take_back": Call(_contact),
    "exchange.receive": Call(
        lambda cast, make: {"committee": cast.committee, "file_name": "册.csv", "chunks": [b"a,b"]}
    ),
    "exchange.note_reading": Call(lambda cast, make: {"run": _ran(cast, make), "account": {"sheets": []}}),
    "exchange.note_failure": Call(lambda cast, make: {"run": _ran(cast, make), "sentence": "这不是一张表。"}),
    "exchange.answer": Call(lambda cast, make: {"run": _ran(cast, make), "answers": {"differing": "register"}}),
    "exchange.begin": Call(lambda cast, make: {"run": _ran(cast, make)}),
    "exchange.resume": Call(lambda cast, make: {"run": _ran(cast, make, "failed")}),
    "exchange.undo": Call(_undoable),
}  # fmt: skip

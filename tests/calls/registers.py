"""One working call of every command of places, accounts, people, stories over rooms, rosters."""

from datetime import date
from typing import Any

from tests.calls import NO_SUCH_THING, SYSTEM, Call
from tests.calls.notes import draft_of_a_wish
from tests.cast_builder import Cast
from tests.make import Make
from zhiye.accounts.models import Membership, User
from zhiye.exchange import commands as exchange
from zhiye.exchange.models import ImportRun
from zhiye.flows.confirm_drafts import Answer, confirm_drafts
from zhiye.flows.merge_people import merge_people
from zhiye.flows.models import Merge
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id
from zhiye.people import commands as people
from zhiye.people.enrol.furnishing import Furniture
from zhiye.people.models import KinTie, Ownership, Residence, RivalValue
from zhiye.people.records import HomeRecord, PersonRecord


def _wang(cast: Cast, make: Make) -> dict[str, Any]:
    return {"person": cast.person("wang")}


def _holding(cast: Cast, make: Make) -> dict[str, Any]:
    return {"holding": make.holding(cast.person("volunteer"))}


def _wish(cast: Cast, make: Make) -> dict[str, Any]:
    person = cast.person("volunteer")
    return {"wish": people.note_wish(SYSTEM, person=person, kind="wish", text="想学画", op=new_id())}


def _consent(cast: Cast, make: Make) -> dict[str, Any]:
    person = cast.person("volunteer")
    given = people.give_consent(SYSTEM, person=person, purpose="daily_greeting", how="paper", op=new_id())
    return {"consent": given}


def _gone(cast: Cast, make: Make) -> dict[str, Any]:
    person = cast.person("wang")
    people.leave_register(SYSTEM, person=person, on=date(2026, 11, 1), died=False, op=new_id())
    return {"person": person}


def _rival(cast: Cast, make: Make) -> dict[str, Any]:
    rival = RivalValue.objects.create(
        person=cast.person("wang"), field="called", value="王婆婆", written_by="甲", written_at=clock.now()
    )
    return {"rival": rival, "keep": True}


def _twice(cast: Cast, make: Make) -> dict[str, Any]:
    return {"kept": cast.person("chen_wife"), "gone": cast.person("chen_wife_again")}


def _merge(cast: Cast, make: Make) -> dict[str, Merge]:
    return {"merge": merge_people(SYSTEM, **_twice(cast, make), op=new_id())}


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
    exchange.enrol(SYSTEM, committee=cast.committee, people=[_RECORD], op=op)
    return {"committee": cast.committee, "import_op": op}


def _undoable(cast: Cast, make: Make) -> dict[str, Any]:
    given = _imported(cast, make)
    run = _ran(cast, make, "done")
    run.op = given["import_op"]
    run.save()
    return {"run": run}


def _confirmed(cast: Cast, make: Make) -> dict[str, Any]:
    draft = draft_of_a_wish(cast, make)
    confirm_drafts(SYSTEM, entry=draft.entry, answers=[Answer(draft)], op=new_id())
    draft.refresh_from_db()
    return {"draft": draft}


_RECORD = PersonRecord("1", "林小雨", home=HomeRecord("梧桐花园", "115", "", "901"))


CALLS: dict[str, Call] = {
    "accounts.open": Call(_new_user, "secretary", "worker", NO_SUCH_THING),
    "accounts.grant": Call(
        lambda cast, make: {"member": cast.user("louzu"), "role": "worker", "place": cast.committee},
        "secretary",
        "worker",
        NO_SUCH_THING,
    ),
    "accounts.end_role": Call(_member, "secretary", "worker", NO_SUCH_THING),
    "accounts.close": Call(_user, "secretary", "worker", NO_SUCH_THING),
    "accounts.reset_password": Call(
        lambda cast, make: _user(cast, make) | {"password": "Qing7-tong9-x"},
        "secretary",
        "worker",
        NO_SUCH_THING,
    ),
    "places.add": Call(lambda cast, make: {"parent": cast.building("115"), "kind": "home", "code": "701"}),
    "places.end": Call(
        lambda cast, make: {"place": make.home("115-702"), "on": date(2026, 12, 1), "reason": "拆了"}
    ),
    "places.rename": Call(lambda cast, make: {"place": cast.home("115-402"), "code": "402A"}, inner=True),
    "places.move": Call(
        lambda cast, make: {
            "place": make.home("115-703"),
            "to": cast.place("unit", door="3-1"),
            "reason": "分错了",
        },
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
        lambda cast, make: {
            "committee": cast.committee,
            "values": {"name": "林小雨"},
            "home": cast.home("115-102"),
        }
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
            "residence": Residence.objects.get(person=cast.person("wang")),
            "on": date(2026, 11, 1),
        }
    ),
    "people.leave": Call(lambda cast, make: _wang(cast, make) | {"on": date(2026, 11, 1), "died": False}),
    "people.return": Call(_gone),
    "people.hold_category": Call(
        lambda cast, make: {"person": cast.person("volunteer"), "code": "elder_alone"}
    ),
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
    "flows.confirm_drafts": Call(
        lambda cast, make: {"entry": (draft := draft_of_a_wish(cast, make)).entry, "answers": [Answer(draft)]}
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
        "secretary",
        "worker",
        NO_SUCH_THING,
    ),
    "flows.undo_import": Call(_imported),
    "exchange.receive": Call(
        lambda cast, make: {"committee": cast.committee, "file_name": "册.csv", "chunks": [b"a,b"]}
    ),
    "exchange.note_reading": Call(lambda cast, make: {"run": _ran(cast, make), "account": {"sheets": []}}),
    "exchange.note_failure": Call(lambda cast, make: {"run": _ran(cast, make), "sentence": "这不是一张表。"}),
    "exchange.answer": Call(
        lambda cast, make: {"run": _ran(cast, make), "answers": {"differing": "register"}}
    ),
    "exchange.begin": Call(lambda cast, make: {"run": _ran(cast, make)}),
    "exchange.resume": Call(lambda cast, make: {"run": _ran(cast, make, "failed")}),
    "exchange.undo": Call(_undoable),
}

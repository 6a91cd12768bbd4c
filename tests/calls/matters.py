"""One working call of every command of matters, promises, contacts."""

from datetime import date
from typing import Any

from tests.calls import NO_SUCH_THING, SYSTEM, Call
from tests.calls.notes import written_entry
from tests.cast_builder import Cast
from tests.make import Make
from zhiye.accounts.actor import UserActor
from zhiye.cases import commands as cases
from zhiye.cases.models import Case, Promise
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id
from zhiye.visits import commands as visits
from zhiye.visits.models import Contact


def opened_case(cast: Cast, make: Make, **given: Any) -> Case:
    """A matter of 115-402, opened by the worker."""
    owner, home = cast.user("shegong"), cast.home("115-402")
    return cases.open_case(
        SYSTEM, title="厨房漏水", code="repair", place=home, owner=owner, op=new_id(), **given
    )


def _joined(cast: Cast, make: Make) -> dict[str, Any]:
    case = opened_case(cast, make)
    return {"party": cases.join_person(SYSTEM, case=case, person=cast.person("wang"), op=new_id())}


def _moved(cast: Cast, make: Make) -> dict[str, Any]:
    case = opened_case(cast, make)
    return {"case": cases.move_case(SYSTEM, case=case, state="doing", version=1, op=new_id())}


def _replied(cast: Cast, make: Make) -> dict[str, Any]:
    case = opened_case(cast, make)
    return {"reply": cases.note_reply(SYSTEM, case=case, kind="first", reached=False, op=new_id())}


def _extension(cast: Cast, make: Make) -> dict[str, Any]:
    """More time for a ticket, asked for by the worker."""
    case = opened_case(cast, make, source="hotline")
    worker, secretary = UserActor(cast.user("shegong")), cast.user("shuji")
    told: dict[str, Any] = {
        "days": 3,
        "reason": "要等天晴",
        "approved_by": secretary,
        "version": case.version,
    }
    return {"extension": cases.extend_case(worker, case=case, op=new_id(), **told)}


def _handed(cast: Cast, make: Make) -> dict[str, Any]:
    """A matter with the street."""
    case = opened_case(cast, make)
    return {"handing": cases.refer_case(SYSTEM, case=case, brief="请市政来疏通窨井", version=1, op=new_id())}


def _promise(cast: Cast, make: Make) -> dict[str, Promise]:
    maker, person = cast.user("shegong"), cast.person("wang")
    made = cases.make_promise(SYSTEM, what="问长护险进度", person=person, maker=maker, op=new_id())
    return {"promise": made}


def _kept(cast: Cast, make: Make) -> dict[str, Any]:
    return {"promise": cases.keep_promise(SYSTEM, **_promise(cast, make), op=new_id())}


def _contact(cast: Cast, make: Make) -> dict[str, Contact]:
    writer, home = cast.user("shegong"), cast.home("115-402")
    about: dict[str, Any] = {"kind": "visit", "outcome": "seen", "place": home, "writer": writer}
    return {"contact": visits.log_contact(SYSTEM, people=[cast.person("wang")], op=new_id(), **about)}


CALLS: dict[str, Call] = {
    "cases.open": Call(
        lambda cast, make: {"title": "厨房漏水", "code": "repair", "place": cast.home("115-402")}
    ),
    "cases.describe": Call(
        lambda cast, make: {
            "case": opened_case(cast, make),
            "title": "顶上漏水",
            "code": "repair",
            "ring": "team",
            "version": 1,
        }
    ),
    "cases.join_person": Call(
        lambda cast, make: {
            "case": opened_case(cast, make),
            "person": cast.person("wang"),
            "part": "反映的人",
        }
    ),
    "cases.part_person": Call(_joined),
    "cases.take": Call(lambda cast, make: {"case": opened_case(cast, make)}),
    "cases.move": Call(
        lambda cast, make: {
            "case": opened_case(cast, make),
            "state": "waiting",
            "reason": "等物业",
            "version": 1,
        }
    ),
    "cases.move_back": Call(_moved),
    "cases.give": Call(lambda cast, make: {"case": opened_case(cast, make), "to": cast.user("zhuren")}),
    "cases.take_over": Call(
        lambda cast, make: {"leaver": opened_case(cast, make).owner, "successor": cast.user("zhuren")},
        "secretary",
        "worker",
        NO_SUCH_THING,
    ),
    "cases.reply": Call(
        lambda cast, make: {"case": opened_case(cast, make), "kind": "first", "words": "说周末在家"}
    ),
    "cases.take_back_reply": Call(_replied),
    "cases.join_note": Call(
        lambda cast, make: {"case": opened_case(cast, make), "entry": written_entry(cast, make)}
    ),
    "cases.set_public_line": Call(
        lambda cast, make: {"case": opened_case(cast, make), "line": "师傅周五上门。"}
    ),
    "cases.extend": Call(
        lambda cast, make: {
            "case": opened_case(cast, make, source="hotline"),
            "days": 3,
            "reason": "要等天晴",
            "version": 1,
        },
        "secretary",
    ),
    "cases.answer_extension": Call(lambda cast, make: _extension(cast, make) | {"agree": True}, "secretary"),
    "cases.merge": Call(
        lambda cast, make: {"case": opened_case(cast, make), "into": opened_case(cast, make), "version": 1}
    ),
    "cases.split": Call(lambda cast, make: {"case": opened_case(cast, make), "title": "楼上渗水的赔偿"}),
    "cases.escalate": Call(
        lambda cast, make: {"case": opened_case(cast, make), "step": "soon", "due_at": clock.now()}
    ),
    "cases.refer": Call(
        lambda cast, make: {"case": opened_case(cast, make), "brief": "请市政来疏通窨井", "version": 1}
    ),
    "cases.transfer": Call(
        lambda cast, make: {
            "case": opened_case(cast, make),
            "level": "street",
            "brief": "请市政疏通",
            "version": 1,
        }
    ),
    "cases.accept_handing": Call(_handed, "street_officer", "worker"),
    "cases.note_handing": Call(
        lambda cast, make: _handed(cast, make) | {"words": "周三来看"}, "street_officer", "worker"
    ),
    "cases.answer_handing": Call(
        lambda cast, make: _handed(cast, make) | {"result": "疏通了", "solved": True},
        "street_officer",
        "worker",
    ),
    "cases.recall_handing": Call(lambda cast, make: _handed(cast, make) | {"reason": "自己办好了"}),
    "cases.handing_overdue": Call(_handed),
    "cases.entrust": Call(
        lambda cast, make: {"committee": cast.committee, "title": "汛期前查低洼楼幢"}, "street_officer"
    ),
    "cases.give_promise": Call(lambda cast, make: _promise(cast, make) | {"to": cast.user("zhuren")}),
    "cases.withdraw": Call(lambda cast, make: {"case": opened_case(cast, make), "reason": "记重了"}),
    "cases.promise": Call(lambda cast, make: {"what": "问长护险进度", "person": cast.person("wang")}),
    "cases.move_promise": Call(lambda cast, make: _promise(cast, make) | {"due": date(2026, 11, 25)}),
    "cases.keep_promise": Call(_promise),
    "cases.drop_promise": Call(lambda cast, make: _promise(cast, make) | {"reason": "儿子陪她去过了"}),
    "cases.reopen_promise": Call(_kept),
    "cases.withdraw_promise": Call(_promise),
    "visits.log": Call(
        lambda cast, make: {
            "kind": "visit",
            "outcome": "seen",
            "people": [cast.person("wang")],
            "place": cast.home("115-402"),
        }
    ),
    "visits.join_person": Call(
        lambda cast, make: _contact(cast, make) | {"person": cast.person("volunteer")}
    ),
    "visits.take_back": Call(_contact),
}

"""Role × state for every command on a matter: the table below is what was promised."""

import pytest
from django.db import transaction

from zhiye.cases import commands
from zhiye.cases.models import Case, Extension, Step
from zhiye.cases.tests.matters import at, opened, ticket
from zhiye.cases.workflow import AGAIN, ASKING, CLOSED, DOING, NEW, OPEN, WAITING, WORDS, offered
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden, NotFound, Refused
from zhiye.kernel.ids import new_id

pytestmark = pytest.mark.django_db

ROLES = "secretary director worker grid_worker mediator building_helper volunteer supervisor street_officer"
ROLES += " administrator stranger"
# y: does it; f: may not (sees the home, or holds no such right anywhere); n: is told that there is nothing. Then the
# states in which it works.
ALL, RUNNING = tuple(WORDS), OPEN
TABLE = {
    "describe":         ("y y y y f f n n n n n", ALL),
    "join_person":      ("y y y y f f n n n n n", ALL),
    "take":             ("y y y y f f n n n n n", (NEW, AGAIN, DOING, WAITING, ASKING)),
    "give":             ("y y y y f f n n n n n", ALL),
    "move":             ("y y y y f f n n n n n", ALL),
    "move_back":        ("y y y y f f n n n n n", ALL),
    "reply":            ("y y y y f f n n n n n", ALL),
    "take_back_reply":  ("y y y y f f n n n n n", ALL),
    "set_public_line":  ("y y y y f f n n n n n", ALL),
    "extend":           ("y y y y f f n n n n n", RUNNING),
    "answer_extension": ("y y f f f f n n n n n", RUNNING),
    "merge":            ("y y y y f f n n n n n", RUNNING),
    "split":            ("y y y y f f n n n n n", RUNNING),
    "promise":          ("y y y y f f f f f f n", ALL),
    "withdraw":         ("y y y y f f n n n n n", ALL),
}  # fmt: skip
ANSWERS = {"f": Forbidden, "n": NotFound}


def calls(cast, case: Case, other: Case) -> dict[str, tuple]:
    """A call of each command on ``case``, as its rules want it."""
    version, to = {"version": case.version}, cast.user("wangge")
    words = {"title": "顶上漏水", "code": "repair", "ring": "team"}
    return {
        "describe": (commands.describe_case, words | version),
        "join_person": (commands.join_person, {"person": cast.person("wang")}),
        "take": (commands.take_case, {}),
        "give": (commands.give_case, {"to": to}),
        "move": (commands.move_case, {"state": offered(case.state)[-1], "reason": "写一句"} | version),
        "move_back": (commands.move_back, {}),
        "reply": (commands.note_reply, {"kind": "first"}),
        "take_back_reply": (commands.take_back_reply, {}),
        "set_public_line": (commands.set_public_line, {"line": "师傅周五上门。"}),
        "extend": (
            commands.extend_case,
            {"days": 2, "reason": "下雨", "approved_by": cast.user("shuji")} | version,
        ),
        "answer_extension": (commands.answer_extension, {"agree": True}),
        "merge": (commands.merge_cases, {"into": other} | version),
        "split": (commands.split_case, {"title": "另一半"}),
        "promise": (commands.make_promise, {"what": "去看看"}),
        "withdraw": (commands.withdraw_case, {}),
    }


def stand(case: Case, state: str, into: Case) -> None:
    """The matter stands in ``state``, by a step of today."""
    Case.objects.filter(pk=case.pk).update(
        state=state,
        closed_on=clock.today() if state in CLOSED else None,
        into=into if state == "merged" else None,
    )
    case.refresh_from_db()
    Step.objects.create(case=case, was=NEW, state=state, on=clock.today(), at=clock.now())


def about(name: str, by, case: Case, cast) -> dict:
    """The row that the command is about: the matter, a reply of it, an extension asked for."""
    if name == "take_back_reply":
        reply = commands.note_reply(
            by, case=Case.objects.get(pk=case.pk), kind="first", reached=False, op=new_id()
        )
        return {"reply": reply}
    if name != "answer_extension":
        return {"case": case}
    told = {"was_due": case.due_at, "new_due": at("12-02 17:30"), "reason": "下雨", "told_caller": True}
    asked = Extension.objects.create(
        case=case, state="asked", approved_by=cast.user("shuji"), at=clock.now(), **told
    )
    return {"extension": asked}


@pytest.mark.parametrize("name", TABLE)
def test_each_role_does_it_in_each_state_or_is_refused(name, cast, worker, request):
    answers, works_in = TABLE[name]
    case, other = ticket(worker, cast), opened(worker, cast)
    for number, (role, answer) in enumerate(zip(ROLES.split(), answers.split(), strict=True)):
        by = request.getfixturevalue(role)
        # The secretary and the mediator in every state, of the others each state by every third: leave knows no state.
        for state in list(WORDS) if role in ("secretary", "mediator") else list(WORDS)[number % 3 :: 3]:
            with transaction.atomic():
                stand(case, state, other)
                subject = about(name, worker, case, cast)
                command, given = calls(cast, case, other)[name]
                told = ANSWERS.get(answer) or (None if state in works_in else Refused)
                where = f"{role}, {state}"
                if told is None:
                    command(by, op=new_id(), **subject, **given)
                else:
                    with pytest.raises((Forbidden, NotFound, Refused)) as refused:
                        command(by, op=new_id(), **subject, **given)
                    assert refused.type is told, where
                    assert Case.objects.get(pk=case.pk).version == case.version, where
                transaction.set_rollback(True)
            case.refresh_from_db()


def test_every_command_on_a_matter_stands_in_the_table():
    apart = {
        "open_case",
        "take_over",
        "escalate",
        "hold_case",
        "join_note",
        "part_person",
        "take_back_reply",
        "bring_in",
    }
    apart |= {name for name in commands.__all__ if "handing" in name or name.endswith("_promise")}
    apart |= {"refer_case", "transfer_case", "entrust_case"}  # between levels: a table of their own
    known = {name.removesuffix("_cases").removesuffix("_case") for name in {*commands.__all__} - apart}
    known = {{"note_reply": "reply"}.get(name, name) for name in known}
    assert known | {"promise", "take_back_reply"} == set(TABLE)

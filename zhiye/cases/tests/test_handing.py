"""A matter goes up and comes back under one number: who may what at which level, and what the street reads."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import Membership, User
from zhiye.audit.models import AuditEntry
from zhiye.cases import commands, queries
from zhiye.cases.clocks import day_ends
from zhiye.cases.commands.stretches import KIND
from zhiye.cases.matter import matter_page
from zhiye.cases.models import Case, Escalation, Handing, HandingNote, Step
from zhiye.cases.serving import holders
from zhiye.cases.workflow import CLOSED, WORDS
from zhiye.kernel import clock
from zhiye.kernel.actor import System
from zhiye.kernel.errors import Conflict, Forbidden, NotFound, Refused
from zhiye.kernel.ids import new_id
from zhiye.notices.models import Notice
from zhiye.timers.firing import fire_due
from zhiye.timers.models import Timer

pytestmark = pytest.mark.django_db
BRIEF = "115号楼前窨井常年堵，要市政排水来疏通"


def opened(by, cast, **given) -> Case:
    told = {"title": "楼前窨井堵了，王奶奶家进水", "code": "repair", "place": cast.home("115-402")} | given
    return commands.open_case(by, op=new_id(), **told)


def refer(by, case, **given) -> Handing:
    told = {"brief": BRIEF, "version": case.version} | given
    return commands.refer_case(by, case=case, op=new_id(), **told)


def transfer(by, case, level="street", **given) -> Handing:
    told = {"brief": BRIEF, "version": case.version, "level": level} | given
    return commands.transfer_case(by, case=case, op=new_id(), **told)


def answer(by, handing, solved=True, result="窨井疏通了，照片在市政那里") -> Handing:
    return commands.answer_handing(by, handing=handing, result=result, solved=solved, op=new_id())


def way(actor, case) -> list[tuple[str, str, bool]]:
    return [
        (one.handing.level, one.handing.act, bool(one.handing.ended_at)) for one in queries.way(actor, case)
    ]


def test_one_number_from_the_grid_to_the_street_and_back_to_the_end(
    cast, grid_worker, secretary, street_officer
):
    case = opened(grid_worker, cast)
    assert case.level == "grid"
    transfer(grid_worker, case, "committee")
    assert (case.level, case.owner.username) == ("committee", "shuji")
    handing = transfer(secretary, case)
    assert (case.level, case.state) == ("street", "waiting")
    commands.accept_handing(street_officer, handing=handing, op=new_id())
    commands.note_handing(street_officer, handing=handing, words="市政周三来看", op=new_id())
    answer(street_officer, handing)
    case.refresh_from_db()
    assert (case.level, case.state, case.owner.username) == ("committee", "asking", "shuji")
    commands.note_reply(secretary, case=case, kind="callback", solved="yes", op=new_id())
    assert (case.state, case.number) == ("done", "2026-0001")
    assert way(secretary, case) == [
        ("grid", "open", True),
        ("committee", "transfer", True),
        ("street", "transfer", True),
        ("committee", "back", False),
    ]
    assert [note.words for note in queries.way(secretary, case)[2].notes] == ["市政周三来看"]


def test_a_matter_that_never_left_its_level_has_no_way(cast, worker):
    assert queries.way(worker, opened(worker, cast)) == []


def test_referring_leaves_the_matter_and_its_clock_with_the_committee(cast, worker, street_officer):
    case = opened(worker, cast, source="hotline")
    due = case.due_at
    handing = refer(worker, case)
    assert (case.level, case.state, case.due_at) == ("committee", "waiting", due)
    assert handing.due_at <= due
    assert Timer.objects.filter(subject=case.pk, state="armed").exists()
    answer(street_officer, handing, solved=False, result="材料齐了，请居民区通知开工时间")
    case.refresh_from_db()
    assert (case.level, case.state) == ("committee", "doing")


def test_the_clock_of_the_committee_stops_when_the_matter_is_transferred(cast, worker, street_officer):
    case = opened(worker, cast, source="hotline")
    handing = transfer(worker, case)
    assert not Timer.objects.filter(subject=case.pk, state="armed").exists()
    assert Timer.objects.get(kind=KIND, subject=handing.pk).state == "armed"
    answer(street_officer, handing, solved=False)
    assert Timer.objects.filter(subject=case.pk, state="armed").exists()
    assert Timer.objects.get(kind=KIND, subject=handing.pk).state == "cancelled"


def test_what_the_street_is_late_with_is_told_once_to_both(cast, worker, street_officer):
    handing = transfer(worker, opened(worker, cast))
    with clock.frozen(handing.due_at + timedelta(minutes=1)):
        assert fire_due(clock.now(), most=10) >= 1
        commands.handing_overdue(System("clock"), handing=handing, op=new_id())
    told = Escalation.objects.filter(case=handing.case, step="handed").values_list(
        "told__username", flat=True
    )
    assert sorted(told) == ["jiedao", "shegong"]
    assert Notice.objects.filter(kind="look").count() == 2


def test_the_street_tells_nobody_late_when_it_has_answered(cast, worker, street_officer):
    handing = transfer(worker, opened(worker, cast))
    answer(street_officer, handing)
    with clock.frozen(handing.due_at + timedelta(minutes=1)):
        assert commands.handing_overdue(System("clock"), handing=handing, op=new_id()) == 0


def test_the_committee_asks_it_back(cast, worker, street_officer):
    case = opened(worker, cast)
    handing = transfer(worker, case)
    commands.recall_handing(worker, handing=handing, reason="居民自己联系好了", op=new_id())
    case.refresh_from_db()
    assert (case.level, case.state) == ("committee", "doing")
    with pytest.raises(Refused, match="已经交回了"):
        answer(street_officer, handing)


@pytest.mark.parametrize(
    ("brief", "told"),
    [
        ("  ", "写一句"),
        ("王秀兰家进水了，请排水疏通", "街道不看到人"),
        ("115-402 进水，请排水疏通", "街道不看到人"),
        ("请打 13800138000 联系", "街道不看到人"),
        ("长" * 401, "写短一点"),
    ],
)
def test_what_goes_to_the_street_names_nobody(cast, worker, brief, told):
    brief = brief.replace("王秀兰", cast.person("wang").name)
    with pytest.raises(Refused, match=told):
        refer(worker, opened(worker, cast), brief=brief)
    assert not Handing.objects.exists()


def test_handing_up_twice_is_refused_with_what_to_do(cast, worker):
    case = opened(worker, cast)
    refer(worker, case)
    with pytest.raises(Refused, match="要改就先要回来"):
        transfer(worker, case)


def test_a_matter_that_ended_is_not_handed_up(cast, worker):
    case = opened(worker, cast)
    commands.move_case(worker, case=case, state="done", unasked="own", version=case.version, op=new_id())
    with pytest.raises(Refused, match="又来了"):
        refer(worker, case)


def test_a_page_that_is_out_of_date_hands_nothing_up(cast, worker):
    case = opened(worker, cast)
    with pytest.raises(Conflict):
        refer(worker, case, version=case.version - 1)


def test_from_a_grid_it_goes_to_the_committee_first(cast, grid_worker):
    with pytest.raises(Refused, match="从列出的几项里选"):
        refer(grid_worker, opened(grid_worker, cast))


def test_the_same_gesture_twice_hands_up_once(cast, worker):
    case, op = opened(worker, cast), new_id()
    for _time in range(2):
        commands.refer_case(worker, case=case, brief=BRIEF, version=1, op=op)
    assert Handing.objects.filter(level="street").count() == 1


def test_given_down_to_the_grid_the_way_tells_it(cast, worker, secretary, grid_worker):
    case = opened(worker, cast)
    handing = refer(worker, case)
    commands.recall_handing(worker, handing=handing, reason="先自己看", op=new_id())
    commands.give_case(secretary, case=case, to=grid_worker.user, op=new_id())
    assert (case.level, case.owner.username) == ("grid", "wangge")
    assert way(secretary, case)[-1] == ("grid", "assign", False)


def test_the_street_entrusts_a_matter_to_a_committee(cast, worker, street_officer):
    case = commands.entrust_case(
        street_officer, committee=cast.committee, title="汛期前查一遍低洼楼幢", op=new_id()
    )
    assert (case.source, case.level, case.owner.username) == ("street", "committee", "shuji")
    assert queries.case(worker, case.pk) == case
    assert Notice.objects.filter(to=case.owner, kind="given").exists()
    for refused in (worker, System("x")):
        if refused is worker:
            with pytest.raises((Forbidden, NotFound)):
                commands.entrust_case(refused, committee=cast.committee, title="查", op=new_id())


# ---- who may what, by level and state ----

MAY = {
    # (act, level before): roles that may
    ("refer", "committee"): {"secretary", "director", "worker"},
    ("transfer", "committee"): {"secretary", "director", "worker"},
    ("accept", "street"): {"street_officer"},
    ("note", "street"): {"street_officer"},
    ("answer", "street"): {"street_officer"},
    ("recall", "street"): {"secretary", "director", "worker", "grid_worker"},
}
ROLES = [
    "secretary", "director", "worker", "grid_worker", "building_helper", "volunteer", "mediator", "supervisor",
    "street_officer", "administrator", "stranger",
]  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("act", "level"), sorted(MAY))
def test_who_may_what_at_which_level(cast, worker, request, act, level, role):
    case = opened(worker, cast)
    by = request.getfixturevalue(role)
    handing = transfer(worker, case) if level == "street" else None
    acts = {
        "refer": lambda: refer(by, case),
        "transfer": lambda: transfer(by, case),
        "accept": lambda: commands.accept_handing(by, handing=handing, op=new_id()),
        "note": lambda: commands.note_handing(by, handing=handing, words="看过了", op=new_id()),
        "answer": lambda: answer(by, handing),
        "recall": lambda: commands.recall_handing(by, handing=handing, reason="自己办", op=new_id()),
    }
    if role in MAY[act, level]:
        acts[act]()
    else:
        with pytest.raises((Forbidden, NotFound, Refused)):
            acts[act]()
        assert HandingNote.objects.count() == 0
        assert (
            AuditEntry.objects.filter(action__in=["cases.answer_handing", "cases.recall_handing"]).count()
            == 0
        )


@pytest.mark.parametrize("state", sorted(WORDS))
def test_only_a_matter_somebody_works_on_goes_up(cast, worker, state):
    case, other = opened(worker, cast), opened(worker, cast)
    ended = {"closed_on": clock.today()} if state in CLOSED else {}
    Case.objects.filter(pk=case.pk).update(state=state, into=other if state == "merged" else None, **ended)
    case.refresh_from_db()
    if state in CLOSED or state == "asking":  # the resident is being asked: take it up again first
        with pytest.raises(Refused):
            refer(worker, case)
    else:
        refer(worker, case)
        assert case.state == "waiting"


# ---- what the street reads ----


def test_the_street_reads_what_was_written_for_it_and_no_person(client_of, cast, worker):
    case = opened(worker, cast, people=[cast.person("wang")])
    handing = refer(worker, case)
    browser = client_of("street_officer")
    for path in ("/street", f"/street/{handing.pk}", f"/street/{handing.pk}/answer", "/t"):
        page = browser.get(path).content.decode()
        assert BRIEF[:8] in page or path == "/t"
        for secret in (case.title, cast.person("wang").name, "402", "王奶奶"):
            assert secret not in page, (path, secret)
    for path in (f"/c/{case.pk}", f"/c/{case.pk}/up", f"/people/{cast.person('wang').pk}"):
        assert browser.get(path).status_code in (403, 404)


def test_another_streets_officer_sees_nothing(cast, worker, make):
    case = opened(worker, cast)
    handing = refer(worker, case)
    for role in ("shegong", "linju", "jiandu"):
        with pytest.raises(NotFound):
            queries.street_handing(UserActor(cast.user(role)), handing.pk)


def test_matters_late_in_a_committee_come_to_the_street_as_numbers(cast, worker, street_officer):
    case = opened(worker, cast, source="hotline")
    Escalation.objects.create(
        case=case, step="overdue2", due_at=case.due_at, told=street_officer.user, at=clock.now()
    )
    (row,) = queries.told_to_street(street_officer)
    assert (row.number, row.committee) == (case.number, cast.committee.name)
    assert not hasattr(row, "title")


def test_a_step_to_the_street_is_asked_back_not_taken_back(cast, worker):
    case = opened(worker, cast)
    handing = transfer(worker, case)
    assert not matter_page(worker, case)["may_undo"]
    with pytest.raises(Refused, match="先把它要回来"):
        commands.move_back(worker, case=case, op=new_id())
    commands.recall_handing(worker, handing=handing, reason="先自己看", op=new_id())
    assert matter_page(worker, Case.objects.get(pk=case.pk))["may_undo"]


def test_nothing_goes_to_the_street_while_the_resident_is_asked(cast, worker):
    case = opened(worker, cast)
    commands.move_case(worker, case=case, state="asking", version=case.version, op=new_id())
    assert matter_page(worker, case)["ways_up"] == []
    with pytest.raises(Refused, match="还要接着办"):
        refer(worker, case)


@pytest.mark.parametrize("ended", ["withdrawn", "closed"])
def test_nobody_is_told_late_of_a_matter_that_is_no_more(cast, worker, ended):
    case = opened(worker, cast)
    handing = refer(worker, case)
    if ended == "withdrawn":
        commands.withdraw_case(worker, case=case, op=new_id())
        handing.refresh_from_db()
        assert handing.ended_at
    else:
        told = {"state": "done", "unasked": "own", "version": case.version}
        commands.move_case(worker, case=case, op=new_id(), **told)
    with clock.frozen(handing.due_at + timedelta(minutes=1)):
        fire_due(clock.now())
    assert not Escalation.objects.filter(step="handed").exists()
    assert not Timer.objects.filter(subject=handing.pk, attempts__gt=0).exists()


def test_given_down_taken_back_and_given_down_again(cast, worker, secretary, grid_worker):
    case = opened(secretary, cast)
    handing = transfer(worker, case)
    commands.recall_handing(worker, handing=handing, reason="先自己看", op=new_id())
    case.refresh_from_db()
    for _time in range(2):
        commands.give_case(secretary, case=case, to=grid_worker.user, op=new_id())
        assert case.level == "grid"
        commands.move_back(secretary, case=case, op=new_id())
        assert (case.level, case.owner) == ("committee", secretary.user)
    assert [one for one in way(secretary, case) if not one[2]] == [("committee", "assign", False)]


def test_whoever_takes_a_matter_of_the_grid_has_it_at_their_own_level(cast, grid_worker, secretary):
    case = opened(grid_worker, cast)
    commands.take_case(secretary, case=case, op=new_id())
    assert (case.level, case.owner) == ("committee", secretary.user)
    commands.move_back(secretary, case=case, op=new_id())
    assert (case.level, case.owner) == ("grid", grid_worker.user)


def test_a_leavers_matters_are_at_the_level_of_the_successor(cast, grid_worker, secretary, administrator):
    case = opened(grid_worker, cast)
    told = {"leaver": grid_worker.user, "successor": secretary.user}
    commands.take_over(administrator, op=new_id(), **told)
    case.refresh_from_db()
    assert (case.level, case.owner) == ("committee", secretary.user)


def test_what_a_leaver_of_the_street_had_waits_for_the_office_again(cast, worker, street_officer):
    handing = transfer(worker, opened(worker, cast))
    commands.accept_handing(street_officer, handing=handing, op=new_id())
    assert queries.waiting_at_street(street_officer) == ([], 0)
    User.objects.filter(pk=street_officer.user.pk).update(is_active=False)
    assert queries.waiting_at_street(street_officer)[0] == [handing]


def test_a_matter_with_a_new_deadline_leaves_the_late_ones_of_the_street(cast, worker, street_officer):
    case = opened(worker, cast, source="hotline")
    Escalation.objects.create(
        case=case, step="overdue2", due_at=case.due_at, told=street_officer.user, at=clock.now()
    )
    Case.objects.filter(pk=case.pk).update(due_at=case.due_at + timedelta(days=5))
    assert queries.told_to_street(street_officer) == []


def test_of_a_matter_for_few_eyes_the_street_is_offered_no_title_and_no_kind(
    client_of, cast, secretary, street_officer
):
    case = opened(secretary, cast, source="hotline", ring="secretary")
    form = client_of("secretary").get(f"/c/{case.pk}/up").context["form"]
    assert form.initial["brief"].endswith("：")
    Escalation.objects.create(
        case=case, step="overdue2", due_at=case.due_at, told=street_officer.user, at=clock.now()
    )
    assert queries.told_to_street(street_officer)[0].kind == ""


def test_what_the_program_writes_into_the_story_is_in_the_registers_language(cast, worker, street_officer):
    case = opened(worker, cast)
    with override("en"):
        answer(street_officer, refer(worker, case), solved=False, result="疏通了")
    reasons = list(Step.objects.filter(case=case).order_by("id").values_list("reason", flat=True))
    assert reasons == ["请街道一起办", "街道：疏通了"]


def test_a_day_the_street_chooses_ends_with_the_office(client_of, cast, street_officer):
    day = clock.today() + timedelta(days=3)
    told = {"committee": str(cast.committee.pk), "title": "查低洼楼幢", "code": "other", "nature": "report"}
    client_of("street_officer").post("/street/new", told | {"due": day.isoformat()})
    case = Case.objects.get(source="street")
    assert case.due_at == day_ends(day, "310000")


def test_a_secretary_who_leaves_next_month_is_still_told(cast, worker):
    held = Membership.objects.filter(member=cast.user("shuji"), role="secretary")
    held.update(until=clock.today() + timedelta(days=30))
    assert [user.username for user in holders("secretary", cast.committee)] == ["shuji"]
    held.update(until=clock.today())
    assert holders("secretary", cast.committee) == []

"""Matters: opened with a number, given, moved, withdrawn; who may, and who sees them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, connections

from tests.cast_builder import Cast
from zhiye.accounts.actor import UserActor
from zhiye.audit.models import AuditEntry
from zhiye.cases import commands, queries
from zhiye.cases.models import Case, Party
from zhiye.flows.hand_over_work import hand_over_work
from zhiye.journal import commands as journal
from zhiye.journal.queries import sources_of
from zhiye.journal.sources import note_source
from zhiye.kernel import clock, running
from zhiye.kernel.actor import System
from zhiye.kernel.errors import Conflict, NotFound, Refused
from zhiye.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def opened(by, cast: Cast, **given) -> Case:
    told = {"title": "厨房顶上漏水", "code": "repair", "place": cast.home("115-402")} | given
    return commands.open_case(by, op=new_id(), **told)


def test_a_matter_gets_the_next_number_of_its_committee_and_year(cast, worker, stranger):
    assert [opened(worker, cast).number for _ in range(3)] == ["2026-0001", "2026-0002", "2026-0003"]
    assert opened(worker, cast, opened_on=date(2025, 12, 31)).number == "2025-0001"
    next_door = commands.open_case(stranger, title="车棚灯坏了", code="repair", op=new_id())
    assert next_door.number == "2026-0001"
    assert next_door.path == cast.neighbour.path


def test_a_withdrawn_matter_keeps_its_number_and_leaves_the_lists(cast, worker):
    case = opened(worker, cast)
    commands.withdraw_case(worker, case=case, reason="记重了", op=new_id())
    assert opened(worker, cast).number == "2026-0002"
    assert [row.number for row in queries.cases_page(worker).rows] == ["2026-0002"]
    with pytest.raises(NotFound):
        queries.case(worker, case.pk)
    with pytest.raises(NotFound):
        commands.move_case(worker, case=case, state="doing", version=2, op=new_id())
    trail = AuditEntry.objects.get(action="cases.withdraw")
    assert (trail.subject_id, trail.reason) == (case.pk, "记重了")


def test_withdrawing_ends_the_line_back_to_the_words_and_leaves_promises(cast, worker):
    case = opened(worker, cast)
    entry = journal.write_entry(worker, text="402说漏水。", written_on=clock.today(), op=new_id())
    promise = commands.make_promise(worker, what="周五去看", case=case, op=new_id())
    with running.start("test", new_id()):
        note_source(entry, start=4, end=6, quote="漏水", kind="case", record=case.pk)
    assert sources_of(worker, [case.pk])[case.pk][0].quote == "漏水"
    commands.withdraw_case(worker, case=case, op=new_id())
    assert sources_of(worker, [case.pk]) == {}
    assert queries.promise(worker, promise.pk).state == "open"


def test_a_matter_belongs_to_its_place_else_to_its_person_else_to_the_committee(cast, worker):
    wang = cast.person("wang")
    assert opened(worker, cast).path == cast.home("115-402").path
    assert opened(worker, cast, place=None, people=[wang]).path == wang.path
    assert opened(worker, cast, place=None).path == cast.committee.path


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "漏" * 121}, "title"),
        ({"code": "ufo"}, "code"),
        ({"ring": "own"}, "ring"),
        ({"opened_on": date(2026, 11, 22)}, "opened_on"),
    ],
)
def test_what_cannot_be_a_matter_is_refused_with_its_field(cast, worker, wrong, field):
    with pytest.raises(Refused) as refused:
        opened(worker, cast, **wrong)
    assert refused.value.field == field
    assert not Case.objects.exists()


def test_nothing_is_opened_about_a_place_or_a_person_of_another_committee(cast, stranger):
    with pytest.raises(NotFound):
        opened(stranger, cast)
    with pytest.raises(NotFound):
        opened(stranger, cast, place=None, people=[cast.person("wang")])


def test_a_person_is_party_once_and_the_part_can_be_told_later(cast, worker):
    wang = cast.person("wang")
    case = opened(worker, cast, people=[wang, wang])
    commands.join_person(worker, case=case, person=wang, part="反映的人", op=new_id())
    assert [(party.person_id, party.part) for party in Party.objects.all()] == [(wang.pk, "反映的人")]


def test_moving_keeps_every_step_and_one_step_can_be_taken_back_that_day(cast, worker):
    case = opened(worker, cast)
    commands.move_case(worker, case=case, state="waiting", reason="等物业", version=1, op=new_id())
    commands.move_case(
        worker, case=case, state="done", reason="换了水管", solved="yes", version=2, op=new_id()
    )
    assert (case.state, case.outcome, case.closed_on) == ("done", "换了水管", clock.today())
    assert [step.reason for step in queries.case_file(worker, case).steps] == ["等物业", "换了水管"]
    commands.move_back(worker, case=case, op=new_id())
    assert (case.state, case.outcome, case.closed_on) == ("waiting", "", None)
    commands.move_back(worker, case=case, op=new_id())
    assert case.state == "new"
    with pytest.raises(Refused, match="没有可以撤销"):
        commands.move_back(worker, case=case, op=new_id())


def test_the_next_day_a_step_is_no_slip_of_the_hand_any_more(cast, worker):
    case = opened(worker, cast)
    commands.take_case(worker, case=case, op=new_id())
    tomorrow = clock.now().replace(day=22)
    with clock.frozen(tomorrow), pytest.raises(Refused, match="过了当天"):
        commands.move_back(worker, case=case, op=new_id())


def test_coming_up_again_keeps_the_number_and_opens_it(cast, worker):
    case = opened(worker, cast)
    commands.move_case(
        worker, case=case, state="cannot", reason="归区里管", solved="no", version=1, op=new_id()
    )
    commands.move_case(worker, case=case, state="again", version=2, op=new_id())
    assert (case.number, case.closed_on, case.outcome) == ("2026-0001", None, "")


def test_two_who_move_at_once_lose_nothing(cast, worker, director):
    case = opened(worker, cast)
    theirs = queries.case(director, case.pk)
    commands.move_case(worker, case=case, state="doing", version=1, op=new_id())
    told = {"state": "done", "reason": "修好了", "solved": "yes"}
    with pytest.raises(Conflict) as clash:
        commands.move_case(director, case=theirs, version=1, op=new_id(), **told)
    assert clash.value.fields == {"现在": ("办好了", "在办")}
    commands.move_case(director, case=theirs, version=2, op=new_id(), **told)
    assert queries.case(worker, case.pk).outcome == "修好了"


def test_taking_a_matter_in_hand_makes_it_mine_and_under_way(cast, worker, director):
    case = opened(worker, cast)
    commands.take_case(director, case=case, op=new_id())
    assert (case.owner_id, case.state) == (director.user.pk, "doing")


def test_a_matter_is_given_to_a_colleague_of_the_committee_only(cast, worker):
    case = opened(worker, cast)
    commands.give_case(worker, case=case, to=cast.user("wangge"), op=new_id())
    assert case.owner.username == "wangge"
    for login in ("linju", "tiaojie", "guanli"):
        with pytest.raises(Refused) as refused:
            commands.give_case(worker, case=case, to=cast.user(login), op=new_id())
        assert refused.value.field == "to"
    names = {user.username for user in queries.colleagues_for(worker, case)}
    assert names == {"shuji", "zhuren", "shegong"}


def test_the_narrow_ring_is_for_the_writer_the_owner_and_the_secretary(
    cast, worker, director, secretary, grid_worker
):
    case = opened(worker, cast, ring="secretary")
    seen = {by.user.username for by in (worker, director, secretary, grid_worker) if _sees(by, case)}
    assert seen == {"shegong", "shuji"}
    commands.give_case(secretary, case=case, to=director.user, op=new_id())
    assert _sees(director, case)
    assert AuditEntry.objects.get(action="cases.open").changes["title"] == [None, "•••"]
    with pytest.raises(NotFound):
        commands.move_case(grid_worker, case=case, state="doing", version=case.version, op=new_id())


def _sees(by, case) -> bool:
    try:
        queries.case(by, case.pk)
    except NotFound:
        return False
    return case in queries.cases_page(by).rows


def test_a_grid_worker_sees_the_matters_of_the_grid_and_the_own_ones(cast, make, worker):
    grid_worker = make.actor("grid_worker", cast.place("grid", code="第1网格"))
    near, far = opened(worker, cast), opened(worker, cast, place=cast.home("3-2-401"))
    own = commands.open_case(grid_worker, title="有人问医保", code="welfare", op=new_id())
    rows = queries.cases_page(grid_worker).rows
    assert {row.pk for row in rows} == {near.pk, own.pk}
    with pytest.raises(NotFound):
        queries.case(grid_worker, far.pk)
    commands.take_case(grid_worker, case=own, op=new_id())
    assert own.state == "doing"


def test_what_a_leaver_had_in_hand_goes_to_the_successor(cast, worker, secretary):
    open_one, closed = opened(worker, cast), opened(worker, cast)
    commands.move_case(worker, case=closed, state="done", unasked="own", version=1, op=new_id())
    hand_over_work(secretary, leaver=worker.user, successor=cast.user("zhuren"), op=new_id())
    open_one.refresh_from_db()
    closed.refresh_from_db()
    assert (open_one.owner.username, closed.owner.username) == ("zhuren", "shegong")
    assert AuditEntry.objects.filter(action="cases.take_over", subject_id=open_one.pk).count() == 1


def test_describing_says_what_changed_and_refuses_what_is_older(cast, worker):
    case = opened(worker, cast)
    told = {"title": "厨房和厕所漏水", "code": "repair", "ring": "team"}
    commands.describe_case(worker, case=case, version=1, op=new_id(), **told)
    assert AuditEntry.objects.get(action="cases.describe").changes == {
        "title": ["厨房顶上漏水", "厨房和厕所漏水"]
    }
    with pytest.raises(Conflict):
        commands.describe_case(worker, case=case, version=1, op=new_id(), **(told | {"code": "noise"}))


@pytest.mark.django_db(transaction=True)
def test_two_who_open_at_once_both_get_a_number(cast):
    user, committee = cast.user("shegong"), cast.committee

    def open_one(n: int) -> str:
        try:
            by = UserActor(user)
            return commands.open_case(by, title=f"第{n}件", code="other", op=new_id()).number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        numbers = sorted(pool.map(open_one, range(8)))
    assert numbers == [f"2026-{n:04d}" for n in range(1, 9)]
    assert Case.objects.filter(committee=committee).count() == 8


def test_a_page_of_many_matters_is_one_walk_of_an_index(cast, worker, django_assert_max_num_queries):
    first = opened(worker, cast)
    Case.objects.bulk_create(
        Case(
            number=f"2025-{n:04d}",
            committee=cast.committee,
            path=first.path,
            title=f"第{n}件",
            code="other",
            owner=first.owner,
            opened_by=first.opened_by,
            opened_on=date(2025, 1 + n % 12, 1 + n % 28),
            state="doing" if n % 3 else "done",
            closed_on=None if n % 3 else date(2026, 1, 1),
        )
        for n in range(1, 400)
    )
    worker.held()
    seen, cursor = [], ""
    wanted = queries.CaseFilter(state="all")
    while True:
        with django_assert_max_num_queries(4):
            page = queries.cases_page(worker, wanted, cursor)
        seen += [row.pk for row in page.rows]
        if not page.after:
            break
        cursor = page.after
    assert len(seen) == len(set(seen)) == 400
    before = queries.cases_page(worker, wanted, page.before)
    assert [row.pk for row in before.rows] == seen[-len(page.rows) - 30 : -len(page.rows)]
    assert page.counts == {"new": 1, "doing": 266}


@pytest.mark.parametrize("state", ["all", "doing"])
def test_the_list_is_read_in_its_order_and_not_sorted(cast, worker, state):
    opened(worker, cast)
    plans = _Plans()
    with connection.execute_wrapper(plans):
        queries.cases_page(worker, queries.CaseFilter(state=state))
    wanted = [sql for sql in plans.told if 'FROM "cases_case"' in sql[0] and "LIMIT" in sql[0]]
    assert len(wanted) == 1
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {wanted[0][0]}", wanted[0][1])
            plan = " ".join(str(row) for row in cursor.fetchall())
        assert "case_by_day" in plan or "case_by_state" in plan, plan
        assert "TEMP B-TREE" not in plan, plan


class _Plans:
    """Remembers the statements and their parameters."""

    def __init__(self) -> None:
        self.told: list[tuple[str, object]] = []

    def __call__(self, execute, sql, params, many, context):
        self.told.append((sql, params))
        return execute(sql, params, many, context)


def test_the_machine_itself_must_say_where_and_who(cast):
    with pytest.raises(Refused):
        commands.open_case(System("test"), title="漏水", owner=cast.user("shegong"), op=new_id())
    with pytest.raises(Refused):
        commands.open_case(System("test"), title="漏水", place=cast.home("115-402"), op=new_id())

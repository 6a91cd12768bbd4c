"""Two matters turn out to be one, one to be two; both stories tell it, and it can be taken back on the day."""

import pytest

from zhiye.cases import commands, queries
from zhiye.cases.models import Case, Party, Promise
from zhiye.cases.public import public_line
from zhiye.cases.tests.matters import at, moved, opened, ticket
from zhiye.kernel import clock
from zhiye.kernel.errors import Conflict, NotFound, Refused
from zhiye.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def merged(by, case: Case, into: Case, **given) -> Case:
    told = {"version": case.version} | given
    return commands.merge_cases(by, case=case, into=into, op=new_id(), **told)


def test_a_twin_keeps_its_number_and_its_people_and_open_promises_go_along(cast, worker):
    wang, volunteer = cast.person("wang"), cast.person("volunteer")
    case, into = opened(worker, cast, people=[wang, volunteer]), opened(worker, cast, people=[wang])
    still = commands.make_promise(worker, what="查水管", case=case, op=new_id())
    kept = commands.make_promise(worker, what="打电话", case=case, op=new_id())
    commands.keep_promise(worker, promise=kept, op=new_id())
    merged(worker, case, into)
    assert (case.number, case.state, case.into, case.outcome) == (
        "2026-0001",
        "merged",
        into,
        "和2026-0002是一件",
    )
    assert set(Party.objects.filter(case=into).values_list("person", flat=True)) == {wang.pk, volunteer.pk}
    assert Promise.objects.get(pk=still.pk).case == into
    assert Promise.objects.get(pk=kept.pk).case == case


def test_taken_back_on_the_day_both_stand_as_before(cast, worker):
    wang, volunteer = cast.person("wang"), cast.person("volunteer")
    case, into = opened(worker, cast, people=[volunteer]), opened(worker, cast, people=[wang])
    promise = commands.make_promise(worker, what="查水管", case=case, op=new_id())
    settled = commands.make_promise(worker, what="打电话", case=case, op=new_id())
    merged(worker, case, into)
    settled.refresh_from_db()
    commands.keep_promise(worker, promise=settled, op=new_id())
    commands.move_back(worker, case=case, op=new_id())
    assert (case.state, case.into, case.closed_on, case.outcome) == ("new", None, None, "")
    assert list(Party.objects.filter(case=into).values_list("person", flat=True)) == [wang.pk]
    assert {one.pk for one in Promise.objects.filter(case=case)} == {promise.pk, settled.pk}


def test_a_twin_that_comes_up_again_leaves_and_taking_that_back_joins_it_again(cast, worker):
    case, into = opened(worker, cast), opened(worker, cast)
    merged(worker, case, into)
    moved(worker, case, "again")
    assert case.into is None
    commands.move_back(worker, case=case, op=new_id())
    assert (case.state, case.into) == ("merged", into)


def test_what_cannot_be_one_matter_is_refused(cast, worker, stranger):
    case, into = opened(worker, cast), opened(worker, cast)
    with pytest.raises(Refused, match="同一件"):
        merged(worker, case, case)
    with pytest.raises(Refused, match="能看的人不一样"):
        merged(worker, case, opened(worker, cast, ring="secretary"))
    with pytest.raises(NotFound):
        merged(worker, case, commands.open_case(stranger, title="车棚灯坏了", op=new_id()))
    with pytest.raises(Conflict):
        merged(worker, case, into, version=3)
    moved(worker, into, "done", solved="yes")
    with pytest.raises(Refused, match="办好了"):
        merged(worker, case, into)
    assert Case.objects.get(pk=case.pk).state == "new"


def test_nobody_joins_by_a_plain_move(cast, worker):
    with pytest.raises(Refused) as refused:
        moved(worker, opened(worker, cast), "merged")
    assert refused.value.field == "state"


def test_one_that_is_with_the_street_is_not_joined(cast, worker):
    case, into = opened(worker, cast), opened(worker, cast)
    commands.refer_case(worker, case=into, brief="请协调供水。", version=1, op=new_id())
    with pytest.raises(Refused, match="街道"):
        merged(worker, case, into)


def test_a_part_gets_its_own_number_and_keeps_owner_ring_source_and_deadline(cast, worker, director):
    case = ticket(worker, cast, ring="secretary", owner=worker.user, received_at=at("11-20 10:00"))
    made = commands.split_case(
        worker,
        case=case,
        title="楼上渗水的赔偿",
        code="neighbour.leaks",
        people=[cast.person("wang")],
        reason="修是修，赔是赔",
        op=new_id(),
    )
    assert (made.number, made.split_from, made.state, made.ring) == ("2026-0002", case, "new", "secretary")
    assert (made.source, made.due_at, made.owner) == ("hotline", case.due_at, worker.user)
    (step,) = queries.case_file(worker, made).steps
    assert (step.act, step.reason, step.other) == ("split", "修是修，赔是赔", case)
    with pytest.raises(Refused, match="没有可以撤销"):
        commands.move_back(worker, case=made, op=new_id())
    case.refresh_from_db()
    assert case.state == "new"


def test_a_part_of_a_matter_over_its_time_keeps_the_old_limit(cast, worker):
    case = ticket(worker, cast)
    with clock.frozen(at("12-01 10:00")):
        made = commands.split_case(worker, case=case, title="赔偿", op=new_id())
    assert made.due_at == case.due_at == at("11-27 17:30")


def test_what_has_ended_is_not_split(cast, worker):
    case = opened(worker, cast)
    moved(worker, case, "done", solved="yes")
    with pytest.raises(Refused):
        commands.split_case(worker, case=case, title="赔偿", op=new_id())


def test_one_that_came_up_from_the_grid_is_joined_like_any_other(cast, grid_worker, secretary):
    case, into = opened(grid_worker, cast), opened(secretary, cast)
    told = {"level": "committee", "brief": "水管归物业，请居民区协调。", "version": 1}
    commands.transfer_case(grid_worker, case=case, op=new_id(), **told)
    merged(secretary, case, into)
    assert case.into == into


def test_two_never_lead_to_each_other(cast, worker):
    case, into = opened(worker, cast), opened(worker, cast)
    merged(worker, case, into)
    moved(worker, case, "again")
    into.refresh_from_db()
    merged(worker, into, case)
    with pytest.raises(Refused, match="先到那一件上撤销"):
        commands.move_back(worker, case=case, op=new_id())
    commands.move_back(worker, case=into, op=new_id())
    case.refresh_from_db()
    commands.move_back(worker, case=case, op=new_id())
    assert (case.state, case.into) == ("merged", into)


def test_of_a_secret_one_further_on_the_resident_reads_nothing(cast, worker):
    case, middle, last = opened(worker, cast), opened(worker, cast), opened(worker, cast)
    merged(worker, case, middle)
    merged(worker, middle, last)
    last.public_line = "电工星期三来"
    last.save(update_fields=["public_line"])
    case.refresh_from_db()
    assert public_line(case).endswith("电工星期三来")
    Case.objects.filter(pk=last.pk).update(ring="secretary")
    assert public_line(Case.objects.get(pk=case.pk)) == "这件事和另一件一起办。"

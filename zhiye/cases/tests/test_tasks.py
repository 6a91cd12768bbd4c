"""In whose hands things are: matters and promises given to a colleague, who is told, and what a leaver leaves."""

from datetime import timedelta

import pytest

from zhiye.cases import commands, queries
from zhiye.cases.cards import promises_due
from zhiye.cases.models import ASSIGNED, Promise, Step
from zhiye.cases.tests.matters import moved, opened
from zhiye.flows.hand_over_work import hand_over_work
from zhiye.kernel import clock
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.ids import new_id
from zhiye.notices.models import Notice

pytestmark = pytest.mark.django_db


def task(by, **given) -> Promise:
    told = {"what": "去看一眼", "due": clock.today()} | given
    return commands.make_promise(by, op=new_id(), **told)


def test_a_task_stands_on_the_today_of_its_owner_and_leaves_that_of_its_maker(cast, worker, director):
    made = task(worker, owner=director.user)
    assert [row.what for row in promises_due(director).rows] == [f"去看一眼（{worker.name}答应的）"]
    assert promises_due(worker).rows == []
    with clock.frozen(clock.now() + timedelta(days=3)):
        assert [row.what for row in promises_due(worker).rows] == [f"去看一眼（派给{director.name}的）"]
    assert [(one.to, one.kind, one.url) for one in Notice.objects.all()] == [
        (director.user, "given", f"/promises/{made.pk}")
    ]


def test_given_later_it_goes_over_and_its_owner_settles_it_in_any_ring(cast, worker, director, grid_worker):
    made = task(worker, ring="secretary")
    with pytest.raises(NotFound):
        queries.promise(director, made.pk)
    commands.give_promise(worker, promise=made, to=director.user, op=new_id())
    assert {user.username for user in queries.colleagues_for_promise(worker, made)} == {
        "shuji",
        "shegong",
        "wangge",
    }
    assert promises_due(director).count == 1
    commands.keep_promise(director, promise=queries.promise(director, made.pk), op=new_id())
    made.refresh_from_db()
    with pytest.raises(Refused, match="办到了"):
        commands.give_promise(worker, promise=made, to=grid_worker.user, op=new_id())


@pytest.mark.parametrize("login", ["linju", "jiedao", "guanli", "louzu"])
def test_nobody_is_given_what_they_cannot_reach(cast, worker, login):
    with pytest.raises(Refused) as refused:
        task(worker, owner=cast.user(login))
    assert refused.value.field == "owner"
    made = task(worker)
    with pytest.raises(Refused) as refused:
        commands.give_promise(worker, promise=made, to=cast.user(login), op=new_id())
    assert refused.value.field == "to"


def test_nobody_is_told_of_what_they_take_themselves(cast, worker, director):
    case = opened(worker, cast)
    commands.take_case(director, case=case, op=new_id())
    task(worker, owner=worker.user)
    assert not Notice.objects.exists()


def test_a_matter_given_leaves_its_step_tells_the_new_owner_and_can_be_taken_back(cast, worker, director):
    case, op = opened(worker, cast), new_id()
    for _ in range(2):
        commands.give_case(worker, case=case, to=director.user, op=op)
    (step,) = Step.objects.filter(case=case)
    assert (step.act, step.was, step.state, step.owner_before) == (ASSIGNED, "new", "new", worker.user)
    assert step.reason == director.name
    moved(worker, case, "waiting", reason="等物业")
    commands.give_case(worker, case=case, to=worker.user, op=new_id())
    assert queries.case_file(worker, case).said == "等物业"
    for _ in range(2):
        commands.move_back(worker, case=case, op=new_id())
    Notice.objects.filter(to=worker.user).delete()
    assert [(one.to, one.kind) for one in Notice.objects.all()] == [(director.user, "given")]
    commands.move_back(worker, case=case, op=new_id())
    assert case.owner == worker.user


def test_taking_in_hand_and_taking_that_back_gives_it_back_to_who_had_it(cast, worker, director):
    case = opened(worker, cast)
    commands.take_case(director, case=case, op=new_id())
    commands.move_back(director, case=case, op=new_id())
    assert (case.owner, case.state) == (worker.user, "new")


def test_whoever_takes_one_that_waits_for_an_answer_lets_it_wait(cast, worker, director):
    case = opened(worker, cast)
    moved(worker, case, "asking")
    commands.take_case(director, case=case, op=new_id())
    assert (case.owner, case.state) == (director.user, "asking")


def test_a_leavers_tasks_go_to_the_successor(cast, worker, secretary, director):
    own, given = task(worker), task(director, owner=worker.user)
    done, others = task(worker), task(worker, owner=director.user)
    commands.keep_promise(worker, promise=done, op=new_id())
    hand_over_work(secretary, leaver=worker.user, successor=cast.user("wangge"), op=new_id())
    owners = {one.pk: one.owner and one.owner.username for one in Promise.objects.select_related("owner")}
    assert owners == {own.pk: "wangge", given.pk: "wangge", done.pk: None, others.pk: "zhuren"}


def test_a_step_taken_back_does_not_give_a_matter_to_somebody_who_left(cast, worker, secretary, director):
    case = opened(worker, cast)
    commands.give_case(worker, case=case, to=director.user, op=new_id())
    hand_over_work(secretary, leaver=worker.user, successor=cast.user("wangge"), op=new_id())
    commands.move_back(secretary, case=case, op=new_id())
    assert case.owner == director.user

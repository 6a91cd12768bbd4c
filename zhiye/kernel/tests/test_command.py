"""One way to write: leave, trace, once."""

from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.db import connection

from zhiye.audit import log
from zhiye.audit.models import AuditEntry
from zhiye.kernel import running
from zhiye.kernel.actor import EVERYWHERE, Actor, Nobody, System
from zhiye.kernel.command import REGISTRY, command
from zhiye.kernel.errors import Conflict, Forbidden, HouseFault, NotFound, Refused
from zhiye.kernel.ids import new_id
from zhiye.kernel.models import Operation
from zhiye.places.models import Place


def _add(by: Actor, code: str) -> Place:
    made = Place.objects.create(kind="street", code=code, name=code, path=f"{code:>012}")
    log.write(by, "test.add", made, made.path)
    return made


@pytest.fixture(autouse=True)
def _registry(monkeypatch):
    """Commands of these tests do not stay in the house's registry."""
    monkeypatch.setattr("zhiye.kernel.command.REGISTRY", dict(REGISTRY))


@pytest.fixture
def add():
    @command("test.add", "加")
    def add(by: Actor, *, code: str) -> Place:
        by.require("places.edit", EVERYWHERE)
        return _add(by, code)

    return add


pytestmark = pytest.mark.django_db


def test_a_command_works_and_answers(add):
    made = add(System("test"), code="new", op=new_id())
    assert Place.objects.get(code="new") == made


def test_without_the_id_of_a_gesture_it_does_not_start(add):
    with pytest.raises(TypeError, match="op="):
        add(System("test"), code="new")


def test_a_command_that_asked_no_leave_is_rolled_back():
    @command("test.careless", "")
    def careless(by: Actor) -> Place:
        return _add(by, "new")

    with pytest.raises(HouseFault, match="leave"):
        careless(System("test"), op=new_id())
    assert not Place.objects.filter(code="new").exists()
    assert not Operation.objects.filter(command="test.careless").exists()


def test_a_command_that_left_no_trace_is_rolled_back():
    @command("test.silent", "")
    def silent(by: Actor) -> Place:
        by.require("places.edit", EVERYWHERE)
        return Place.objects.create(kind="street", code="new", name="1", path="new")

    with pytest.raises(HouseFault, match="trace"):
        silent(System("test"), op=new_id())
    assert not Place.objects.filter(code="new").exists()


def test_who_may_not_leaves_nothing_behind(add):
    with pytest.raises(Forbidden):
        add(Nobody(), code="new", op=new_id())
    assert not Operation.objects.filter(command="test.add").exists()


def test_the_same_gesture_twice_is_once_and_gives_the_first_answer(add):
    op = new_id()
    first = add(System("test"), code="new", op=op)
    again = add(System("test"), code="other", op=op)
    assert again == first
    assert AuditEntry.objects.filter(op=op).count() == 1


def test_the_same_gesture_of_another_person_is_a_conflict(add):
    op = new_id()
    add(System("one"), code="new", op=op)
    with pytest.raises(Conflict):
        add(System("two"), code="new", op=op)


def test_the_same_gesture_for_another_command_is_a_conflict(add):
    @command("test.other", "")
    def other(by: Actor) -> Place:
        by.require("places.edit", EVERYWHERE)
        return _add(by, "2")

    op = new_id()
    add(System("one"), code="new", op=op)
    with pytest.raises(Conflict):
        other(System("one"), op=op)


@pytest.mark.parametrize("answer", [None, 7, {"new": 3}, ["a", "b"], UUID(int=5)])
def test_the_second_answer_is_like_the_first(answer):
    @command("test.answer", "")
    def says(by: Actor) -> object:
        by.require("places.edit", EVERYWHERE)
        _add(by, "new")
        return answer

    op = new_id()
    assert says(System("test"), op=op) == says(System("test"), op=op) == answer


def test_a_command_inside_a_command_shares_its_gesture(add):
    @command("test.story", "")
    def story(by: Actor) -> None:
        by.require("places.edit", EVERYWHERE)
        add(by, code="new")
        add(by, code="2")

    op = new_id()
    story(System("test"), op=op)
    assert AuditEntry.objects.filter(op=op).count() == 2
    assert running.current() is None


def test_when_a_later_step_fails_the_earlier_ones_are_gone(add):
    @command("test.broken", "")
    def broken(by: Actor) -> None:
        by.require("places.edit", EVERYWHERE)
        add(by, code="new")
        raise NotFound

    with pytest.raises(NotFound):
        broken(System("test"), op=new_id())
    assert not Place.objects.filter(code="new").exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_with_the_same_gesture_are_once(add):
    op, start, answers = new_id(), Barrier(2), []

    def go() -> None:
        start.wait()
        answers.append(add(System("test"), code="77", op=op).pk)
        connection.close()

    threads = [Thread(target=go) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 2
    assert answers[0] == answers[1]
    assert Place.objects.filter(code="77").count() == 1


@pytest.mark.django_db
def test_who_meets_another_change_is_asked_to_look_again(add, system, op):
    add(system, code="7", op=op())
    with pytest.raises(Refused) as refused:
        add(system, code="7", op=op())  # the same path: no rule of the command's own found it first
    assert "同事" in refused.value.message

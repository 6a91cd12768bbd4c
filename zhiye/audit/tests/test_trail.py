"""The trail: written inside commands only, read by those who may see the subject."""

from datetime import date
from decimal import Decimal

import pytest

from zhiye.audit import log, queries
from zhiye.audit.models import AuditEntry
from zhiye.kernel import running
from zhiye.kernel.errors import HouseFault, NotFound
from zhiye.kernel.ids import new_id
from zhiye.people.commands import correct_person


def test_outside_a_command_no_trace_is_left(cast, worker):
    with pytest.raises(HouseFault):
        log.write(worker, "x", cast.person("wang"), "")


def test_values_of_every_kind_are_kept_plain(cast, worker):
    wang, op = cast.person("wang"), new_id()
    changes = {
        "day": (None, date(2026, 1, 2)),
        "area": (Decimal("68.50"), 1),
        "who": (wang, wang.pk),
        "yes": (True, ""),
    }
    with running.start("test", op) as run:
        log.write(worker, "x", wang, wang.path, changes, "因为")
    assert run.traced
    kept = AuditEntry.objects.get(op=op)
    assert kept.changes == {
        "day": [None, "2026-01-02"],
        "area": ["68.50", 1],
        "who": [str(wang.pk), str(wang.pk)],
        "yes": [True, ""],
    }
    assert (kept.actor_key, kept.reason, kept.path) == (worker.key, "因为", wang.path)


def test_many_entries_are_like_single_ones(cast, worker):
    people, op = [cast.person("wang"), cast.person("chen")], new_id()
    with running.start("test", op) as run:
        rows = [(p.pk, p.path, {"name": (None, p.name)}) for p in people]
        assert log.write_many(worker, "x", "people.person", rows, "名册") == 2
    assert run.traced
    told = {(e.subject_id, e.path, e.changes["name"][1], e.reason) for e in AuditEntry.objects.filter(op=op)}
    assert told == {(p.pk, p.path, p.name, "名册") for p in people}


def test_history_is_newest_first_field_by_field_in_the_commands_words(cast, worker, op):
    wang = cast.person("wang")
    for called in ("王老师", "王奶奶"):
        seen = {"called": cast.person("wang").called}
        correct_person(worker, person=wang, values={"called": called}, seen=seen, op=op())
    first, second = queries.changes_of(worker, [wang.pk], "people.view")[:2]
    assert (first.action, first.field, first.before, first.after) == (
        "改了资料",
        "called",
        "王老师",
        "王奶奶",
    )
    assert (second.after, second.who) == ("王老师", worker.name)


def test_the_trail_is_not_for_those_without_the_right(cast, volunteer):
    for read in (queries.changes_of, queries.entries_of):
        with pytest.raises(NotFound):
            read(volunteer, [cast.people["wang"]], "people.view")
    with pytest.raises(NotFound):
        queries.looks_at(volunteer, cast.people["wang"], "people.view")
    with pytest.raises(NotFound):
        queries.first_of_gesture(volunteer, new_id(), "people.view")


def test_a_gesture_is_told_in_one_line(cast, worker):
    origin = cast.person("chen").origin
    (line,) = queries.first_of_gesture(worker, origin, "people.view")
    assert (line.action, line.reason) == ("导入一张名册", "花名册")
    assert queries.first_of_gesture(worker, new_id(), "people.view") == []


def test_an_action_whose_command_is_gone_keeps_its_name():
    assert queries.label_of("people.former") == "people.former"

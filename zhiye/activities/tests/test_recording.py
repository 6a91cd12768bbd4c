"""Activities: recorded, told better, withdrawn; what is refused, and whose they are."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError

from zhiye.activities import commands, queries, sheets
from zhiye.activities.kinds import KINDS
from zhiye.activities.models import Activity, Sheet, Tally
from zhiye.activities.sealed import seal_row
from zhiye.activities.tests.make import held
from zhiye.activities.values import DayTold, Told
from zhiye.activities.work import count_one
from zhiye.audit.models import AuditEntry
from zhiye.cases import commands as cases
from zhiye.flows.reroute_place import rename_place
from zhiye.kernel import clock, sealing
from zhiye.kernel.errors import Conflict, Forbidden, NotFound, Refused
from zhiye.kernel.ids import new_id
from zhiye.scans.lines import Laid
from zhiye.scans.pictures import Picture
from zhiye.scans.reading import Reading
from zhiye.visits import commands as visits

pytestmark = pytest.mark.django_db


def test_what_is_not_told_has_its_usual_value(cast, worker):
    one = held(worker, "service_day")
    kind = KINDS["service_day"]
    assert (one.title, one.series, one.heading) == (kind.name, kind.name, "difficulties")
    assert (one.committee, one.path, one.by) == (cast.committee, cast.committee.path, worker.user)
    assert one.person_times is None


def test_it_belongs_to_its_place_and_follows_it_when_that_is_renamed(cast, worker, system):
    one = held(worker, place=cast.building("115"), place_words="不算")
    assert (one.path, one.place_words) == (cast.building("115").path, "")
    rename_place(system, place=cast.building("115"), code="116", op=new_id())
    moved = queries.activity(worker, one.pk)
    assert moved.path == moved.place.path != one.path


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "parade"}, "kind"),
        ({"heading": "fun"}, "heading"),
        ({"on": date(2028, 1, 1)}, "on"),
        ({"on": date(26, 11, 1)}, "on"),
        ({"kind": "service_point", "on": date(2026, 11, 22)}, "on"),
        ({"starts": time(15), "ends": time(14)}, "ends"),
        ({"person_times": 100_000}, "person_times"),
        ({"person_times": -1}, "person_times"),
        ({"households": 2_000_000_000_000}, "households"),
        ({"title": "长" * 61}, "title"),
        ({"decided": "长" * 1001}, "decided"),
        ({"tallies": {"orders": 3}}, "kind"),
        ({"kind": "service_point", "tallies": {"orders": -3}}, "tally_orders"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(cast, worker, wrong, field):
    with pytest.raises(Refused) as refused:
        held(worker, **wrong)
    assert refused.value.field == field
    assert not Activity.objects.exists()


def test_a_place_next_door_is_not_there_and_the_own_committee_is_not_changed(cast, worker, make):
    other = cast.neighbour
    with pytest.raises(NotFound):
        held(worker, place=other)
    with pytest.raises(NotFound):
        held(worker, about={"committee": other})
    one = held(worker)
    told = Told("class", clock.today(), place=other)
    with pytest.raises(NotFound):
        commands.change_activity(worker, activity=one, told=told, version=1, op=new_id())


def test_all_who_serve_a_part_of_the_committee_write_and_see_its_activities(
    cast, worker, grid_worker, mediator, supervisor, street_officer
):
    one = held(grid_worker)
    assert queries.activity(worker, one.pk) == one
    told = Told("class", clock.today(), person_times=9)
    commands.change_activity(grid_worker, activity=held(worker), told=told, version=1, op=new_id())
    for reader in (mediator, supervisor, street_officer):
        with pytest.raises(NotFound):
            queries.activity(reader, one.pk)
    with pytest.raises(Forbidden):
        held(mediator, about={"committee": cast.committee})


def test_two_who_change_the_same_are_told_and_the_trail_says_what_changed(cast, worker, director):
    one, op = held(worker, person_times=20, title="书法"), new_id()
    told = Told("class", one.on, title="书法", person_times=23)
    commands.change_activity(director, activity=one, told=told, version=1, op=op)
    assert AuditEntry.objects.get(op=op).changes == {"person_times": [20, 23]}
    late = Told("class", one.on, title="书法", person_times=25)
    with pytest.raises(Conflict) as conflict:
        commands.change_activity(worker, activity=one, told=late, version=1, op=new_id())
    assert conflict.value.fields == {"来了多少人次": (25, 23)}
    assert (conflict.value.who, conflict.value.own) == (director.name, False)
    same = told  # says what stands there: no quarrel
    commands.change_activity(worker, activity=one, told=same, version=1, op=new_id())
    told = Told("lecture", one.on)
    with pytest.raises(Refused):
        commands.change_activity(worker, activity=one, told=told, version=2, op=new_id())


def test_tallies_are_replaced_by_a_change(cast, worker):
    one = held(worker, "service_point", tallies={"orders": 14, "registered": 2})
    told = Told("service_point", one.on, tallies={"orders": 15})
    commands.change_activity(worker, activity=one, told=told, version=1, op=new_id())
    assert list(Tally.objects.values_list("what", "count")) == [("orders", 15)]


def test_what_is_withdrawn_is_gone_and_comes_back(cast, worker):
    one = held(worker)
    commands.withdraw_activity(worker, activity=one, op=new_id())
    with pytest.raises(NotFound):
        queries.activity(worker, one.pk)
    with pytest.raises(NotFound):
        commands.withdraw_activity(worker, activity=one, op=new_id())
    commands.restore_activity(worker, activity=one, op=new_id())
    commands.restore_activity(worker, activity=one, op=new_id())
    assert queries.activity(worker, one.pk) == one


def test_a_desk_is_open_once_a_day_also_when_two_say_so_at_once(cast, worker, system):
    one = held(worker, "service_point", title="菜篮子")
    with pytest.raises(Refused):
        held(worker, "service_point", title="菜篮子")
    held(worker, "service_point", title="代缴费")
    commands.withdraw_activity(worker, activity=one, op=new_id())
    held(worker, "service_point", title="菜篮子")
    with pytest.raises(Refused):
        commands.restore_activity(worker, activity=one, op=new_id())
    with pytest.raises(IntegrityError):  # what the table itself holds
        Activity.objects.filter(pk=one.pk).update(withdrawn_at=None)


def test_a_month_of_a_desk_goes_in_whole_or_not_at_all(cast, worker):
    today = clock.today()
    days = [DayTold(today - timedelta(days=n), 20 + n, {"orders": 14}) for n in range(3)]
    given = {"kind": "service_point", "title": "菜篮子"}
    op = new_id()
    for _twice in range(2):
        assert commands.record_days(worker, days=days[:2], op=op, **given) == 2
    assert Activity.objects.count() == 2
    with pytest.raises(Refused, match="11月20日的菜篮子已经记过了"):
        commands.record_days(worker, days=[days[2], days[1]], op=new_id(), **given)
    for wrong in ({"days": []}, {"days": days, "kind": "class"}):
        with pytest.raises(Refused):
            commands.record_days(worker, op=new_id(), **(given | wrong))
    assert Activity.objects.count() == 2


def test_a_matter_for_few_is_not_tied_to_what_all_see(cast, worker, director):
    open_, narrow = (
        cases.open_case(worker, title="装电梯", ring=ring, op=new_id()) for ring in ("team", "secretary")
    )
    one = held(worker, "deliberation", about={"case": open_}, decided="都同意")
    assert queries.of_case(director, open_) == [one]
    assert queries.case_of(director, one) == open_
    with pytest.raises(Refused):
        held(worker, "deliberation", about={"case": narrow})
    with pytest.raises(NotFound):
        held(director, "deliberation", about={"case": narrow})


def test_a_contact_becomes_an_activity_once(cast, worker):
    contact = visits.log_contact(worker, kind="meeting", outcome="done", op=new_id())
    one = held(worker, "deliberation", about={"contact": contact})
    assert queries.of_contact(worker, contact) == one
    with pytest.raises(Refused):
        held(worker, "deliberation", about={"contact": contact})
    commands.withdraw_activity(worker, activity=one, op=new_id())
    assert held(worker, "deliberation", about={"contact": contact}) != one
    with pytest.raises(Refused, match="已经记成"):
        commands.restore_activity(worker, activity=one, op=new_id())


def test_the_worker_of_the_photos_counts_lines_and_keeps_no_word(cast, worker):
    one = held(worker)
    for _n in range(2):
        sheets.put_sheet(worker, activity=one, picture=Picture(b"jpeg", 1, 1), op=new_id())
    rows = ["书法班签到表", "序号 称呼 门牌", "1 王阿姨 115", "2 李小青", "3"]
    seen: list[bytes] = []

    def read(photo: bytes) -> Reading:
        seen.append(photo)
        return Reading("read", Laid(rows=rows)) if len(seen) == 1 else Reading("broken")

    assert [count_one(read) for _n in range(3)] == [True, True, False]
    assert seen == [b"jpeg", b"jpeg"]
    assert list(Sheet.objects.values_list("state", "lines")) == [("read", 2), ("broken", None)]
    assert queries.lines_read(worker, one) == 2


def test_a_photo_lies_sealed_and_goes_for_good(cast, worker, stranger):
    one = held(worker)
    sheet = sheets.put_sheet(worker, activity=one, picture=Picture(b"jpeg", 1, 1), op=new_id())
    assert b"jpeg" not in bytes(sheet.sealed)
    assert sealing.unseal_bytes(bytes(sheet.sealed), seal_row(sheet.pk)) == b"jpeg"
    with pytest.raises(NotFound):
        queries.sheet(stranger, sheet.pk)
    sheets.drop_sheet(worker, sheet=sheet, op=new_id())
    assert not Sheet.objects.exists()


def test_at_most_so_many_photos(cast, worker):
    one = held(worker)
    for _n in range(sheets.MOST):
        sheets.put_sheet(worker, activity=one, picture=Picture(b"jpeg", 1, 1), op=new_id())
    with pytest.raises(Refused):
        sheets.put_sheet(worker, activity=one, picture=Picture(b"jpeg", 1, 1), op=new_id())

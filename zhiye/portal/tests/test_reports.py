"""What residents say before a door: it becomes a matter, or waits for a look; numbers and photos are sealed."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from zhiye.audit.models import AuditEntry, Look
from zhiye.cases.models import Case
from zhiye.kernel import clock
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.ids import new_id
from zhiye.portal import commands, photos, queries
from zhiye.portal.actor import KEY, Resident
from zhiye.portal.cards import waiting
from zhiye.portal.limits import PHOTO, REPORTS
from zhiye.portal.models import Receipt, Report
from zhiye.portal.tests import make as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(cast):
    """The code of building 115."""
    return made.door(cast.building("115"))


def test_what_is_handed_in_becomes_a_matter_at_the_door(code, resident):
    report = commands.write_report(resident, code=code, text="三楼的灯\n不亮", op=new_id())
    receipt = commands.send_report(resident, report=report, op=new_id())
    case = Case.objects.get(pk=receipt.case_id)
    assert (case.title, case.source, case.ring, case.place_id) == (
        "三楼的灯 不亮",
        "door",
        "team",
        code.place_id,
    )
    assert case.due_at is not None, "the deadline rules hold for doors too"
    assert len(receipt.number) == 6


def test_it_comes_into_the_hands_of_whoever_serves_the_building(code, cast, make):
    assert made.handed_in(code).case.owner == cast.user("wangge")


def test_without_a_grid_it_comes_to_the_secretary(cast):
    estate = cast.building("115").parent
    owner = made.handed_in(made.door(estate)).case.owner
    assert owner == cast.user("shuji")


def test_the_trail_names_a_resident_and_no_address(code, resident):
    report = commands.write_report(resident, code=code, text="灯不亮", sender="f" * 64, op=new_id())
    op = new_id()
    commands.send_report(resident, report=report, sender="f" * 64, op=op)
    entries = AuditEntry.objects.filter(op=op)
    assert {entry.actor_key for entry in entries} == {KEY}
    assert "f" * 64 not in str(list(entries.values()))


def test_handed_in_twice_is_once(code):
    report = commands.write_report(made.BY, code=code, text="灯不亮", op=new_id())
    first = commands.send_report(made.BY, report=report, op=new_id())
    again = commands.send_report(made.BY, report=report, op=new_id())
    assert first == again
    assert Case.objects.filter(source="door").count() == 1


def test_a_long_sentence_is_the_matters_title_in_short_and_kept_whole(code):
    receipt = made.handed_in(code, "漏水" * 90)
    assert len(receipt.case.title) == 120
    assert receipt.report.text == "漏水" * 90


@pytest.mark.parametrize("text", ["", " ", "灯", "长" * 201])
def test_too_little_and_too_much_is_refused(code, text):
    with pytest.raises(Refused) as refused:
        commands.write_report(made.BY, code=code, text=text, op=new_id())
    assert refused.value.field == "text"


def test_a_number_of_ten_digits_is_asked_about_again(code):
    with pytest.raises(Refused) as refused:
        commands.write_report(made.BY, code=code, text="灯不亮", phone="1540000999", op=new_id())
    assert (refused.value.field, "10 位" in refused.value.message) == ("phone", True)


def test_the_number_is_sealed_and_a_look_is_kept(code, worker, director):
    report = made.handed_in(code, phone="154 0000 9999").report
    assert b"15400009999" not in bytes(report.phone)
    assert report.phone_tail == "9999"
    assert queries.seen_phone(worker, report) == ("", None)
    commands.look_at(worker, report=report, reason="打电话回话", op=new_id())
    assert queries.seen_phone(worker, report)[0] == "15400009999"
    assert queries.seen_phone(director, report) == ("", None)
    assert Look.objects.get(subject_id=report.pk).reason == "打电话回话"
    with clock.frozen(clock.now() + timedelta(minutes=6)):
        assert queries.seen_phone(worker, report) == ("", None)


def test_a_photo_is_small_sealed_and_says_nothing_of_the_camera(code):
    kept = photos.kept(made.photo())
    report = commands.write_report(made.BY, code=code, text="灯不亮", photo=kept, op=new_id())
    data = queries.photo_of(made.BY, Report.objects.get(pk=report.pk))
    assert data == kept
    assert kept not in bytes(report.photo)
    assert len(kept) <= PHOTO["most_bytes"]
    assert b"SECRETCAMERA" not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert max(picture.size) <= PHOTO["longest_side"]
        assert not picture.getexif()


def test_an_ended_code_takes_nothing_and_its_receipts_go_on(code, worker, cast):
    receipt = made.handed_in(code)
    fresh = commands.make_code(worker, place=code.place, op=new_id())
    code.refresh_from_db()
    assert code.ended_at is not None
    with pytest.raises(NotFound):
        commands.write_report(made.BY, code=code, text="灯不亮", op=new_id())
    door = queries.door(made.BY, fresh.token)
    assert queries.by_number(made.BY, door, receipt.number) == receipt


def test_a_home_gets_no_code(worker, cast):
    with pytest.raises(Refused):
        commands.make_code(worker, place=cast.home("115-402"), op=new_id())


@pytest.mark.parametrize(("how", "doubt"), [({"hasty": True}, "quick"), ({"robot": True}, "robot")])
def test_what_no_person_writes_waits_and_has_a_receipt(code, how, doubt):
    receipt = made.handed_in(code, **how)
    assert (receipt.report.state, receipt.report.doubt, receipt.case) == ("waiting", doubt, None)


def test_the_same_words_at_the_same_door_are_looked_at_first(code, cast):
    made.handed_in(code, "三楼的灯不亮")
    assert made.handed_in(code, "三楼的灯，不亮！").report.doubt == "same"
    assert made.handed_in(made.door(cast.place("building", door="3")), "三楼的灯不亮").report.state == "sent"


def test_a_flood_waits_and_the_day_shows_one_row(code, worker):
    for n in range(REPORTS["door_soft_hour"] + 5):
        made.handed_in(code, f"第 {n} 件事")
    assert Case.objects.filter(source="door").count() == REPORTS["door_soft_hour"]
    assert queries.waiting_count(worker) == 5
    card = waiting(worker)
    assert (card.count, len(card.rows)) == (1, 1)
    assert "5 件待看" in card.rows[0].what


def test_a_flood_is_over_after_an_hour(code):
    for n in range(REPORTS["door_soft_hour"]):
        made.handed_in(code, f"第 {n} 件事")
    with clock.frozen(clock.now() + timedelta(minutes=61)):
        assert made.handed_in(code, "后来的事").report.state == "sent"


def test_one_address_that_says_much_waits_and_then_is_asked_to_ring(code):
    def come(n):
        report = commands.write_report(made.BY, code=code, text=f"第 {n} 件事", sender="a" * 64, op=new_id())
        return commands.send_report(made.BY, report=report, sender="a" * 64, op=new_id())

    states = [come(n).report.state for n in range(REPORTS["address_soft_hour"] + 1)]
    assert states == ["sent"] * REPORTS["address_soft_hour"] + ["waiting"]
    for n in range(10, 10 + REPORTS["address_hard_day"] - len(states)):
        come(n)
    with pytest.raises(Refused) as refused:
        come(99)
    assert "请打电话" in refused.value.message


def test_this_is_real_opens_a_matter_and_the_receipt_follows(code, worker, cast):
    receipt = made.handed_in(code, hasty=True)
    assert commands.take_reports(worker, reports=[receipt.report], op=new_id()) == 1
    receipt.refresh_from_db()
    assert receipt.case is not None
    assert receipt.case.owner == cast.user("wangge")
    assert commands.drop_reports(worker, reports=[receipt.report], op=new_id()) == 0, "somebody was quicker"


def test_none_of_it_is_put_aside_and_can_be_put_back(code, worker):
    report = made.handed_in(code, hasty=True).report
    commands.drop_reports(worker, reports=[report], op=new_id())
    assert queries.waiting_count(worker) == 0
    commands.put_back(worker, reports=[report], op=new_id())
    assert queries.waiting_count(worker) == 1


def test_what_was_not_handed_in_and_what_was_nothing_is_forgotten(code, worker, system):
    draft = commands.write_report(
        made.BY, code=code, text="没交的", phone="15400009999", photo=photos.kept(made.photo()), op=new_id()
    )
    dropped = made.handed_in(code, "不是的", hasty=True).report
    commands.drop_reports(worker, reports=[dropped], op=new_id())
    with clock.frozen(clock.now() + timedelta(days=31)):
        assert commands.forget(system, op=new_id()) == 2
    for row in Report.objects.filter(pk__in=[draft.pk, dropped.pk]):
        assert (row.text, bytes(row.phone), bytes(row.photo), row.phone_tail) == ("", b"", b"", "")


def test_a_resident_may_nothing_else(cast, code):
    resident = Resident(code.path)
    assert not resident.may("cases.view", code.path)
    assert not resident.may("portal.report", cast.neighbour.path)
    assert resident.scope("people.list") == ()


def test_every_receipt_of_a_committee_has_another_number(code):
    numbers = [made.handed_in(code, f"第 {n} 件事").number for n in range(15)]
    assert len(set(numbers)) == 15
    assert Receipt.objects.filter(committee__path=code.path[:24]).count() == 15

"""What a colleague has in hand may be older than the register: nothing is lost, nothing comes back by itself."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from zhiye.flows.merge_people import merge_people
from zhiye.kernel import clock
from zhiye.kernel.errors import NotFound, Refused
from zhiye.people import commands
from zhiye.people.models import CategoryHolding, Residence

TOMORROW = datetime(2026, 11, 22, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_of_two_moves_at_once_the_later_one_counts(cast, worker, op):
    first, second = cast.person("wang"), cast.person("wang")
    for person, door in ((first, "3-1-101"), (second, "115-201")):
        commands.house_person(worker, person=person, home=cast.home(door), op=op())
    present = Residence.objects.get(person=first, until=None)
    assert present.home == cast.home("115-201")


def test_looking_again_does_not_open_what_has_ended(cast, worker, op):
    in_hand = CategoryHolding.objects.get(person=cast.person("wang"))
    commands.end_category(worker, holding=CategoryHolding.objects.get(pk=in_hand.pk), op=op())
    with pytest.raises(Refused):
        commands.verify_category(worker, holding=in_hand, op=op())
    in_hand.refresh_from_db()
    assert in_hand.until == date(2026, 11, 21)


def test_a_consent_taken_back_keeps_its_day(cast, worker, op):
    wang = cast.person("wang")
    consent = commands.give_consent(worker, person=wang, purpose="photo", how="spoken", op=op())
    commands.withdraw_consent(worker, consent=consent, op=op())
    with clock.frozen(TOMORROW), pytest.raises(Refused):
        commands.withdraw_consent(worker, consent=consent, op=op())
    consent.refresh_from_db()
    assert consent.withdrawn_on == date(2026, 11, 21)


def test_a_file_that_went_into_another_is_written_no_more(cast, worker, op):
    in_hand = cast.person("chen_wife_again")
    merge_people(worker, kept=cast.person("chen_wife"), gone=cast.person("chen_wife_again"), op=op())
    with pytest.raises(Refused):
        commands.hold_category(worker, person=in_hand, code="low_income", op=op())
    with pytest.raises(Refused):
        commands.add_contact(worker, person=in_hand, number="15400001212", op=op())


def test_somebody_taken_out_meanwhile_is_not_there(make, worker, op):
    in_hand = make.person("赵一")
    type(in_hand).objects.filter(pk=in_hand.pk).delete()
    with pytest.raises(NotFound):
        commands.leave_register(worker, person=in_hand, on=date(2026, 11, 1), died=False, op=op())


def test_who_comes_back_joins_the_household_under_its_new_head(cast, worker, op):
    chen, wife = cast.person("chen"), cast.person("chen_wife")
    commands.leave_register(worker, person=chen, on=date(2026, 11, 21), died=False, op=op())
    commands.house_person(worker, person=wife, home=wife.home, relation="02", op=op())
    commands.return_to_register(worker, person=chen, op=op())
    assert Residence.objects.get(person=wife, until=None).relation == "02"
    assert Residence.objects.get(person=chen, until=None).relation == ""

"""Contacts: noted with whoever was there, keeping a promise, taken back; who sees them."""

from datetime import timedelta

import pytest

from zhiye.cases import commands as cases
from zhiye.cases.queries import promise as promise_of
from zhiye.flows.merge_people import merge_people, unmerge_people
from zhiye.flows.reroute_place import rename_place
from zhiye.journal.panels import story
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden, NotFound, Refused
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place
from zhiye.reading.tables import read_toml
from zhiye.visits import commands, queries
from zhiye.visits.kinds import KINDS
from zhiye.visits.models import Contact, Met

pytestmark = pytest.mark.django_db


def visited(by, cast, **given) -> Contact:
    told = {"kind": "visit", "outcome": "seen", "people": [cast.person("wang")]} | given
    return commands.log_contact(by, op=new_id(), **told)


def test_the_kinds_are_those_of_the_note_reader():
    assert set(read_toml("contacts.toml")["words"]) == set(KINDS)


def test_a_contact_belongs_to_its_place_its_person_its_matter_or_the_committee(cast, worker):
    wang, home = cast.person("wang"), cast.home("3-2-401")
    assert visited(worker, cast, place=home).path == home.path
    assert visited(worker, cast).path == wang.path
    case = cases.open_case(worker, title="漏水", place=home, op=new_id())
    assert visited(worker, cast, people=(), case=case).path == home.path
    assert visited(worker, cast, people=(), kind="patrol", outcome="done").path == cast.committee.path


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"kind": "spy"}, "kind"), ({"outcome": "fine"}, "outcome"), ({"ring": "own"}, "ring")],
)
def test_what_cannot_be_a_contact_is_refused(cast, worker, wrong, field):
    with pytest.raises(Refused) as refused:
        visited(worker, cast, **wrong)
    assert refused.value.field == field
    with pytest.raises(Refused):
        visited(worker, cast, on=clock.today() + timedelta(days=1))
    assert not Contact.objects.exists()


def test_the_same_person_is_met_once(cast, worker):
    wang = cast.person("wang")
    contact = visited(worker, cast, people=[wang, wang])
    commands.join_person(worker, contact=contact, person=wang, op=new_id())
    assert Met.objects.filter(contact=contact).count() == 1


def test_a_promise_it_keeps_is_open_again_when_it_is_taken_back(cast, worker):
    made = cases.make_promise(worker, what="回访", person=cast.person("wang"), op=new_id())
    contact = visited(worker, cast, settles=made)
    assert promise_of(worker, made.pk).state == "kept"
    commands.take_back_contact(worker, contact=contact, op=new_id())
    assert promise_of(worker, made.pk).state == "open"
    with pytest.raises(NotFound):
        queries.contact(worker, contact.pk)
    with pytest.raises(NotFound):
        commands.take_back_contact(worker, contact=contact, op=new_id())


def test_a_settled_promise_cannot_be_kept_again_and_nothing_is_half_written(cast, worker):
    made = cases.make_promise(worker, what="回访", person=cast.person("wang"), op=new_id())
    cases.keep_promise(worker, promise=made, op=new_id())
    with pytest.raises(Refused):
        visited(worker, cast, settles=made)
    assert not Contact.objects.exists()


def test_the_narrow_ring_is_for_the_writer_and_the_secretary(cast, worker, director, secretary):
    contact = visited(worker, cast, ring="secretary", note="她说晚上害怕")
    for by, sees in ((worker, True), (secretary, True), (director, False)):
        rows = queries.contacts_about(by, cast.person("wang"))
        assert (contact in rows) == sees
        assert any("害怕" in row.text for row in story(by, cast.person("wang"))[0]) == sees
    with pytest.raises(NotFound):
        commands.take_back_contact(director, contact=contact, op=new_id())


def test_in_a_narrow_matter_a_contact_is_narrow(cast, worker):
    case = cases.open_case(
        worker, title="家里的事", ring="secretary", place=cast.home("115-402"), op=new_id()
    )
    assert visited(worker, cast, case=case).ring == "secretary"


def test_who_serves_no_people_notes_nothing(cast, mediator, stranger):
    with pytest.raises(Forbidden):
        visited(mediator, cast)
    with pytest.raises(NotFound):
        visited(stranger, cast)


def test_it_stands_in_the_story_of_person_home_and_building(cast, worker):
    visited(worker, cast, place=cast.home("115-402"), note="膝盖疼")
    wang = cast.person("wang")
    for subject in (wang, cast.home("115-402"), cast.building("115")):
        texts = [(row.word, row.text) for row in story(worker, subject)[0]]
        assert any(word == "走访" and "见到了，膝盖疼" in text for word, text in texts)


def test_whoever_was_met_follows_the_contact(cast, worker, system, secretary):
    """Its place, its day, whether it counts: after noting, joining, taking back, merging, renaming and moving."""
    kept, gone, home = cast.person("chen_wife"), cast.person("chen_wife_again"), cast.home("115-402")
    yesterday = clock.today() - timedelta(days=1)
    both = visited(worker, cast, people=[kept, gone], on=yesterday)
    visited(worker, cast, place=home, kind="phone", outcome="by_phone")
    visited(worker, cast, outcome="not_home")
    commands.join_person(worker, contact=both, person=cast.person("wang"), op=new_id())
    assert [(one.on, one.visited) for one in Met.objects.filter(contact=both)] == [(yesterday, True)] * 3
    assert_alike()
    merge = merge_people(system, kept=kept, gone=gone, op=new_id())
    assert_alike()
    unmerge_people(system, merge=merge, op=new_id())
    rename_place(secretary, place=cast.building("115"), code="116", op=new_id())
    assert_alike()
    moved = Place.objects.get(pk=home.pk)
    assert Met.objects.get(contact__place=home).path == moved.path != home.path
    commands.take_back_contact(worker, contact=both, op=new_id())
    assert set(Met.objects.filter(contact=both).values_list("visited", flat=True)) == {False}
    assert_alike()


def assert_alike():
    rows = list(Met.objects.select_related("contact"))
    assert len(rows) >= 5
    for one in rows:
        contact = one.contact
        assert (one.path, one.on, one.visited) == (contact.path, contact.on, contact.is_visit)


def test_a_merge_takes_contacts_matters_and_promises_along_and_back(cast, worker, system):
    kept, gone = cast.person("chen_wife"), cast.person("chen_wife_again")
    both = visited(worker, cast, people=[kept, gone])
    visited(worker, cast, people=[gone])
    case = cases.open_case(worker, title="漏水", people=[gone], op=new_id())
    cases.make_promise(worker, what="去看", person=gone, case=case, op=new_id())
    merge = merge_people(system, kept=kept, gone=gone, op=new_id())
    words = {row.word for row in story(worker, kept)[0]}
    assert {"走访", "事项", "说好的"} <= words
    assert Met.objects.filter(contact=both, person=kept).count() == 1
    unmerge_people(system, merge=merge, op=new_id())
    assert {row.word for row in story(worker, gone)[0]} >= {"走访", "事项", "说好的"}

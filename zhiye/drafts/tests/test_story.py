"""From a note to records and back: what the worker does on the writing page, without the page."""

from datetime import date

import pytest

from zhiye.cases.models import Case, Promise
from zhiye.drafts.commands import read_entry
from zhiye.drafts.models import PENDING, RIGHT, Draft
from zhiye.drafts.queries import drafts_of
from zhiye.flows.confirm_drafts import Answer, confirm_drafts
from zhiye.flows.take_back_draft import take_back_draft
from zhiye.journal.commands import write_entry
from zhiye.journal.models import About, Source
from zhiye.kernel.errors import Refused
from zhiye.people.models import CategoryHolding, Person, Wish
from zhiye.visits.models import Contact, Met

NOTE = (
    "今天上午到115-402看望王桂珍阿婆，84岁，一个人住。她说想有人聊聊天。"
    "楼道灯坏了，物业王经理答应周五前修好。我们说好下周三再去看她。"
)


@pytest.fixture
def note(worker, op):
    def written(text=NOTE, by=worker, **how):
        entry = write_entry(by, text=text, written_on=date(2026, 11, 20), op=op(), **how)
        read_entry(by, entry=entry, op=op())
        return entry

    return written


def of_kind(entry, kind):
    return list(Draft.objects.filter(entry=entry, kind=kind).order_by("start", "id"))


def all_right(by, entry, op):
    plain = [draft for draft in Draft.objects.filter(entry=entry, state=PENDING) if not draft.sensitive]
    return confirm_drafts(by, entry=entry, answers=[Answer(draft) for draft in plain], op=op())


def test_every_draft_quotes_the_words_of_the_note(note):
    entry = note()
    drafts = list(Draft.objects.filter(entry=entry))
    assert {"person", "home", "case", "contact", "promise", "wish"} <= {draft.kind for draft in drafts}
    assert all(draft.quote == entry.text[draft.start : draft.end] for draft in drafts)


def test_a_known_person_is_found_with_the_reason(note, cast):
    (person,) = of_kind(note(), "person")
    assert person.person == cast.person("wang")
    assert "姓名相同" in person.reason
    assert "住处相同" in person.reason


def test_one_tap_makes_all_records_and_each_leads_back_to_the_words(note, worker, cast, op):
    entry, wang, home = note(), cast.person("wang"), cast.home("115-402")
    answer = all_right(worker, entry, op)
    assert answer["left"] == {}
    contact = Contact.objects.get()
    assert (contact.kind, contact.outcome, contact.place) == ("visit", "seen", home)
    assert Met.objects.get(contact=contact).person == wang
    case = Case.objects.get()
    assert (case.code, case.title, case.place) == ("repair", "楼道灯坏了", home)
    fixed, again = Promise.objects.order_by("due")
    assert (fixed.who, fixed.due, fixed.case) == ("王经理", date(2026, 11, 20), case)
    assert (again.who, again.due, again.person) == ("", date(2026, 11, 25), wang)
    assert Wish.objects.filter(person=wang, text__contains="聊聊天").exists()
    for draft in Draft.objects.filter(entry=entry, state=RIGHT):
        line = Source.objects.get(record=draft.record, kind=draft.kind, start=draft.start)
        assert line.quote == draft.quote == entry.text[line.start : line.end]
    assert About.objects.filter(entry=entry, person=wang).exists()
    assert About.objects.filter(entry=entry, place=home).exists()


def test_what_is_known_already_is_not_asked(note, cast):
    assert CategoryHolding.objects.filter(person=cast.person("wang"), code="elder_alone", until=None).exists()
    assert of_kind(note(), "category") == []


def test_somebody_new_is_registered_and_lives_where_the_note_says(note, worker, cast, op):
    entry = note("到115-102看了新搬来的欧阳文秀，62岁，她家厨房漏水。")
    all_right(worker, entry, op)
    person = Person.objects.get(name="欧阳文秀")
    assert (person.home, person.birth.year, person.birth_precision) == (cast.home("115-102"), 1964, "age")
    assert Case.objects.get().code == "repair"


def test_the_cards_of_the_page_show_what_stands_in_the_register(note, worker, cast):
    cards = {card.draft.kind: card for card in drafts_of(worker, note())}
    assert cards["person"].person.line.startswith("王桂珍 · 115-402 · 84")
    assert cards["wish"].needs == "who"
    assert cards["home"].needs == ""


def test_taking_back_leaves_the_register_as_it_was(note, worker, op):
    entry = note("到115-102看了新搬来的欧阳文秀，62岁，她家厨房漏水。")
    all_right(worker, entry, op)
    for kind in ("case", "contact", "home", "person"):
        for draft in of_kind(entry, kind):
            take_back_draft(worker, draft=draft, op=op())
    assert not Person.objects.filter(name="欧阳文秀").exists()
    assert Case.objects.get().withdrawn_at
    assert not Source.objects.filter(entry=entry, undone_at=None).exists()
    assert not Draft.objects.filter(entry=entry).exclude(state=PENDING).exists()


def test_a_person_on_whom_others_build_is_not_taken_back(note, worker, op):
    entry = note()
    all_right(worker, entry, op)
    (person,) = of_kind(entry, "person")
    with pytest.raises(Refused, match="先撤销那些"):
        take_back_draft(worker, draft=person, op=op())

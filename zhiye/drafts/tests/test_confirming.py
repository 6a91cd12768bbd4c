"""From a note to records and back: what the worker does on the writing page, without the page."""

from datetime import date

import pytest

from tests.tables import contents, differences
from zhiye.cases.commands import open_case
from zhiye.cases.models import Case, Party, Promise
from zhiye.drafts.commands import answer_draft
from zhiye.drafts.models import PENDING, RIGHT, WRONG, Draft
from zhiye.drafts.tests.finding import (
    DAY,
    NEWCOMER,
    NEWCOMER_FOUND,
    VISIT,
    VISIT_FOUND,
    drafted,
    found,
    redraft,
)
from zhiye.flows.confirm_drafts import Answer, confirm_drafts
from zhiye.flows.merge_people import merge_people
from zhiye.flows.take_back_draft import take_back_draft
from zhiye.journal.commands import correct_entry
from zhiye.journal.models import About, Source
from zhiye.journal.queries import sources_of
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden, NotFound, Refused
from zhiye.people import commands as people
from zhiye.people.commands.person import MaybeSame
from zhiye.people.models import CategoryHolding, Person, Wish
from zhiye.places.commands import end_place
from zhiye.visits.models import Contact, Met


def draft_of(entry, kind, number=0):
    return list(Draft.objects.filter(entry=entry, kind=kind).order_by("start", "id"))[number]


def confirm(by, entry, op, *kinds, **changes):
    """对 on the first draft of each kind; ``changes`` go with all of them."""
    answers = [Answer(draft_of(entry, kind), changes) for kind in kinds]
    return confirm_drafts(by, entry=entry, answers=answers, op=op())


def all_right(by, entry, op):
    plain = Draft.objects.filter(entry=entry, state=PENDING, sensitive=False)
    return confirm_drafts(by, entry=entry, answers=[Answer(draft) for draft in plain], op=op())


@pytest.fixture
def visit(worker):
    return drafted(worker, VISIT, VISIT_FOUND)


@pytest.fixture
def newcomer(worker):
    return drafted(worker, NEWCOMER, NEWCOMER_FOUND)


def test_one_gesture_makes_all_records(visit, worker, cast, op):
    wang, home = cast.person("wang"), cast.home("115-402")
    assert all_right(worker, visit, op)["left"] == {}
    contact = Contact.objects.get()
    assert (contact.kind, contact.outcome, contact.place, contact.on) == ("visit", "seen", home, DAY)
    assert Met.objects.get(contact=contact).person == wang
    case = Case.objects.get()
    assert (case.code, case.title, case.place, case.opened_on) == ("repair", "楼道灯坏了", home, DAY)
    fixed, again = Promise.objects.order_by("due")
    assert (fixed.who, fixed.due, fixed.case) == ("王经理", date(2026, 11, 20), case)
    assert (again.who, again.due, again.person) == ("", date(2026, 11, 25), wang)
    assert Wish.objects.filter(person=wang, text="想有人聊聊天").exists()


def test_each_record_leads_back_to_its_words(visit, worker, cast, op):
    all_right(worker, visit, op)
    answered = Draft.objects.filter(entry=visit, state=RIGHT)
    lines = sources_of(worker, [draft.record for draft in answered])
    assert all(draft.quote in {line.quote for line in lines[draft.record]} for draft in answered)
    assert About.objects.filter(entry=visit, person=cast.person("wang")).exists()
    assert About.objects.filter(entry=visit, place=cast.home("115-402")).exists()


def test_traits_without_a_category_are_kept_only_when_ticked(visit, worker, cast, op):
    confirm(worker, visit, op, "person")
    assert "慢性病" not in cast.person("wang").note
    take_back_draft(worker, draft=draft_of(visit, "person"), op=op())
    confirm(worker, visit, op, "person", heed=["慢性病"])
    assert "慢性病" in cast.person("wang").note


def test_somebody_new_is_registered_where_the_note_says(newcomer, worker, cast, op):
    all_right(worker, newcomer, op)
    person = Person.objects.get(name="欧阳文秀")
    assert (person.home, person.birth, person.birth_precision) == (
        cast.home("115-102"),
        date(1964, 1, 1),
        "age",
    )
    assert CategoryHolding.objects.filter(person=person, code="elder_alone", until=None).exists()


def test_somebody_new_moves_in_when_the_home_is_confirmed_later(newcomer, worker, cast, op):
    confirm(worker, newcomer, op, "person")
    assert Person.objects.get(name="欧阳文秀").home is None
    confirm(worker, newcomer, op, "home")
    assert Person.objects.get(name="欧阳文秀").home == cast.home("115-102")


def test_records_made_before_the_person_get_the_person_later(visit, worker, cast, op):
    confirm(worker, visit, op, "contact", "case")
    assert not Met.objects.exists()
    confirm(worker, visit, op, "person")
    wang = cast.person("wang")
    assert Met.objects.get().person == wang
    assert Party.objects.get().person == wang
    assert {line.person for line in Source.objects.filter(kind__in=("contact", "case"))} == {wang}


def test_a_wish_waits_until_somebody_says_whose_it_is(visit, worker, op):
    with pytest.raises(Refused, match="还不知道说的是谁"):
        confirm(worker, visit, op, "wish")


def test_together_what_needs_a_choice_waits_and_the_rest_is_made(worker, op):
    text = "张丽平来问医保。楼道灯坏了。"
    findings = found(
        text, people=[{"name": "张丽平", "sex": "女"}], matters=[{"text": "楼道灯坏了", "code": "repair"}]
    )
    entry = drafted(worker, text, findings)
    person = draft_of(entry, "person")
    assert person.person is None
    assert len(person.proposal["candidates"]) == 2
    answer = all_right(worker, entry, op)
    assert list(answer["left"]) == [str(person.pk)]
    assert Case.objects.count() == 1


def test_the_same_gesture_twice_is_done_once(visit, worker, op):
    gesture, answers = op(), [Answer(draft_of(visit, "case"))]
    first = confirm_drafts(worker, entry=visit, answers=answers, op=gesture)
    before = contents(without=())
    assert confirm_drafts(worker, entry=visit, answers=answers, op=gesture) == first
    assert differences(before, contents(without=())) == {}


def test_the_second_of_two_is_told_who_did_it(visit, worker, director, op):
    confirm(worker, visit, op, "case")
    with pytest.raises(Refused, match=f"{worker.name}已经点过“对”了"):
        confirm(director, visit, op, "case")
    assert Case.objects.count() == 1
    answer = confirm(director, visit, op, "case", "contact")
    assert len(answer["already"]) == len(answer["records"]) == 1


def test_refused_and_confirmed_at_once_is_told_too(visit, worker, director, op):
    answer_draft(director, draft=draft_of(visit, "case"), wrong=True, op=op())
    assert draft_of(visit, "case").state == WRONG
    with pytest.raises(Refused, match="已经点过“不要”了"):
        confirm(worker, visit, op, "case")


def test_sensitive_drafts_are_confirmed_one_by_one_and_begin_narrow(worker, secretary, op):
    text = "115-402王桂珍和儿子吵着要打官司。楼道灯坏了。"
    findings = found(
        text,
        people=[{"name": "王桂珍", "address": "115-402"}],
        addresses=[{"text": "115-402", "building": "115", "room": "402"}],
        matters=[{"text": "和儿子吵着要打官司", "code": "family"}, {"text": "楼道灯坏了", "code": "repair"}],
    )
    entry = drafted(worker, text, findings)
    quarrel, lamp = draft_of(entry, "case"), draft_of(entry, "case", 1)
    assert (quarrel.sensitive, lamp.sensitive) == (True, False)
    with pytest.raises(Refused, match="一张一张"):
        confirm_drafts(worker, entry=entry, answers=[Answer(quarrel), Answer(lamp)], op=op())
    for draft in (quarrel, lamp):
        confirm_drafts(worker, entry=entry, answers=[Answer(draft)], op=op())
    assert [case.ring for case in Case.objects.order_by("id")] == ["secretary", "team"]


def test_an_open_matter_of_the_same_home_and_kind_is_joined(worker, cast, op):
    lamp = open_case(worker, title="楼道灯不亮", code="repair", place=cast.home("115-402"), op=op())
    entry = drafted(worker, VISIT, VISIT_FOUND)
    assert draft_of(entry, "case").proposal["existing"] == [str(lamp.pk)]
    all_right(worker, entry, op)
    assert Case.objects.get() == lamp
    assert Party.objects.get(case=lamp).person == cast.person("wang")
    for draft in Draft.objects.filter(entry=entry, kind="promise"):
        take_back_draft(worker, draft=draft, op=op())
    take_back_draft(worker, draft=draft_of(entry, "case"), op=op())
    lamp.refresh_from_db()
    assert lamp.withdrawn_at is None
    assert not Party.objects.exists()


def test_a_new_matter_can_be_opened_all_the_same(worker, cast, op):
    open_case(worker, title="楼道灯不亮", code="repair", place=cast.home("115-402"), op=op())
    entry = drafted(worker, VISIT, VISIT_FOUND)
    confirm(worker, entry, op, "case", case="new", title="三楼灯坏了")
    assert Case.objects.filter(title="三楼灯坏了").exists()


def test_corrected_words_leave_the_answered_drafts_and_renew_the_waiting_ones(visit, worker, op):
    confirm(worker, visit, op, "case")
    case, contact = draft_of(visit, "case"), draft_of(visit, "contact")
    text = "更正：" + VISIT.replace("她说想有人聊聊天。", "")
    correct_entry(worker, entry=visit, text=text, written_on=DAY, version=visit.version, op=op())
    visit.refresh_from_db()
    redraft(worker, visit, shifted(VISIT_FOUND, text))
    assert draft_of(visit, "case").pk == case.pk
    assert (draft_of(visit, "case").wording, draft_of(visit, "case").start) == (1, case.start)
    assert draft_of(visit, "contact").pk == contact.pk
    assert draft_of(visit, "contact").wording == 2
    assert not Draft.objects.filter(entry=visit, kind="wish").exists()
    assert Draft.objects.filter(entry=visit, kind="case").count() == 1


def shifted(findings, text):
    moved = {kind: [dict(one) for one in told] for kind, told in findings.items()}
    for told in moved.values():
        for one in told:
            words = one.get("name") or one["text"]
            one["span"] = [text.index(words), text.index(words) + len(words)]
    return moved


def test_a_draft_of_earlier_words_still_leads_back_to_them(visit, worker, op):
    draft = draft_of(visit, "contact")
    correct_entry(worker, entry=visit, text="改得面目全非。", written_on=DAY, version=1, op=op())
    confirm_drafts(worker, entry=visit, answers=[Answer(draft)], op=op())
    line = Source.objects.get(kind="contact")
    assert (line.wording, line.quote) == (1, "到115-402看望王桂珍阿婆")


def test_a_person_merged_in_between_is_the_one_they_were_merged_into(worker, cast, make, op):
    twin = make.person("王桂贞", home=cast.home("115-402"), sex="2")
    text = "看望王桂贞，她想学画。"
    entry = drafted(worker, text, found(text, people=[{"name": "王桂贞", "sex": "女"}]))
    candidate = draft_of(entry, "person")
    assert candidate.person == twin
    merge_people(worker, kept=cast.person("wang"), gone=twin, op=op())
    confirm(worker, entry, op, "person", person=str(twin.pk))
    assert draft_of(entry, "person").person == cast.person("wang")


def test_a_home_that_ended_in_between_is_refused_with_what_to_do(newcomer, worker, cast, op, system):
    end_place(system, place=cast.home("115-102"), on=clock.today(), reason="并户", op=op())
    with pytest.raises(Refused, match="已经不在楼栋里了"):
        confirm(worker, newcomer, op, "home")


def test_nobody_outside_the_reach_can_be_chosen(visit, worker, cast, op):
    with pytest.raises(NotFound):
        confirm(worker, visit, op, "person", person=str(cast.person("stranger").pk))


def test_somebody_alike_is_asked_about_before_a_new_file_is_made(worker, cast, op):
    text = "115-201陈国良家漏水。"
    entry = drafted(worker, text, found(text, people=[{"name": "陈国良"}]))
    draft = draft_of(entry, "person")
    Draft.objects.filter(pk=draft.pk).update(person=None)
    with pytest.raises(MaybeSame):
        confirm(worker, entry, op, "person", place=str(cast.home("115-201").pk))


def test_taking_back_leaves_the_register_as_it_was(newcomer, worker, op):
    all_right(worker, newcomer, op)
    for kind in ("category", "case", "contact", "home", "person"):
        take_back_draft(worker, draft=draft_of(newcomer, kind), op=op())
    assert not Person.objects.filter(name="欧阳文秀").exists()
    assert Case.objects.get().withdrawn_at
    assert not Source.objects.filter(entry=newcomer, undone_at=None).exists()
    assert not About.objects.filter(entry=newcomer).exists()
    assert not Draft.objects.filter(entry=newcomer).exclude(state=PENDING).exists()
    all_right(worker, newcomer, op)  # and all can be confirmed again
    assert Person.objects.filter(name="欧阳文秀").count() == 1


def test_a_person_on_whom_others_build_is_not_taken_back(visit, worker, op):
    all_right(worker, visit, op)
    with pytest.raises(Refused, match="先撤销那些"):
        take_back_draft(worker, draft=draft_of(visit, "person"), op=op())


def test_a_new_file_on_which_others_wrote_is_not_taken_back(newcomer, worker, director, op):
    confirm(worker, newcomer, op, "person")
    person = Person.objects.get(name="欧阳文秀")
    people.correct_person(
        director, person=person, values={"called": "欧阳老师"}, seen={"called": ""}, op=op()
    )
    with pytest.raises(Refused, match="又有人写过"):
        take_back_draft(worker, draft=draft_of(newcomer, "person"), op=op())


def test_the_day_after_nothing_is_taken_back_from_here(visit, worker, op):
    confirm(worker, visit, op, "case")
    with clock.frozen(clock.now().replace(day=22)), pytest.raises(Refused, match="过了当天"):
        take_back_draft(worker, draft=draft_of(visit, "case"), op=op())


def test_a_line_taken_back_leaves_the_lines_of_other_notes(worker, cast, op):
    one, other = drafted(worker, VISIT, VISIT_FOUND), drafted(worker, VISIT, VISIT_FOUND)
    for entry in (one, other):
        confirm(worker, entry, op, "person")
    take_back_draft(worker, draft=draft_of(one, "person"), op=op())
    assert Source.objects.get(record=cast.person("wang").pk, undone_at=None).entry == other


def test_drafts_of_a_private_page_are_for_its_writer(worker, director, secretary, op):
    entry = drafted(worker, VISIT, VISIT_FOUND, ring="own")
    for by in (director, secretary):
        with pytest.raises((NotFound, Forbidden)):
            confirm(by, entry, op, "case")
    confirm(worker, entry, op, "case")
    assert Case.objects.get().ring == "secretary"


def test_a_wish_of_a_narrow_note_is_never_told_to_all_unasked(worker, op):
    entry = drafted(worker, VISIT, VISIT_FOUND, ring="secretary")
    confirm(worker, entry, op, "person")
    with pytest.raises(Refused, match="选本组"):
        confirm(worker, entry, op, "wish")
    confirm(worker, entry, op, "wish", ring="team")
    assert Wish.objects.filter(text="想有人聊聊天").exists()


def test_who_reaches_less_confirms_what_they_reach(worker, cast, make, op):
    text = "3-2-401周立新家漏水。楼道灯坏了。"
    findings = found(
        text,
        people=[{"name": "周立新", "address": "3-2-401"}],
        addresses=[{"text": "3-2-401", "building": "3", "unit": "2", "room": "401"}],
        matters=[{"text": "楼道灯坏了", "code": "repair"}],
    )
    entry = drafted(worker, text, findings, place=cast.building("115"))
    grid_worker = make.actor("grid_worker", cast.place("grid", code="第1网格"))
    answer = all_right(grid_worker, entry, op)
    assert {Draft.objects.get(pk=id_).kind for id_ in answer["left"]} == {"home", "person"}
    assert Case.objects.get().place == cast.building("115")
    assert not About.objects.filter(entry=entry, person__isnull=False).exists()


def test_a_crisis_becomes_a_promise_for_today_that_tells_no_reason(worker, cast, op):
    entry = drafted(worker, VISIT, VISIT_FOUND)
    confirm(worker, entry, op, "person")
    person = draft_of(entry, "person")
    told = {"code": "crisis", "title": "今天再联系一次", "people": [str(person.pk)]}
    card = Draft.objects.create(
        entry=entry,
        wording=1,
        kind="safety",
        quote=VISIT[:4],
        start=0,
        end=4,
        key="crisis",
        proposal=told,
        sensitive=True,
        expires_on=date(2026, 12, 20),
    )
    confirm_drafts(worker, entry=entry, answers=[Answer(card)], op=op())
    promise = Promise.objects.get()
    assert (promise.due, promise.ring, promise.person) == (clock.today(), "secretary", cast.person("wang"))
    assert promise.what == "今天之内再联系一次"
    assert not CategoryHolding.objects.filter(person=promise.person).exclude(code="elder_alone").exists()


def test_how_somebody_is_reached_safely_is_kept_on_the_file(worker, cast, op):
    entry = drafted(worker, VISIT, VISIT_FOUND)
    confirm(worker, entry, op, "person")
    told = {"code": "violence", "title": "", "people": [str(draft_of(entry, "person").pk)]}
    card = Draft.objects.create(
        entry=entry, wording=1, kind="violence", start=0, end=0, key="v", proposal=told, sensitive=True,
        expires_on=date(2026, 12, 20),
    )  # fmt: skip
    confirm_drafts(worker, entry=entry, answers=[Answer(card, {"safe_contact": "no_calls"})], op=op())
    assert cast.person("wang").safe_contact == "no_calls"
    take_back_draft(worker, draft=draft_of(entry, "violence"), op=op())
    assert cast.person("wang").safe_contact == "no_calls", "an undo never loosens it"

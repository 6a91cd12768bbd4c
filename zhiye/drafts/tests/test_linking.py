"""Findings meet the register: who is meant and why, and what is never shown."""

import json

import pytest

from zhiye.drafts.clockwork import forget
from zhiye.drafts.commands import add_draft, answer_draft, read_entry
from zhiye.drafts.gazetteer import gazetteer_for
from zhiye.drafts.linking import link
from zhiye.drafts.models import Draft
from zhiye.drafts.queries import drafts_of, waiting
from zhiye.drafts.tests.finding import DAY, VISIT, VISIT_FOUND, drafted, found
from zhiye.journal.commands import write_entry
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden, NotFound, Refused
from zhiye.people.commands import tie_kin


@pytest.fixture
def linked(worker, op):
    """``linked(text, **findings)``: the link of the first person of the note."""

    def ask(text, by=worker, **told):
        entry = write_entry(by, text=text, written_on=DAY, op=op())
        return link(by, found(text, **told), entry).people[0]

    return ask


def who(link):
    return link.chosen.id if link.chosen else None


def test_the_only_one_of_that_name_is_meant(linked, cast):
    one = linked("何慧芳来过。", people=[{"name": "何慧芳"}])
    assert who(one) == cast.person("volunteer").pk
    assert one.chosen.why == "姓名相同"


def test_namesakes_are_asked_about_unless_the_home_decides(linked, cast, make):
    make.person("何慧芳", home=cast.home("115-102"))
    one = linked("何慧芳来过。", people=[{"name": "何慧芳"}])
    assert who(one) is None
    assert len(one.candidates) == 2
    sure = linked(
        "115-101的何慧芳来过。",
        people=[{"name": "何慧芳", "address": "115-101"}],
        addresses=[{"text": "115-101", "building": "115", "room": "101"}],
    )
    assert who(sure) == cast.person("volunteer").pk
    assert sure.chosen.why == "姓名相同，住处相同"


def test_a_form_of_address_and_the_home_are_enough(linked, cast):
    told = {"addresses": [{"text": "115-402", "building": "115", "room": "402"}]}
    one = linked(
        "115-402的王奶奶来过。", people=[{"name": "王奶奶", "sex": "女", "address": "115-402"}], **told
    )
    assert who(one) == cast.person("wang").pk
    young = linked("115-402的小王来过。", people=[{"name": "小王", "address": "115-402"}], **told)
    assert who(young) is None


def test_the_same_number_finds_somebody_under_another_name(linked, cast):
    one = linked("王阿婆电话15400000402没人接。", people=[{"name": "王阿婆", "sex": "女"}])
    assert who(one) == cast.person("wang").pk
    assert "电话相同" in one.chosen.why


def test_kin_of_a_known_one_is_known_by_the_tie(worker, cast, op):
    text = "王桂珍的儿子来过。"
    findings = found(
        text,
        people=[{"name": "王桂珍"}, {"name": "儿子", "sex": "男"}],
        kinship=[{"person": "儿子", "relation": "儿子", "of": "王桂珍"}],
    )
    entry = write_entry(worker, text=text, written_on=DAY, op=op())
    assert who(link(worker, findings, entry).people[1]) == cast.person("wang_son").pk


def test_an_age_that_cannot_be_is_somebody_else(linked):
    one = linked("何慧芳今年20岁。", people=[{"name": "何慧芳", "age": 20}])
    assert who(one) is None


def test_another_home_makes_a_namesake_doubtful(linked):
    one = linked(
        "何慧芳住115-402。",
        people=[{"name": "何慧芳", "address": "115-402"}],
        addresses=[{"text": "115-402", "building": "115", "room": "402"}],
    )
    assert who(one) is None


def test_a_colleague_is_no_neighbour_who_could_be_called_so(linked):
    home = {"addresses": [{"text": "115-201", "building": "115", "room": "201"}]}
    assert (
        who(linked("115-201报修，物业老陈来了。", people=[{"name": "老陈", "role": "worker"}], **home))
        is None
    )
    assert (
        who(linked("115-201的老陈来了。", people=[{"name": "老陈", "address": "115-201"}], **home))
        is not None
    )


def test_a_form_of_address_that_fits_anybody_is_asked_about_where_the_home_may_be_another_s(linked):
    home = {"addresses": [{"text": "115-201", "building": "115", "room": "201"}]}
    one = linked("去115-201看漏水，陈师傅来修。", people=[{"name": "陈师傅"}], **home)
    assert one.chosen is None


def test_a_home_that_the_tree_does_not_have_is_another_home(linked):
    told = {"people": [{"name": "王奶奶", "sex": "女", "address": "10号402"}]}
    one = linked(
        "10号402的王奶奶。", addresses=[{"text": "10号402", "building": "10", "room": "402"}], **told
    )
    assert (one.chosen, one.candidates) == (None, ())


def test_a_bare_room_stands_in_the_building_named_before(worker, cast, op):
    text = "先去115-402，再去502。"
    findings = found(
        text,
        addresses=[{"text": "115-402", "building": "115", "room": "402"}, {"text": "502", "room": "502"}],
    )
    entry = write_entry(worker, text=text, written_on=DAY, op=op())
    places = link(worker, findings, entry).places
    assert [places[index].chosen for index in (0, 1)] == [cast.home("115-402").pk, cast.home("115-502").pk]


def test_a_room_without_its_unit_is_asked_about(worker, cast, op):
    text = "去3号楼401。"
    findings = found(text, addresses=[{"text": "3号楼401", "building": "3", "room": "401"}])
    entry = write_entry(worker, text=text, written_on=DAY, op=op())
    place = link(worker, findings, entry).places[0]
    assert place.chosen in (None, cast.home("3-2-401").pk)
    assert cast.home("3-2-401").pk in (*place.candidates, place.chosen)


def test_nobody_outside_the_writers_reach_is_ever_pointed_at(cast, make, op):
    grid_worker = make.actor("grid_worker", cast.place("grid", code="第1网格"))
    text = "周立新住3-2-401，电话15400003401。"
    entry = drafted(
        grid_worker,
        text,
        found(
            text,
            people=[{"name": "周立新", "address": "3-2-401"}],
            addresses=[{"text": "3-2-401", "building": "3", "unit": "2", "room": "401"}],
        ),
    )
    kept = json.dumps(list(Draft.objects.filter(entry=entry).values()), default=str)
    for hidden in (cast.person("wang_son").pk, cast.home("3-2-401").pk):
        assert str(hidden) not in kept
    assert gazetteer_for(grid_worker, text, entry.path).people == ()


def test_who_sees_less_sees_less_of_the_same_drafts(worker, cast, make):
    text = "周立新来过。"
    entry = drafted(worker, text, found(text, people=[{"name": "周立新"}]), place=cast.building("115"))
    assert drafts_of(worker, entry)[0].person.called == "周立新"
    grid_worker = make.actor("grid_worker", cast.place("grid", code="第1网格"))
    card = drafts_of(grid_worker, entry)[0]
    assert (card.person, card.choices) == (None, [])


def test_the_gazetteer_holds_names_that_stand_in_the_note_and_no_others(worker, cast):
    found_names = gazetteer_for(worker, "去看王桂珍，还有林小雨。", cast.committee.path)
    assert found_names.people == ("王桂珍",)
    assert "梧桐花园" in found_names.estates


def test_the_number_of_questions_does_not_grow_with_the_note(worker, op, django_assert_max_num_queries):
    people = ["王桂珍", "何慧芳", "陈国良", "孙永强", "郑美玲", "周立新"]
    text = "。".join(f"{name}住115-{n}02" for n, name in enumerate(people, start=1))
    findings = found(
        text,
        people=[{"name": name} for name in people],
        addresses=[{"text": f"115-{n}02", "building": "115", "room": f"{n}02"} for n in range(1, 7)],
    )
    entry = write_entry(worker, text=text, written_on=DAY, op=op())
    with django_assert_max_num_queries(16):
        link(worker, findings, entry)


def test_the_page_asks_few_questions(worker, django_assert_max_num_queries):
    entry = drafted(worker, VISIT, VISIT_FOUND)
    with django_assert_max_num_queries(4):
        drafts_of(worker, entry)


@pytest.mark.parametrize("text", ["😀😀😀", "Nothing to read here.", "。" * 50, "𠮷野家的𠮮先生"])
def test_a_note_that_tells_nothing_has_no_drafts_and_breaks_nothing(worker, op, text):
    entry = write_entry(worker, text=text, written_on=DAY, op=op())
    read_entry(worker, entry=entry, op=op())
    assert not Draft.objects.filter(entry=entry, kind__in=("case", "promise", "category")).exists()


def test_the_note_is_read_with_the_register_and_cards_of_guidance(worker, cast, op):
    text = "王桂珍来开亲属关系证明。她哭着说活着没意思，不想活了。"
    entry = write_entry(worker, text=text, written_on=DAY, op=op())
    read_entry(worker, entry=entry, op=op())
    kinds = {draft.kind: draft for draft in Draft.objects.filter(entry=entry)}
    assert kinds["person"].person == cast.person("wang")
    assert kinds["safety"].sensitive
    assert "proof" in kinds


def test_drafts_wait_thirty_days_and_then_go(worker, op):
    entry = drafted(worker, VISIT, VISIT_FOUND)
    assert waiting(worker)[0][0] == entry
    with clock.frozen(clock.now().replace(year=2027)):
        assert waiting(worker) == []
        assert drafts_of(worker, entry) == []
        assert forget(clock.now()) >= 1
        assert forget(clock.now()) == 0
    assert not Draft.objects.filter(entry=entry).exists()


def test_what_the_reader_missed_is_added_by_hand_and_survives_a_new_reading(worker, cast, op):
    entry = write_entry(worker, text="她拿手的是剪纸。", written_on=DAY, op=op())
    told = {"kind": "strength", "text": "剪纸"}
    wang = cast.person("wang")
    add_draft(worker, entry=entry, kind="wish", start=5, end=7, proposal=told, person=wang, op=op())
    read_entry(worker, entry=entry, op=op())
    draft = Draft.objects.get(entry=entry, by_hand=True)
    assert (draft.quote, draft.person) == ("剪纸", wang)
    with pytest.raises(Refused, match="不在这一笔里"):
        add_draft(worker, entry=entry, kind="wish", start=5, end=99, op=op())
    with pytest.raises(Refused, match="选一个"):
        add_draft(worker, entry=entry, kind="safety", op=op())


def test_nobody_outside_can_be_put_on_a_card_by_hand(worker, cast, op):
    entry = write_entry(worker, text="有人来过。", written_on=DAY, op=op())
    with pytest.raises(NotFound):
        add_draft(worker, entry=entry, kind="person", person=cast.person("stranger"), op=op())


def test_a_record_is_not_made_by_having_seen_a_card(worker, op):
    entry = drafted(worker, VISIT, VISIT_FOUND)
    with pytest.raises(Refused, match="点“对”"):
        answer_draft(worker, draft=Draft.objects.filter(entry=entry, kind="case").get(), wrong=False, op=op())


def test_a_stranger_reads_nothing(stranger, worker, op):
    entry = drafted(worker, VISIT, VISIT_FOUND)
    with pytest.raises((NotFound, Forbidden)):
        read_entry(stranger, entry=entry, op=op())


def test_a_tie_that_is_known_is_not_proposed_again(worker, cast, op, system):
    text = "何慧芳的女儿郑美玲来过。"
    findings = found(
        text,
        people=[{"name": "何慧芳"}, {"name": "郑美玲"}],
        kinship=[{"person": "郑美玲", "relation": "女儿", "of": "何慧芳"}],
    )
    assert Draft.objects.filter(entry=drafted(worker, text, findings), kind="kin").exists()
    tie_kin(system, person=cast.person("volunteer"), other=cast.person("above"), relation="30", op=op())
    assert not Draft.objects.filter(entry=drafted(worker, text, findings), kind="kin").exists()

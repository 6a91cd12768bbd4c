"""Lines back to the words: for those who may read them, after corrections, and when records are taken back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.flows.merge_people import merge_people, unmerge_people
from zhiye.journal import queries
from zhiye.journal.links import nearest
from zhiye.journal.models import About, Source
from zhiye.journal.sources import note_about, note_source, undo_sources
from zhiye.journal.tests.notes import DAY, TEXT, correct, gesture, line, write
from zhiye.kernel.errors import HouseFault
from zhiye.kernel.ids import new_id


def only_line(actor, source):
    (found,) = queries.sources_of(actor, [source.record])[source.record]
    return found


def test_a_line_quotes_its_words_and_leads_to_them(worker, director):
    entry = write(worker)
    source = line(entry, "想学画")
    start = TEXT.index("想学画")
    told = only_line(director, source)
    assert (told.day, told.quote, told.url) == (DAY, "想学画", f"/n/{entry.pk}#w{start}-{start + 3}")


@pytest.mark.parametrize("ring", ["secretary", "own"])
def test_who_may_not_open_the_note_gets_its_day_and_no_word(worker, director, ring):
    told = only_line(director, line(write(worker, ring=ring), "想学画"))
    assert (told.day, told.quote, told.url, told.word) == (DAY, "", "", "一笔记录")


def test_after_a_correction_the_line_leads_to_the_same_words(worker):
    entry = write(worker)
    source = line(entry, "想学画")
    correct(worker, entry, "天晴。" + TEXT)
    start = TEXT.index("想学画") + 3
    assert only_line(worker, source).url == f"/n/{entry.pk}#w{start}-{start + 3}"


def test_words_corrected_away_are_found_in_the_history(worker):
    entry = write(worker)
    source = line(entry, "想学画")
    correct(worker, entry, "她说想学唱歌。")
    told = only_line(worker, source)
    assert (told.quote, told.url) == ("想学画", f"/n/{entry.pk}/wordings#w1")


def test_many_records_cost_two_questions(worker, django_assert_max_num_queries):
    entry = write(worker)
    made = [line(entry, "王阿姨") for _ in range(12)]
    correct(worker, entry, TEXT + "完。")
    worker.held()
    with django_assert_max_num_queries(2):
        found = queries.sources_of(worker, [source.record for source in made])
    assert len(found) == 12


def test_the_note_is_about_whom_its_records_concern_until_they_are_taken_back(cast, worker):
    entry, wang = write(worker), cast.person("wang")
    first, second = (line(entry, quote, person=wang) for quote in ("王阿姨", "想学画"))
    for source, left in ((first, 1), (second, 0)):
        with gesture():
            assert undo_sources([source.record]) == 1
        assert About.objects.filter(entry=entry, person=wang).count() == left
        assert queries.sources_of(worker, [source.record]) == {}


def test_what_the_writer_said_by_hand_stays(cast, worker):
    entry, home = write(worker), cast.home("115-402")
    source = line(entry, "王阿姨", place=home)
    with gesture():
        note_about(entry, place=home, by_hand=True)
        undo_sources([source.record])
    assert About.objects.filter(entry=entry, place=home).exists()


def test_undoing_twice_undoes_once(worker):
    source = line(write(worker), "想学画")
    with gesture():
        assert undo_sources([source.record]) == 1
        assert undo_sources([source.record]) == 0


def test_outside_a_command_no_line_is_written(worker):
    entry = write(worker)
    with pytest.raises(HouseFault):
        note_source(entry, start=0, end=2, quote="上午", kind="wish", record=new_id())
    assert not Source.objects.exists()


def test_joining_two_files_takes_the_lines_along_and_back(cast, worker, system):
    kept, gone = cast.person("chen_wife"), cast.person("chen_wife_again")
    entry = write(worker)
    source = line(entry, "想学画", person=gone)
    merge = merge_people(system, kept=kept, gone=gone, op=new_id())
    assert Source.objects.get(pk=source.pk).person == kept
    assert About.objects.get(entry=entry).person == kept
    unmerge_people(system, merge=merge, op=new_id())
    assert Source.objects.get(pk=source.pk).person == gone


@given(
    st.text(alphabet="甲乙", max_size=12),
    st.text(alphabet="甲乙", min_size=1, max_size=3),
    st.integers(0, 12),
)
def test_the_nearest_place_is_a_place_and_the_nearest(text, quote, start):
    places = [at for at in range(len(text)) if text.startswith(quote, at)]
    found = nearest(text, quote, start)
    if not places:
        assert found == -1
    else:
        assert abs(found - start) == min(abs(at - start) for at in places)
        assert found in places

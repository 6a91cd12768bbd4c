"""Writing a note, correcting it, taking it back."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fixtures import TODAY
from zhiye.audit.models import AuditEntry
from zhiye.journal import commands, queries
from zhiye.journal.models import About, Attachment, Entry, Wording
from zhiye.journal.tests.notes import DAY, TEXT, correct, line, write
from zhiye.journal.texts import clean
from zhiye.kernel import clock
from zhiye.kernel.errors import Conflict, Forbidden, NotFound, Refused
from zhiye.kernel.ids import new_id


def test_a_note_lies_at_the_committee_of_its_writer(cast, worker):
    entry = write(worker, weather=" 晴 ")
    assert (entry.path, entry.author, entry.weather) == (cast.committee.path, worker.user, "晴")
    assert (entry.version, entry.ring, entry.corrected_at) == (1, "team", None)


def test_a_note_of_a_grid_worker_lies_at_the_committee_too(cast, grid_worker):
    entry = write(grid_worker)
    assert entry.path == cast.committee.path
    assert queries.entry(grid_worker, entry.pk).text == TEXT
    assert correct(grid_worker, entry, "改了。").version == 2


def test_a_note_begun_at_a_home_is_about_it(cast, worker):
    home = cast.home("115-402")
    entry = write(worker, place=home)
    assert entry.path == home.path
    assert About.objects.get(entry=entry).place == home


@pytest.mark.parametrize("text", ["", "  \n\t ", "\u3000\u200b\ufeff", "\0"])
def test_a_note_of_blanks_is_refused_with_what_to_do(worker, text):
    with pytest.raises(Refused) as refused:
        write(worker, text=text)
    assert refused.value.field == "text"
    assert "写一句就够" in refused.value.message


@pytest.mark.parametrize("text", ["😀", "🏳️‍🌈🏳️‍🌈", "𠮷野家的㛃", "ok", "字" * 20_000])
def test_a_note_may_be_anything_that_says_something(worker, text):
    entry = write(worker, text=text)
    assert Entry.objects.get(pk=entry.pk).text == text


def test_a_character_too_many_is_refused_and_counted(worker):
    with pytest.raises(Refused, match="多出 1 个字"):
        write(worker, text="字" * 20_001)


def test_a_day_still_to_come_is_refused(worker):
    with pytest.raises(Refused) as refused:
        write(worker, written_on=date(2026, 11, 22))
    assert refused.value.field == "written_on"


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
@settings(max_examples=200)
def test_what_is_kept_is_kept_the_same_when_it_comes_back(text):
    kept = clean(text)
    assert clean(kept) == kept
    assert "\0" not in kept
    assert "\r" not in kept
    kept.encode("utf-8")


def test_the_trail_holds_no_word_of_a_note(worker):
    entry = write(worker, reflection="心里难过")
    correct(worker, entry, "她说不想学画了。", reflection="好多了")
    told = " ".join(str(row.changes) for row in AuditEntry.objects.filter(subject_id=entry.pk))
    assert told
    assert not [word for word in ("学画", "难过", "好多了") if word in told]


def test_a_correction_keeps_the_earlier_wording(worker):
    entry = write(worker, weather="晴")
    correct(worker, entry, "她说想学唱歌。", weather="阴")
    correct(worker, entry, "她说想学跳舞。", weather="阴")
    kept = [(w.number, w.text, w.weather) for w in Wording.objects.filter(entry=entry)]
    assert kept == [(1, TEXT, "晴"), (2, "她说想学唱歌。", "阴")]
    assert (entry.version, entry.text) == (3, "她说想学跳舞。")


def test_saving_the_same_again_makes_no_wording(worker):
    entry = write(worker)
    correct(worker, entry, TEXT, version=1)
    assert entry.version == 1
    assert not Wording.objects.filter(entry=entry).exists()


def test_an_older_window_is_told_both_and_nothing_is_lost(worker):
    entry = write(worker)
    correct(worker, entry, "第一扇窗里改的。")
    with pytest.raises(Conflict) as conflict:
        correct(worker, entry, "第二扇窗里改的。", version=1)
    assert conflict.value.fields["text"] == ("第二扇窗里改的。", "第一扇窗里改的。")
    assert Entry.objects.get(pk=entry.pk).text == "第一扇窗里改的。"


def test_nobody_corrects_the_words_of_another(worker, secretary):
    entry = write(worker)
    with pytest.raises(Forbidden):
        correct(secretary, entry, "书记替她改。")


def test_the_removed_note_is_gone_for_all_and_comes_back(worker, secretary):
    entry = write(worker)
    commands.remove_entry(worker, entry=entry, op=new_id())
    for actor in (worker, secretary):
        with pytest.raises(NotFound):
            queries.entry(actor, entry.pk)
    commands.restore_entry(worker, entry=entry, op=new_id())
    assert queries.entry(secretary, entry.pk).text == TEXT


def test_after_its_first_day_a_note_stays(worker):
    entry = write(worker)
    with clock.frozen(TODAY + timedelta(days=1)), pytest.raises(Refused, match="过了当天"):
        commands.remove_entry(worker, entry=entry, op=new_id())


def test_a_note_from_which_something_was_made_stays(worker):
    entry = write(worker)
    line(entry, "想学画")
    with pytest.raises(Refused, match="先把那些撤销"):
        commands.remove_entry(worker, entry=entry, op=new_id())


def test_a_photo_is_sealed_and_opens_for_those_who_read_the_note(worker, director, stranger):
    entry = write(worker)
    photo = commands.attach(
        worker, entry=entry, name="一页\n日志.jpg", media_type="image/jpeg", data=b"jpeg", op=new_id()
    )
    assert b"jpeg" not in bytes(Attachment.objects.get(pk=photo.pk).sealed)
    seen = queries.attachment(director, photo.pk)
    assert (seen.kind, seen.name, seen.text_state) == ("photo", "一页 日志.jpg", "waiting")
    assert queries.attachment_bytes(director, seen) == b"jpeg"
    with pytest.raises(NotFound):
        queries.attachment(stranger, photo.pk)


@pytest.mark.parametrize(
    ("media_type", "data"), [("text/html", b"x"), ("image/jpeg", b""), ("image/png", b"0" * (12 * 2**20 + 1))]
)
def test_what_is_no_photo_is_refused_beside_the_file(worker, media_type, data):
    with pytest.raises(Refused) as refused:
        commands.attach(worker, entry=write(worker), name="x", media_type=media_type, data=data, op=new_id())
    assert refused.value.field == "file"


def test_pages_of_notes_follow_one_another_without_gap(worker):
    made = [write(worker, written_on=DAY - timedelta(days=n // 2)) for n in range(7)]
    first = queries.entries_page(worker, size=3)
    second = queries.entries_page(worker, cursor=first.after, size=3)
    third = queries.entries_page(worker, cursor=second.after, size=3)
    rows = [row.pk for page in (first, second, third) for row in page.rows]
    assert sorted(rows) == sorted(entry.pk for entry in made)
    assert [row.written_on for row in first.rows] == sorted((r.written_on for r in first.rows), reverse=True)
    assert not third.after
    assert not first.before
    back = queries.entries_page(worker, cursor=second.before, size=3)
    assert [row.pk for row in back.rows] == [row.pk for row in first.rows]


@pytest.mark.parametrize(
    "cursor", ["", "n", "n20261120.x", "x20261399.00000000000000000000000000000000", "n\0."]
)
def test_a_broken_cursor_is_the_first_page(worker, cursor):
    entry = write(worker)
    assert [row.pk for row in queries.entries_page(worker, cursor=cursor).rows] == [entry.pk]


def test_notes_are_found_by_what_they_say_whom_they_are_about_and_when(cast, worker):
    wang = cast.person("wang")
    entry = write(worker)
    other = write(worker, text="来了两位问医保。", written_on=date(2026, 10, 1))
    line(entry, "想学画", person=wang)
    found = {
        "words": queries.EntryFilter(words="学画 电梯"),
        "person": queries.EntryFilter(person=wang.pk),
        "place": queries.EntryFilter(at=cast.building("115").path),
        "days": queries.EntryFilter(day_from=DAY),
    }
    for wanted in found.values():
        assert [row.pk for row in queries.entries_page(worker, wanted).rows] == [entry.pk]
    assert [
        row.pk for row in queries.entries_page(worker, queries.EntryFilter(day_to=date(2026, 10, 1))).rows
    ] == [other.pk]

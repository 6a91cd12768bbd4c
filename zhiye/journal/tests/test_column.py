"""The column: what must go before a piece goes out, who may do it, and taking it back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.journal import commands, queries
from zhiye.journal.masking import masked
from zhiye.journal.models import Piece
from zhiye.journal.tests.notes import write
from zhiye.kernel.errors import Forbidden, NotFound, Refused
from zhiye.kernel.ids import new_id

CLEAN = "一位阿姨八十多岁了，还想学画。楼里的年轻人送来了颜料。"


def publish(by, entry, text=CLEAN, title="她想学画"):
    return commands.publish_piece(by, entry=entry, title=title, text=text, op=new_id())


def found(actor, cast, text):
    return [(one.kind, one.text) for one in queries.to_publish_check(actor, text, cast.committee.path)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("王桂珍想学画", [("name", "王桂珍")]),
        ("王桂珍和周立新，王桂珍又来", [("name", "王桂珍"), ("name", "周立新"), ("name", "王桂珍")]),
        ("王 桂珍", [("name", "王 桂珍")]),
        ("她住115-402", [("door", "115-402")]),
        ("她住梧桐花园3号楼2单元401室", [("door", "梧桐花园3号楼2单元401室")]),
        ("电话15400000402", [("number", "15400000402")]),
        ("电话１５４ 0000 0402。", [("number", "１５４ 0000 0402")]),
        ("座机021-5555 1234", [("number", "021-5555 1234")]),
        ("证号31010719420308002X", [("number", "31010719420308002X")]),
        ("2026年11月20日，716户832人，3号楼的电梯", []),
        (CLEAN, []),
        ("", []),
        ("\0", []),
    ],
)
def test_what_must_go_is_found_with_its_words(cast, worker, text, told):
    assert found(worker, cast, text) == told


def test_every_finding_is_quoted_where_it_stands(cast, worker):
    text = "𠮷日😀王桂珍住115-402，電話15400000402。"
    hits = queries.to_publish_check(worker, text, cast.committee.path)
    assert {hit.kind for hit in hits} == {"name", "door", "number"}
    assert [text[hit.start : hit.end] for hit in hits] == [hit.text for hit in hits]


def test_a_grid_worker_is_told_names_of_the_whole_committee(cast, grid_worker, make):
    make.person("顾晚晴")
    assert found(grid_worker, cast, "顾晚晴来了") == [("name", "顾晚晴")]


@pytest.mark.parametrize(("kept", "written"), [("刘双喜", "劉雙喜"), ("劉雙喜", "劉雙喜")])
def test_names_are_found_in_either_script(cast, worker, make, kept, written):
    make.person(kept)
    assert found(worker, cast, f"今天{written}来了") == [("name", written)]


def test_names_of_another_committee_are_not_told(cast, worker, stranger):
    assert found(stranger, cast, "王桂珍")
    assert queries.to_publish_check(stranger, "王桂珍", cast.neighbour.path) == []


def test_a_word_that_somebody_is_called_does_not_stop_a_piece(cast, worker, make):
    make.person("高峰")
    (hit,) = queries.to_publish_check(worker, "早高峰堵车", cast.committee.path)
    assert (hit.text, hit.certain) == ("高峰", False)
    assert publish(worker, write(worker), "早高峰堵车，大家走路来。")


def test_how_somebody_is_called_is_shown_to_look_at(cast, worker):
    text = "王奶奶家的猫跑丢了，奶奶急得很，小顾阿姨帮着找。"
    hits = queries.to_publish_check(worker, text, cast.committee.path)
    assert [(hit.kind, hit.text, hit.certain) for hit in hits] == [
        ("called", "王奶奶", False),
        ("called", "顾阿姨", False),
    ]
    assert publish(worker, write(worker), text)


def test_a_long_text_is_checked_in_few_questions(cast, worker, django_assert_max_num_queries):
    text = "".join(chr(0x4E00 + n % 3000) for n in range(20_000))
    with django_assert_max_num_queries(40):
        queries.to_publish_check(worker, text, cast.committee.path)


@pytest.mark.parametrize("field", ["title", "text"])
@pytest.mark.parametrize("left", ["王桂珍", "115-402", "15400000402"])
def test_nothing_goes_out_while_something_is_left(worker, field, left):
    words = {"title": "她想学画", "text": CLEAN} | {field: f"说的是{left}"}
    with pytest.raises(Refused) as refused:
        commands.publish_piece(worker, entry=write(worker), op=new_id(), **words)
    assert refused.value.field == field
    assert left in refused.value.message
    assert not Piece.objects.exists()


@pytest.mark.parametrize("title", ["", "  ", "字" * 61, "上\n下"])
def test_a_piece_needs_a_title_of_one_line(worker, title):
    with pytest.raises(Refused) as refused:
        publish(worker, write(worker), title=title)
    assert refused.value.field == "title"


@pytest.mark.parametrize("ring", ["secretary", "own"])
def test_only_what_the_team_reads_goes_out(worker, ring):
    with pytest.raises(Refused, match="先改谁能看"):
        publish(worker, write(worker, ring=ring))


def test_a_note_goes_out_once_and_again_after_it_came_back(worker):
    entry = write(worker)
    piece = publish(worker, entry)
    with pytest.raises(Refused, match="已经在专栏里"):
        publish(worker, entry)
    with pytest.raises(Refused, match="先收回来"):
        commands.change_ring(worker, entry=entry, ring="own", op=new_id())
    with pytest.raises(Refused, match="先收回来"):
        commands.remove_entry(worker, entry=entry, op=new_id())
    commands.withdraw_piece(worker, piece=piece, op=new_id())
    assert publish(worker, entry).pk != piece.pk


def test_the_secretary_takes_a_piece_back_and_a_colleague_does_not(
    worker, director, secretary, stranger, nobody
):
    piece = publish(worker, write(worker))
    with pytest.raises(Forbidden):
        commands.withdraw_piece(director, piece=piece, op=new_id())
    with pytest.raises(NotFound):
        commands.withdraw_piece(stranger, piece=piece, op=new_id())
    commands.withdraw_piece(secretary, piece=piece, op=new_id())
    with pytest.raises(NotFound):
        queries.public_piece(nobody, piece.pk)


def test_the_note_may_change_and_the_piece_stays_as_it_went_out(worker):
    entry = write(worker)
    piece = publish(worker, entry)
    commands.correct_entry(
        worker, entry=entry, text="王桂珍又来了。", written_on=entry.written_on, version=1, op=new_id()
    )
    assert Piece.objects.get(pk=piece.pk).text == CLEAN


def test_names_numbers_and_doors_are_replaced_at_one_tap(cast, worker):
    text = "王桂珍住115-402，电话15400000402。"
    hits = queries.to_publish_check(worker, text, cast.committee.path)
    told = masked(text, [(one.kind, one.start, one.end) for one in hits])
    assert told == "王某住某户，电话（号码略）。"
    assert queries.to_publish_check(worker, told, cast.committee.path) == []


@given(st.text(max_size=30), st.lists(st.sampled_from(["name", "number", "door"]), max_size=4))
def test_masking_nothing_changes_nothing_and_masking_takes_the_words_out(text, kinds):
    assert masked(text, []) == text
    words = "".join(f"欧阳小{n}、" for n in range(len(kinds)))
    spans = [(kind, n * 5, n * 5 + 4) for n, kind in enumerate(kinds)]
    assert "欧阳小" not in masked(words, spans)

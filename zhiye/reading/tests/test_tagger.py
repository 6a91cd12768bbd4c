"""What a tagger's words add, with words cut by hand; and that the reader goes by rules where there is no model."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.reading import tagger
from zhiye.reading.reader import read
from zhiye.reading.text import Span, Word, read_note


def cut(tagged: str) -> tuple[str, tuple[Word, ...]]:
    """A text and its words from ``墨守白/PER 睡/v``."""
    text, words = "", []
    for token in tagged.split(" "):
        word, name = token.rsplit("/", 1)
        words.append(Word(Span(len(text), len(text) + len(word)), name))
        text += word
    return text, tuple(words)


def found(tagged: str) -> dict[str, Any]:
    text, words = cut(tagged)
    return read({"text": text, "written_on": "2025-05-13"}, tagger=lambda plain: words)


def by_rules(text: str) -> dict[str, Any]:
    return read({"text": text, "written_on": "2025-05-13"}, tagger=lambda plain: ())


@pytest.mark.parametrize(
    "tagged, named",
    [
        ("于敏/PER 通情达理/v", ["于敏"]),
        ("阿依古丽/PER 来/v 了/u", ["阿依古丽"]),
        ("钭一鸣/PER 来/v 了/u", ["钭一鸣"]),
        ("烤房/n 师傅/n 说/v", ["师傅"]),
        ("锦辉/PER 物业/n 来/v 了/u", []),
        ("塞/v 橘子/n 给/p 我/r", []),
    ],
)
def test_words_bound_the_names_of_people(tagged: str, named: list[str]) -> None:
    assert [person["name"] for person in found(tagged)["people"]] == named


@pytest.mark.parametrize(
    "tagged, units",
    [
        ("转给/v 锦辉/PER 物业/n", ["锦辉物业"]),
        ("跟/p 县/n 残联/n 联系/v", ["县残联"]),
        ("投诉/v 物业/n 公司/n", []),
        ("小区/n 物业/n 来/v 了/u", []),
        ("老丁/PER 医院/n 门口/s 摔/v 了/u", []),
    ],
)
def test_words_bound_the_names_of_units(tagged: str, units: list[str]) -> None:
    assert found(tagged)["organisations"] == units


@pytest.mark.parametrize(
    "tagged, estate",
    [
        ("到/v 榆树沟/LOC 走访/v", "榆树沟"),
        ("翡翠湾/LOC 的/u 地锁/n", "翡翠湾"),
        ("回/v 家/n 里/f 去/v", None),
        ("水/n 沟/n 堵/v 了/u", None),
    ],
)
def test_words_tell_places_without_a_number(tagged: str, estate: str | None) -> None:
    homes = [home["estate"] for home in found(tagged)["addresses"]]
    assert homes == ([estate] if estate else [])


def test_without_words_rules_still_find_units_and_people() -> None:
    notes = by_rules("跟县残联联系，网格员肖建平去了锦辉物业。")
    assert notes["organisations"] == ["县残联", "锦辉物业"]
    assert [person["name"] for person in notes["people"]] == ["肖建平"]


@given(st.text(alphabet="甲乙，。\n a", max_size=60), st.integers(1, 9))
def test_pieces_keep_every_word_and_stay_short(text: str, longest: int) -> None:
    pieces = tagger.pieces(text, longest)
    assert all(piece.end - piece.start <= longest for piece in pieces)
    kept = {place for piece in pieces for place in range(piece.start, piece.end)}
    assert all(text[place].isspace() for place in set(range(len(text))) - kept)


def test_a_model_that_is_not_the_measured_one_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.joinpath("lac_encoder.onnx").write_bytes(b"another model")
    monkeypatch.setattr(tagger, "_folder", lambda: tmp_path)
    tagger._model.cache_clear()
    try:
        assert tagger.tag("周阿婆来了") == ()
    finally:
        tagger._model.cache_clear()


def test_words_are_found_by_place() -> None:
    text, words = cut("周阿婆/PER 来/v 了/u")
    note = read_note(text)
    assert note.word_at(1) is None
    noted = type(note)(note.text, note.plain, note.places, note.sentences, note.clauses, words)
    assert noted.word_at(1) == words[0]
    assert noted.words_in(Span(2, 4)) == words[:2]


def test_words_around_show_a_name_the_tagger_does_not_know() -> None:
    words = (Word(Span(0, 2), "n"), Word(Span(2, 5), "v", 0.5), Word(Span(5, 6), "w"))
    people = read({"text": "儿子束子墨，六岁"}, tagger=lambda plain: words)["people"]
    assert [person["name"] for person in people] == ["束子墨"]


def test_a_role_in_front_is_no_part_of_a_name() -> None:
    words = (Word(Span(0, 3), "PER", 0.9), Word(Span(3, 5), "v", 0.5), Word(Span(5, 6), "w"))
    people = read({"text": "支书马占海，在家"}, tagger=lambda plain: words)["people"]
    assert "支书马" not in [person["name"] for person in people]

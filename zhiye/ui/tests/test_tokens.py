"""Tokens: what can be computed about the look."""

import gzip
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.ui import tokens

colours = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06X}")


@pytest.mark.parametrize("pair", tokens.PAIRS, ids=lambda pair: f"{pair.front} on {pair.back}")
def test_every_pair_keeps_its_contrast(pair: tokens.Pair) -> None:
    ratio = tokens.contrast(tokens.COLOURS[pair.front], tokens.COLOURS[pair.back])
    assert ratio >= pair.least


def test_contrast_is_twenty_one_for_black_on_white() -> None:
    assert tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21)


@given(colours, colours)
def test_contrast_does_not_care_which_colour_is_in_front(one: str, other: str) -> None:
    assert tokens.contrast(one, other) == tokens.contrast(other, one)
    assert 1 <= tokens.contrast(one, other) <= 21.000001


def test_the_style_sheet_begins_with_the_tokens() -> None:
    assert tokens.STYLE_SHEET.read_text(encoding="utf-8").startswith(tokens.stylesheet())


def test_renewing_keeps_what_is_written_by_hand(tmp_path) -> None:
    sheet = tmp_path / "app.css"
    sheet.write_text(f"old\n{tokens.END_LINE}\n.card {{ color: red }}\n", encoding="utf-8")
    tokens.renew(sheet)
    assert sheet.read_text(encoding="utf-8") == tokens.stylesheet() + ".card { color: red }\n"


def test_every_token_the_style_sheet_uses_exists() -> None:
    sheet = tokens.STYLE_SHEET.read_text(encoding="utf-8")
    assert set(re.findall(r"var\(--([\w-]+)\)", sheet)) <= set(
        re.findall(r"--([\w-]+):", tokens.stylesheet())
    )


def test_no_colour_stands_in_the_hand_written_rules_except_black_and_white() -> None:
    by_hand = tokens.STYLE_SHEET.read_text(encoding="utf-8").split(tokens.END_LINE)[1]
    assert set(re.findall(r"#[0-9a-fA-F]{3,6}\b", by_hand)) <= {"#000", "#fff"}


@pytest.mark.parametrize("size", tokens.TYPE)
def test_no_type_is_smaller_than_its_reader_can_read(size: str) -> None:
    floor = tokens.SMALLEST_PX["resident" if size.startswith("resident") else "worker"]
    assert min(font for font, _line in tokens.TYPE[size].values()) >= floor


@pytest.mark.parametrize("size", tokens.TYPE)
def test_running_text_has_lines_half_as_high_again(size: str) -> None:
    assert all(
        tokens.TYPE[size][role][1] / tokens.TYPE[size][role][0] >= 1.5 for role in ("text", "small", "tag")
    )


@pytest.mark.parametrize("role", tokens.TARGET_FLOORS_PX)
def test_targets_are_above_their_floor(role: str) -> None:
    name = "target" if role == "worker" else "target-resident"
    assert tokens.TARGETS_PX[name] >= tokens.TARGET_FLOORS_PX[role]


def test_the_style_sheet_and_scripts_stay_small() -> None:
    folder = tokens.STYLE_SHEET.parent
    # On the wire it is compressed: a tenth of the 60 KB that a page may cost. Rooms bring sheets of their own.
    assert len(gzip.compress(tokens.STYLE_SHEET.read_bytes())) < 6_000
    assert all(script.stat().st_size < 3_000 for script in folder.glob("*.js"))

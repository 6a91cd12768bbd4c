"""The stream under a passphrase: what goes in comes out, and nothing else does."""

import io
import random
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.upkeep import sealed_stream
from zhiye.upkeep.sealed_stream import CHUNK, BrokenStream, OpeningReader, SealingWriter, WrongPassphrase

HEADER, SEALED_CHUNK = 50, CHUNK + 16
THREE = random.Random(7).randbytes(2 * CHUNK + 1000)


def sealed(plain: bytes, passphrase: str = "一句很长的口令") -> bytes:
    file = io.BytesIO()
    writer = SealingWriter(file, passphrase)
    for start in range(0, len(plain), 300_001):
        writer.write(plain[start : start + 300_001])
    writer.finish()
    return file.getvalue()


def opened(raw: bytes, passphrase: str = "一句很长的口令") -> bytes:
    reader = OpeningReader(io.BytesIO(raw), passphrase)
    return b"".join(iter(lambda: reader.read(70_000), b""))


@given(st.binary(max_size=5000), st.text(min_size=1, max_size=40).filter(lambda text: text.isprintable()))
def test_what_was_sealed_opens_again(plain: bytes, passphrase: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealed_stream, "COST", (2, 1, 1))
        assert opened(sealed(plain, passphrase), passphrase) == plain


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1000])
def test_sizes_around_the_chunk_open_again(size: int) -> None:
    assert opened(sealed(THREE[:size])) == THREE[:size]


def test_the_plain_text_is_not_in_the_file() -> None:
    assert b"115-402" not in sealed(b"115-402" * 1000)


def test_another_passphrase_is_told_from_damage() -> None:
    with pytest.raises(WrongPassphrase):
        opened(sealed(b"x"), "另一句口令")


@pytest.mark.parametrize("cut", [HEADER, HEADER + 8, HEADER + SEALED_CHUNK, HEADER + 2 * SEALED_CHUNK, -1])
def test_a_file_cut_anywhere_even_between_chunks_does_not_open(cut: int) -> None:
    with pytest.raises(BrokenStream):
        opened(sealed(THREE)[:cut])


def test_chunks_in_another_order_do_not_open() -> None:
    raw = sealed(THREE)
    first, second = HEADER, HEADER + SEALED_CHUNK
    swapped = (
        raw[:first] + raw[second : second + SEALED_CHUNK] + raw[first:second] + raw[second + SEALED_CHUNK :]
    )
    assert len(swapped) == len(raw)
    with pytest.raises(BrokenStream):
        opened(swapped)


def test_bytes_added_at_the_end_do_not_open() -> None:
    with pytest.raises(BrokenStream):
        opened(sealed(b"x") + b"y")


@pytest.mark.parametrize("place", [HEADER + 3, HEADER + SEALED_CHUNK + 5, -1])
def test_one_changed_bit_does_not_open(place: int) -> None:
    raw = bytearray(sealed(THREE))
    raw[place] ^= 1
    with pytest.raises(BrokenStream):
        opened(bytes(raw))


def test_a_header_that_asks_for_all_the_memory_is_refused() -> None:
    raw = bytearray(sealed(b"x"))
    raw[len(sealed_stream.MAGIC)] = 40
    with pytest.raises(BrokenStream):
        opened(bytes(raw))


def test_a_reader_asked_for_everything_answers_a_chunk_at_a_time() -> None:
    reader = OpeningReader(cast(io.BytesIO, io.BytesIO(sealed(THREE))), "一句很长的口令")
    assert [len(reader.read()) for _ in range(4)] == [CHUNK, CHUNK, 1000, 0]

"""What is sealed opens in its own row only, and with the keys it was sealed with."""

import stat
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as pace
from hypothesis import strategies as st

from zhiye.kernel import sealing
from zhiye.kernel.sealing import SealBroken, add_keys, blind_index, key_in_use, new_key_file, seal, unseal


@pytest.fixture
def own_keys(tmp_path, settings):
    """A key ring of this test's own."""
    path = tmp_path / "keys.json"
    settings.KEY_FILE = str(path)
    new_key_file(path)
    sealing._read_ring.cache_clear()
    yield path
    sealing._read_ring.cache_clear()


@given(st.text(), st.text())
@pace(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_sealed_opens_in_its_row(text, row):
    assert unseal(seal(text, row), row) == text


def test_it_does_not_open_in_another_row():
    with pytest.raises(SealBroken, match="another row"):
        unseal(seal("310101194203080248", "a"), "b")


@given(st.integers(0, 400))
@pace(max_examples=60, deadline=None)
def test_a_damaged_value_does_not_open(where):
    sealed = bytearray(seal("310101194203080248", "a"))
    sealed[where % len(sealed)] ^= 0x55
    with pytest.raises(SealBroken):
        unseal(bytes(sealed), "a")


@pytest.mark.parametrize("length", [1, 13, 28])
def test_a_cut_off_value_does_not_open(length):
    with pytest.raises(SealBroken):
        unseal(seal("310101194203080248", "a")[:length], "a")


def test_the_same_text_is_sealed_differently_each_time():
    assert seal("甲", "a") != seal("甲", "a")


def test_empty_text_stays_empty():
    assert (seal("", "a"), unseal(b"", "a"), blind_index("")) == (b"", "", "")


@given(st.text(min_size=1), st.text(min_size=1))
@pace(max_examples=60, deadline=None)
def test_fingerprints_are_equal_exactly_when_texts_are(one, other):
    assert (blind_index(one) == blind_index(other)) == (one == other)
    assert len(blind_index(one)) == 64


def test_after_new_keys_old_values_still_open(own_keys):
    before = seal("甲", "a")
    add_keys(own_keys)
    after = seal("甲", "a")
    assert (before[0], after[0], key_in_use()) == (1, 2, 2)
    assert unseal(before, "a") == unseal(after, "a") == "甲"


def test_after_new_keys_old_fingerprints_can_be_made_again(own_keys):
    before = blind_index("甲")
    add_keys(own_keys)
    assert blind_index("甲") != before
    assert blind_index("甲", number=1) == before


def test_a_value_of_a_key_that_is_missing_says_which(own_keys):
    sealed = seal("甲", "a")
    own_keys.write_text('{"seal": {"2": "' + "00" * 16 + '"}, "index": {"2": "' + "00" * 32 + '"}}')
    sealing._read_ring.cache_clear()
    with pytest.raises(SealBroken, match="key 1"):
        unseal(sealed, "a")


def test_the_key_file_is_for_the_owner_alone_and_not_overwritten(own_keys):
    assert stat.S_IMODE(own_keys.stat().st_mode) == 0o600
    before = own_keys.read_text()
    new_key_file(own_keys)
    assert own_keys.read_text() == before


def test_the_tests_have_keys_of_their_own():
    assert "zhiye-tests-" in str(Path(settings.KEY_FILE))

"""Which sentences of an earlier wording are gone."""

from hypothesis import given
from hypothesis import strategies as st

from zhiye.journal.changed import marked

WORDS = st.text(alphabet="甲乙丙。！\n ", max_size=40)


@given(WORDS, WORDS)
def test_the_pieces_join_to_the_earlier_wording(earlier, later):
    assert "".join(words for words, _gone in marked(earlier, later)) == earlier


@given(WORDS)
def test_nothing_is_gone_from_what_was_not_changed(text):
    assert not any(gone for _words, gone in marked(text, text))


def test_the_changed_sentence_alone_is_marked():
    assert marked("甲。乙。丙。", "甲。丁。丙。") == [("甲。", False), ("乙。", True), ("丙。", False)]

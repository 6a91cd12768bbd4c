"""What the lists make of sentences as people say them: floors that may rise and never fall."""

import pytest

from zhiye.guidance.tests.natural import SENTENCES, called


@pytest.mark.parametrize("name, missed", [("crisis", 0), ("violence", 1)])
def test_few_are_missed(name, missed):
    assert len(called(name)[1]) <= missed


def test_few_everyday_sentences_call_up_a_card():
    assert len(called("everyday")[0]) <= 3


def test_the_lists_are_as_long_as_they_were_and_say_nothing_twice():
    assert [len(set(SENTENCES[name])) for name in ("crisis", "violence", "everyday")] == [80, 50, 120]

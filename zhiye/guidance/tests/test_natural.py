"""What the lists make of sentences as people say them: floors that may rise and never fall."""

import time

import pytest

from zhiye.guidance.cards import cards
from zhiye.guidance.tests.natural import DAY, SENTENCES, called


@pytest.mark.parametrize("name, missed", [("crisis", 0), ("violence", 1)])
def test_few_are_missed(name, missed):
    assert len(called(name)[1]) <= missed


def test_few_everyday_sentences_call_up_a_card():
    assert len(called("everyday")[0]) <= 3


def test_the_lists_are_as_long_as_they_were_and_say_nothing_twice():
    assert [len(set(SENTENCES[name])) for name in ("crisis", "violence", "everyday")] == [80, 50, 120]


def test_the_cards_of_a_note_come_at_once():
    notes = ["".join(SENTENCES["everyday"][at : at + 10]) for at in range(0, 120, 10)]
    cards(notes[0], {}, DAY)
    start = time.process_time()
    for note in notes:
        cards(note, {}, DAY)
    assert (time.process_time() - start) / len(notes) <= 0.005

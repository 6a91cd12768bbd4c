"""The notes that the reader learns from are well formed, and the check would say so if they were not."""

import json
from pathlib import Path

import pytest

from training.reading.check import faults

FILES = sorted(Path("training/reading").glob("notes_*.jsonl"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_label_quotes_its_note_and_uses_known_codes(path):
    notes = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len(notes) > 50
    assert [(note["id"], fault) for note in notes for fault in faults(note)] == []


def test_no_note_stands_twice():
    notes = [json.loads(line) for path in FILES for line in path.read_text("utf-8").splitlines()]
    assert len({note["text"] for note in notes}) == len({note["id"] for note in notes}) == len(notes)


def test_a_wrong_label_is_told():
    note = json.loads(FILES[0].read_text("utf-8").splitlines()[0])
    note["matters"] = [{"code": "gossip", "text": "这句话不在里面"}]
    assert faults(note) == ["not in the text: 这句话不在里面", "matter gossip"]

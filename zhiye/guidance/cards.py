"""From a note to cards of guidance: the one door of this room."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhiye.guidance.card import Action, GuidanceCard
from zhiye.guidance.distress import distress_cards
from zhiye.guidance.hints import hint_cards
from zhiye.guidance.proofs import proof_cards
from zhiye.kernel.dated import NATION
from zhiye.reading.text import read_note

__all__ = ["Action", "GuidanceCard", "cards"]
LONGEST = 20_000


def cards(text: str, findings: Mapping[str, Any], day: date, region: str = NATION) -> list[GuidanceCard]:
    """Cards of a note, the urgent first: safety, violence, proof, hint.

    ``findings`` as ``zhiye.reading.reader.read`` gives them ({} will do); ``day`` is the day on which the card is
    looked at: rules in force then, here (``region``: GB/T 2260 or "CN"). Pure and deterministic; no text raises.
    """
    note = read_note(text[:LONGEST])
    return [
        *distress_cards(note, "safety"),
        *distress_cards(note, "violence"),
        *proof_cards(note, day, region),
        *hint_cards(note, findings, day, region),
    ]

"""From findings to proposals: pure, the same for the same note; every proposal quotes its words.

Sentences of the note are read by ``zhiye.reading``; the register's part comes in as ``Links``.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from zhiye.drafts.acts import cases, contacts
from zhiye.drafts.belongings import categories, kin, wishes
from zhiye.drafts.making_of import Making
from zhiye.drafts.pledges import promises
from zhiye.drafts.subjects import homes, people
from zhiye.drafts.text import cut, everybody
from zhiye.drafts.values import NO_LINKS, PROOF, SAFETY, VIOLENCE, Links, Proposal
from zhiye.drafts.warning import warnings
from zhiye.guidance.card import GuidanceCard

Findings = Mapping[str, Any]
_ORDER: tuple[str, ...] = ("safety", "violence", "person", "home", "case", "contact", "promise")
_ORDER += ("category", "wish", "kin", "proof", "hint")


def make(
    words: str,
    written_on: date,
    findings: Findings,
    links: Links = NO_LINKS,
    cards: Iterable[GuidanceCard] = (),
) -> list[Proposal]:
    """What the note implies, in the order of its words. Each names the others by ``ref``, those that are there."""
    text, advice = cut(words), list(cards)
    proofs = tuple((card.start, card.end) for card in advice if card.kind == PROOF)
    alarms = tuple((card.start, card.end) for card in advice if card.kind in (SAFETY, VIOLENCE))
    making = Making(text, written_on, findings, links, everybody(text, findings), proofs, alarms)
    for step in (homes, people, wishes, cases, contacts, promises, categories, kin):
        making.add(step(making))
    making.add(warnings(making, advice))
    proposals = [one for made in making.made.values() for one in made]
    return sorted(proposals, key=lambda one: (one.start, _ORDER.index(one.kind), one.ref))

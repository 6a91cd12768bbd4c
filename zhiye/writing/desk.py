"""All that stands beside a note, in order: warnings, the cards as their words come, hints in one, doubtful ones."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from zhiye.drafts import queries as drafts
from zhiye.journal.models import Entry
from zhiye.journal.permissions import WRITE
from zhiye.kernel.actor import Actor
from zhiye.writing.draft_cards import FIRST, Card, Reply, Whom, card_of

SECRET = "people.secret"
HINT = "hint"


@dataclass
class Desk:
    """The cards of a note: those in their places, the hints as one, and those that are hardly so."""

    cards: list[Card]  # waiting and answered
    hints: list[Card] = field(default_factory=list)
    unlikely: list[Card] = field(default_factory=list)
    may_answer: bool = False
    told: str = ""  # about the last tap, where no card is its place

    @property
    def waiting(self) -> int:
        """How many wait; all hints are one card, the doubtful ones call nobody."""
        return sum(card.pending for card in self.cards) + bool(self.hints_waiting)

    @property
    def hints_waiting(self) -> list[Card]:
        """The hints that nobody has read."""
        return [card for card in self.hints if card.pending]

    @property
    def hints_to_take_back(self) -> list[Card]:
        """The hints that were read today."""
        return [card for card in self.hints if card.may_take_back]

    @property
    def any(self) -> bool:
        """Whether the note has been read, or something was added."""
        return bool(self.cards or self.hints or self.unlikely)

    @property
    def rest(self) -> list[Card]:
        """What 其余都对 answers."""
        return [card for card in self.cards if card.in_rest]

    @property
    def rest_in_words(self) -> str:
        """What 其余都对 will keep: 人 2、约 1."""
        kinds = Counter(str(card.draft.get_kind_display()) for card in self.rest)
        return _("、").join(f"{kind} {count}" for kind, count in kinds.items())


def desk(actor: Actor, entry: Entry, replies: Mapping[str, Reply] | None = None, told: str = "") -> Desk:
    """The desk of a note; the caller has been given the note.

    ``replies``: by draft id, what the last tap on it left behind.
    """
    replies, secret = replies or {}, actor.may(SECRET, entry.path)
    made = [
        card_of(actor, entry, shown, replies.get(str(shown.draft.pk), Reply()), secret)
        for shown in drafts.drafts_of(actor, entry)
    ]
    _name_those_concerned(made)
    _call_once(made)
    placed = [card for card in made if card.draft.kind != HINT and not card.unlikely]
    placed.sort(key=lambda card: FIRST.index(card.draft.kind) if card.warns else len(FIRST))  # a stable order
    hints = [card for card in made if card.draft.kind == HINT]
    return Desk(placed, hints, [card for card in made if card.unlikely], actor.may(WRITE), told)


def _name_those_concerned(cards: list[Card]) -> None:
    """Whom a warning may be about: the people of the note who have a file. The words often name the one who strikes
    as well, so nobody is chosen unless the words say who is meant."""
    known = [card for card in cards if card.draft.kind == "person" and card.shown.person]
    for card in cards:
        if card.pending and card.warns:
            meant = card.draft.proposal.get("people", [])
            card.whom = [
                Whom(str(one.shown.person.person.pk), one.title, str(one.draft.pk) in meant)
                for one in known
                if one.shown.person and one.draft.state != "wrong"
            ]


def _call_once(cards: list[Card]) -> None:
    """A number that one warning offers is not offered again on the next."""
    offered: set[str] = set()
    for card in sorted((one for one in cards if one.warns and one.pending), key=lambda one: one.draft.kind):
        card.calls = [(label, number) for label, number in card.calls if number not in offered]
        offered |= {number for _label, number in card.calls}

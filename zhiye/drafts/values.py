"""Plain values between reading, linking and the table of drafts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

PERSON, HOME, CASE, CONTACT, PROMISE = "person", "home", "case", "contact", "promise"
CATEGORY, WISH, KIN = "category", "wish", "kin"
PROOF, SAFETY, VIOLENCE, HINT = "proof", "safety", "violence", "hint"
RECORDS = (CASE, CONTACT, PROMISE, WISH)  # what is written down of somebody, beside who and where they are
CARDS = (SAFETY, VIOLENCE, PROOF, HINT)  # what guidance says of a note
# Findings of the trained readers that they themselves hold unlikely stand apart, and are never confirmed together.
DOUBTED, UNLIKELY = (CASE, CONTACT, PROMISE), 0.4
# Keys of a proposal that name other drafts of the same note: one, or a list of them.
REFS = ("person", "other", "home", "case", "people")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the register who may be meant: ``why`` in words, none of them taken from the register."""

    id: UUID
    why: str
    points: int


@dataclass(frozen=True, slots=True)
class Linked:
    """Who of the register one of the people of a note may be; ``chosen`` when only one can be meant. ``many``: how
    many may be called so, where that are more than can be asked about."""

    chosen: Candidate | None = None
    candidates: tuple[Candidate, ...] = ()
    many: int = 0


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """Which place of the tree an address of a note may be; ``chosen`` when only one can be meant."""

    chosen: UUID | None = None
    candidates: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Links:
    """What the register knows of a note's findings; people and places by their index in the findings."""

    people: Mapping[int, Linked] = field(default_factory=dict)
    places: Mapping[int, PlaceLink] = field(default_factory=dict)
    held: Mapping[UUID, frozenset[str]] = field(
        default_factory=dict
    )  # person -> categories that stand already
    tied: frozenset[tuple[UUID, UUID]] = frozenset()  # pairs whose kinship is known
    cases: Mapping[tuple[UUID, str], tuple[UUID, ...]] = field(
        default_factory=dict
    )  # (place, code) -> open ones
    told: Mapping[UUID, str] = field(default_factory=dict)  # open matter of a home -> its words
    where: UUID | None = None  # the place at which the note was begun
    secret: bool = False  # whether the writer may keep things for 仅我和书记


NO_LINKS = Links()


@dataclass(frozen=True, slots=True)
class Proposal:
    """One draft before it is stored. ``ref`` names it inside this note; ``key`` is what it says, for renewing."""

    kind: str
    start: int
    end: int
    quote: str
    ref: str
    proposal: dict[str, Any]
    key: str
    person: UUID | None = None
    place: UUID | None = None
    reason: str = ""
    confidence: float = 0.5
    sensitive: bool = False

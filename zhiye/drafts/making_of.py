"""What is known while the proposals of one note are made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from zhiye.drafts.phones import Told, phones_in
from zhiye.drafts.sensitive import is_sensitive
from zhiye.drafts.text import FAR, Named, Somebody, Stretch, Text, nearest, spoken_of
from zhiye.drafts.values import RECORDS, WISH, Links, PlaceLink, Proposal
from zhiye.reading.text import read_note
from zhiye.reading.traits import find_hints


@dataclass
class Making:
    """The note, what was read and linked, and the proposals made so far, which later ones name by ``ref``."""

    text: Text
    written_on: date
    findings: Mapping[str, Any]
    links: Links
    people: list[Somebody]
    proofs: tuple[Stretch, ...] = ()  # where papers are named that guidance answers with a card of its own
    alarms: tuple[Stretch, ...] = ()  # words of crisis or violence
    made: dict[str, list[Proposal]] = field(default_factory=dict)  # by kind
    refs: set[str] = field(default_factory=set)
    _said: set[tuple[str, str]] = field(default_factory=set)

    def add(self, more: Iterable[Proposal]) -> None:
        """Take in what a step proposes; the same words told twice are one."""
        for one in more:
            said = (one.kind, f"{one.key} {one.quote} {one.proposal}")
            if said not in self._said:
                self._said.add(said)
                self.refs.add(one.ref)
                self.made.setdefault(one.kind, []).append(one)

    def has(self, ref: str) -> bool:
        """Whether there is a proposal of this name."""
        return ref in self.refs

    def ref_of(self, somebody: Somebody) -> str | None:
        """The name of the proposal for this person, when there is one."""
        ref = f"p{somebody.index}"
        return ref if self.has(ref) else None

    def of_kind(self, kind: str) -> list[Proposal]:
        """The proposals of one kind so far."""
        return self.made.get(kind, [])

    @cached_property
    def named(self) -> Named:
        """Where anybody is named."""
        return Named(self.people)

    @cached_property
    def proposed(self) -> Named:
        """Where those are named who have a draft; asked for once people have been proposed."""
        return Named(one for one in self.people if self.has(f"p{one.index}"))

    @property
    def wished(self) -> list[Stretch]:
        """Where wishes and gifts stand, once they have been proposed."""
        return [(one.start, one.end) for one in self.of_kind(WISH)]

    @cached_property
    def phones(self) -> list[Told]:
        """The telephone numbers of the note."""
        return phones_in(self.text, self.people)

    @cached_property
    def hints(self) -> list[tuple[str, Stretch]]:
        """Words that may tell a trait: the trait, and where they stand."""
        note = read_note(self.text.words)
        return [(hint.trait, note.span(hint.span)) for hint in find_hints(note)]

    def quote(self, span: Stretch) -> str:
        """The words at a stretch."""
        return self.text[span]

    def home_near(self, span: Stretch) -> str | None:
        """The ref of the home spoken of at ``span``: in its sentence, else the last one named before, unless
        somebody else has come up since."""
        homes = self.of_kind("home")
        sentence = self.text.sentence_of(span[0])
        here = [one for one in homes if sentence[0] <= one.start < sentence[1]]
        if here:
            return here[nearest(span[0], [(one.start, one.end) for one in here]) or 0].ref
        before = [one for one in homes if 0 <= span[0] - one.end <= FAR]
        if not before:
            return None
        end = self.text.sentence_of(before[-1].start)[1]
        heads = (one for one in self.people if one.role == "resident" and not one.is_kin)
        return None if any(end <= one.named[0][0] < span[1] for one in heads) else before[-1].ref

    def concerned(self, span: Stretch) -> list[str]:
        """Refs of the people whom the words at ``span`` concern."""
        return [f"p{one.index}" for one in spoken_of(self.text, span, self.proposed)]

    def is_alarming(self, span: Stretch) -> bool:
        """Whether words of crisis or violence stand in the sentence of ``span``."""
        start, end = self.text.sentence_of(span[0])
        return any(start <= alarm[0] < end for alarm in self.alarms)

    def proposal(
        self,
        kind: str,
        span: Stretch,
        ref: str,
        proposal: dict[str, Any],
        key: str,
        *,
        code: str = "",
        confidence: float = 0.5,
        **links: Any,
    ) -> Proposal:
        """A proposal with its quote; sensitive by kind, code, or the words around it."""
        clause = self.text[self.text.clause_of(span[0])]
        grave = kind in RECORDS and self.is_alarming(span)
        return Proposal(
            kind,
            span[0],
            span[1],
            self.quote(span),
            ref,
            proposal,
            key,
            confidence=confidence,
            sensitive=grave or (kind != "home" and is_sensitive(kind, code, f"{clause} {self.quote(span)}")),
            **links,
        )

    def place_link(self, index: int) -> PlaceLink:
        """Which place an address may be."""
        return self.links.places.get(index, PlaceLink())

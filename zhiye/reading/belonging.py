"""Ties and traits of a note, long notes stretch by stretch, so that the time they take grows with their length."""

from dataclasses import replace

from zhiye.reading.coreference import take_all
from zhiye.reading.kinship import find_ties
from zhiye.reading.text import Note, Span
from zhiye.reading.traits import give_traits
from zhiye.reading.values import Mention, Someone, Tie

# What a kin word or a trait belongs to stands nearer than this, in characters.
_STRETCH = 1000


def tell_belonging(note: Note, people: list[Someone]) -> list[Tie]:
    """Who is whose kin; gives traits on the way. ``people`` loses those who turn out nobody or somebody else."""
    stretches = _stretches(note)
    if len(stretches) <= 1:
        ties = find_ties(note, people)
        give_traits(note, people, ties)
        return ties
    return [tie for stretch in stretches for tie in _within(note, people, stretch)]


def _stretches(note: Note) -> list[Span]:
    """Sentences taken together up to a bounded length; a longer sentence is cut anywhere."""
    cut: list[Span] = []
    for sentence in note.sentences:
        for start in range(sentence.start, sentence.end, _STRETCH):
            end = min(sentence.end, start + _STRETCH)
            if cut and end - cut[-1].start <= _STRETCH:
                cut[-1] = Span(cut[-1].start, end)
            else:
                cut.append(Span(start, end))
    return cut


def _within(note: Note, people: list[Someone], stretch: Span) -> list[Tie]:
    """The ties of one stretch, found among stand-ins that know only what is said of each in it."""
    pairs = [(p, replace(p, mentions=near, traits=[])) for p in people if (near := _near(p, stretch))]
    found = [stand_in for _, stand_in in pairs]
    ties = find_ties(note, found)
    give_traits(note, found, ties, within=stretch)
    person_of = {id(stand_in): person for person, stand_in in pairs}
    for person, stand_in in pairs:
        if any(stand_in is other for other in found):
            _take_back(person, stand_in)
        else:
            _leave_out(people, person, stand_in, found, person_of)
    return [Tie(person_of[id(tie.person)], tie.relation, person_of[id(tie.of)]) for tie in ties]


def _near(someone: Someone, stretch: Span) -> list[Mention]:
    return [m for m in someone.mentions if stretch.start <= m.span.start < stretch.end]


def _take_back(person: Someone, stand_in: Someone) -> None:
    person.sex = person.sex or stand_in.sex
    person.age = person.age if person.age is not None else stand_in.age
    person.traits = sorted({*person.traits, *stand_in.traits})


def _leave_out(
    people: list[Someone],
    person: Someone,
    stand_in: Someone,
    found: list[Someone],
    person_of: dict[int, Someone],
) -> None:
    """A stand-in that was nobody loses its mentions here; one that was somebody else hands them over."""
    gone = stand_in.mentions
    holder = next((o for o in found if any(m is one for m in o.mentions for one in gone)), None)
    if holder is not None:
        take_all(person_of[id(holder)], replace(person, mentions=gone))
    person.mentions = [m for m in person.mentions if not any(m is one for one in gone)]
    if not person.mentions:
        people[:] = [other for other in people if other is not person]

"""What a tagger's words tell about the units of a note: who acts, what is done and how far, what stands in it."""

from collections.abc import Sequence

from zhiye.reading.tables import read_toml
from zhiye.reading.text import Note, Span, Word

_SUBJECTS = {word: name for name, words in read_toml("subjects.toml")["words"].items() for word in words}
_NAMED = {"PER": "person", "nr": "person", "ORG": "office", "nt": "office"}
_FIRST = (
    "staff",
    "self",
    "person",
    "kin",
    "people",
    "they",
    "office",
)  # who of several acts, likeliest first
_VERBS = frozenset(["v", "vd", "vn"])
_SEEN = ("PER", "LOC", "ORG", "TIME", "m", "r", "a")
_DONE, _GOING = frozenset("了过完好"), frozenset(["着", "在", "正在"])


def word_features(
    note: Note, spans: Sequence[Span], sentences: Sequence[tuple[int, int]]
) -> list[tuple[str, ...]]:
    """Of each unit, what its words tell; nothing where the note has no words."""
    if not note.words:
        return [()] * len(spans)
    found, subject, where = [], "", -1
    for span, (sentence, _) in zip(spans, sentences, strict=True):
        words = note.words_in(span)
        own = _subject(note, words)
        if sentence != where:
            subject, where = "", sentence
        found.append(tuple(dict.fromkeys(_told(note, words, own, subject))))
        subject = own or subject
    return found


def _subject(note: Note, words: Sequence[Word]) -> str:
    """Who acts: the likeliest class of the words before the first verb."""
    before: list[str] = []
    for word in words:
        if word.tag == "v" and before:
            break
        name = _SUBJECTS.get(note.plain_of(word.span)) or _NAMED.get(word.tag)
        if name:
            before.append(name)
    return next((name for name in _FIRST if name in before), "")


def _told(note: Note, words: Sequence[Word], own: str, before: str) -> list[str]:
    acting = own or (f"~{before}" if before else "")
    told = [f"S:{acting}"] if acting else ["S:"]
    verbs = [place for place, word in enumerate(words) if word.tag in _VERBS]
    for place in verbs:
        verb, after = note.plain_of(words[place].span), words[place + 1 : place + 2]
        told.append(f"v{(own or before)}:{verb}")
        aspect = note.plain_of(after[0].span) if after else ""
        told += [f"T:{acting}&done", "T:done"] if aspect in _DONE else []
    told += ["T:going"] * any(note.plain_of(word.span) in _GOING for word in words)
    return told + [f"T:{tag}" for tag in _SEEN if any(word.tag == tag for word in words)]

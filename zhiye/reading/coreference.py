"""Joining mentions: which of them are one individual, and whom 他 and 她 mean."""

import re

from zhiye.reading.mentions import RELATION_OF, SEX_OF_RELATION
from zhiye.reading.text import Note
from zhiye.reading.values import Mention, Someone

_PRONOUN = re.compile("[他她]")


def join(note: Note, mentions: list[Mention]) -> list[Someone]:
    """The individuals of a note, in the order in which they are first named."""
    people: list[Someone] = []
    for mention in sorted(mentions, key=lambda mention: mention.span):
        if same := _same(note, people, mention):
            _take(same, mention)
        else:
            people.append(Someone([mention], mention.span, mention.sex, mention.role or "resident"))
    return people


def before(people: list[Someone], place: int, sex: str = "", kin: bool = True) -> Someone | None:
    """The individual last named before a place, of that sex (or unknown sex), kin words counted or not."""
    named = [
        (mention.span.end, index)
        for index, someone in enumerate(people)
        for mention in someone.mentions
        if mention.span.end <= place and (kin or not someone.is_kin) and (not sex or someone.sex in ("", sex))
    ]
    return people[max(named)[1]] if named else None


def resident_before(people: list[Someone], place: int, sex: str = "") -> Someone | None:
    """The one a note is about at a place: the resident last named, else whoever was."""
    residents = [someone for someone in people if someone.role == "resident" and not someone.is_kin]
    return before(residents, place, sex) or before(people, place, sex, kin=False)


def meant_by_pronoun(people: list[Someone], pronoun: str, place: int) -> Someone | None:
    """Whom 他 or 她 means: the resident of that sex last named, else anybody of it; kin only if nobody else."""
    sex = {"她": "女", "他": "男"}.get(pronoun, "")
    sure = [someone for someone in people if someone.sex == sex] if sex else people
    return resident_before(sure, place) or resident_before(people, place, sex)


def tell_sex_by_pronouns(note: Note, people: list[Someone]) -> None:
    """Gives a sex to those of whom only a pronoun in their own sentence, and nobody else, shows it."""
    for hit in _PRONOUN.finditer(note.plain):
        if note.plain[hit.end() : hit.end() + 1] in ("们", "人"):
            continue
        sentence = note.sentence_of(hit.start())
        sex = "女" if hit.group() == "她" else "男"
        inside = [p for p in people if any(sentence.start <= m.span.start < hit.start() for m in p.mentions)]
        fits = [p for p in inside if p.sex in ("", sex)]
        if len(fits) == 1 and not fits[0].sex and fits[0].role == "resident":
            fits[0].sex = sex


def _take(someone: Someone, mention: Mention) -> None:
    someone.mentions.append(mention)
    if mention.kind != "kin" and (_rank(mention) > _rank_of(someone)):
        someone.name = mention.span
    someone.sex = someone.sex or mention.sex
    if mention.role and all(not other.role for other in someone.mentions[:-1]):
        someone.role = mention.role


def _rank(mention: Mention) -> tuple[int, int]:
    kinds = {"kin": 0, "noun": 1, "title": 2, "name": 3}
    return kinds[mention.kind], mention.span.end - mention.span.start


def _rank_of(someone: Someone) -> tuple[int, int]:
    return max(_rank(mention) for mention in someone.mentions[:-1])


def _same(note: Note, people: list[Someone], mention: Mention) -> Someone | None:
    for someone in reversed(people):
        if any(_joins(note, people, other, mention) for other in someone.mentions):
            return someone
    return None


def _joins(note: Note, people: list[Someone], earlier: Mention, later: Mention) -> bool:
    if earlier.words == later.words:
        return earlier.kind != "kin" or _same_owner(people, earlier, later)
    if later.kind == "kin" or earlier.kind == "kin":
        return _apposed(note, earlier, later)
    if earlier.kind == "noun" or later.kind == "noun":
        return earlier.kind != later.kind and earlier.span.end == later.span.start
    if earlier.surname != later.surname:
        return False
    return _same_name(earlier, later)


def _same_name(earlier: Mention, later: Mention) -> bool:
    """田书记 after 田卫国书记, 秀兰 after 许秀兰, 田某 after 田某某."""
    long, short = sorted((earlier.words, later.words), key=len, reverse=True)
    if long.endswith(short) and len(short) == 2 or long.startswith(short):
        return True
    return bool(earlier.surname) and len(long) > len(short) and short[1:] in long and len(short) > 2


def _apposed(note: Note, earlier: Mention, later: Mention) -> bool:
    """女儿于敏, 老伴老秦: the kin word and the name behind it are one individual."""
    if earlier.kind != "kin" or later.kind == "kin" or later.span.start != earlier.span.end:
        return False
    sex = SEX_OF_RELATION.get(RELATION_OF[earlier.words], "")
    return not later.sex or not sex or sex == later.sex


def _same_owner(people: list[Someone], earlier: Mention, later: Mention) -> bool:
    """儿子 … 儿子: the same one unless somebody new, whose kin it may be, was named in between."""
    new = [someone for someone in people if earlier.span.end <= someone.first < later.span.start]
    return not any(someone.role == "resident" and not has_kin_word(someone) for someone in new)


def has_kin_word(someone: Someone) -> bool:
    """Whether a kin word names this individual somewhere: somebody's son rather than the one a note is about."""
    return any(mention.kind == "kin" for mention in someone.mentions)

"""Joining mentions: which of them are one individual, and whom 他 and 她 mean."""

import re

from zhiye.reading.kin_words import find_kin_words
from zhiye.reading.text import Note
from zhiye.reading.values import Mention, Someone

_PRONOUN = re.compile("[他她]")
# Between a kin word and the name of the one it calls: 女儿严敏, 女儿叫严敏, 女儿(严敏).
_CALLED = ("", "叫", "名叫", "(", "是", "名字叫", "叫做", " ", ":", "“", ",叫", ",名叫")


def join(note: Note, mentions: list[Mention]) -> list[Someone]:
    """The individuals of a note, in the order in which they are first named.

    Kin words of the mentions are looked for anew; one without a name behind it stands alone until it is
    known whose kin it is.
    """
    named = sorted((m for m in mentions if m.kind != "kin"), key=lambda mention: mention.span)
    people: list[Someone] = []
    for mention in named:
        if same := _same(people, mention) or _introduced(note, people, mention):
            _take(same, mention)
        else:
            people.append(Someone([mention], mention.span, mention.sex, mention.role or "resident"))
    for mention in find_kin_words(note, named):
        if same := _called_so(note, people, mention):
            _take(same, mention)
            same.mentions.sort(key=lambda other: other.span)
        else:
            people.append(Someone([mention], mention.span, mention.sex, "resident"))
    return sorted(people, key=lambda someone: someone.first)


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


def has_kin_word(someone: Someone) -> bool:
    """Whether a kin word names this individual somewhere: somebody's son rather than the one a note is about."""
    return any(mention.kind == "kin" for mention in someone.mentions)


def take_all(someone: Someone, other: Someone) -> None:
    """Makes two individuals one: ``someone`` takes what is known of ``other``."""
    for mention in other.mentions:
        _take(someone, mention)
    someone.mentions.sort(key=lambda mention: mention.span)
    someone.age = someone.age if someone.age is not None else other.age
    someone.sex = someone.sex or other.sex


def _take(someone: Someone, mention: Mention) -> None:
    rank = max(map(_rank, someone.mentions))
    role_told = any(other.role for other in someone.mentions)
    someone.mentions.append(mention)
    if mention.kind != "kin" and _rank(mention) > rank:
        someone.name = mention.span
    if not (mention.kind == "kin" and someone.sex):
        someone.sex = someone.sex or mention.sex
    if mention.role and not role_told:
        someone.role = mention.role


def _rank(mention: Mention) -> tuple[int, int]:
    kinds = {"kin": 0, "noun": 1, "title": 2, "name": 3}
    return kinds[mention.kind], mention.span.end - mention.span.start


def _same(people: list[Someone], mention: Mention) -> Someone | None:
    for someone in reversed(people):
        if any(_joins(other, mention) for other in someone.mentions):
            return someone
    return None


def _joins(earlier: Mention, later: Mention) -> bool:
    if earlier.words == later.words:
        return True
    if earlier.kind == "noun" or later.kind == "noun":
        return earlier.kind != later.kind and earlier.span.end == later.span.start
    if _given_name(earlier, later) or _given_name(later, earlier):
        return True
    return earlier.surname == later.surname and _same_name(earlier, later)


def _given_name(full: Mention, short: Mention) -> bool:
    """志峰 after 阮志峰, whatever was taken for its surname."""
    return (
        full.kind == short.kind == "name"
        and len(short.words) == 2
        and len(full.words) in (3, 4)
        and full.words.endswith(short.words)
    )


def _introduced(note: Note, people: list[Someone], mention: Mention) -> Someone | None:
    """男的叫展鹏, 小的叫毛毛: the noun right in front introduces the name."""
    if mention.kind != "name":
        return None
    for someone in people:
        for other in someone.mentions:
            gap = (
                note.plain[other.span.end : mention.span.start]
                if other.span.end <= mention.span.start
                else "-"
            )
            if other.kind == "noun" and gap in ("叫", "名叫", "(", "是"):
                return someone
    return None


def _same_name(earlier: Mention, later: Mention) -> bool:
    """田书记 after 田卫国书记, 秀兰 after 许秀兰, 田某 after 田某某."""
    long, short = sorted((earlier.words, later.words), key=len, reverse=True)
    if long.endswith(short) and len(short) == 2 or long.startswith(short):
        return True
    return bool(earlier.surname) and len(long) > len(short) and short[1:] in long and len(short) > 2


def _called_so(note: Note, people: list[Someone], kin: Mention) -> Someone | None:
    """女儿于敏, 老伴老秦: the one whose name stands right behind the kin word, or 于敏(女儿) right in front."""
    for someone in people:
        for mention in someone.mentions:
            if mention.kind in ("kin", "noun") or not _fits(kin, someone):
                continue
            start = mention.span.start
            if kin.span.end <= start <= kin.span.end + 4 and note.plain[kin.span.end : start] in _CALLED:
                return someone
            end = mention.span.end
            if (
                end + 1 == kin.span.start
                and note.plain[end] == "("
                and note.plain[kin.span.end : kin.span.end + 1] in "),"
            ):
                return someone
    return None


def _fits(kin: Mention, someone: Someone) -> bool:
    return not kin.sex or not someone.sex or kin.sex == someone.sex

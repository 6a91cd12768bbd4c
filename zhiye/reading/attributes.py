"""Ages, sexes and homes, each given to the person of whom the words speak."""

import re

from zhiye.reading.coreference import before, meant_by_pronoun, resident_before
from zhiye.reading.numbers import read_number
from zhiye.reading.tables import either, read_toml
from zhiye.reading.text import Note, Span
from zhiye.reading.values import Home, Someone

_WORDS = read_toml("traits.toml")
_CN = r"[一二两三四五六七八九十百]"
_AGE = re.compile(
    rf"(?P<digits>(?<![\d.])\d{{1,3}})(?:多|来)? ?岁(?!月)|(?P<spoken>{_CN}{{1,4}})(?:多|来)?岁(?!月)|"
    rf"(?:年近|近|年过|快|已)(?P<about>[七八九六]十)(?![元块岁天个户\d])|(?P<decade>[五六七八九])旬|(?P<odd>[四五六七八九]十)(?:出头|有余)"
)
# What may stand between a trait and the one it speaks of, and between a home and the one who lives there.
_TRAIT_GAP = re.compile(
    rf"(?:的?(?:{either(_WORDS['before_person'])}|的)*(?:\d{{1,2}}岁)?|的[^,，。]{{0,4}}|户|[^,，。 ]{{0,2}})"
)
_HOME_GAP = re.compile(
    rf"[ ,:(]{{0,2}}(?:{either(_WORDS['before_person'])}|的|室|小|住着?|[\u4e00-\u9fff]家)*[ ,:]?(?:\S{{0,4}}老人)?"
)
# 去115号402室看王奶奶, 到三组走访了老韦: who is visited at a home is taken to live there.
_VISITED = re.compile(r"[里内]?(?:看望|探望|走访|拜访|慰问|回访|家访|看)(?:了看?|一下)?")
_GOING = re.compile(r"(?:去|到|来到|赶到|去到|前往|走进|上门)了?$")
_AGE_BEHIND = re.compile(
    rf"(?:[,( ]{{1,2}}(?:[男女][, ] ?)?|今年)?(?P<age>[1-9]\d|[二三四五六七八九]十{_CN}?)"
    r"(?=[),]|了[,。]| |$)"
)
_SEXED = re.compile(r"^[,( ]{1,2}(?P<sex>[男女])(?=[,) ，])")


def give_ages(note: Note, people: list[Someone], taken: list[Span]) -> list[Span]:
    """Gives every told age to somebody; answers the spans, which hold no sums and no days."""
    spans = []
    for hit in _AGE.finditer(note.plain):
        if any(Span(*hit.span()).overlaps(other) for other in taken):
            continue
        spans.append(Span(*hit.span()))
        someone = _spoken_of(note, people, Span(*hit.span()))
        if someone and someone.age is None:
            someone.age = _age(hit)
    for someone in people:
        _age_beside(note, someone, spans)
    return spans


def give_sexes(note: Note, people: list[Someone]) -> None:
    """石某，男，44岁: the sex told right behind a name."""
    for someone in people:
        for mention in someone.mentions:
            hit = _SEXED.match(note.plain[mention.span.end : mention.span.end + 4])
            if hit:
                someone.sex = hit["sex"]


def give_homes(note: Note, people: list[Someone], homes: list[Home]) -> None:
    """Gives homes to those named right behind, or right in front with a word of living."""
    for home in homes:
        someone = _lives_there(note, people, home)
        if someone and someone.home is None:
            someone.home, someone.address = home, home.span


def _age(hit: re.Match[str]) -> int | None:
    told = hit["digits"] or hit["spoken"] or hit["about"] or hit["odd"]
    if told:
        value = read_number(told)
        return int(value) if value is not None and value < 130 else None
    return int(read_number(hit["decade"]) or 0) * 10


def _age_beside(note: Note, someone: Someone, spans: list[Span]) -> None:
    """曹奶奶（七十五）, 曹大爷90了: a bare number right behind the name."""
    if someone.age is not None:
        return
    for mention in someone.mentions:
        behind = note.plain[mention.span.end : mention.span.end + 14]
        hit = _AGE_BEHIND.match(behind)
        value = read_number(hit["age"]) if hit else None
        if hit and value and 3 < value < 120:
            someone.age = int(value)
            spans.append(Span(mention.span.end + hit.start("age"), mention.span.end + hit.end("age")))
            return


def _spoken_of(note: Note, people: list[Someone], span: Span) -> Someone | None:
    """Whom words speak of: the one right behind (独居老人老夏), the last one in the sentence, the topic."""
    gap = note.plain[span.end : span.end + 8]
    for someone in people:
        for mention in someone.mentions:
            if span.start <= mention.span.start < span.end and mention.kind != "kin":
                return someone
            away = mention.span.start - span.end
            if 0 <= away <= 7 and _TRAIT_GAP.fullmatch(gap[:away]):
                return someone
    return _behind_whom(note, people, span)


def _behind_whom(note: Note, people: list[Someone], span: Span) -> Someone | None:
    sentence = note.sentence_of(span.start)
    clause = note.clause_of(span.start)
    if pronoun := re.search(r"([他她])(?!们)[^他她]{0,6}$", note.plain[clause.start : span.start]):
        return meant_by_pronoun(people, pronoun[1], clause.start + pronoun.start())
    near = [p for p in people if any(clause.start <= m.span.start < span.start for m in p.mentions)]
    if near:
        return max(near, key=lambda p: max(m.span.start for m in p.mentions if m.span.start < span.start))
    last = before(people, span.start)
    if (
        last
        and any(sentence.start <= m.span.start < span.start for m in last.mentions)
        and last.role != "worker"
    ):
        return last
    return resident_before(people, span.start)


def _lives_there(note: Note, people: list[Someone], home: Home) -> Someone | None:
    behind = note.plain[home.span.end : home.span.end + 10]
    before_home = note.plain[max(0, home.span.start - 12) : home.span.start]
    gone_to = _GOING.search(before_home) is not None
    for someone in people:
        for mention in someone.mentions:
            gap = behind[: max(0, mention.span.start - home.span.end)]
            if not 0 <= mention.span.start - home.span.end <= 8:
                continue
            if _HOME_GAP.fullmatch(gap):
                return someone
            if gone_to and someone.role != "worker" and _VISITED.fullmatch(gap):
                return someone
    if re.search(r"(?:家住|住在|租住在?|住|租在|,|，|\(|\()(?:的是)?$", before_home) and not re.search(
        r"[。\n]$", before_home
    ):
        return _resident_in_sentence(note, people, home.span.start)
    return None


def _resident_in_sentence(note: Note, people: list[Someone], place: int) -> Someone | None:
    sentence = note.sentence_of(place)
    inside = [
        (m.span.end, index)
        for index, p in enumerate(people)
        for m in p.mentions
        if sentence.start <= m.span.start < place and p.role != "worker"
    ]
    return people[max(inside)[1]] if inside else None

"""Who is meant by 她, 他 or 我, where only one can be: with two who may be meant, nobody is."""

from collections.abc import Collection, Iterable

from zhiye.drafts.making_of import Making
from zhiye.drafts.text import PRONOUN, Somebody, Stretch

WORKER = "worker"


def named_by(making: Making, place: int, pronoun: str, but: Collection[int] = ()) -> Somebody | None:
    """Whom a pronoun at ``place`` means, ``but`` (indexes) left aside: the only one, else the only one of the
    sentence. Kin in passing are not looked at."""
    sex = "2" if pronoun == "她" else "1"
    before = [
        one
        for one in making.named.before(place)
        if one.role != WORKER and not one.is_kin and one.index not in but and one.sex in (sex, "0")
    ]
    before = [one for one in before if one.sex == sex] or before
    start = making.text.sentence_of(place)[0]
    return _only(before) or _only(
        one for one in before if any(start <= named[0] < place for named in one.named)
    )


def speaker(making: Making, place: int, but: Collection[int] = ()) -> Somebody | None:
    """Who says or feels what stands at ``place``: the last one spoken of in front of it in its sentence, by name or
    pronoun; else the only one spoken of before."""
    start = making.text.sentence_of(place)[0]
    pronouns = list(PRONOUN.finditer(making.text.words, start, place))
    hits = [
        (named[1], one)
        for one in making.named.inside((start, place))
        for named in one.named
        if start <= named[0] and named[1] <= place and one.index not in but and one.role != WORKER
    ]
    last = max(hits, key=lambda hit: hit[0], default=None)
    if pronouns and (last is None or pronouns[-1].end() > last[0]):
        return named_by(making, pronouns[-1].start(), pronouns[-1].group(), but)
    if last:
        return last[1]
    return _only(
        one
        for one in making.named.before(place)
        if one.role != WORKER and not one.is_kin and one.index not in but
    )


def promiser(making: Making, span: Stretch) -> Somebody | None:
    """Whom a pronoun in front of a promise means (小邵，他答应今晚去看看): the last one named, colleagues too."""
    pronoun = PRONOUN.match(making.text.words, span[0])
    if pronoun is None:
        return None
    sex = "2" if pronoun.group() == "她" else "1"
    return next((one for one in making.named.before(span[0]) if one.sex in (sex, "0")), None)


def _only(people: Iterable[Somebody]) -> Somebody | None:
    each = {one.index: one for one in people}
    return next(iter(each.values())) if len(each) == 1 else None

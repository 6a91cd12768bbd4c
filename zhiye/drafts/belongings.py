"""What belongs to a person: categories, wishes and strengths, kin."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from zhiye.drafts.making_of import Making
from zhiye.drafts.subjects import CATEGORY_OF
from zhiye.drafts.tables import read_toml
from zhiye.drafts.text import Somebody, Stretch
from zhiye.drafts.values import CATEGORY, KIN, PERSON, WISH, Linked, Proposal
from zhiye.people.codes import CATEGORIES, read_relation
from zhiye.people.forms_of_address import read_form_of_address

_WISHES = read_toml("wishes.toml")
_SAYING = [(kind, re.compile(pattern)) for kind in ("strength", "wish") for pattern in _WISHES[kind]]
_NOT_OURS = re.compile("|".join(_WISHES["not_ours"]))
_NOT_IN = re.compile("|".join(_WISHES["not_in"]))
_WISH_CONFIDENCE = 0.6


def categories(making: Making) -> Iterator[Proposal]:
    """Traits that the register keeps as categories, as far as they are not held already and may be kept."""
    for one in making.people:
        ref = making.ref_of(one)
        if ref is None:
            continue
        held = making.links.held.get(_chosen(making, one), frozenset())
        proposed: set[str] = set()
        for trait in one.traits:
            code = _code(one, trait)
            if not code or code in held or code in proposed:
                continue
            if CATEGORIES[code].ring == "secretary" and not making.links.secret:
                continue
            proposed.add(code)
            span = _evidence(making, one, trait)
            yield making.proposal(
                CATEGORY,
                span,
                f"t{one.index}-{code}",
                {"code": code, "person": ref, "trait": trait},
                f"{code} {one.spelled.written or one.name}",
                code=code,
                confidence=one.confidence,
                person=_chosen(making, one) if _linked(making, one).chosen else None,
            )


def wishes(making: Making) -> Iterator[Proposal]:
    """What somebody wishes for or can give, clause by clause; ours and those of nobody in particular are left."""
    for number, clause in enumerate(making.text.clauses):
        words = making.quote(clause)
        if _NOT_IN.search(words) or _NOT_OURS.search(words):
            continue
        said = next(((kind, hit) for kind, pattern in _SAYING if (hit := pattern.search(words))), None)
        if said is None:
            continue
        kind, hit = said
        span = (clause[0] + hit.start("text"), clause[0] + hit.end("text"))
        people = [ref for ref in making.concerned(span) if _is_resident(making, ref)]
        if making.is_alarming(span):
            continue  # who speaks of dying wishes for nothing: the warning has these words
        if not people or any(span[0] <= start and end <= span[1] for start, end in making.proofs):
            continue  # 想要开一张死亡证明 is a matter, and guidance has a card for it
        yield making.proposal(
            WISH,
            span,
            f"w{number}",
            {"kind": kind, "text": making.quote(span).strip()[:200], "person": people[0]},
            making.quote(span),
            confidence=_WISH_CONFIDENCE,
        )


def kin(making: Making) -> Iterator[Proposal]:
    """Ties between two people of whom both have a draft, unless the register has them."""
    by_name: dict[str, Somebody] = {}
    for one in making.people:
        by_name.setdefault(one.name, one)
    for number, found in enumerate(making.findings["kinship"]):
        whose, member = by_name.get(found["of"]), by_name.get(found["person"])
        code = read_relation(found["relation"])
        if not (whose and member and code) or whose is member:
            continue
        refs = making.ref_of(whose), making.ref_of(member)
        if None in refs or (_chosen(making, whose), _chosen(making, member)) in making.links.tied:
            continue
        span = (int(found["span"][0]), int(found["span"][1]))
        yield making.proposal(
            KIN,
            span,
            f"k{number}",
            {"person": refs[0], "other": refs[1], "relation": code, "word": found["relation"]},
            f"{found['of']} {found['relation']} {found['person']}",
            confidence=found["confidence"],
        )


def _code(one: Somebody, trait: str) -> str:
    """The category of a trait, "" where there is none or the person is too young for it."""
    rule: dict[str, Any] = CATEGORY_OF.get(trait, {})
    if not rule or (one.age is not None and one.age < rule["from_age"]):
        return ""
    forms = read_form_of_address(one.spelled.called) if one.age is None else ()
    if forms and all(form.max_age < rule["from_age"] for form in forms):
        return ""  # 小刘, who helps a neighbour of eighty, does not live alone at that age
    return str(rule["code"])


def _evidence(making: Making, one: Somebody, trait: str) -> Stretch:
    """The words that told the trait: in a sentence that names the person, else the nearest; else the name."""
    spans = [span for told, span in making.hints if told == trait]
    if not spans:
        return one.span

    def far(span: Stretch) -> tuple[bool, int]:
        start, end = making.text.sentence_of(span[0])
        here = any(start <= place[0] < end for place in one.named)
        return not here, min(abs(span[0] - place[1]) for place in one.named)

    return min(spans, key=far)


def _linked(making: Making, one: Somebody) -> Linked:
    return making.links.people.get(one.index, Linked())


def _chosen(making: Making, one: Somebody) -> UUID | Any:
    """The register's id of the person; something that equals no id when there is none."""
    chosen = _linked(making, one).chosen
    return chosen.id if chosen else None


def _is_resident(making: Making, ref: str) -> bool:
    return any(one.ref == ref for one in making.of_kind(PERSON))

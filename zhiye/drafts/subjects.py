"""Whom and which homes a note speaks of."""

from collections.abc import Iterator
from typing import Any

from zhiye.drafts.making_of import Making
from zhiye.drafts.tables import read_toml
from zhiye.drafts.text import Somebody
from zhiye.drafts.values import HOME, PERSON, Linked, Proposal

_TRAITS = read_toml("traits.toml")
CATEGORY_OF: dict[str, dict[str, Any]] = _TRAITS["category"]
_TENURE: dict[str, str] = _TRAITS["tenure"]


def homes(making: Making) -> Iterator[Proposal]:
    """Each home, or building, once; a bare room number takes the building named before it."""
    seen: set[tuple[str, ...]] = set()
    building: tuple[str, ...] = ("", "", "")
    for index, found in enumerate(making.findings["addresses"]):
        parts = tuple(found[part] or "" for part in ("estate", "building", "unit", "room"))
        if parts[1]:
            building = parts[:3]
        elif parts[3] and building[1]:
            parts = (*building, parts[3])
        link = making.place_link(index)
        if not parts[1] and not link.chosen:
            continue
        if parts in seen or (not parts[3] and _has_room(making, parts)):
            continue  # 12号楼 is said with 12号楼302 already
        seen.add(parts)
        told = dict(zip(("estate", "building", "unit", "room"), parts, strict=True))
        yield making.proposal(
            HOME,
            tuple(found["span"]),
            f"h{index}",
            told | {"candidates": [{"place": str(one)} for one in link.candidates]},
            "-".join(part for part in parts if part),
            place=link.chosen,
            confidence=found["confidence"],
        )


def _has_room(making: Making, parts: tuple[str, ...]) -> bool:
    """Whether the note also names a home of the building."""
    return any(
        found["room"] and (found["building"] or "") == parts[1] for found in making.findings["addresses"]
    )


def people(making: Making) -> Iterator[Proposal]:
    """Residents who are named, or whom the register knows; passers-by and colleagues are left out."""
    said: list[Somebody] = []
    for one in making.people:
        link = making.links.people.get(one.index, Linked())
        if not _worth_a_draft(making, one, link) or any(_same(one, other) for other in said):
            continue
        said.append(one)
        chosen = link.chosen
        yield making.proposal(
            PERSON,
            one.span,
            f"p{one.index}",
            _told(making, one, link),
            one.spelled.written or one.name,
            person=chosen.id if chosen else None,
            reason=chosen.why if chosen else "",
            confidence=one.confidence,
        )


def _same(one: Somebody, other: Somebody) -> bool:
    """王奶奶 and 王桂珍奶奶 of one note are one, unless what is told of them differs."""
    if one.spelled.full and other.spelled.full:
        return one.spelled.full == other.spelled.full and one.age in (None, other.age)
    called = one.spelled.called and one.spelled.called == other.spelled.called
    return bool(called) and (None in (one.age, other.age) or one.age == other.age)


def _worth_a_draft(making: Making, one: Somebody, link: Linked) -> bool:
    if link.chosen or (link.candidates and one.role == "resident"):
        return True
    if one.role == "worker" or (one.role == "other" and not one.address):
        return False
    if one.spelled.written:
        return True
    # Somebody without a name who came with something to tell: worth asking the name, kin in passing are not.
    kin = {found["person"] for found in making.findings["kinship"]}
    return one.name not in kin and (one.age is not None or bool(one.traits))


def _told(making: Making, one: Somebody, link: Linked) -> dict[str, Any]:
    return {
        "name": one.spelled.full or one.spelled.called,
        "called": one.spelled.called,
        "words": one.name,
        "sex": one.sex,
        "age": one.age,
        "home": _home(making, one),
        "tenure": next((_TENURE[trait] for trait in one.traits if trait in _TENURE), ""),
        "heed": [trait for trait in one.traits if trait not in CATEGORY_OF and trait not in _TENURE],
        "phones": _phones(making, one),
        "candidates": [{"person": str(c.id), "why": c.why} for c in link.candidates],
        "many": link.many,
    }


def _home(making: Making, one: Somebody) -> str | None:
    """The ref of the person's own home."""
    for index, found in enumerate(making.findings["addresses"]):
        if one.address and found["text"] == one.address and making.has(f"h{index}"):
            return f"h{index}"
    return None


def _phones(making: Making, one: Somebody) -> list[dict[str, Any]]:
    """Where numbers of the person, or of kin through whom they are reached, stand; never the number itself."""
    kin = {
        found["person"]: found["relation"] for found in making.findings["kinship"] if found["of"] == one.name
    }
    found = []
    for told in making.phones:
        owner = next((other for other in making.people if other.index == told.owner), None)
        if owner is None or not (owner.index == one.index or owner.name in kin):
            continue
        whose = "" if owner.index == one.index else kin[owner.name]
        if whose and making.has(f"p{owner.index}"):
            continue  # the number goes to its owner's own file
        found.append({"start": told.span[0], "end": told.span[1], "whose": whose})
    return found

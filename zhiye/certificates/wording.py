"""The words of a proof: its text with what the register knows, and what is asked because it does not."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhiye.certificates.issuable import Blank, Item, signatures
from zhiye.certificates.models import Certificate
from zhiye.kernel.paths import ancestors
from zhiye.people.models import Person
from zhiye.places import kinds
from zhiye.places.addresses import Address, write_address
from zhiye.places.models import Place

SEXES = {"1": "男", "2": "女"}
# What is asked where the register has nothing; it goes onto the paper and nowhere else.
ASKED = {
    "sex": Blank("sex", "性别", "text"),
    "birth": Blank("birth", "出生日期", "day"),
    "address": Blank("address", "住处", "text", "写全，比如“梧桐路12弄3号402室”"),
}
ID_LINE = "公民身份号码：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿（看着本人出示的原件，当面手写）"
CLOSING = "特此证明。"


def day_words(day: date) -> str:
    """2026年11月21日, as on a paper."""
    return f"{day.year}年{day.month}月{day.day}日"


def known(person: Person, committee: Place) -> dict[str, str]:
    """What the register knows of the blanks; what it does not know is left out."""
    street = Place.objects.filter(path__in=ancestors(committee.path), kind=kinds.STREET).first()
    exact = person.birth is not None and person.birth_precision in ("", "day")
    found = {
        "name": person.name,
        "sex": SEXES.get(person.sex, ""),
        "birth": day_words(person.birth) if person.birth and exact else "",
        "address": address_of(person.home) if person.home else "",
        "committee": signature(committee),
        "street": street.name if street else "",
    }
    return {name: words for name, words in found.items() if words}


def signature(committee: Place) -> str:
    """What a committee signs as: the place's own file says it, else 青桐居民区 → 青桐居民委员会."""
    if own := signatures().get(committee.name):
        return own
    stem = committee.name.removesuffix("居民委员会").removesuffix("居委会").removesuffix("居民区")
    return f"{stem}居民委员会"


def address_of(home: Place) -> str:
    """梧桐花园3号楼2单元401室: as it stands on papers."""
    above = {place.kind: place for place in Place.objects.filter(path__in=ancestors(home.path))}
    code = {kind: above[kind].code for kind in (kinds.BUILDING, kinds.UNIT) if kind in above}
    estate = above[kinds.ESTATE].name if kinds.ESTATE in above else ""
    room = home.code if home.kind == kinds.HOME else ""
    return write_address(
        Address(estate, code.get(kinds.BUILDING, ""), code.get(kinds.UNIT, ""), room), "long"
    )


def to_ask(item: Item, person: Person, committee: Place) -> list[Blank]:
    """The blanks that somebody has to type, those that the register lacks first."""
    have = known(person, committee)
    lacking = [ASKED[name] for name in ASKED if name in item.names() and name not in have]
    return [*lacking, *item.blanks]


def written(item: Item, person: Person, committee: Place, typed: Mapping[str, Any], unit: str) -> str:
    """The text with every blank filled. ``typed`` has the words of those that were asked."""
    values = {name: "" for name in item.names()} | {"unit": unit} | known(person, committee)
    values |= {blank.code: _told(blank, typed) for blank in to_ask(item, person, committee)}
    return item.text.format_map(values)


def _told(blank: Blank, typed: Mapping[str, Any]) -> str:
    words = str(typed.get(blank.code, ""))
    return day_words(date.fromisoformat(words)) if blank.kind == "day" and words else words


def paragraphs(certificate: Certificate) -> list[str]:
    """The text line by line; an addressee (某某法院：) is a line of its own."""
    return [line.strip() for line in certificate.text.split("\n") if line.strip()]

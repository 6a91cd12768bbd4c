"""The cast: a tiny street of a dozen invented people, the same in tests, documents and screenshots."""

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from zhiye.demo.numbers import REGION
from zhiye.demo.plan import STREET_CODE, STREET_NAME
from zhiye.demo.shapes import (
    DemoBuilding,
    DemoCategory,
    DemoCommittee,
    DemoConsent,
    DemoContact,
    DemoEstate,
    DemoGrid,
    DemoOwnership,
    DemoStreet,
    DemoTie,
    DemoUser,
    DemoWish,
)
from zhiye.demo.street import DEMO_DAY, staff
from zhiye.people.id_number import make_id_number
from zhiye.people.records import HomeRecord, PersonRecord

_CAST = tomllib.loads((Path(__file__).parent / "data" / "cast.toml").read_text("utf-8"))


def cast_street() -> DemoStreet:
    """Two committees: 115 (12 homes) and 3号楼 (2 units of 12) in the first, one building in the other."""
    committees = [_committee(f"{n:02d}", row) for n, row in enumerate(_CAST["committee"], start=1)]
    _tell_of_wang(committees[0])
    return DemoStreet(STREET_NAME, STREET_CODE, DEMO_DAY, committees, [_moved(user) for user in staff()])


def _moved(user: DemoUser) -> DemoUser:
    """The grid worker has the two grids of the cast's committee."""
    if user.role != "grid_worker":
        return user
    return replace(user, places=["青桐居民区/第1网格", "青桐居民区/第2网格"])


def _committee(code: str, row: dict[str, Any]) -> DemoCommittee:
    buildings = [_building(n, entry) for n, entry in enumerate(row["buildings"], start=1)]
    estate = DemoEstate(row["estate"], row["lane"], buildings)
    grids = [DemoGrid(f"第{n}网格", [estate.key_of(b)]) for n, b in enumerate(buildings, start=1)]
    committee = DemoCommittee(row["name"], code, [estate], grids)
    homes = {_door(home): (home, area) for home, area in estate.homes()}
    for entry in _CAST["person"]:
        if entry["home"] in homes:
            _move_in(committee, entry, *homes[entry["home"]])
    lived_in = {_door(person.home) for person in committee.residents() if person.home}
    committee.empty_homes = [home for door, (home, _) in homes.items() if door not in lived_in]
    return committee


def _building(number: int, row: dict[str, Any]) -> DemoBuilding:
    areas = [Decimal(area) for area in row["areas"]]
    group = f"第{number}楼组"
    return DemoBuilding(row["code"], row["floors"], row["units"], row["rooms"], row["lift"], group, areas)


def _door(home: HomeRecord) -> str:
    return f"{home.estate}/{home.building}/{home.unit}/{home.room}"


def _move_in(committee: DemoCommittee, row: dict[str, Any], home: HomeRecord, area: Decimal) -> None:
    person = _person(row)
    person.home = home
    if row.get("owner"):
        person.owner, person.share, person.area, person.area_source = True, (1, 1), area, "registered"
        committee.ownerships.append(DemoOwnership(person.key, home, (1, 1), area))
    committee.people.append(person)


def _person(row: dict[str, Any]) -> PersonRecord:
    birth: date = row["birth"]
    number = make_id_number(f"{REGION}001", birth, row["sequence"]) if row["sequence"] else ""
    return PersonRecord(
        row["key"],
        row["name"],
        id_number=number,
        sex=row["sex"],
        birth=birth,
        birth_precision=row.get("birth_precision", "day"),
        phones=(row["phone"],),
        household=row.get("household", ""),
        relation=row.get("relation", ""),
        lives_here=row.get("lives_here", True),
        registered_here=row.get("registered_here", True),
        tenure=row.get("tenure", "own") if row.get("household") else "",
        categories=tuple(row.get("categories", ())),
    )


def _tell_of_wang(committee: DemoCommittee) -> None:
    """What the committee knows of the old woman who lives alone."""
    seen, until = date(2026, 10, 16), date(2027, 4, 16)
    committee.ties = [DemoTie("wang", "wang_son", "20"), DemoTie("chen", "chen_wife", "12")]
    committee.contacts = [DemoContact("wang", "儿子", "15400003401", "wang_son")]
    sentence, issuer = "上门看过：一个人住", "居民委员会走访"
    committee.categories = [DemoCategory("wang", "elder_alone", sentence, issuer, "走访", seen, until)]
    committee.wishes = [
        DemoWish("wang", "wish", "想有人聊聊天", seen),
        DemoWish("wang", "strength", "做得一手好馄饨", seen),
    ]
    committee.consents = [DemoConsent("wang", "daily_greeting", seen, "paper")]

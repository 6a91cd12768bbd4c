"""What the invented elders wish for, are good at, and agreed to."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

from zhiye.demo.settle import Making, Settled
from zhiye.demo.shapes import DemoConsent, DemoWish
from zhiye.people.records import PersonRecord

_WORDS = tomllib.loads((Path(__file__).parent / "data" / "words.toml").read_text("utf-8"))
_PURPOSES = ("daily_greeting", "contact_family", "share_need", "photo")


def say_wishes(making: Making, settled: Settled) -> list[DemoWish]:
    """Wishes and strengths of elders living alone."""
    wishes = []
    for person in _alone(settled):
        for kind in ("wish", "strength"):
            if making.rng.random() < _WORDS[f"{kind}_rate"]:
                said = _some_day(making)
                wishes.append(DemoWish(person.key, kind, making.rng.choice(_WORDS[kind]), said))
    return wishes


def give_consents(making: Making, settled: Settled) -> list[DemoConsent]:
    """What elders living alone agreed to; a few have taken it back since."""
    consents = []
    for person in _alone(settled):
        for purpose in _PURPOSES:
            if making.rng.random() < _WORDS["consent"][purpose]:
                consents.append(_consent(making, person, purpose))
    return consents


def _consent(making: Making, person: PersonRecord, purpose: str) -> DemoConsent:
    given = _some_day(making)
    how = "spoken" if making.rng.random() < _WORDS["consent"]["spoken"] else "paper"
    withdrawn = given + timedelta(days=3) if making.rng.random() < _WORDS["consent"]["withdrawn"] else None
    return DemoConsent(person.key, purpose, given, how, withdrawn)


def _alone(settled: Settled) -> list[PersonRecord]:
    return [h.people[0] for h in settled.households if h.family.kind.code == "elder_alone"]


def _some_day(making: Making) -> date:
    """A day of the last eight months, a week ago at the latest."""
    return date.fromordinal(making.days.today) - timedelta(days=making.rng.randrange(7, 240))

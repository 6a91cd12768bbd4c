"""Tickets and thanks that came to one committee of the invented street by 12345, and what became of them."""

import tomllib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from zhiye.accounts.models import User
from zhiye.cases import commands as cases
from zhiye.cases.models import Case
from zhiye.hotline import commands
from zhiye.hotline.models import Ticket
from zhiye.hotline.reading.paste import read_ticket
from zhiye.hotline.values import TicketValues, from_reading
from zhiye.hotline.whereabouts import find_place
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.ids import new_id
from zhiye.kernel.paths import within
from zhiye.places import kinds
from zhiye.places.models import Place

_TICKETS = tomllib.loads((Path(__file__).parent / "data" / "tickets.toml").read_text("utf-8"))
Told = dict[str, Any]
_FARTHEST = 20  # days before and after loading that a text may name


def take_tickets(by: Actor, committee: Place | None) -> int:
    """Tell them of ``committee``; those whose home a scaled-down street lacks are left out. Answers how many."""
    if committee is None:
        return 0
    homes = Place.objects.filter(within("path", [committee.path]), kind=kinds.HOME).order_by("path")
    doors = list(homes.values_list("door", flat=True)[:100])
    users = {user.username: user for user in User.objects.all()}
    told = [one for one in _TICKETS["ticket"] if one["home"] < len(doors)]
    with transaction.atomic():
        for one in told:
            _Taking(by, committee, users, one).ticket(doors[one["home"]])
        for one in _TICKETS["thanks"]:
            _Taking(by, committee, users, one).thanks()
    return len(told) + len(_TICKETS["thanks"])


class _Taking:
    """One of them, in the order of its days."""

    def __init__(self, by: Actor, committee: Place, users: dict[str, User], told: Told) -> None:
        self.by, self.committee, self.users, self.told = by, committee, users, told

    def ticket(self, door: str) -> None:
        """It comes in, then what was done."""
        came = clock.now() - timedelta(days=self.told["ago"])
        values = replace(self._values(door), signed_at=came)
        taken: Ticket = commands.take_ticket(
            self.by,
            committee=self.committee,
            values=values,
            place=find_place(self.by, self.committee, values.place_words) if values.place_words else None,
            owner=self.users[
                self.told["by"]
            ],  # who holds a role since today: the clock is put back for steps only
            op=new_id(),
        )
        for step in self.told.get("then", ()):
            with self._on(step["ago"]):
                self._step(taken, {key: value for key, value in step.items() if key != "ago"})

    def thanks(self) -> None:
        """Into the book."""
        with self._on(self.told["ago"]):
            thanks = commands.take_thanks(
                self.by,
                committee=self.committee,
                values=self._values(""),
                praised=self.users[self.told["praised"]],
                op=new_id(),
            )
            if "answer" in self.told:
                commands.answer_thanks(self.by, thanks=thanks, answer=self.told["answer"], op=new_id())

    def _on(self, ago: int) -> Any:
        return clock.frozen(clock.now() - timedelta(days=ago))

    def _values(self, door: str) -> TicketValues:
        today = clock.today()
        days = {
            f"d{-shift if shift < 0 else f'_{shift}'}": (today + timedelta(days=shift)).isoformat()
            for shift in range(-_FARTHEST, _FARTHEST + 1)
        }
        numbers = {
            f"n{ago}": (today - timedelta(days=ago)).strftime("%y%m%d") for ago in range(_FARTHEST + 1)
        }
        named = {"door": door, "building": f"{door.split('-')[0]}号楼"}
        text = self.told["text"].format(**days, **numbers, **named)
        return from_reading(read_ticket(text.strip(), today), settings.REGION)

    def _step(self, ticket: Ticket, step: Told) -> None:
        """A call, a return, or a move of its matter."""
        case = Case.objects.get(pk=ticket.case_id)
        act = step.pop("act", "")
        if act == "return":
            commands.return_ticket(self.by, ticket=ticket, version=case.version, op=new_id(), **step)
        elif act == "reply":
            cases.note_reply(self.by, case=case, op=new_id(), **step)
        else:
            cases.move_case(self.by, case=case, version=case.version, op=new_id(), **step)

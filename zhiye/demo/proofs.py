"""What the proof desk of one committee did lately: written, approved, sealed; one refused, one that waits."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from zhiye.accounts.models import User
from zhiye.certificates import commands
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.ids import new_id
from zhiye.kernel.paths import within
from zhiye.people.models import Person
from zhiye.places.models import Place

_PROOFS = tomllib.loads((Path(__file__).parent / "data" / "proofs.toml").read_text("utf-8"))
BORN = ("1950-01-01", "1990-12-31")
_TO_THE_COMMAND = ("kind", "purpose", "unit", "evidence", "copies", "blanks")


def issue_proofs(by: Actor, committee: Place | None) -> int:
    """Tell it of ``committee``; what a scaled-down street has nobody for is left out. Answers how many."""
    if committee is None:
        return 0
    users = {user.username: user for user in User.objects.all()}
    people = _grown_ups(committee)
    told = [one for one in _PROOFS["proof"] if one["who"] < len(people)]
    with transaction.atomic():
        for one in told:
            with clock.frozen(clock.now() - timedelta(days=one["ago"])):
                _issue(by, one, people[one["who"]], users)
        for one in _PROOFS["refused"]:
            with clock.frozen(clock.now() - timedelta(days=one["ago"])):
                asked = {"code": one["code"], "unit": one["unit"], "committee": committee}
                commands.refuse_with_guidance(by, preparer_account=users[one["by"]], op=new_id(), **asked)
    return len(told) + len(_PROOFS["refused"])


def _issue(by: Actor, one: dict[str, Any], person: Person, users: dict[str, User]) -> None:
    asked = {name: one[name] for name in _TO_THE_COMMAND if name in one}
    made = commands.request_certificate(
        by, person=person, preparer_account=users[one["by"]], op=new_id(), **asked
    )
    if "approver" in one:
        approver = users[one["approver"]]
        commands.approve_certificate(by, certificate=made, approver=approver, op=new_id())
        keeper = users[one["by"]]
        commands.seal_certificate(by, certificate=made, copies=one["copies"], keeper=keeper, op=new_id())


def _grown_ups(committee: Place) -> list[Person]:
    found = Person.objects.filter(
        within("path", [committee.path]),
        is_current=True,
        standing="resident",
        home__isnull=False,
        birth__range=BORN,
        birth_precision__in=("", "day"),
        sex__in=("1", "2"),
    )
    return list(found.select_related("home").order_by("path", "id")[:40])

"""Rows of a busy year, written past the commands: homes visited, matters that came and ended, what was promised."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

KINDS = [("visit", "seen", 78), ("visit", "not_home", 8), ("visit", "declined", 2), ("phone", "by_phone", 7)]
KINDS += [("reception", "seen", 3), ("patrol", "done", 2)]
ENDS = [("done", 58), ("explained", 18), ("partly", 8), ("cannot", 4), ("returned", 3), ("doing", 9)]
SAID = {"done": "yes", "partly": "partly", "explained": "no", "cannot": "no"}
BEFORE = 10  # of a hundred visits, so many lie in the year before
MEDIATED = 5  # of a hundred matters, so many are disputes with talks


def fill(visits: int, matters: int) -> None:
    """As many visits and matters, evenly over the homes, over this year up to today."""
    from django.db import connection, transaction

    rng = Random(8)
    homes, users = _homes(), _users()
    cases = list(_cases(rng, homes, users, matters))
    with transaction.atomic():
        _keep_cases(cases)
        _keep_replies(rng, cases)
        _keep_promises(rng, cases)
        _keep_contacts(rng, homes, users, visits, cases)
    with connection.cursor() as cursor:
        # What PostgreSQL does by itself while a year's rows come in: they came in at once here.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _homes() -> list[tuple[str, UUID, UUID, UUID]]:
    """Path, place, somebody who lives there, committee."""
    from zhiye.people.models import Person
    from zhiye.places.models import Place

    committees = dict(Place.objects.filter(kind="committee").values_list("path", "pk"))
    rows = Person.objects.filter(is_current=True, home__isnull=False, standing="resident")
    found = {path: (path, home, pk) for path, home, pk in rows.values_list("path", "home_id", "pk")}
    return [
        (*one, next(pk for at, pk in committees.items() if one[0].startswith(at))) for one in found.values()
    ]


def _users() -> list[UUID]:
    from zhiye.accounts.models import User

    return list(User.objects.values_list("pk", flat=True))


def _day(rng: Random, today: date) -> date:
    return today - timedelta(days=rng.randrange((today - today.replace(month=1, day=1)).days + 1))


def _cases(rng: Random, homes: list[Any], users: list[UUID], count: int) -> Iterator[dict[str, Any]]:
    from zhiye.demo.teller import moment
    from zhiye.kernel import clock
    from zhiye.kernel.ids import new_id

    today, states, weights = clock.today(), [end for end, _n in ENDS], [n for _end, n in ENDS]
    days = sorted(
        _day(rng, today) for _n in range(count)
    )  # as in life, rows are written in the order of their days
    for number, came in enumerate(days):
        path, place, person, committee = rng.choice(homes)
        state = rng.choices(states, weights)[0]
        ended = min(today, came + timedelta(days=rng.randrange(12)))
        dispute = number % 100 < MEDIATED
        owner = rng.choice(users)
        yield {
            "id": new_id(), "number": f"b{number}", "committee": committee, "path": path, "place": place,
            "title": f"楼道灯不亮，第{number}件", "code": "neighbour.noises" if dispute else "repair.lights",
            "source": "phone", "nature": "help", "state": state, "level": "committee", "owner": owner,
            "ring": "team", "opened_on": came, "opened_by": owner,
            "closed_on": None if state == "doing" else ended, "outcome": "", "received_at": moment(came),
            "noted_at": moment(came), "due_at": moment(came + timedelta(days=7)), "contacted_at": None,
            "public_line": "", "into": None, "split_from": None, "version": 2, "withdrawn_at": None,
            "person": person, "dispute": dispute,
        }  # fmt: skip


def _keep_cases(cases: list[dict[str, Any]]) -> None:
    from zhiye.cases.models import Case
    from zhiye.kernel.bulk import insert_rows

    fields = [name for name in cases[0] if name not in ("person", "dispute")]
    insert_rows(Case, fields, ([one[name] for name in fields] for one in cases))


def _keep_replies(rng: Random, cases: list[dict[str, Any]]) -> None:
    from zhiye.cases.models import Reply
    from zhiye.demo.teller import moment
    from zhiye.kernel.bulk import insert_rows
    from zhiye.kernel.ids import new_id

    fields = ["id", "case", "kind", "at", "by", "reached", "solved", "satisfied", "words", "undone_at"]
    insert_rows(
        Reply,
        fields,
        (
            [new_id(), one["id"], "callback", moment(one["closed_on"]), None, True, SAID[one["state"]]]
            + ["", "", None]
            for one in cases
            if one["state"] in SAID
            for _n in range(1 + (rng.random() < 0.1))
        ),
    )


def _keep_promises(rng: Random, cases: list[dict[str, Any]]) -> None:
    from zhiye.cases.models import Promise
    from zhiye.kernel.bulk import insert_rows
    from zhiye.kernel.ids import new_id

    fields = ["id", "case", "person", "place", "path", "who", "what", "due", "state", "ring", "made_on", "by"]
    fields += ["owner", "settled_on", "reason", "withdrawn_at"]
    insert_rows(
        Promise,
        fields,
        (
            [new_id(), one["id"], one["person"], None, one["path"], "", "来看一次", one["opened_on"]]
            + ["kept" if one["closed_on"] else "open", "team", one["opened_on"], one["owner"], None]
            + [one["closed_on"], "", None]
            for one in cases
            if rng.random() < 0.3
        ),
    )


def _keep_contacts(
    rng: Random, homes: list[Any], users: list[UUID], count: int, cases: list[dict[str, Any]]
) -> None:
    from zhiye.kernel.bulk import insert_rows
    from zhiye.kernel.ids import new_id
    from zhiye.visits.models import Contact, Met

    rows = [*_contacts(rng, homes, users, count), *_talks(rng, cases)]
    fields = [
        "id",
        "path",
        "kind",
        "outcome",
        "on",
        "place",
        "note",
        "ring",
        "by",
        "case",
        "settled",
        "undone_at",
    ]
    insert_rows(Contact, fields, (one[:-1] for one in rows))
    met = ["id", "contact", "person", "path", "on", "visited"]
    insert_rows(
        Met, met, ([new_id(), one[0], one[-1], one[1], one[4], one[2:4] == ["visit", "seen"]] for one in rows)
    )


def _contacts(rng: Random, homes: list[Any], users: list[UUID], count: int) -> Iterator[list[Any]]:
    from zhiye.kernel import clock
    from zhiye.kernel.ids import new_id

    today, weights = clock.today(), [weight for *_kind, weight in KINDS]
    ago = [timedelta(days=365 if number % 100 < BEFORE else 0) for number in range(count)]
    for day in sorted(_day(rng, today) - before for before in ago):
        path, place, person, _committee = rng.choice(homes)
        kind, outcome, _weight = rng.choices(KINDS, weights)[0]
        about = [day, place, "家里都好", "team", rng.choice(users), None, None, None]
        yield [new_id(), path, kind, outcome, *about, person]


def _talks(rng: Random, cases: list[dict[str, Any]]) -> Iterator[list[Any]]:
    """One to three mediations a dispute."""
    from zhiye.kernel.ids import new_id

    for one in cases:
        for n in range(rng.randint(1, 3) if one["dispute"] else 0):
            about = [one["opened_on"] + timedelta(days=n), one["place"], "谈了一次", "team", one["owner"]]
            yield [new_id(), one["path"], "mediation", "seen", *about, one["id"], None, None, one["person"]]

"""The same questions put to django-helpdesk, in an environment of its own: tickets made, listed, filtered, counted."""

import os
import sys
from datetime import timedelta
from random import Random

import django
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from bench.lines import line, p95
from bench.writers import served, write_alone, write_together

COUNT, OPEN_PERCENT, YEARS = 40, 3, 6


def main(count: int) -> None:
    """``count`` tickets in one queue, as many open as of ours."""
    django.setup()
    call_command("migrate", verbosity=0)
    from django.contrib.auth.models import User
    from helpdesk.models import Queue

    user = User.objects.create_superuser("bench", "bench@example.org", "unused")
    queue = Queue.objects.create(title="Bench", slug="bench")
    _fill(count, queue)
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    _lists(count, client, queue)
    _create(count, client, queue)


def _fill(count: int, queue) -> None:
    from helpdesk.models import Ticket

    rng, now, span = Random(5), timezone.now(), YEARS * 365 * 24 * 60

    def one(number: int):
        open_ = rng.randrange(100) < OPEN_PERCENT
        at = now - timedelta(minutes=span * (count - number) // count + 1)
        state = Ticket.OPEN_STATUS if open_ else Ticket.CLOSED_STATUS
        told = {"title": f"楼道灯不亮{number % 97}", "description": "请处理", "queue": queue, "status": state}
        return Ticket(created=at, modified=at, secret_key=f"{number:036d}", priority=3, **told)

    for start in range(0, count, 2000):
        Ticket.objects.bulk_create(one(number) for number in range(start, min(start + 2000, count)))


def _lists(count: int, client: Client, queue) -> None:
    """A list there is a page and a table that it fetches: both count."""
    from helpdesk.query import query_to_base64

    def asked(filtering: dict) -> str:
        told = {"filtering": filtering, "filtering_null": {}, "sorting": "created", "sortreverse": False}
        table = query_to_base64(told | {"search_string": ""})
        more = "draw=1&start=0&length=30&order[0][column]=5&order[0][dir]=desc&search[value]="
        return f"/datatables_ticket_list/{table}?{more}"

    questions = {
        "open ones, with count": ("/tickets/", {"status__in": [1, 2]}),
        "of one queue, ended ones too": (f"/tickets/?queue={queue.pk}", {"queue__id__in": [queue.pk]}),
        "all tickets": ("/tickets/?sort=created", {}),
    }
    for what, (page, filtering) in questions.items():
        paths = (page, asked(filtering))
        for path in paths:
            assert client.get(path).status_code == 200, path
        samples = _times(lambda paths=paths: [client.get(path) for path in paths])
        line(count, f"peer: django-helpdesk, {what}: p95", p95(samples), "ms")


def _create(count: int, client: Client, queue) -> None:
    def form(number: int) -> dict[str, str]:
        told = {
            "queue": str(queue.pk),
            "title": f"楼道灯不亮，第{number}回",
            "body": "请处理",
            "priority": "3",
        }
        return told | {"submitter_email": "", "assigned_to": ""}

    session = f"sessionid={client.cookies['sessionid'].value}"
    with served("bench.helpdesk_wsgi:application", dict(os.environ)) as port:
        there = (port, "/tickets/submit/", session)
        alone, fine, taken = write_alone(*there, form)
        line(count, "peer: django-helpdesk, a ticket, one at a time: p95", p95(alone), "ms")
        line(count, "peer: the same: made", fine / taken, "tickets/s")
        together, fine, taken = write_together(*there, form)
        line(count, "peer: django-helpdesk, ten writers at once: p95", p95(together), "ms")
        line(count, "peer: the same: made", fine / taken, "tickets/s")
        line(count, "peer: the same: not made", len(together) - fine, "tickets")


def _times(call) -> list[float]:
    import time

    samples = []
    for _n in range(COUNT):
        began = time.perf_counter()
        call()
        samples.append((time.perf_counter() - began) * 1000)
    return samples


if __name__ == "__main__":
    main(int(sys.argv[1]))

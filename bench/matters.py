"""Matters: making one at a time and with ten writers at once, the list, its filters and counts with so many there."""

import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from random import Random

import django
from django.core.management import call_command
from django.test import Client
from django.test.utils import override_settings

from bench.lines import line, p95
from bench.register import _times
from bench.writers import served, write_alone, write_together

LIMIT, OPEN_PERCENT, YEARS = 50, 3, 6  # ms; of all matters, so many are in hand; over so many years they came
HEADS = [
    "厨房顶上",
    "楼道灯",
    "门口",
    "地下车库",
    "三楼平台",
    "健身器材",
    "电梯",
    "垃圾房",
    "消防通道",
    "快递柜",
]
TAILS = ["漏水", "不亮", "堆了旧家具", "有积水", "异响", "坏了没人修", "停了车", "有异味", "被占用", "半夜吵"]


def main(count: int) -> None:
    """Build a street with ``count`` matters of one committee, then measure; the peer last, in the same run."""
    django.setup()
    from zhiye.cli.main import main as zhiye

    zhiye(["demo", "--persons", "3000", "--quiet"])
    began = time.perf_counter()
    _fill(count)
    line(count, "matters brought in", count / (time.perf_counter() - began), "matters/s")
    call_command("collectstatic", verbosity=0, interactive=False)
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        client = Client()
        client.force_login(_worker())
        _lists(count, client)
        _twins(count)
    _create(count, client)
    _peer(count)


def _worker():
    from zhiye.accounts.models import User

    return User.objects.get(username="shegong")


def _committee():
    from zhiye.accounts.actor import UserActor
    from zhiye.cases.leave import committees_of
    from zhiye.cases.permissions import EDIT

    return committees_of(UserActor(_worker()), EDIT)[0]


def _fill(count: int) -> None:
    """By the command that takes sheets of old tickets; it runs inside another one, which answers a number."""
    from zhiye.accounts.actor import UserActor
    from zhiye.cases.codes import NAMES
    from zhiye.cases.commands.bringing import Brought, Went, bring_in
    from zhiye.kernel import clock
    from zhiye.kernel.command import command
    from zhiye.kernel.ids import new_id
    from zhiye.kernel.paths import within
    from zhiye.places.models import Place

    rng, by, committee, now = Random(5), UserActor(_worker()), _committee(), clock.now()
    homes = list(Place.objects.filter(within("path", [committee.path]), kind="home")[:500])
    codes, span = list(NAMES), YEARS * 365 * 24 * 60

    def one(number: int) -> Brought:
        at = now - timedelta(minutes=span * (count - number) // count + 1)
        went = Went("done", "办好了，回了电话", None, "yes") if rng.randrange(100) >= OPEN_PERCENT else None
        title = f"{rng.choice(HEADS)}{rng.choice(TAILS)}"
        return Brought(
            title, rng.choice(codes), rng.choice(homes), rng.choice(["help", "report"]), at, None, went
        )

    @command("cases.bench", "")
    def take(by, *, rows: list[Brought]) -> int:
        return len(bring_in(by, committee=committee, source="phone", brought=rows, op=new_id()))

    for start in range(0, count, 2000):
        rows = [one(number) for number in range(start, min(start + 2000, count))]
        take(by, rows=rows, op=new_id())


def _lists(count: int, client: Client) -> None:
    paths = {
        "matters, open ones, with counts": "/c",
        "matters of one state": "/c?state=new",
        "matters of one kind, ended ones too": "/c?state=all&code=repair",
        "matters of one source over time": "/c?source=phone&late=1",
        "all matters": "/c?state=all",
    }
    for what, path in paths.items():
        assert client.get(path).status_code == 200, path
        line(count, f"{what}: p95", p95(_times(lambda path=path: client.get(path))), "ms", LIMIT)


def _twins(count: int) -> None:
    from zhiye.accounts.actor import UserActor
    from zhiye.cases.queries import cases_page, suggestions, twins_of
    from zhiye.kernel import clock

    actor, today = UserActor(_worker()), clock.today()
    rows = cases_page(actor).rows
    asked = iter(rows * 2)
    samples = _times(lambda: suggestions(actor, next(asked).title, rows[0].place, today))
    line(count, "twins of a matter being written: p95", p95(samples), "ms", LIMIT)
    line(count, "twins of one page of the list: p95", p95(_times(lambda: twins_of(actor, rows))), "ms", LIMIT)


def _create(count: int, client: Client) -> None:
    """Through the running server, as a browser does: the form posted knowingly, its twins were shown before."""
    cookie = client.cookies["sessionid" if "sessionid" in client.cookies else next(iter(client.cookies))]

    def form(number: int) -> dict[str, str]:
        title = f"{HEADS[number % 10]}{TAILS[number // 10 % 10]}，第{number}回"
        told = {"title": title, "code": "other", "home": "", "source": "phone", "nature": "help"}
        return told | {"ring": "team", "sure": "1"}

    with served("config.wsgi:application", dict(os.environ)) as port:
        there = (port, "/c/new", f"{cookie.key}={cookie.value}")
        alone, fine, taken = write_alone(*there, form)
        line(count, "a matter is made, one at a time: p95", p95(alone), "ms", LIMIT)
        line(count, "the same: made", fine / taken, "matters/s")
        together, fine, taken = write_together(*there, form)
        line(count, "matters by ten writers at once: p95", p95(together), "ms")
        line(count, "the same: made", fine / taken, "matters/s")
        line(count, "the same: not made", len(together) - fine, "matters", 0)


def _peer(count: int) -> None:
    """django-helpdesk beside it, where ``scripts/setup-bench`` could install it."""
    python = Path(sys.executable).parent.parent / "bench" / "bin" / "python"
    if not python.exists():
        print("bench.matters: django-helpdesk is not installed (scripts/setup-bench), measured without it.")
        return
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.helpdesk_site"}
    command = [str(python), "-m", "bench.helpdesk", str(count)]
    subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))

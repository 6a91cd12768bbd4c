"""``zhiye search WORDS``: the search box from the shell, for whoever runs the machine's checks."""

import json
from argparse import ArgumentParser, Namespace

from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import User
from zhiye.cli.ready import make_ready
from zhiye.kernel.errors import Refused
from zhiye.people.queries import Hit, search
from zhiye.people.queries.files import called

REFUSALS = (Refused,)


def arguments(parser: ArgumentParser) -> None:
    """What to look for, and with whose eyes."""
    parser.add_argument("words", nargs="+")
    parser.add_argument(
        "--as", dest="username", required=True, help="log-in name: find what this person may see"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def run(options: Namespace) -> int:
    """Print the hits; exit code 1 when there are none."""
    make_ready()
    user = User.objects.filter(username__iexact=options.username, is_active=True).first()
    if user is None:
        raise Refused(f"没有叫“{options.username}”的账号。")
    hits = search(UserActor(user), " ".join(options.words))
    for hit in hits:
        line = _line(hit)
        print(json.dumps(line, ensure_ascii=False) if options.json else "  ".join(line.values()))
    return 0 if hits else 1


def _line(hit: Hit) -> dict[str, str]:
    if hit.person:
        door = hit.person.home.door if hit.person.home else ""
        return {
            "kind": "person",
            "name": hit.person.name,
            "called": called(hit.person),
            "door": door,
            "why": hit.why,
        }
    place = hit.place
    return {"kind": place.kind, "name": place.name, "door": place.door, "why": hit.why} if place else {}

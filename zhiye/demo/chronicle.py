"""The street's year: every committee's, what the column tells of it, and what the street's office has to do with it."""

import tomllib
from pathlib import Path

from zhiye.accounts.commands import open_account
from zhiye.accounts.models import User
from zhiye.demo.handed import ask, hand_up, publish_pieces
from zhiye.demo.month import MONTH, tell_month
from zhiye.demo.stories import TOLD_OF
from zhiye.demo.year import tell_gatherings, tell_year
from zhiye.kernel.actor import Actor
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place

_COLLEAGUES = tomllib.loads((Path(__file__).parent / "data" / "colleagues.toml").read_text("utf-8"))
LOG_INS = frozenset(one["login"] for one in _COLLEAGUES["user"])


def open_colleagues(by: Actor, committees: dict[str, Place]) -> None:
    """An account for somebody of each other committee; nobody can log in with it."""
    for one in _COLLEAGUES["user"]:
        if one["committee"] in committees:
            given = {"username": one["login"], "name": one["name"], "place": committees[one["committee"]]}
            open_account(by, role=_COLLEAGUES["role"], password=None, op=new_id(), **given)


def tell_the_year(by: Actor, committees: dict[str, Place]) -> None:
    """All of it, the told committee in full; nothing where the street has other committees."""
    users = {user.username: user for user in User.objects.all()}
    writers = {one["committee"]: users[one["login"]] for one in _COLLEAGUES["user"] if one["login"] in users}
    for name, committee in committees.items():
        if name == TOLD_OF:
            tell_month(by, committee, users)
            told = {meetings["kind"] for meetings in MONTH["meetings"]}
            tell_gatherings(by, committee, [users[login] for login in MONTH["writers"]], told)
        elif name in writers:
            tell_year(by, committee, [writers[name]])
    known = {name: place for name, place in committees.items() if name in writers or name == TOLD_OF}
    publish_pieces(by, known, {TOLD_OF: users["shuji"], **writers})
    hand_up(by, known, users)
    ask(by, known, users)

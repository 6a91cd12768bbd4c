"""``zhiye place``: the first street and committees of a real installation, before anybody can log in."""

from argparse import ArgumentParser, Namespace

from zhiye.cli.ready import make_ready
from zhiye.kernel.actor import System
from zhiye.kernel.errors import Refused
from zhiye.kernel.ids import new_id
from zhiye.places import kinds
from zhiye.places.commands import add_place
from zhiye.places.models import Place

REFUSALS = (Refused,)
BY = System("command line", name="命令行")


def arguments(parser: ArgumentParser) -> None:
    """``list``, ``street NAME``, ``committee NAME [--in STREET]``."""
    what = parser.add_subparsers(dest="what", required=True)
    what.add_parser("list", help="the streets and committees that are there")
    what.add_parser("street", help="add a street").add_argument("name")
    committee = what.add_parser("committee", help="add a committee")
    committee.add_argument("name")
    committee.add_argument(
        "--in", dest="street", metavar="STREET", help="not needed where there is one street"
    )


def run(options: Namespace) -> int:
    """List or add."""
    make_ready()
    if options.what == "street":
        add_place(BY, parent=None, kind=kinds.STREET, code=options.name, name=options.name, op=new_id())
    elif options.what == "committee":
        street = _street(options.street)
        add_place(BY, parent=street, kind=kinds.COMMITTEE, code=options.name, name=options.name, op=new_id())
    for place in Place.objects.filter(kind__in=(kinds.STREET, kinds.COMMITTEE), valid_to=None).order_by(
        "path"
    ):
        print(place.name if place.kind == kinds.STREET else f"  {place.name}")
    return 0


def _street(name: str | None) -> Place:
    streets = list(Place.objects.filter(kind=kinds.STREET, valid_to=None))
    found = [street for street in streets if name in (None, street.name, street.code)]
    if len(found) == 1:
        return found[0]
    if not streets:
        raise Refused("还没有街道，先写 zhiye place street 名称。")
    raise Refused("有几个街道，用 --in 写明是哪一个：" + "、".join(street.name for street in streets))

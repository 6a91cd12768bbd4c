"""From what somebody typed as an address to the home, unit or building that a matter is about."""

from django.utils.translation import gettext as _

from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import Refused
from zhiye.places.addresses import read_address
from zhiye.places.lookup import estate_name, home_at
from zhiye.places.models import Place
from zhiye.places.queries import by_door


def place_at(actor: Actor, text: str, permission: str) -> Place | None:
    """115-402, 3号楼2单元, 29号楼; None when nothing was typed.

    Raises Refused, with a sentence for the field ``home``, when none or several are meant.
    """
    if not text.strip():
        return None
    address = read_address(text)
    if address is None or not address.building or address.room:
        return home_at(actor, text, permission)
    door = "-".join(part for part in (address.building, address.unit) if part)
    found = by_door(actor, [door], permission)
    if address.estate:
        found = [one for one in found if address.estate in estate_name(one)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused(
            _("没有找到“%(door)s”。看看是不是抄错了，不写也能存。") % {"door": text.strip()}, "home"
        )
    raise Refused(_("有几处都是“%(door)s”，前面写上小区。") % {"door": door}, "home")

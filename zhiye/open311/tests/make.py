"""Builders of this room's tests."""

from typing import Any

from zhiye.kernel.actor import System
from zhiye.kernel.ids import new_id
from zhiye.open311 import commands, keys
from zhiye.open311.actor import PartnerActor
from zhiye.open311.models import Partner, PartnerRequest
from zhiye.places.models import Place

BY = System("test")
NAME = "邻里通"


def partner_at(place: Place, name: str = NAME) -> Partner:
    """The platform of this name at ``place``; made at the first call."""
    held = Partner.objects.filter(place=place, name=name, ended_at=None).first()
    return held or partner_with_key(place, name)[0]


def partner_with_key(place: Place, name: str = NAME, **given: Any) -> tuple[Partner, str]:
    """Another platform, with the key that was told."""
    key = keys.new_key()
    made: Partner = commands.make_partner(BY, name=name, place=place, key=key, op=new_id(), **given)
    return made, key


def handed_in(partner: Partner, **given: Any) -> PartnerRequest:
    """A request of ``partner`` about building 115, unless told otherwise."""
    told: dict[str, Any] = {"code": "repair.lights", "address": "115号楼", "text": "三楼的灯不亮"} | given
    row: PartnerRequest = commands.hand_in(PartnerActor(partner), partner=partner, op=new_id(), **told)
    return row

"""Builders of this room's tests."""

import io
import re
from datetime import timedelta
from typing import Any

from django.test import Client
from PIL import Image

from zhiye.kernel import clock
from zhiye.kernel.actor import System
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place
from zhiye.portal import commands, signed
from zhiye.portal.models import DoorCode, Receipt, Report

BY = System("test")


def door(place: Place) -> DoorCode:
    """A code at ``place``."""
    code: DoorCode = commands.make_code(BY, place=place, op=new_id())
    return code


def handed_in(code: DoorCode, text: str = "三楼的灯不亮", **given: Any) -> Receipt:
    """A report that went all the way."""
    report = commands.write_report(BY, code=code, text=text, op=new_id(), **given)
    receipt: Receipt = commands.send_report(BY, report=report, op=new_id())
    return receipt


def photo(size: tuple[int, int] = (3000, 2000)) -> bytes:
    """A JPEG with notes of a camera in it."""
    picture = Image.effect_noise(size, 90).convert("RGB")
    notes = Image.Exif()
    notes[0x010F] = "SECRETCAMERA"
    notes[0x8825] = {1: "N", 2: (31.0, 12.0, 5.0)}
    told = io.BytesIO()
    picture.save(told, "JPEG", exif=notes, quality=85)
    return told.getvalue()


def drawn(seconds: int = 20) -> str:
    """The stamp of a form that was drawn a while ago."""
    with clock.frozen(clock.now() - timedelta(seconds=seconds)):
        return signed.stamp()


def say(client: Client, code: DoorCode, text: str = "三楼的灯不亮", **more: Any) -> Any:
    """The form is filled in; answers the response."""
    return client.post(f"/q/{code.token}/say", {"text": text, "drawn": drawn(), **more})


def hand_in(client: Client, code: DoorCode, text: str = "三楼的灯不亮", **more: Any) -> tuple[Any, Receipt]:
    """From the form to the confirmation; answers its page and the receipt."""
    check = say(client, code, text, **more)
    assert check.status_code == 302, check.content.decode()
    done = client.post(check.url, {"op": str(new_id())})
    page = client.get(done.url)
    number = re.search(r"(\d{3}) (\d{3})</b>", page.content.decode())
    assert number is not None
    return page, Receipt.objects.get(number="".join(number.groups()))


def last_report() -> Report:
    """The newest one."""
    return Report.objects.latest("id")

"""Photos of sign-in sheets: put beside an activity, read by the worker of the photos, dropped for good."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.activities import leave
from zhiye.activities.models import Activity, Sheet
from zhiye.activities.sealed import seal_row
from zhiye.audit import log
from zhiye.cases.leave import writer_account
from zhiye.kernel import clock, sealing
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.holding import hold
from zhiye.scans.pictures import Picture
from zhiye.scans.states import READING

MOST = 9  # photos of one activity, as beside a note


@command("activities.put_sheet", gettext_lazy("放了一张签到表的照片"))
def put_sheet(by: Actor, *, activity: Activity, picture: Picture, writer: User | None = None) -> Sheet:
    """A cleaned photo comes to lie beside the activity, sealed, and waits to be read. Nobody has to."""
    hold(activity)
    leave.require(by, activity.path)
    if activity.withdrawn_at:
        raise NotFound
    if Sheet.objects.filter(activity=activity).count() >= MOST:
        raise Refused(_("一场活动最多放 %(most)d 张照片。") % {"most": MOST}, "photo")
    sheet = Sheet(activity=activity, width=picture.width, height=picture.height, put_at=clock.now())
    sheet.by = writer_account(by, writer, "writer")
    sheet.sealed = sealing.seal_bytes(picture.data, seal_row(sheet.pk))
    sheet.save(force_insert=True)
    log.write(by, "activities.put_sheet", sheet, activity.path)
    return sheet


@command("activities.drop_sheet", gettext_lazy("去掉了一张签到表的照片"))
def drop_sheet(by: Actor, *, sheet: Sheet) -> Activity:
    """The wrong photo: it goes for good, the paper is still there."""
    hold(sheet)
    activity = sheet.activity
    leave.require(by, activity.path)
    log.write(by, "activities.drop_sheet", sheet, activity.path)
    sheet.delete()
    return activity


@command("activities.note_lines", gettext_lazy("数了签到表照片上的行"))
def note_lines(by: Actor, *, sheet: Sheet, state: str, lines: int | None = None) -> Sheet:
    """How far the reading of a photo is, and how many lines with a name were found on it."""
    hold(sheet)
    leave.require(by, sheet.activity.path)
    sheet.state, sheet.lines = state, lines
    sheet.save(update_fields=["state", "lines"])
    if state != READING:
        log.write(by, "activities.note_lines", sheet, sheet.activity.path, {"lines": (None, lines)})
    else:
        log.write(by, "activities.note_lines", sheet, sheet.activity.path)
    return sheet

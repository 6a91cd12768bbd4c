"""A photo from the camera to its place beside a note. Every command asks leave first and leaves a trace."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.journal import commands as journal
from zhiye.journal import rings
from zhiye.journal.commands.notes import hold_own, writer
from zhiye.journal.models import Attachment, Entry
from zhiye.journal.permissions import VIEW, WRITE
from zhiye.kernel import clock, sealing
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.holding import hold
from zhiye.kernel.models import Operation
from zhiye.scans.lines import Laid
from zhiye.scans.models import Photo
from zhiye.scans.pictures import MEDIA_TYPE, Picture
from zhiye.scans.sealed import seal_row
from zhiye.scans.states import READ, READING, UNABLE, WAITING

MOST = 9  # photos of one note
KEPT = timedelta(days=30)  # how long a photo waits for its note
PHOTO = "photo"  # the field of a look


@command("scans.take_photo", gettext_lazy("拍了一张"))
def take_photo(
    by: Actor,
    *,
    picture: Picture,
    note_op: UUID | None = None,
    entry: Entry | None = None,
    taker: User | None = None,
) -> Photo:
    """Keep a cleaned photo, sealed, to be read: beside ``entry``, or for the note that ``note_op`` saves.

    ``taker`` names the colleague where a program acts. Raises Refused: neither is named, too many for one note.
    """
    by.require(WRITE)
    taker = writer(by, taker)
    entry = entry or _saved_by(by, taker, note_op)
    if entry is not None:
        hold_own(by, entry)
    _room_for_one_more(taker, note_op, entry)
    photo = Photo(taker=taker, note_op=note_op, size=len(picture.data), taken_at=clock.now())
    photo.width, photo.height = picture.width, picture.height
    photo.sealed = sealing.seal_bytes(picture.data, seal_row(photo.pk))
    photo.save(force_insert=True)
    if entry is not None:
        _put(by, photo, entry)
    log.write(by, "scans.take_photo", photo, _path(by, entry))
    return photo


@command("scans.put_beside", gettext_lazy("把照片放到了一笔旁边"))
def put_beside(by: Actor, *, entry: Entry, note_op: UUID) -> Entry:
    """The note has been saved by ``note_op``: what was photographed for it comes to lie beside it."""
    hold_own(by, entry)
    for photo in _without_note().filter(taker=entry.author_id, note_op=note_op).select_for_update():
        _put(by, photo, entry)
    log.write(by, "scans.put_beside", entry, entry.path)
    return entry


@command("scans.drop_photo", gettext_lazy("不要一张照片了"))
def drop_photo(by: Actor, *, photo: Photo) -> Photo:
    """The wrong page, before the note was saved; it can be brought back while the note is being written."""
    _hold_loose(by, photo)
    photo.dropped_at = photo.dropped_at or clock.now()
    photo.save(update_fields=["dropped_at"])
    log.write(by, "scans.drop_photo", photo, _path(by, None))
    return photo


@command("scans.restore_photo", gettext_lazy("又要回一张照片"))
def restore_photo(by: Actor, *, photo: Photo) -> Photo:
    """It was the right page. Raises NotFound when it has been forgotten meanwhile."""
    _hold_loose(by, photo)
    photo.dropped_at = None
    photo.save(update_fields=["dropped_at"])
    log.write(by, "scans.restore_photo", photo, _path(by, None))
    return photo


@command("scans.read_again", gettext_lazy("再读一次照片"))
def read_again(by: Actor, *, photo: Photo) -> Photo:
    """The reading broke off or found nothing: once more. A photo that was read stays as it is."""
    _hold_own(by, photo)
    if photo.state != READ:
        photo.state, photo.begun_at = WAITING, None
        photo.save(update_fields=["state", "begun_at"])
        _tell_journal(by, photo)
    log.write(by, "scans.read_again", photo, _path(by, None))
    return photo


@command("scans.begin_reading", gettext_lazy("开始读一张照片"))
def begin_reading(by: Actor, *, photo: Photo) -> bool:
    """The worker takes the photo; False when it is not waiting any more."""
    _hold_own(by, photo)
    free = photo.state == WAITING and photo.dropped_at is None
    if free:
        photo.state, photo.begun_at = READING, clock.now()
        photo.save(update_fields=["state", "begun_at"])
    log.write(by, "scans.begin_reading", photo, _path(by, None))
    return free


@command("scans.note_reading", gettext_lazy("读出了照片上的字"))
def note_reading(by: Actor, *, photo: Photo, state: str, laid: Laid) -> Photo:
    """What the worker read, and where it doubts."""
    _hold_own(by, photo)
    photo.state, photo.text = state, laid.text.replace("\0", "")
    photo.doubts = [list(span) for span in laid.doubts]
    photo.save(update_fields=["state", "text", "doubts"])
    if photo.attachment_id:
        _tell_journal(by, photo)
    elif entry := _saved_by(by, photo.taker, photo.note_op):
        _put(by, photo, entry)  # the note was saved while the photo was on its way
    log.write(by, "scans.note_reading", photo, _path(by, None), {"state": (READING, state)})
    return photo


@command("scans.look", gettext_lazy("看了一张照片"))
def look(by: Actor, *, attachment: Attachment) -> Attachment:
    """Somebody else than the writer opens a photo of a note that is not for everybody."""
    entry = attachment.entry
    by.require(VIEW)
    if not rings.may_see(by, VIEW, ring=entry.ring, path=entry.path, writer=entry.author_id):
        raise NotFound
    log.note_look(by, attachment, PHOTO, entry.path, reason=_("看日志旁的照片"))
    return attachment


@command("scans.forget", gettext_lazy("清掉了没有用上的照片"))
def forget(by: Actor) -> int:
    """Photos that no note came for within ``KEPT``: picture and text go for good. Answers how many."""
    by.require("machine.run")
    rows: list[tuple[UUID, str, log.Changes]] = [(photo.pk, "", {}) for photo in stale()]
    Photo.objects.filter(pk__in=[pk for pk, _where, _what in rows]).update(
        sealed=b"", text="", doubts=[], dropped_at=clock.now()
    )
    log.write_many(by, "scans.forget", Photo._meta.label_lower, rows)
    return len(rows)


def stale() -> Any:
    """Photos that ``forget`` would clear."""
    before = clock.now() - KEPT
    return Photo.objects.filter(attachment=None, taken_at__lt=before).exclude(sealed=b"").defer("sealed")


def _put(by: Actor, photo: Photo, entry: Entry) -> None:
    data = sealing.unseal_bytes(bytes(photo.sealed), seal_row(photo.pk))
    name = f"{timezone.localtime(photo.taken_at):%Y-%m-%d %H.%M}.jpg"
    beside = journal.attach(by, entry=entry, name=name, media_type=MEDIA_TYPE, data=data)
    photo.attachment, photo.sealed = beside, b""
    photo.save(update_fields=["attachment", "sealed"])
    if photo.state not in (WAITING, READING):
        _tell_journal(by, photo)


def _tell_journal(by: Actor, photo: Photo) -> None:
    if photo.attachment is None:
        return
    state = {READING: "waiting", UNABLE: "none"}.get(photo.state, photo.state)
    journal.note_text(by, attachment=photo.attachment, text=photo.text, state=state)


def _saved_by(by: Actor, taker: User, note_op: UUID | None) -> Entry | None:
    """The note that the gesture saved, if it has, and if it is the taker's."""
    if note_op is None:
        return None
    done = Operation.objects.filter(pk=note_op, command="journal.write_entry").first()
    key = done.answer.get("id") if done and isinstance(done.answer, dict) else None
    return Entry.objects.filter(pk=key, author=taker, removed_at=None).first() if key else None


def _room_for_one_more(taker: User, note_op: UUID | None, entry: Entry | None) -> None:
    if note_op is None and entry is None:
        raise Refused(_("先打开一笔，再拍。"), "photo")
    same = Q(note_op=note_op, dropped_at=None) if entry is None else Q(attachment__entry=entry)
    if Photo.objects.filter(same, taker=taker).count() >= MOST:
        raise Refused(_("一笔最多放 %(most)d 张照片，再多就另记一笔。") % {"most": MOST}, "photo")


def _hold_loose(by: Actor, photo: Photo) -> None:
    """Hold a photo of the actor's own that lies beside no note."""
    _hold_own(by, photo)
    if photo.attachment_id:
        raise Refused(_("这张照片已经放在存好的一笔旁边了。"))
    if not photo.sealed:
        raise NotFound


def _hold_own(by: Actor, photo: Photo) -> None:
    """Hold a photo for its taker, or for the worker that reads. Raises Forbidden, NotFound."""
    by.require(WRITE)
    hold(photo)
    own = rings.writer_of(by)
    if own is not None and own != photo.taker_id:
        raise NotFound


def _without_note() -> Any:
    return Photo.objects.filter(attachment=None, dropped_at=None).exclude(sealed=b"")


def _path(by: Actor, entry: Entry | None) -> str:
    """Where the trail puts it: at the note, else at the committee of whoever acts."""
    return entry.path if entry else rings.committee_path(min(by.scope(WRITE), default=""))

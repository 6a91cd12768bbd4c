"""Writing notes: begin one, correct it, say who may read it, put photos beside it, take back a slip of the hand."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.journal import rings
from zhiye.journal.models import NOTE, RINGS, Attachment, Entry, Piece, Source, Wording
from zhiye.journal.permissions import VIEW, WRITE
from zhiye.journal.sealed import seal_row
from zhiye.journal.sources import note_about
from zhiye.journal.texts import clean, clean_note
from zhiye.kernel import clock, sealing
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Conflict, Forbidden, NotFound, Refused
from zhiye.kernel.holding import hold
from zhiye.kernel.ids import new_id
from zhiye.places import kinds
from zhiye.places.models import Place

PHOTO_TYPES = ("image/jpeg", "image/png", "image/webp")
FILE_TYPES = ("application/pdf",)
LARGEST = 12 * 1024 * 1024  # bytes of an attachment; photos arrive shrunk by the browser
EARLIEST = date(1950, 1, 1)


@command("journal.write_entry", gettext_lazy("记了一笔"))
def write_entry(
    by: Actor,
    *,
    text: str,
    written_on: date,
    weather: str = "",
    ring: str = "team",
    reflection: str = "",
    place: Place | None = None,
    author: User | None = None,
) -> Entry:
    """One note, begun at ``place`` or else at the writer's committee.

    ``author`` names the writer where a program writes (the demo). Raises Refused: nothing written, too long,
    a day still to come.
    """
    if place is not None:
        by.require(WRITE, place.path, seen_with="places.view")
    by.require(WRITE)
    _known_ring(ring)
    _day_that_was(written_on)
    entry = Entry.objects.create(
        path=place.path if place else _committee(by),
        author=writer(by, author),
        written_on=written_on,
        weather=clean(weather, "weather")[:40],
        text=clean_note(text),
        ring=ring,
        reflection=clean(reflection, "reflection"),
        written_at=clock.now(),
    )
    if place is not None:
        note_about(entry, place=place, by_hand=True)
    log.write(
        by, "journal.write_entry", entry, entry.path, {"text": (None, log.SECRET), "ring": (None, ring)}
    )
    return entry


@command("journal.correct_entry", gettext_lazy("改了一笔"))
def correct_entry(
    by: Actor,
    *,
    entry: Entry,
    text: str,
    written_on: date,
    weather: str = "",
    reflection: str = "",
    version: int,
) -> Entry:
    """The writer says it better; what was said before stays as a wording.

    ``version`` is the one that was on the page. Raises Conflict ((mine, theirs) by field) when it is no longer
    the present one: show both, keep what was typed.
    """
    hold_own(by, entry)
    _day_that_was(written_on)
    told = {
        "text": clean_note(text),
        "written_on": written_on,
        "weather": clean(weather, "weather")[:40],
        "reflection": clean(reflection, "reflection"),
    }
    changes = {
        field: (getattr(entry, field), new) for field, new in told.items() if getattr(entry, field) != new
    }
    if not changes:
        log.write(by, "journal.correct_entry", entry, entry.path)
        return entry
    if version != entry.version:
        raise Conflict({field: (mine, theirs) for field, (theirs, mine) in changes.items()})
    _keep_wording(entry)
    for field, new in told.items():
        setattr(entry, field, new)
    entry.version += 1
    entry.corrected_at = clock.now()
    entry.save(update_fields=[*told, "version", "corrected_at"])
    covered = {field: (log.SECRET, log.SECRET) for field in changes if field in ("text", "reflection")}
    log.write(by, "journal.correct_entry", entry, entry.path, changes | covered)
    return entry


@command("journal.change_ring", gettext_lazy("改了谁能看"))
def change_ring(by: Actor, *, entry: Entry, ring: str) -> Entry:
    """Who may read the note from now on. What was made from it keeps its own ring."""
    hold_own(by, entry)
    _known_ring(ring)
    if ring != "team" and _open_pieces(entry):
        raise Refused(_("这一笔在专栏里登着，先收回来，再改谁能看。"), "ring")
    was, entry.ring = entry.ring, ring
    entry.save(update_fields=["ring"])
    log.write(by, "journal.change_ring", entry, entry.path, {"ring": (was, ring)})
    return entry


@command("journal.attach", gettext_lazy("附了一张照片或文件"))
def attach(by: Actor, *, entry: Entry, name: str, media_type: str, data: bytes) -> Attachment:
    """A photo or file beside the note, sealed. Raises Refused for what is neither, is empty or too large."""
    hold_own(by, entry)
    if media_type not in PHOTO_TYPES + FILE_TYPES:
        raise Refused(_("只收照片和 PDF。别的文件先另存成 PDF。"), "file")
    if not data:
        raise Refused(_("这个文件是空的，换一个再试。"), "file")
    if len(data) > LARGEST:
        raise Refused(_("文件太大，最多 %(most)d MB。") % {"most": LARGEST // 1024 // 1024}, "file")
    photo, key = media_type in PHOTO_TYPES, new_id()
    attachment = Attachment.objects.create(
        id=key,
        entry=entry,
        kind="photo" if photo else "file",
        name=clean(name, "file").replace("\n", " ")[-120:] or _("没有名字"),
        media_type=media_type,
        size=len(data),
        sealed=sealing.seal_bytes(data, seal_row(key)),
        text_state="waiting" if photo else "none",
        at=clock.now(),
    )
    log.write(by, "journal.attach", entry, entry.path, {"attachment": (None, attachment.pk)})
    return attachment


@command("journal.note_text", gettext_lazy("读出了照片上的字"))
def note_text(by: Actor, *, attachment: Attachment, text: str, state: str) -> Attachment:
    """What was read from a photo: ``state`` is waiting, read, empty or broken."""
    entry = attachment.entry
    hold_own(by, entry)
    hold(attachment)
    attachment.text, attachment.text_state = clean(text), state
    attachment.save(update_fields=["text", "text_state"])
    log.write(by, "journal.note_text", entry, entry.path, {"text_state": (None, state)})
    return attachment


@command("journal.remove_entry", gettext_lazy("去掉了一笔"))
def remove_entry(by: Actor, *, entry: Entry, reason: str = "") -> Entry:
    """A slip of the hand: only on the day it was written, and while nothing has been made from it."""
    hold_own(by, entry)
    if timezone.localtime(entry.written_at).date() != clock.today():
        raise Refused(_("过了当天就不去掉了，写错的地方可以改，原来的话留在“改过几次”里。"))
    if Source.objects.filter(entry=entry, undone_at=None).exclude(kind=NOTE).exists():
        raise Refused(_("已经从这一笔记下了事情，先把那些撤销，再去掉它。"))
    if _open_pieces(entry):
        raise Refused(_("这一笔在专栏里登着，先收回来，再去掉它。"))
    entry.removed_at = clock.now()
    entry.save(update_fields=["removed_at"])
    log.write(by, "journal.remove_entry", entry, entry.path, {"removed_at": (None, entry.removed_at)}, reason)
    return entry


@command("journal.restore_entry", gettext_lazy("把去掉的一笔放回来了"))
def restore_entry(by: Actor, *, entry: Entry) -> Entry:
    """The removal was the slip of the hand."""
    hold_own(by, entry, removed=True)
    was, entry.removed_at = entry.removed_at, None
    entry.save(update_fields=["removed_at"])
    log.write(by, "journal.restore_entry", entry, entry.path, {"removed_at": (was, None)})
    return entry


def hold_own(by: Actor, entry: Entry, removed: bool = False) -> None:
    """Hold the note for its writer; a note that was removed is not there. Raises NotFound, Forbidden."""
    hold(entry)
    by.require(WRITE, seen_with=VIEW)
    if bool(entry.removed_at) != removed:
        raise NotFound
    if not isinstance(by, UserActor):
        return  # the clock and the command line write for everybody
    if not rings.may_see(by, VIEW, ring=entry.ring, path=entry.path, writer=entry.author_id):
        raise NotFound
    if by.user.pk != entry.author_id:
        raise Forbidden(WRITE)


def writer(by: Actor, author: User | None) -> User:
    """The account that writes: the actor's own, else the one named. Raises Refused without either."""
    if isinstance(by, UserActor):
        return by.user
    if author is None:
        raise Refused(_("一笔日志要有写的人。"), "author")
    return author


def _committee(by: Actor) -> str:
    """The committee in which the writer holds a role; the first one in order of their paths."""
    scope = by.scope(WRITE)
    paths = {rings.committee_path(path) for path in scope}
    found = Place.objects.filter(path__in=paths, kind=kinds.COMMITTEE).order_by("path").first()
    if found is None:
        raise Refused(_("先说明这一笔记在哪个居民区。"), "place")
    return found.path


def _keep_wording(entry: Entry) -> None:
    Wording.objects.create(
        entry=entry,
        number=entry.version,
        text=entry.text,
        written_on=entry.written_on,
        weather=entry.weather,
        by_id=entry.author_id,
        at=entry.corrected_at or entry.written_at,
    )


def _known_ring(ring: str) -> None:
    if ring not in dict(RINGS):
        raise Refused(_("从列出的几项里选一个。"), "ring")


def _day_that_was(day: date) -> None:
    if day > clock.today():
        raise Refused(_("这一天还没到，写今天或以前的日子。"), "written_on")
    if day < EARLIEST:
        raise Refused(_("日子太早了，看看年份。"), "written_on")


def _open_pieces(entry: Entry) -> bool:
    return Piece.objects.filter(entry=entry, withdrawn_at=None).exists()

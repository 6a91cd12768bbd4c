"""The column: a note goes out to everybody, checked for names, numbers and doors; and comes back."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.actor import UserActor
from zhiye.audit import log
from zhiye.journal import rings
from zhiye.journal.commands.notes import hold_own, writer
from zhiye.journal.models import Entry, Piece
from zhiye.journal.permissions import VIEW, WRITE
from zhiye.journal.queries.checking import Found, to_publish_check
from zhiye.journal.texts import clean, clean_note
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Forbidden, NotFound, Refused
from zhiye.kernel.holding import hold

LONGEST_TITLE = 60
TOLD = 6  # findings named in the sentence of a refusal


@command("journal.publish_piece", gettext_lazy("登上了专栏"))
def publish_piece(by: Actor, *, entry: Entry, title: str, text: str) -> Piece:
    """The note, in the words chosen for it, becomes a piece that everybody may read.

    Raises Refused while a name of the register, a number or a door is left in title or text.
    """
    hold_own(by, entry)
    title, text = clean(title, "title"), clean_note(text)
    if not title or len(title) > LONGEST_TITLE or "\n" in title:
        raise Refused(_("起一个题目，最多 %(most)d 个字。") % {"most": LONGEST_TITLE}, "title")
    if entry.ring != "team":
        raise Refused(_("这一笔不是本组都能看的，不能登出去。要登，先改谁能看。"))
    if Piece.objects.filter(entry=entry, withdrawn_at=None).exists():
        raise Refused(_("这一笔已经在专栏里了。要改，先收回来再登。"))
    refuse_found(to_publish_check(by, title, entry.path), "title")
    refuse_found(to_publish_check(by, text, entry.path), "text")
    piece = Piece.objects.create(
        path=rings.committee_path(entry.path),
        entry=entry,
        title=title,
        text=text,
        published_at=clock.now(),
        published_by=writer(by, entry.author),
    )
    log.write(by, "journal.publish_piece", piece, piece.path, {"title": (None, title)})
    return piece


@command("journal.withdraw_piece", gettext_lazy("从专栏收回了一篇"))
def withdraw_piece(by: Actor, *, piece: Piece, reason: str = "") -> Piece:
    """Nobody outside reads it any more; the note stays. By its writer, or by who sees all of the committee."""
    hold(piece)
    by.require(WRITE, seen_with=VIEW)
    if not any(piece.path == rings.committee_path(at) or not at for at in by.scope(VIEW)):
        raise NotFound
    if (
        isinstance(by, UserActor)
        and by.user.pk != piece.published_by_id
        and not by.may(rings.SECRET, piece.path)
    ):
        raise Forbidden(rings.SECRET)
    if piece.withdrawn_at:
        raise Refused(_("这一篇已经收回来了。"))
    piece.withdrawn_at = clock.now()
    piece.save(update_fields=["withdrawn_at"])
    log.write(by, "journal.withdraw_piece", piece, piece.path, {"title": (piece.title, None)}, reason)
    return piece


def refuse_found(found: list[Found], field: str) -> None:
    """Raise Refused with what must still be changed; nothing for an empty list or words only like names."""
    left = list(
        dict.fromkeys(
            _("“%(text)s”（%(word)s）") % {"text": one.text, "word": one.word} for one in found if one.certain
        )
    )
    if left:
        told = "、".join(left[:TOLD])
        if len(left) > TOLD:
            told = _("%(these)s等 %(n)d 处") % {"these": told, "n": len(left)}
        raise Refused(
            _("还有不能登出去的字：%(these)s。换成“一位阿姨”“楼里”这样的说法再登。") % {"these": told}, field
        )

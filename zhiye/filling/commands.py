"""A form is brought, its blanks are understood, it is filled, the file is made, and goes again. Every command asks
leave first and leaves a trace."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.filling import contents, leave, limits
from zhiye.filling.choosing import title_of, told_by
from zhiye.filling.documents.form import Form as ReadForm
from zhiye.filling.known.fields import fields
from zhiye.filling.models import DONE, FAILED, KNOWN, MAKING, Filling, Form
from zhiye.filling.models import Mapping as Understood
from zhiye.filling.plan import Answer, Plan
from zhiye.filling.preparing import Prepared, TypedCells, prepare, sight_of, subject_of
from zhiye.filling.reading import names_people
from zhiye.filling.sealed import file_row, form_row
from zhiye.filling.wanted import WHAT, Wanted
from zhiye.journal.rings import writer_of
from zhiye.kernel import clock, sealing
from zhiye.kernel.actor import Actor, OnBehalf
from zhiye.kernel.command import command
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.holding import hold
from zhiye.kernel.ids import new_id
from zhiye.people.commands import note_sheet_export
from zhiye.places.models import Place

MOST_NOTES = 40


@command("filling.keep_form", gettext_lazy("拿来一张要填的表"))
def keep_form(
    by: Actor, *, committee: Place, read: ReadForm, file_name: str, brought_by: User | None = None
) -> Form:
    """Keep the copy of a form, sealed. One that is known already keeps what is known of it, and gets this copy."""
    leave.require(by, committee)
    if len(read.data) > limits.MOST_BYTES:
        raise Refused(_("这张表太大了，去掉图片再拿来。"), "file")
    known = Form.objects.filter(committee=committee, outline=read.fingerprint, retired_at=None)
    form = known.select_for_update().first() or Form(
        id=new_id(), committee=committee, outline=read.fingerprint
    )
    form.name, form.kind = PurePath(file_name).name[-200:], read.kind
    form.digest = hashlib.sha256(read.data).hexdigest()
    form.has_rows = names_people(by, committee, read)
    form.sealed = sealing.seal_bytes(read.data, form_row(form.pk))
    form.brought_at = clock.now()
    form.brought_by_id = brought_by.pk if brought_by else writer_of(by)
    form.save()
    log.write(by, "filling.keep_form", form, committee.path, {"file": (None, form.name)})
    return form


@command("filling.map_form", gettext_lazy("说了一张表的每一项从哪里取"))
def map_form(by: Actor, *, form: Form, what: str, answers: Mapping[str, Answer]) -> Form:
    """Remember how blanks (by key) are filled for rows of ``what``; others stay as they were."""
    leave.require(by, form.committee)
    hold(form)
    _refuse_retired(form)
    if what not in WHAT or any(one.how == KNOWN and one.code not in fields() for one in answers.values()):
        raise Refused(_("从列出的几项里选一个。"))
    for slot, one in answers.items():
        said = {"how": one.how, "code": one.code if one.how == KNOWN else "", "text": one.text[:400]}
        Understood.objects.update_or_create(form=form, what=what, slot=slot[:200], defaults=said)
    log.write(by, "filling.map_form", form, form.committee.path, {"blanks": (None, len(answers))})
    return form


@command("filling.fill", gettext_lazy("填了一张表"))
def fill(
    by: Actor,
    *,
    form: Form,
    plan: Plan,
    wanted: Wanted,
    typed: TypedCells | None = None,
    purpose: str = "",
    made_by: User | None = None,
) -> Filling:
    """Keep what goes into the form, sealed, with the purpose and a look at everybody whose covered values it holds.
    The file is made afterwards (work.py). Raises Refused: nobody to fill it with, no purpose."""
    leave.require(by, form.committee)
    hold(form)
    _refuse_retired(form)
    if not leave.may_take(by, form):
        raise NotFound
    ready = prepare(by, form, plan, wanted, typed)
    _check(ready, purpose)
    title = title_of(told_by(plan.form, wanted.what, [form.committee.name]))
    kept = wanted.as_json() | {"title": title}
    made = Filling(id=new_id(), form=form, wanted=kept, count=ready.count, digest=form.digest)
    made.subject, made.sight = subject_of(wanted), sight_of(by, form)
    made.purpose, made.made_at = purpose.strip()[:200], clock.now()
    made.made_by_id = made_by.pk if made_by else writer_of(by)
    made.file_name = f"{PurePath(form.name).stem[:150]} {clock.today().isoformat()}"
    made.sealed = contents.seal(ready.contents, made.pk)
    made.save(force_insert=True)
    told = {"rows": (None, ready.count), "covered": (None, sorted(ready.covered))}
    log.write(by, "filling.fill", made, form.committee.path, told, made.purpose)
    _note_people(by, form, ready, made.purpose)
    return made


def _check(ready: Prepared, purpose: str) -> None:
    if not ready.count:
        raise Refused(_("这样选没有一行可填。换一类人、换一段时间试试。"))
    if ready.plan.sheet and ready.count > limits.MOST_SHEETS:
        told = {"count": ready.count, "most": limits.MOST_SHEETS}
        raise Refused(_("一次最多填%(most)d张，这样选有%(count)d张。选几幢楼，分几次填。") % told)
    if ready.holds_people and not purpose.strip():
        raise Refused(_("写一下这张表交给谁、做什么用。"), "purpose")


def _note_people(by: Actor, form: Form, ready: Prepared, purpose: str) -> None:
    """The register's own trace: how many people went out; and a look at each whose covered values did."""
    if not ready.holds_people:
        return
    place = form.committee
    note_sheet_export(OnBehalf(by, place.path), place=place, count=ready.count, purpose=purpose)
    reason = _("填《%(form)s》：%(purpose)s") % {"form": form.name, "purpose": purpose}
    looks = [(person, kind, path) for person, path in ready.opened for kind in sorted(ready.covered)]
    if looks:
        log.note_looks(by, "people.person", looks, reason[:400], getattr(by, "role_names", str)()[:40])


@command("filling.note_made", gettext_lazy("填好的表可以下载了"))
def note_made(by: Actor, *, filling: Filling, data: bytes, ending: str, notes: Iterable[str] = ()) -> Filling:
    """The file has been made. Earlier fillings for the same people let go of what was written in them."""
    leave.require(by, filling.form.committee)
    hold(filling.form)
    hold(filling)
    if filling.state == MAKING:
        filling.state, filling.notes = DONE, list(notes)[:MOST_NOTES]
        filling.file_name = f"{filling.file_name}.{ending}"
        if filling.form.retired_at is None:  # retired while the file was made: nothing of it is kept
            filling.filled = sealing.seal_bytes(data, file_row(filling.pk))
            filling.cleared_at = None  # made again long after: it goes in its turn
        filling.save(update_fields=["state", "notes", "file_name", "filled", "cleared_at"])
        same = Filling.objects.filter(form=filling.form_id, subject=filling.subject, sight=filling.sight)
        same.filter(pk__lt=filling.pk).exclude(state=MAKING).update(sealed=b"")
    log.write(by, "filling.note_made", filling, filling.form.committee.path)
    return filling


@command("filling.note_failure", gettext_lazy("一张表没有填成"))
def note_failure(by: Actor, *, filling: Filling, sentence: str) -> Filling:
    """The file could not be made; nothing of it is kept."""
    leave.require(by, filling.form.committee)
    hold(filling)
    if filling.state == MAKING:
        filling.state, filling.notes, filling.sealed = FAILED, [sentence[:400]], b""
        filling.save(update_fields=["state", "notes", "sealed"])
    log.write(by, "filling.note_failure", filling, filling.form.committee.path)
    return filling


@command("filling.retire_form", gettext_lazy("不再用一张表"))
def retire_form(by: Actor, *, form: Form) -> Form:
    """Nobody fills it any more: the copy goes, and what was written in its fillings."""
    leave.require(by, form.committee)
    hold(form)
    if not leave.may_retire(by, form):
        raise Refused(_("这张表是全居民区一起用的，请办公室的同事来收。"))
    if form.retired_at is None:
        form.retired_at, form.sealed = clock.now(), b""
        form.save(update_fields=["retired_at", "sealed"])
        mine = Filling.objects.filter(form=form)
        mine.update(sealed=b"", filled=b"", cleared_at=clock.now())
    log.write(by, "filling.retire_form", form, form.committee.path, {"file": (form.name, None)})
    return form


@command("filling.forget", gettext_lazy("清掉了放久的填好的表"))
def forget(by: Actor) -> int:
    """Filled files go after some days; what was written in them stays for the next comparison."""
    by.require("machine.run")
    old = Filling.objects.filter(cleared_at=None, made_at__lt=clock.now() - limits.KEPT)
    rows = list(old.select_related("form__committee"))
    ids = [filling.pk for filling in rows]
    for start in range(0, len(ids), 500):
        Filling.objects.filter(pk__in=ids[start : start + 500]).update(filled=b"", cleared_at=clock.now())
    told: list[tuple[UUID, str, Any]] = [
        (one.pk, one.form.committee.path, {"file": ("•••", None)}) for one in rows
    ]
    log.write_many(by, "filling.forget", "filling.filling", told)
    return len(rows)


def _refuse_retired(form: Form) -> None:
    if form.retired_at:
        raise Refused(_("这张表已经不用了。要再用，把它再拖进来。"))

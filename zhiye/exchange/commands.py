"""An import from the file's arrival to its undoing."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.exchange import originals
from zhiye.exchange.models import DONE, FAILED, IMPORTING, READING, READY, UNDONE, ImportRun
from zhiye.exchange.permissions import IMPORT
from zhiye.exchange.reading import Read, enrolment
from zhiye.flows.undo_import import undo_import
from zhiye.kernel import clock, running
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.kernel.holding import hold
from zhiye.kernel.ids import new_id
from zhiye.people.enrol import Choice, enrol
from zhiye.people.enrol.writing import Progress
from zhiye.places.models import Place


@command("exchange.receive", gettext_lazy("收到一张名册"))
def receive(
    by: Actor, *, committee: Place, file_name: str, chunks: Iterable[bytes], uploaded_by: User | None = None
) -> ImportRun:
    """Keep the file as it came, sealed; it is read afterwards by a worker."""
    by.require(IMPORT, committee.path, seen_with="places.view")
    run = ImportRun(id=new_id(), committee=committee, uploaded_by=uploaded_by, uploaded_at=clock.now())
    run.file_name = Path(file_name).name[-200:]
    run.digest, run.size = originals.keep(run.pk, chunks)
    run.save()
    log.write(by, "exchange.receive", run, committee.path, {"file": (None, run.file_name)})
    return run


@command("exchange.note_reading", gettext_lazy("看过一张名册"))
def note_reading(by: Actor, *, run: ImportRun, account: Mapping[str, Any]) -> ImportRun:
    """The file has been read: what it comes to, in counts and questions."""
    by.require(IMPORT, run.committee.path, seen_with="places.view")
    run.account, run.state, run.sentence = dict(account), READY, ""
    run.save(update_fields=["account", "state", "sentence"])
    log.write(by, "exchange.note_reading", run, run.committee.path)
    return run


@command("exchange.note_failure", gettext_lazy("名册没有导入"))
def note_failure(by: Actor, *, run: ImportRun, sentence: str) -> ImportRun:
    """The file cannot be read, or the import broke off; nothing was written."""
    by.require(IMPORT, run.committee.path, seen_with="places.view")
    run.state, run.sentence = FAILED, sentence[:400]
    run.save(update_fields=["state", "sentence"])
    log.write(by, "exchange.note_failure", run, run.committee.path)
    return run


@command("exchange.answer", gettext_lazy("回答了导入的问题"))
def answer(by: Actor, *, run: ImportRun, answers: Mapping[str, str]) -> ImportRun:
    """Answers to the questions; the file is read anew with them."""
    by.require(IMPORT, run.committee.path, seen_with="places.view")
    hold(run)
    if run.state not in (READY, FAILED):
        raise Refused(_("这张表现在不能改回答，先等它看完或撤销导入。"))
    run.answers, run.state = {**run.answers, **answers}, READING
    run.save(update_fields=["answers", "state"])
    log.write(by, "exchange.answer", run, run.committee.path)
    return run


@command("exchange.begin", gettext_lazy("开始导入"))
def begin(by: Actor, *, run: ImportRun, answers: Mapping[str, str] | None = None) -> ImportRun:
    """The worker pressed 导入 and gave ``answers``: a process of its own carries it out."""
    by.require(IMPORT, run.committee.path, seen_with="places.view")
    hold(run)
    if run.state not in (READY, FAILED) or not run.account:
        raise Refused(_("这张表已经导入过，或者还没看完。"))
    if not run.account.get("people") and not run.account.get("homes"):
        raise Refused(_("这张表里没有读到人和房屋，没有可以导入的。"))
    run.answers, run.state, run.sentence = {**run.answers, **(answers or {})}, IMPORTING, ""
    run.save(update_fields=["answers", "state", "sentence"])
    log.write(by, "exchange.begin", run, run.committee.path)
    return run


@command("exchange.resume", gettext_lazy("把没做完的导入再做一次"))
def resume(by: Actor, *, run: ImportRun) -> ImportRun:
    """Once more from the start what broke off or was interrupted: nothing of it had been written."""
    by.require(IMPORT, run.committee.path, seen_with="places.view")
    hold(run)
    if run.state not in (READING, IMPORTING, FAILED):
        raise Refused(_("这张表没有做到一半的事，不用再来一次。"))
    if run.state == FAILED:
        run.state = IMPORTING if run.account else READING
    run.sentence = ""
    run.save(update_fields=["state", "sentence"])
    log.write(by, "exchange.resume", run, run.committee.path)
    return run


@command("exchange.import", gettext_lazy("导入一张名册"))
def carry_out(by: Actor, *, run: ImportRun, read: Read, progress: Progress | None = None) -> dict[str, int]:
    """Everything of the file into the register, and the run marked done, in one transaction: all or nothing."""
    by.require(IMPORT, run.committee.path, seen_with="places.view")
    hold(run)
    if run.state == DONE:
        log.write(by, "exchange.import", run, run.committee.path)
        return dict(run.result)
    given = enrolment(read)
    result = enrol(
        by,
        committee=run.committee,
        choice=Choice(sheet_wins=run.answers.get("differing") != "register"),
        source=run.file_name,
        progress=progress,
        **given,
    )
    run.state, run.op, run.result = DONE, _gesture(), result
    run.save(update_fields=["state", "op", "result"])
    log.write(by, "exchange.import", run, run.committee.path, {"people": (None, result["new"])})
    return result


@command("exchange.undo", gettext_lazy("撤销了一次导入"))
def undo(by: Actor, *, run: ImportRun) -> ImportRun:
    """Take the whole import back; people whom somebody touched since are kept."""
    by.require(IMPORT, run.committee.path, seen_with="places.view")
    hold(run)
    if run.state != DONE or run.op is None:
        raise Refused(_("这次导入不能撤销：还没导入，或已经撤销过。"))
    told = undo_import(by, committee=run.committee, import_op=run.op)
    sentence = _("撤销好了：去掉 %(removed)d 人。") % told
    if told["restored"]:
        sentence += _("%(restored)d 人改回了原样。") % told
    if told["kept"]:
        sentence += _("有 %(kept)d 人导入后有人改过，留着没动。") % told
    run.state, run.result, run.sentence = UNDONE, {**run.result, **told}, sentence
    run.save(update_fields=["state", "result", "sentence"])
    log.write(by, "exchange.undo", run, run.committee.path, {"removed": (told["removed"], None)})
    return run


def _gesture() -> UUID | None:
    run = running.current()
    return run.op if run else None

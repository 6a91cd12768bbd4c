"""One step of an import, done by whichever process was started for it."""

import logging
from uuid import UUID

from django.utils.translation import gettext as _

from zhiye.accounts.actor import UserActor
from zhiye.exchange import commands, originals
from zhiye.exchange.details import keep_details
from zhiye.exchange.models import IMPORTING, READING, ImportRun
from zhiye.exchange.reading import Read, account, read_file, without_rows
from zhiye.exchange.roster.refusals import UnreadableFile
from zhiye.kernel.actor import Actor, System
from zhiye.kernel.bulk import collector_paused
from zhiye.kernel.errors import Forbidden, NotFound, Refused
from zhiye.kernel.ids import new_id
from zhiye.people.enrol.writing import Progress

EXAMINE, IMPORT = "examine", "import"
WAITS_FOR = {EXAMINE: READING, IMPORT: IMPORTING}
logger = logging.getLogger(__name__)


def work(run_id: UUID, step: str, op: UUID) -> None:
    """Read the run's file; with the step "import" also bring it into the register, as gesture ``op``.

    Whatever goes wrong is written on the run as a sentence; nothing is half done.
    """
    with originals.working(run_id) as alone:
        run = ImportRun.objects.select_related("committee", "uploaded_by").get(pk=run_id)
        if alone and run.state == WAITS_FOR[step]:
            _work_alone(run, step, op)


@collector_paused()
def _work_alone(run: ImportRun, step: str, op: UUID) -> None:
    by: Actor = UserActor(run.uploaded_by) if run.uploaded_by else System("import")
    try:
        _do(by, run, step, op)
    except UnreadableFile as unreadable:
        _note_failure(run, str(unreadable.sentence))
    except Refused as refused:
        _note_failure(run, refused.message)
    except (Forbidden, NotFound):
        _note_failure(run, _("您现在没有导入的职责，什么都没有写进去。"))
    except Exception:
        logger.exception("import %s broke off", run.pk)
        _note_failure(run, _("导入中途出了问题，什么都没有写进去。可以再试一次；还不行请找管理员。"))


def _note_failure(run: ImportRun, sentence: str) -> None:
    commands.note_failure(System("import"), run=run, sentence=sentence, op=new_id())


def _do(by: Actor, run: ImportRun, step: str, op: UUID) -> None:
    read = examine(by, run)
    if step == IMPORT:
        commands.carry_out(by, run=run, read=read, progress=_teller(run), op=op)
    else:
        commands.note_reading(by, run=run, account=without_rows(account(read)), op=new_id())


def examine(by: Actor, run: ImportRun) -> Read:
    """Read the run's file and keep the row-by-row account beside it, sealed."""
    tell = _teller(run)
    with originals.opened(run.pk) as path:
        read = read_file(
            by, path, run.file_name, run.committee, run.answers, lambda done, of: tell("read", done, of)
        )
    keep_details(run.pk, read)
    return read


def _teller(run: ImportRun) -> Progress:
    return lambda step, done, of: originals.tell(run.pk, step, done, of)

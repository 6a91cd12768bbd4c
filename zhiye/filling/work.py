"""Making the filled file: here and now for a few rows, in a process of its own for many.

The process may be killed at any moment: the filling then still says 正在填 while nobody holds its lock, and the page
offers to make the file once more, from what is kept.
"""

import logging
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from zhiye.accounts.actor import UserActor
from zhiye.filling import commands, contents, limits
from zhiye.filling.making import make_file
from zhiye.filling.models import MAKING, Filling
from zhiye.filling.reading import reading_of
from zhiye.kernel import background
from zhiye.kernel.actor import Actor, System
from zhiye.kernel.bulk import collector_paused
from zhiye.kernel.errors import Forbidden, NotFound, Refused
from zhiye.kernel.ids import new_id

STEP = "fill-step"
logger = logging.getLogger(__name__)


def start(filling: Filling, sheets: bool) -> None:
    """Make the file now, or start the process that does (a few seconds for hundreds of sheets)."""
    few = filling.count <= (limits.AT_ONCE if sheets else limits.ROWS_AT_ONCE)
    if few or settings.IMPORT_INLINE:
        work(filling.pk)
    else:
        background.start(STEP, str(filling.pk))


def work(filling_id: UUID) -> None:
    """Make the file of a filling that waits for it. Does nothing when another process is at it."""
    lock = _lock(filling_id)
    with background.alone(lock) as alone:
        filling = Filling.objects.select_related("form__committee", "made_by").get(pk=filling_id)
        if alone and filling.state == MAKING:
            _make(filling)
    with suppress(FileNotFoundError):
        lock.unlink()


def is_worked_on(filling: Filling) -> bool:
    """Whether a living process makes the file."""
    return filling.state == MAKING and background.is_held(_lock(filling.pk))


@collector_paused()
def _make(filling: Filling) -> None:
    by: Actor = UserActor(filling.made_by) if filling.made_by else System("fill", name=_("命令行填表"))
    try:
        with override(settings.LANGUAGE_CODE):  # what goes out is Chinese, whoever makes it
            kept = contents.unseal(filling)
            if kept is None or filling.form.digest != filling.digest:
                raise Refused(_("这张表刚才有人换了一份，请再填一次。"))
            made, ending = make_file(reading_of(filling.form), kept)
        commands.note_made(by, filling=filling, data=made.data, ending=ending, notes=made.notes, op=new_id())
    except Refused as refused:
        _give_up(filling, refused.message)
    except (Forbidden, NotFound):
        _give_up(filling, _("您现在没有填表的职责，表没有填。请书记或主任来填。"))
    except Exception:
        logger.exception("filling %s broke off", filling.pk)
        _give_up(filling, _("填到一半出了问题，没有填成。可以再填一次；还不行请找管理员。"))


def _give_up(filling: Filling, sentence: str) -> None:
    commands.note_failure(System("fill"), filling=filling, sentence=sentence, op=new_id())


def _lock(filling_id: UUID) -> Path:
    folder = Path(settings.DATA_DIR) / "fillings"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / f"{filling_id}.lock"

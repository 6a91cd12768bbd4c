"""A note of the journal is about a matter."""

from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.cases.commands.keeping import hold_case
from zhiye.cases.models import Case
from zhiye.journal.models import NOTE, Entry, Source
from zhiye.journal.sources import note_source
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command


@command("cases.join_note", gettext_lazy("写了一笔关于这件事"))
def join_note(by: Actor, *, case: Case, entry: Entry) -> Case:
    """``entry`` tells of the matter: it stands in its 来龙去脉, for those who may open it. Whatever became of the
    matter meanwhile, the note is joined; said twice is said once."""
    hold_case(by, case)
    if not Source.objects.filter(entry=entry, kind=NOTE, record=case.pk, undone_at=None).exists():
        note_source(entry, start=0, end=0, quote="", kind=NOTE, record=case.pk)
    log.write(by, "cases.join_note", case, case.path, {"entry": (None, entry.pk)})
    return case

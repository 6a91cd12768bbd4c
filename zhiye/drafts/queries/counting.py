"""How many drafts wait for the actor, and how well the reader did."""

from django.db.models import Count, Q

from zhiye.drafts.evaluation import KindFigures, figures
from zhiye.drafts.models import PENDING, Draft
from zhiye.drafts.values import CARDS, DOUBTED, HINT, UNLIKELY
from zhiye.journal.models import Entry
from zhiye.journal.rings import writer_of
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor

_UNLIKELY = Q(kind__in=DOUBTED, confidence__lt=UNLIKELY, by_hand=False)


def waiting(actor: Actor, most: int = 5) -> list[tuple[Entry, int]]:
    """The actor's own notes with drafts that wait, newest first, and how many each; at most ``most``.

    Hints are one card, and those that the reader itself holds unlikely call nobody.
    """
    writer = writer_of(actor)
    if writer is None:
        return []
    rows = Draft.objects.filter(
        entry__author=writer, entry__removed_at=None, state=PENDING, expires_on__gte=clock.today()
    ).exclude(_UNLIKELY)
    is_hint = Q(kind=HINT)
    counted = rows.values_list("entry").annotate(
        cards=Count("pk", filter=~is_hint), hints=Count("pk", filter=is_hint)
    )
    counts = list(counted.order_by("-entry__written_on", "-entry")[:most])
    entries = Entry.objects.in_bulk([id_ for id_, _cards, _hints in counts])
    return [(entries[id_], cards + min(hints, 1)) for id_, cards, hints in counts]


def answered_figures(actor: Actor) -> list[KindFigures]:
    """Figures of the reader by kind, over all answered drafts of the machine: counts, no words of any note.

    For whoever runs the machine; cards of guidance are advice and are not counted. Empty for others.
    """
    if not actor.may("machine.run"):
        return []
    rows = Draft.objects.exclude(state=PENDING).exclude(kind__in=CARDS)
    return figures(rows.values_list("kind", "state", "by_hand", "proposal", "changed").iterator())

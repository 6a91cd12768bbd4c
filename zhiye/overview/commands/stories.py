"""Stories beside figures: a committee chooses published pieces, the street takes some into its review."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.cases.leave import committee_at, writer_account
from zhiye.figures.headings import HEADINGS
from zhiye.journal.models import Piece
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.holding import hold
from zhiye.overview.commands.keeping import TO_THE_STREET, line, refuse_private, require
from zhiye.overview.models import Story
from zhiye.overview.permissions import ASK, TELL

LONGEST = 300
FIRST_YEAR = 2000


@command("overview.choose_story", gettext_lazy("选了一个故事给街道看"))
def choose_story(
    by: Actor, *, piece: Piece, heading: str, year: int, words: str = "", chooser: User | None = None
) -> Story:
    """A published piece stands under ``heading`` beside the figures of ``year``, told in ``words`` or in its own.

    A program names the ``chooser``. Raises Refused: no such heading or year, chosen already, names or
    doors in the words.
    """
    hold(piece)
    require(by, TELL, piece.path)
    if piece.withdrawn_at:
        raise NotFound
    if heading not in HEADINGS:
        raise Refused(_("从列出的几项里选一个。"), "heading")
    if not FIRST_YEAR <= year <= clock.today().year:
        raise Refused(_("选一个已经到了的年份。"), "year")
    kept = line(words, LONGEST, "words")
    refuse_private(by, kept, piece.path, "words", TO_THE_STREET)
    if Story.objects.filter(piece=piece, year=year, dropped_at=None).exists():
        raise Refused(_("这一篇在这一年里已经选了。要换题目，先撤下来再选。"))
    story = Story.objects.create(
        committee=committee_at(piece.path),
        year=year,
        heading=heading,
        piece=piece,
        words=kept,
        by=writer_account(by, chooser, "words"),
        at=clock.now(),
    )
    changes = {"heading": (None, heading), "year": (None, year), "words": (None, kept)}
    log.write(by, "overview.choose_story", story, piece.path, changes)
    return story


@command("overview.drop_story", gettext_lazy("撤下了给街道看的故事"))
def drop_story(by: Actor, *, story: Story) -> Story:
    """It stands there no more, nor in the street's review; the piece stays where it was published."""
    _hold_chosen(by, story, TELL)
    story.dropped_at = clock.now()
    story.in_review = False
    story.save(update_fields=["dropped_at", "in_review"])
    log.write(by, "overview.drop_story", story, story.committee.path, {"heading": (story.heading, None)})
    return story


@command("overview.put_into_review", gettext_lazy("把故事写进了街道的回顾"))
def put_into_review(by: Actor, *, story: Story) -> Story:
    """The street tells it in the review of that year."""
    return _into_review(by, story, True, "overview.put_into_review")


@command("overview.take_out_of_review", gettext_lazy("把故事从街道的回顾里拿出来"))
def take_out_of_review(by: Actor, *, story: Story) -> Story:
    """It stays beside the figures, and is not told in the review."""
    return _into_review(by, story, False, "overview.take_out_of_review")


def _into_review(by: Actor, story: Story, wanted: bool, action: str) -> Story:
    _hold_chosen(by, story, ASK)
    was, story.in_review = story.in_review, wanted
    story.save(update_fields=["in_review"])
    log.write(by, action, story, story.committee.path, {"in_review": (was, wanted)})
    return story


def _hold_chosen(by: Actor, story: Story, permission: str) -> None:
    hold(story)
    require(by, permission, story.committee.path)
    if story.dropped_at or story.piece.withdrawn_at:
        raise NotFound

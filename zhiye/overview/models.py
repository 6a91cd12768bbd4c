"""What the street asks a committee about a figure, and the published pieces that stand beside the year's figures."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.figures.headings import HEADINGS
from zhiye.journal.models import Piece
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place

ASKED, ANSWERED, DECLINED, TAKEN_BACK = "asked", "answered", "declined", "taken_back"
STATES = [
    (ASKED, gettext_lazy("等居民区回")),
    (ANSWERED, gettext_lazy("回了")),
    (DECLINED, gettext_lazy("说明了为什么不给")),
    (TAKEN_BACK, gettext_lazy("不问了")),
]


class Question(models.Model):
    """去问一句: about one figure of one committee in one period. ``wants_names`` asks for a list of people, which the
    committee may decline; what it hands over goes on paper from hand to hand, never through here."""

    id = models.UUIDField(primary_key=True, default=new_id)
    committee = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    figure = models.CharField(max_length=60)  # a code of the registry
    period = models.CharField(max_length=24)  # a key of ``figures.periods``
    words = models.CharField(max_length=200)
    wants_names = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=STATES, default=ASKED)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=400, blank=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "figure", "period"],
                condition=Q(state="asked"),
                name="one_open_question_about_a_figure",
            ),
        ]

    def __str__(self) -> str:
        return self.words


class Story(models.Model):
    """A published piece that a committee chose for a heading of a year; ``in_review`` once the street took it into its
    own review. ``words`` tell it in a sentence or two; "" is the piece's own text."""

    id = models.UUIDField(primary_key=True, default=new_id)
    committee = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    heading = models.CharField(max_length=20, choices=list(HEADINGS.items()))
    piece = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    in_review = models.BooleanField(default=False)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        """By year, in the order in which they were chosen."""

        ordering = ["-year", "at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["piece", "year"], condition=Q(dropped_at=None), name="a_piece_once_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.heading}"

    @property
    def told(self) -> str:
        """What is read of it."""
        return self.words or self.piece.text

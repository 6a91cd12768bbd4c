"""Reports as they were signed: the words, each figure with its rule, and the keys of the rows it counted.

Nothing here follows what becomes of the records. Keys are values, not foreign keys: a row stays counted in a
signed report when it is taken back, moved or joined to another one.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from zhiye.accounts.models import User
from zhiye.figures.periods import Period, read_period
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place
from zhiye.reports.states import DRAFT, DROPPED, SIGNED, STATES, WITHDRAWN


class Report(models.Model):
    """A period of a committee, counted once and kept. ``period`` is a ``Period.key``."""

    id = models.UUIDField(primary_key=True, default=new_id)
    place = models.ForeignKey(Place, db_index=False, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=24)
    title = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=STATES, default=DRAFT)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, db_index=False, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(User, null=True, db_index=False, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        User, null=True, db_index=False, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=200, blank=True)  # why the signature was withdrawn
    shared_at = models.DateTimeField(null=True)  # since when the street may read it

    class Meta:
        """Newest first; one signed report and one draft of a period."""

        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["place", "period"], name="report_of_a_period")]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "period"], condition=Q(state=SIGNED), name="one_signed_report"
            ),
            models.UniqueConstraint(
                fields=["place", "period"], condition=Q(state=DRAFT), name="one_draft_of_a_report"
            ),
            models.CheckConstraint(
                condition=Q(state__in=(DRAFT, DROPPED), signed_at=None)
                | Q(state__in=(SIGNED, WITHDRAWN), signed_at__isnull=False),
                name="a_signed_report_says_when",
            ),
            models.CheckConstraint(
                condition=Q(shared_at=None) | Q(state__in=(SIGNED, WITHDRAWN)), name="only_signed_is_shared"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def days(self) -> Period:
        """Its period. Raises ValueError for a key that is none, which no command writes."""
        found = read_period(self.period)
        if found is None:
            raise ValueError(f"{self.period} is no period")
        return found


class KeptSentence(models.Model):
    """A sentence as it was said. ``pieces``: text, {"figure": code}, or {"rate": …} with all it needs.

    ``own`` is a paragraph that the writer added; one that is ``left_out`` is kept and not said.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=16, blank=True)
    pieces: Any = models.JSONField(default=list)
    own = models.BooleanField(default=False)
    left_out = models.BooleanField(default=False)

    class Meta:
        """As they are read."""

        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["report", "order"], name="one_sentence_at_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.order}"


class KeptFigure(models.Model):
    """A figure of a report: its name, unit and rule as they were then, and what came out."""

    id = models.UUIDField(primary_key=True, default=new_id)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=160)
    unit = models.CharField(max_length=16)  # of figures/units.py
    unit_name = models.CharField(max_length=16)
    rule = models.TextField()
    version = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField()

    class Meta:
        """Each once a report."""

        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["report", "code"], name="one_figure_a_report")]

    def __str__(self) -> str:
        return f"{self.code} {self.count}"


class KeptRow(models.Model):
    """A row that a figure counted: the record's key, what it was counted once by, how much it counted."""

    id = models.BigAutoField(primary_key=True)
    figure = models.ForeignKey(KeptFigure, on_delete=models.CASCADE, related_name="+")
    record = models.UUIDField()
    once = models.CharField(max_length=120, blank=True)
    counts = models.PositiveIntegerField()

    class Meta:
        """In the order in which they were counted."""

        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.record} ×{self.counts}"

"""Forms of others, how their blanks are understood, and each time one was filled.

A form is known again by its outline; its file is the copy that was brought last. What went into a filling is kept
sealed, for the next comparison; the filled file itself goes after some days.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place

KNOWN, TEXT, ASKED, LEFT = "known", "text", "asked", "left"
HOW = [
    (KNOWN, gettext_lazy("从登记里取")),
    (TEXT, gettext_lazy("每行都写一样的")),
    (ASKED, gettext_lazy("一行一行写")),
    (LEFT, gettext_lazy("空着")),
]
MAKING, DONE, FAILED = "making", "done", "failed"
STATES = [
    (MAKING, gettext_lazy("正在填")),
    (DONE, gettext_lazy("填好了")),
    (FAILED, gettext_lazy("没有填成")),
]


class Form(models.Model):
    """A form that a committee fills in. ``has_rows``: the copy in hand came with somebody in it already."""

    id = models.UUIDField(primary_key=True, default=new_id)
    committee = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    outline = models.CharField(max_length=64)  # of its labels and how they stand: the same for all copies
    name = models.CharField(max_length=200)  # of the file
    kind = models.CharField(max_length=4)  # xlsx | docx
    sealed = models.BinaryField(default=bytes)
    digest = models.CharField(max_length=64)  # SHA-256 of the copy in hand
    has_rows = models.BooleanField(default=False)
    brought_by = models.ForeignKey(
        User, null=True, db_index=False, on_delete=models.PROTECT, related_name="+"
    )
    brought_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first; one row for all copies of a form."""

        ordering = ["-brought_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "outline"], condition=Q(retired_at=None), name="one_form_of_an_outline"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Mapping(models.Model):
    """How one blank of a form is filled, for rows of one kind (``what``): a field, one text, by hand, not at all."""

    id = models.UUIDField(primary_key=True, default=new_id)
    form = models.ForeignKey(Form, db_index=False, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=12)  # see wanted.py
    slot = models.CharField(max_length=200)  # its key in the form
    how = models.CharField(max_length=6, choices=HOW)
    code = models.CharField(max_length=60, blank=True)  # of a field
    text = models.CharField(max_length=400, blank=True)

    class Meta:
        """One answer a blank."""

        constraints = [
            models.UniqueConstraint(fields=["form", "what", "slot"], name="one_mapping_of_a_slot"),
            models.CheckConstraint(
                condition=Q(how=KNOWN) & ~Q(code="") | ~Q(how=KNOWN) & Q(code=""),
                name="mapping_names_its_field",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot}: {self.how}"


class Filling(models.Model):
    """One time a form was filled: for whom (``wanted``), what for, and sealed what was written and typed.

    ``subject`` and ``sight`` name for whom, and how much the colleague may see: only equal ones are compared.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    form = models.ForeignKey(Form, db_index=False, on_delete=models.PROTECT, related_name="+")
    wanted = models.JSONField()
    subject = models.CharField(max_length=64)
    sight = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)  # of the copy of the form that is filled
    purpose = models.CharField(max_length=200, blank=True)
    count = models.IntegerField()  # rows or sheets
    sealed = models.BinaryField(default=bytes)  # rows, what was typed, what changed; see contents.py
    state = models.CharField(max_length=8, choices=STATES, default=MAKING)
    file_name = models.CharField(max_length=200)
    filled = models.BinaryField(default=bytes)  # the filled file, sealed
    notes = models.JSONField(default=list)  # sentences on what could not be written as it was
    made_by = models.ForeignKey(User, null=True, db_index=False, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)  # the file is gone

    class Meta:
        """Newest first."""

        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(fields=["form", "subject", "sight", "made_at"], name="filling_by_subject"),
            models.Index(fields=["cleared_at", "made_at"], name="filling_by_clearing"),
        ]

    def __str__(self) -> str:
        return f"{self.form_id} {self.made_at:%F}"

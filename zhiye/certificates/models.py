"""Proofs that were asked for: what became of each, its steps, the uses of the seal, the numbers of the register."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.certificates.workflow import NAMELESS, NUMBERED, WORDS
from zhiye.kernel.ids import new_id
from zhiye.people.models import Person
from zhiye.places.models import Place

ISSUABLE, BARRED, OFF_LIST = "issuable", "barred", "off_list"
LISTINGS = [
    (ISSUABLE, gettext_lazy("可以出")),
    (BARRED, gettext_lazy("不由居委会出")),
    (OFF_LIST, gettext_lazy("清单上没有")),
]
BOOK_ISSUED, BOOK_REFUSED = "issued", "refused"
BOOKS = [(BOOK_ISSUED, gettext_lazy("出具")), (BOOK_REFUSED, gettext_lazy("没有出，已告诉去哪里"))]


class Numbering(models.Model):
    """The last number a committee gave in a year, in each of the two books."""

    committee = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    year = models.IntegerField()
    book = models.CharField(max_length=8, choices=BOOKS)
    last = models.IntegerField(default=0)

    class Meta:
        """One row a committee, year and book."""

        constraints = [
            models.UniqueConstraint(fields=["committee", "year", "book"], name="one_proof_numbering_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.book} {self.year}-{self.last:04d}"


class Certificate(models.Model):
    """One proof that somebody asked for.

    ``kind`` is the code in its list ("" off the lists), ``name`` what it is called, ``text`` what stands on the paper.
    Who asked is kept from the writing to the issuing, not before and not of what is refused. A number is given when it
    is approved or refused, and stays. ``token`` leads from the paper to the page on which anybody may check it.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    committee = models.ForeignKey(Place, db_index=False, on_delete=models.PROTECT, related_name="+")
    book = models.CharField(max_length=8, choices=BOOKS, blank=True)
    number = models.CharField(max_length=12, blank=True)  # 2026-0012, of the committee and book
    listing = models.CharField(max_length=8, choices=LISTINGS)
    kind = models.CharField(max_length=32, blank=True)
    name = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=list(WORDS.items()))
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=80, blank=True)  # who wants to see it
    blanks = models.JSONField(default=dict)  # what was typed into the template
    text = models.TextField(blank=True)
    evidence = models.CharField(max_length=300, blank=True)  # what was looked at, never a copy
    basis = models.CharField(max_length=300, blank=True)
    guidance = models.CharField(max_length=600, blank=True)  # where to go and what to bring instead
    copies = models.PositiveSmallIntegerField(default=1)
    asked_on = models.DateField()
    prepared_by = models.ForeignKey(User, db_index=False, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        User, null=True, db_index=False, on_delete=models.PROTECT, related_name="+"
    )
    numbered_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    token = models.CharField(max_length=26, blank=True)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Newest first."""

        ordering = ["-asked_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "book", "number"], condition=~Q(number=""), name="one_proof_of_a_number"
            ),
            models.UniqueConstraint(fields=["token"], condition=~Q(token=""), name="one_proof_of_a_token"),
            models.CheckConstraint(
                condition=(Q(state__in=NUMBERED) & ~Q(number="") & Q(numbered_on__isnull=False))
                | (~Q(state__in=NUMBERED) & Q(number="", numbered_on=None)),
                name="numbered_when_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=NAMELESS) | Q(person=None, text=""), name="no_name_in_what_is_refused"
            ),
        ]
        indexes = [
            models.Index(fields=["committee", "state", "asked_on", "id"], name="proof_by_state"),
            models.Index(fields=["committee", "book", "number"], name="proof_by_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()


class Step(models.Model):
    """One move of a proof. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=list(WORDS.items()))
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, db_index=False, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """In the order they were taken."""

        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.state}"


class SealUse(models.Model):
    """One use of the committee's seal on a proof (用印): by whom, when, on how many copies."""

    id = models.UUIDField(primary_key=True, default=new_id)
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="+")
    copies = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, db_index=False, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """In the order they were made."""

        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(copies__gt=0), name="seal_on_some_copies")]

    def __str__(self) -> str:
        return f"{self.certificate_id} ×{self.copies}"

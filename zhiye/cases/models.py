"""Matters, who is party to them, the steps they went, and what was promised.

``path`` is where a row belongs: the place it is about, else its person, else the committee. ``ring`` is told
by ``journal.rings``: of a matter, who opened it and who has it in hand see it whatever the ring.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.cases.states import WORDS
from zhiye.kernel.ids import new_id
from zhiye.people.models import RINGS, Person
from zhiye.places.models import Place

KEPT, DROPPED = "kept", "dropped"
PROMISE_STATES = [
    ("open", gettext_lazy("说好的")),
    (KEPT, gettext_lazy("办到了")),
    (DROPPED, gettext_lazy("不用办了")),
]


class Numbering(models.Model):
    """The last number a committee gave in a year. One row is one lock: two who open at once queue here."""

    committee = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    year = models.IntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        """One row a committee and year."""

        constraints = [
            models.UniqueConstraint(fields=["committee", "year"], name="one_numbering_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.last:04d}"


class Case(models.Model):
    """One matter (事). ``version`` counts its changes; ``outcome`` is the sentence it was closed with."""

    id = models.UUIDField(primary_key=True, default=new_id)
    number = models.CharField(max_length=12)  # 2026-0012, of the committee
    committee = models.ForeignKey(Place, db_index=False, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=120)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    code = models.CharField(max_length=16)  # see data/matters.toml
    state = models.CharField(max_length=8, choices=list(WORDS.items()), default="new")
    owner = models.ForeignKey(User, db_index=False, on_delete=models.PROTECT, related_name="+")
    ring = models.CharField(max_length=10, choices=RINGS, default="team")
    opened_on = models.DateField()
    opened_by = models.ForeignKey(User, db_index=False, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=400, blank=True)
    version = models.IntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True)  # opened by mistake

    class Meta:
        """Newest first."""

        ordering = ["-opened_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="one_case_of_a_number"),
            models.CheckConstraint(
                condition=Q(state__in=["done", "partly", "cannot"], closed_on__isnull=False)
                | (~Q(state__in=["done", "partly", "cannot"]) & Q(closed_on=None)),
                name="closed_case_has_its_day",
            ),
        ]
        indexes = [
            models.Index(fields=["committee", "opened_on", "id"], name="case_by_day"),
            models.Index(fields=["committee", "state", "opened_on", "id"], name="case_by_state"),
            models.Index(fields=["path", "state"], name="case_by_place"),
            models.Index(fields=["owner", "state"], name="case_by_owner"),
            models.Index(fields=["opened_by"], name="case_by_opener"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Party(models.Model):
    """Somebody a matter concerns; ``part`` says how, in a word or two (反映的人, 楼上)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, db_index=False, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, blank=True)

    class Meta:
        """In the order they were joined."""

        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="one_part_in_a_case")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.case_id}"


class Step(models.Model):
    """One move of a matter. Never changed; a step taken back keeps its row and says so."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    was = models.CharField(max_length=8)
    state = models.CharField(max_length=8)
    reason = models.CharField(max_length=400, blank=True)
    before = models.CharField(max_length=400, blank=True)  # the outcome it replaced, for taking it back
    closed_before = models.DateField(null=True)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")  # None: a program
    undone_at = models.DateTimeField(null=True)

    class Meta:
        """In the order they were taken."""

        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.was} → {self.state}"


class Promise(models.Model):
    """What was promised: by whom (``who``, "" is 我们), what, until when; about a matter, somebody, a place."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=120)
    who = models.CharField(max_length=40, blank=True)
    what = models.CharField(max_length=200)
    due = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=PROMISE_STATES, default="open")
    ring = models.CharField(max_length=10, choices=RINGS, default="team")
    made_on = models.DateField()
    by = models.ForeignKey(User, db_index=False, on_delete=models.PROTECT, related_name="+")
    settled_on = models.DateField(null=True)  # kept or dropped
    reason = models.CharField(max_length=200, blank=True)  # why it was dropped
    withdrawn_at = models.DateTimeField(null=True)  # noted by mistake

    class Meta:
        """Soonest first."""

        ordering = ["due", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", settled_on=None) | (~Q(state="open") & Q(settled_on__isnull=False)),
                name="settled_promise_has_its_day",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due", "id"], name="promise_by_due_day"),
            models.Index(fields=["path", "state"], name="promise_by_place"),
            models.Index(fields=["by", "state"], name="promise_by_maker"),
        ]

    def __str__(self) -> str:
        return self.what

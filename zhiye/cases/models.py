"""Matters, who is party to them, the steps they went, and what was promised.

``path`` is where a row belongs: the place it is about, else its person, else the committee. ``ring`` is told
by ``journal.rings``: of a matter, who opened it and who has it in hand see it whatever the ring.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.cases.workflow import CLOSED, SOLVED_WORDS, UNASKED, WORDS
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id
from zhiye.people.models import RINGS, Person
from zhiye.places.models import Place

KEPT, DROPPED = "kept", "dropped"
PROMISE_STATES = [
    ("open", gettext_lazy("说好的")),
    (KEPT, gettext_lazy("办到了")),
    (DROPPED, gettext_lazy("不用办了")),
]
SOURCES = [
    ("desk", gettext_lazy("自己记下的")),
    ("counter", gettext_lazy("来居委会说的")),
    ("phone", gettext_lazy("打电话来说的")),
    ("hotline", gettext_lazy("12345")),
    ("door", gettext_lazy("楼道码")),
    ("partner", gettext_lazy("合作平台")),
    ("street", gettext_lazy("街道交办")),
]
NATURES = [
    ("report", gettext_lazy("反映")),
    ("consult", gettext_lazy("咨询")),
    ("help", gettext_lazy("求助")),
    ("complaint", gettext_lazy("投诉")),
    ("advice", gettext_lazy("建议")),
]
LEVELS = [
    ("grid", gettext_lazy("网格")),
    ("committee", gettext_lazy("居民区")),
    ("street", gettext_lazy("街道")),
]
ACTS = [
    ("open", gettext_lazy("收下")),
    ("assign", gettext_lazy("派给")),  # this level keeps it; another colleague does it
    ("refer", gettext_lazy("请来一起办")),  # this level keeps it; the other one is asked to do its part
    ("transfer", gettext_lazy("移交")),  # the other level has it from now on
    ("back", gettext_lazy("交回")),
]
REPLY_KINDS = [
    ("first", gettext_lazy("先联系")),
    ("callback", gettext_lazy("回访")),
    ("told", gettext_lazy("当面或电话里说的")),
    ("portal", gettext_lazy("居民自己填的")),
]
ASKED, GIVEN, REFUSED = "asked", "given", "refused"
EXTENSION_STATES = [
    (ASKED, gettext_lazy("等同意")),
    (GIVEN, gettext_lazy("延期了")),
    (REFUSED, gettext_lazy("没有同意")),
]
MOVED, ASSIGNED, SPLIT = "move", "assign", "split"
STEP_ACTS = [
    (MOVED, gettext_lazy("进展")),
    (ASSIGNED, gettext_lazy("派给")),  # the same state in other hands
    (SPLIT, gettext_lazy("拆出来")),  # the first line of a matter that came out of another one
]
SATISFIED = [
    ("yes", gettext_lazy("满意")),
    ("so_so", gettext_lazy("一般")),
    ("no", gettext_lazy("不满意")),
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
    """One matter (事). ``version`` counts its changes; ``outcome`` is the sentence it was closed with.

    ``due_at`` is when the resident is to have an answer, by the rules of its source and nature (None: no limit);
    ``public_line`` the one sentence the resident may read. ``level`` has it now; ``Handing`` tells the way there.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    number = models.CharField(max_length=12)  # 2026-0012, of the committee
    committee = models.ForeignKey(Place, db_index=False, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=120)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    code = models.CharField(max_length=32)  # see data/matters.toml
    source = models.CharField(max_length=8, choices=SOURCES, default="desk")
    nature = models.CharField(max_length=10, choices=NATURES, default="help")
    state = models.CharField(max_length=10, choices=list(WORDS.items()), default="new")
    level = models.CharField(max_length=10, choices=LEVELS, default="committee")
    owner = models.ForeignKey(User, db_index=False, on_delete=models.PROTECT, related_name="+")
    ring = models.CharField(max_length=10, choices=RINGS, default="team")
    opened_on = models.DateField()
    opened_by = models.ForeignKey(User, db_index=False, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=400, blank=True)
    received_at = models.DateTimeField(default=clock.now)  # the moment from which its limits count
    noted_at = models.DateTimeField(default=clock.now)  # when it was written down here
    due_at = models.DateTimeField(null=True)
    contacted_at = models.DateTimeField(null=True)  # first reached who brought it
    public_line = models.CharField(max_length=120, blank=True)
    into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    split_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.IntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True)  # opened by mistake

    class Meta:
        """Newest first."""

        ordering = ["-opened_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="one_case_of_a_number"),
            models.CheckConstraint(
                condition=Q(state__in=CLOSED, closed_on__isnull=False)
                | (~Q(state__in=CLOSED) & Q(closed_on=None)),
                name="closed_case_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state="merged", into__isnull=False) | (~Q(state="merged") & Q(into=None)),
                name="merged_case_names_the_other",
            ),
        ]
        indexes = [
            models.Index(fields=["committee", "opened_on", "id"], name="case_by_day"),
            models.Index(fields=["committee", "state", "opened_on", "id"], name="case_by_state"),
            models.Index(fields=["path", "state", "withdrawn_at", "id"], name="case_at_place"),
            models.Index(fields=["owner", "state"], name="case_by_owner"),
            models.Index(fields=["opened_by"], name="case_by_opener"),
            models.Index(fields=["committee", "state", "due_at"], name="case_by_due"),
            # What figures count, from the index alone: those that came, those that ended so.
            models.Index(fields=["withdrawn_at", "opened_on", "id", "state", "path"], name="case_counted"),
            models.Index(
                fields=["withdrawn_at", "state", "closed_on", "id", "path", "due_at"], name="case_ended"
            ),
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


class Reply(models.Model):
    """What was said to, or by, whoever brought the matter: an attempt to reach them, their answer to 办好了吗.

    ``solved`` and ``satisfied`` are "" while not asked or not said. Never changed; one taken back says so.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, db_index=False, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=REPLY_KINDS)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")  # None: themselves
    reached = models.BooleanField()
    solved = models.CharField(max_length=8, choices=list(SOLVED_WORDS.items()), blank=True)
    satisfied = models.CharField(max_length=8, choices=SATISFIED, blank=True)
    words = models.CharField(max_length=400, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        """In the order in which they were spoken."""

        ordering = ["id"]
        indexes = [
            models.Index(fields=["case", "at", "id", "solved", "reached", "undone_at"], name="reply_counted"),
            models.Index(fields=["at", "id"], name="reply_by_time"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(reached=True) | Q(solved="", satisfied=""), name="answer_of_somebody_reached"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class Extension(models.Model):
    """More time: why, who agrees (or is asked to), whether the resident was told. Only ``given`` moves the deadline."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    was_due = models.DateTimeField()
    new_due = models.DateTimeField()
    reason = models.CharField(max_length=200)
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    told_caller = models.BooleanField()
    state = models.CharField(max_length=8, choices=EXTENSION_STATES, default=GIVEN)
    answer = models.CharField(max_length=200, blank=True)  # what was said to it
    answered_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """In the order in which they were given."""

        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(new_due__gt=models.F("was_due")), name="extension_gives_time"),
            models.UniqueConstraint(fields=["case"], condition=Q(state=ASKED), name="one_extension_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} → {self.new_due:%F}"


class Handing(models.Model):
    """One stretch of a matter with one level, with its own clock: from ``since`` until it was handed on or back.

    ``act`` is how it came there. After 请来一起办 the lower level still has the matter and this one does its part;
    ``brief`` is what that level reads of it, written for it, and ``result`` what it answered.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=10, choices=ACTS)
    level = models.CharField(max_length=10, choices=LEVELS)
    unit = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    brief = models.CharField(max_length=400, blank=True)
    since = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """In the order of the way it went."""

        ordering = ["id"]
        indexes = [models.Index(fields=["unit", "ended_at", "id"], name="handing_by_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "level"], condition=Q(ended_at=None), name="one_open_handing_a_level"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.act} {self.level}"


class HandingNote(models.Model):
    """What the other level did in its stretch, in its own words; who handed the matter on reads it too."""

    id = models.UUIDField(primary_key=True, default=new_id)
    handing = models.ForeignKey(Handing, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=400)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """In the order in which they were written."""

        ordering = ["id"]

    def __str__(self) -> str:
        return self.words


class Escalation(models.Model):
    """That the clock said something about a matter, and to whom: once a step."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, db_index=False, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=16)  # contact, soon, overdue, … of the deadline rules
    due_at = models.DateTimeField()  # the moment the step was about: a new deadline has its own steps
    told = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """In the order in which they happened."""

        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "step", "due_at", "told"], name="one_escalation_a_step"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.step}"


class Step(models.Model):
    """One move of a matter. Never changed; a step taken back keeps its row and says so.

    A step that closes the matter rests on the resident's answer (``reply``) or says why nobody asked (``unasked``).
    ``other`` is the matter it was joined to, left, or came out of; ``…_before`` and ``carried`` (ids of parties made
    and promises moved by a merge) are there for taking the step back.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    was = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=400, blank=True)
    before = models.CharField(max_length=400, blank=True)  # the outcome it replaced, for taking it back
    closed_before = models.DateField(null=True)
    due_before = models.DateTimeField(null=True)
    owner_before = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    line_before = models.CharField(max_length=120, blank=True)
    act = models.CharField(max_length=8, choices=STEP_ACTS, default=MOVED)
    other = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    carried = models.JSONField(default=dict)
    reply = models.ForeignKey(Reply, null=True, on_delete=models.PROTECT, related_name="+")
    unasked = models.CharField(max_length=12, choices=list(UNASKED.items()), blank=True)
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
    owner = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")  # None: ``by``
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

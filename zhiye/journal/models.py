"""Notes as they were written, what each said before it was corrected, and the lines that lead back to their words.

``path`` is where a note belongs: the place it was begun at, else the committee of its writer.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.kernel.ids import new_id
from zhiye.people.models import RINGS as TEAM_RINGS
from zhiye.people.models import Person
from zhiye.places.models import Place

TEAM, SECRETARY, OWN = "team", "secretary", "own"
RINGS = [*TEAM_RINGS, (OWN, gettext_lazy("只有我"))]
NOTE = "note"  # the kind of a line by which a whole note belongs to a record that was there before it
LONGEST = 20_000  # characters of a note; the reader reads no further either
TEXT_STATES = [
    ("none", gettext_lazy("不用读")),
    ("waiting", gettext_lazy("等着读")),
    ("read", gettext_lazy("读好了")),
    ("empty", gettext_lazy("没有读到字")),
    ("broken", gettext_lazy("没读完")),
]


class Entry(models.Model):
    """One note of one worker on one day. ``version`` counts its wordings, 1 is the first."""

    id = models.UUIDField(primary_key=True, default=new_id)
    path = models.CharField(max_length=120)
    author = models.ForeignKey(User, db_index=False, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()  # the day it tells of
    weather = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    ring = models.CharField(max_length=10, choices=RINGS, default=TEAM)
    reflection = models.TextField(blank=True)  # 工作体会: its writer alone reads it, whatever the ring
    version = models.IntegerField(default=1)
    written_at = models.DateTimeField()
    corrected_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        """Newest day first."""

        ordering = ["-written_on", "-id"]
        indexes = [
            models.Index(fields=["author", "written_on", "id"], name="entry_by_author"),
            models.Index(fields=["path", "written_on", "id"], name="entry_by_place"),
            models.Index(fields=["written_on", "id"], name="entry_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.written_on} {self.author_id}"


class Wording(models.Model):
    """What an entry said before it was corrected: the wording ``number``. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    entry = models.ForeignKey(Entry, db_index=False, on_delete=models.PROTECT, related_name="+")
    number = models.IntegerField()
    text = models.TextField()
    written_on = models.DateField()
    weather = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()  # when it was written, not when it was replaced

    class Meta:
        """First wording first."""

        ordering = ["entry", "number"]
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="one_wording_of_a_number")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.number}"


class Attachment(models.Model):
    """A photo or file beside a note, sealed; ``text`` is what was read from it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=5, choices=[("photo", gettext_lazy("照片")), ("file", gettext_lazy("文件"))]
    )
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=60)
    size = models.IntegerField()  # bytes, unsealed
    sealed = models.BinaryField(default=bytes)
    text = models.TextField(blank=True)
    text_state = models.CharField(max_length=8, choices=TEXT_STATES, default="none")
    at = models.DateTimeField()

    class Meta:
        """In the order they came."""

        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class About(models.Model):
    """Whom, or which place, a note is about, once somebody said so. ``path`` is where that was then."""

    id = models.UUIDField(primary_key=True, default=new_id)
    entry = models.ForeignKey(Entry, db_index=False, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=120)
    by_hand = models.BooleanField(
        default=False
    )  # said by the writer; else it lives and dies with its sources

    class Meta:
        """One subject a row, each once."""

        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "person"], name="one_about_a_person"),
            models.UniqueConstraint(fields=["entry", "place"], name="one_about_a_place"),
            models.CheckConstraint(
                condition=Q(person=None, place__isnull=False) | Q(person__isnull=False, place=None),
                name="about_a_person_or_a_place",
            ),
        ]
        indexes = [models.Index(fields=["path", "entry"], name="about_by_path")]

    def __str__(self) -> str:
        return f"{self.entry_id} about {self.person_id or self.place_id}"


class Source(models.Model):
    """The line back to the words: ``record`` (of any room) was made from characters start to end of a wording."""

    id = models.UUIDField(primary_key=True, default=new_id)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    wording = models.IntegerField()  # the number of the wording that was read
    start = models.IntegerField()  # characters, as Python counts them
    end = models.IntegerField()
    quote = models.TextField()
    kind = models.CharField(max_length=16)  # person, home, case, contact, promise, category, wish, kin …
    record = models.UUIDField()
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    op = models.UUIDField()  # the gesture that made it
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        """In the order they were made."""

        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(start__gte=0, end__gte=F("start")), name="source_is_a_span"),
        ]
        indexes = [models.Index(fields=["record", "undone_at"], name="source_by_record")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record} from {self.entry_id}"


class Piece(models.Model):
    """A note as the column (专栏) shows it to everybody: its own title and text, until it is withdrawn."""

    id = models.UUIDField(primary_key=True, default=new_id)
    path = models.CharField(max_length=120)  # the committee's
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=60)
    text = models.TextField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ["-published_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=Q(withdrawn_at=None), name="one_open_piece_of_an_entry"
            ),
        ]
        indexes = [models.Index(fields=["path", "withdrawn_at", "published_at"], name="piece_by_committee")]

    def __str__(self) -> str:
        return self.title

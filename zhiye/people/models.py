"""The register of people. House, household, person, ownership and residence are five things, kept apart.

``path`` on a row is the place path of the person's present home (or of the committee that keeps the file
when there is none): scope, lists in door order and counts need no join.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from zhiye.kernel.ids import new_id
from zhiye.places.models import Place

RINGS = [("team", gettext_lazy("本组")), ("secretary", gettext_lazy("仅我和书记"))]


class Person(models.Model):
    """One human being, as far as the committee needs to know them."""

    id = models.UUIDField(primary_key=True, default=new_id)
    path = models.CharField(max_length=120)
    home = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    called = models.CharField(max_length=30, blank=True)  # the form of address the person likes
    other_names = models.CharField(max_length=120, blank=True)  # former names, nicknames, 、 between
    sex = models.CharField(max_length=1, default="0")  # GB/T 2261.1
    birth = models.DateField(null=True)
    birth_precision = models.CharField(max_length=5, blank=True)  # day | month | year | age
    id_number = models.BinaryField(default=bytes)  # sealed
    id_index = models.CharField(max_length=64, blank=True)
    id_tail = models.CharField(max_length=2, blank=True)  # last two characters, to compare with a paper
    surname_initials = models.CharField(max_length=4, blank=True)
    note = models.TextField(blank=True)
    safe_contact = models.CharField(max_length=16, blank=True)  # see data/safe_contact.toml
    safe_contact_note = models.CharField(max_length=200, blank=True)
    died_on = models.DateField(null=True)
    left_on = models.DateField(null=True)  # moved away for good
    merged_into = models.ForeignKey(
        "self", null=True, db_index=False, on_delete=models.PROTECT, related_name="+"
    )
    standing = models.CharField(max_length=10, default="resident")  # resident | registered | owner
    is_current = models.BooleanField(default=True)  # neither dead, gone nor merged: counted in lists
    version = models.IntegerField(default=1)
    origin = models.UUIDField(null=True)

    class Meta:
        """In door order."""

        ordering = ["path", "id"]
        indexes = [
            # Lists in door order, and counts by age that need no look at the rows.
            # The path comes first: SQLite does not use an index for a bare truth value.
            models.Index(
                fields=["path", "id", "is_current", "standing", "birth", "sex"], name="person_by_door"
            ),
            models.Index(fields=["id_index"], name="person_by_id_number"),
            models.Index(fields=["name", "birth"], name="person_by_name"),
            models.Index(fields=["surname_initials", "sex", "birth"], name="person_by_surname"),
            # "IS NOT NULL" and nothing else: SQLite then uses it when a person is deleted (undoing an import).
            models.Index(
                fields=["merged_into"], name="person_merged", condition=Q(merged_into__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SearchKey(models.Model):
    """One way to find a name (two characters, initials); people of one name share its keys."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=60)
    key = models.CharField(max_length=16)

    class Meta:
        """Found by key."""

        indexes = [models.Index(fields=["key", "name"], name="search_by_key")]

    def __str__(self) -> str:
        return f"{self.key} {self.name}"


class OtherName(models.Model):
    """A former name, a nickname, or the form of address a person likes: found like the name itself."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)

    class Meta:
        """Found by name."""

        indexes = [models.Index(fields=["name"], name="other_name_by_name")]

    def __str__(self) -> str:
        return self.name


class Household(models.Model):
    """People who keep house together in one home."""

    id = models.UUIDField(primary_key=True, default=new_id)
    path = models.CharField(max_length=120)
    home = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    origin = models.UUIDField(null=True)

    class Meta:
        """In door order."""

        ordering = ["path", "id"]
        indexes = [models.Index(fields=["path"], name="household_by_door")]

    def __str__(self) -> str:
        return str(self.id)


class Residence(models.Model):
    """That a person lives, or is registered, in a home, since when, and how they stand to the head."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    home = models.ForeignKey(Place, db_index=False, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, null=True, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=2, blank=True)  # GB/T 4761 towards the head; "02" is the head
    lives_here = models.BooleanField(null=True)
    registered_here = models.BooleanField(null=True)
    tenure = models.CharField(max_length=12, blank=True)  # own | rent | lend | collective
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    source = models.CharField(max_length=120, blank=True)
    origin = models.UUIDField(null=True)

    class Meta:
        """One present residence of a person per home, one head per household."""

        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "home"], condition=Q(until=None), name="one_present_residence"
            ),
            models.UniqueConstraint(
                fields=["household"], condition=Q(until=None, relation="02"), name="one_head_of_household"
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="residence_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["home", "until"], name="residence_by_home")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.home_id}"


class Ownership(models.Model):
    """That a person owns a home or a share of it; the area counts in votes, so its source is kept."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    home = models.ForeignKey(Place, db_index=False, on_delete=models.PROTECT, related_name="+")
    share_of = models.IntegerField(default=1)  # numerator
    share_in = models.IntegerField(default=1)  # denominator
    area = models.DecimalField(max_digits=8, decimal_places=2, null=True)  # m², exclusive area of the home
    area_source = models.CharField(max_length=12, blank=True)  # registered | surveyed | contract | roster
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    source = models.CharField(max_length=120, blank=True)
    origin = models.UUIDField(null=True)

    class Meta:
        """Shares are proper fractions."""

        constraints = [
            models.UniqueConstraint(
                fields=["person", "home"], condition=Q(until=None), name="one_present_ownership"
            ),
            models.CheckConstraint(
                condition=Q(share_of__gt=0, share_in__gte=F("share_of")), name="share_is_a_proper_fraction"
            ),
        ]
        indexes = [models.Index(fields=["home", "until"], name="ownership_by_home")]

    def __str__(self) -> str:
        return f"{self.person_id} owns {self.home_id}"


class KinTie(models.Model):
    """That ``other`` is ``person``'s … (GB/T 4761), wherever they live."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=2)
    source = models.CharField(max_length=120, blank=True)
    origin = models.UUIDField(null=True)

    class Meta:
        """Nobody is their own kin."""

        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="one_tie_between_two"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="nobody_is_their_own_kin"),
        ]

    def __str__(self) -> str:
        return f"{self.other_id} is {self.relation} of {self.person_id}"


class ContactWay(models.Model):
    """A telephone number of a person, or of somebody through whom they are reached."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, db_index=False, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)  # mobile | landline | short
    number = models.BinaryField(default=bytes)  # sealed
    number_index = models.CharField(max_length=64, blank=True)
    head = models.CharField(max_length=3, blank=True)  # first three digits, shown
    tail = models.CharField(max_length=4, blank=True)  # last four digits, shown and searched
    whose = models.CharField(max_length=40, blank=True)  # "" is their own; else "儿子", "邻居李阿姨"
    until = models.DateField(null=True)
    source = models.CharField(max_length=120, blank=True)
    origin = models.UUIDField(null=True)

    class Meta:
        """Found by number and by person."""

        indexes = [
            models.Index(fields=["number_index"], name="contact_by_number"),
            models.Index(fields=["tail"], name="contact_by_tail"),
            models.Index(fields=["person", "until"], name="contact_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.head}****{self.tail}"


class Wish(models.Model):
    """What a person wants (愿望) or is good at (长处), in their words; it stands above what is wrong."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=8, choices=[("wish", gettext_lazy("愿望")), ("strength", gettext_lazy("长处"))]
    )
    text = models.CharField(max_length=200)
    said_on = models.DateField()
    ring = models.CharField(max_length=10, choices=RINGS, default="team")
    until = models.DateField(null=True)

    class Meta:
        """Newest first."""

        ordering = ["-said_on", "-id"]
        indexes = [models.Index(fields=["person", "until"], name="wish_by_person")]

    def __str__(self) -> str:
        return self.text


class CategoryHolding(models.Model):
    """That a person belongs to a category of ``data/categories.toml``, on what evidence, until when."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=120)
    code = models.CharField(max_length=24)
    evidence = models.CharField(max_length=120, blank=True)
    issuer = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=120, blank=True)  # 本人 | 部门 | 走访 | a sheet's name
    ring = models.CharField(max_length=10, choices=RINGS, default="team")
    since = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    verified_on = models.DateField(null=True)
    verify_by = models.DateField(null=True)  # when somebody should look again
    until = models.DateField(null=True)  # ended on
    origin = models.UUIDField(null=True)

    class Meta:
        """One open holding per person and category."""

        constraints = [
            models.UniqueConstraint(
                fields=["person", "code"], condition=Q(until=None), name="one_open_holding"
            ),
        ]
        indexes = [
            models.Index(fields=["code", "path"], name="holding_by_category"),
            models.Index(fields=["verify_by", "path"], name="holding_by_verify_day"),
            models.Index(fields=["path", "until"], name="holding_by_door"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.code}"


class Consent(models.Model):
    """That a person agreed to something, how, and since when no longer."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=24)  # see data/consents.toml
    given_on = models.DateField()
    how = models.CharField(max_length=12)  # paper | spoken
    by_whom = models.CharField(max_length=60, blank=True)  # guardian or proxy, when not in person
    withdrawn_on = models.DateField(null=True)

    class Meta:
        """One open consent per purpose."""

        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(withdrawn_on=None), name="one_open_consent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.purpose}"


class RivalValue(models.Model):
    """Two people changed the same field at once: what the second one wrote, until somebody chooses."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=24)
    value = models.JSONField()  # as the field's form text; sealed fields are kept sealed, in hex
    written_by = models.CharField(max_length=80)
    written_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    kept = models.BooleanField(null=True)  # whether this value was chosen

    class Meta:
        """Open ones by person."""

        indexes = [models.Index(fields=["person", "settled_at"], name="rival_by_person")]

    def __str__(self) -> str:
        return f"{self.field} of {self.person_id}"

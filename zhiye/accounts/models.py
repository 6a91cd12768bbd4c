"""People who log in, and the roles they hold at places."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from zhiye.kernel.ids import new_id
from zhiye.places.models import Place


class UserManager(BaseUserManager["User"]):
    """What Django's log-in needs."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """By log-in name, letter case aside."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """Somebody who logs in. ``name`` is how colleagues call them."""

    id = models.UUIDField(primary_key=True, default=new_id)
    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        """By name."""

        ordering = ["username"]

    def __str__(self) -> str:
        return self.name

    def has_module_perms(self, label: str) -> bool:
        """Django's own permissions are not used: roles decide."""
        return False

    def has_perm(self, permission: str, obj: Any = None) -> bool:
        """Django's own permissions are not used: roles decide."""
        return False


class Membership(models.Model):
    """A role at a place, from one day to another."""

    id = models.UUIDField(primary_key=True, default=new_id)
    member = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=24)  # short stable name from the roles page
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)  # first day on which it is held no more

    class Meta:
        """One open membership per person, role and place."""

        constraints = [
            models.UniqueConstraint(
                fields=["member", "role", "place"], condition=Q(until=None), name="one_open_membership"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="membership_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["member", "until"], name="membership_by_member")]

    def __str__(self) -> str:
        return f"{self.role}@{self.place_id}"

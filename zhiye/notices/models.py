"""What is to be told to whom, and where colleagues want to be told."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place

LOOK, GIVEN, DIGEST = "look", "given", "digest"
KINDS: dict[str, Any] = {
    LOOK: gettext_lazy("要去看看"),
    GIVEN: gettext_lazy("派给您一件事"),
    DIGEST: gettext_lazy("早上的一条"),
}
WAITING, SENT, FAILED, DROPPED = "waiting", "sent", "failed", "dropped"
STATES: dict[str, Any] = {
    WAITING: gettext_lazy("等着发"),
    SENT: gettext_lazy("发出去了"),
    FAILED: gettext_lazy("没送出去"),
    DROPPED: gettext_lazy("只在枝叶里"),
}


class Channel(models.Model):
    """Where one colleague, or one committee's group, wants to be told outside the pages."""

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    committee = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)  # of addresses.KINDS
    sealed = models.BinaryField()  # token and secret, as JSON
    tail = models.CharField(max_length=4)  # the token's last characters, to tell two apart
    digest = models.BooleanField(default=True)  # wants the morning digest
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=24, blank=True)  # the last one, empty when all went well
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """One at a time for each."""

        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None, committee__isnull=False) | Q(user__isnull=False, committee=None),
                name="channel_of_one",
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at=None), name="one_channel_a_colleague"
            ),
            models.UniqueConstraint(
                fields=["committee"], condition=Q(ended_at=None), name="one_channel_a_committee"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} …{self.tail}"


class Notice(models.Model):
    """One thing told to one colleague. ``key`` is the caller's: the same one again tells nothing anew."""

    id = models.UUIDField(primary_key=True, default=new_id)
    key = models.CharField(max_length=200)
    to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=KINDS)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    url = models.CharField(max_length=200, blank=True)  # path of a page of ours
    count = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    not_before = models.DateTimeField()
    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True)
    answer = models.CharField(max_length=24, blank=True)

    class Meta:
        """In the order they came up."""

        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["to", "key"], name="notice_told_once")]
        indexes = [
            models.Index(fields=["next_try"], condition=Q(state=WAITING), name="notice_waiting"),
            models.Index(fields=["at"], name="notice_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

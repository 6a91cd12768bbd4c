"""Imports: the file as it came, what was read, what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place

READING, READY, IMPORTING, DONE, FAILED, UNDONE = "reading", "ready", "importing", "done", "failed", "undone"
STATES = [
    (READING, gettext_lazy("正在看")),
    (READY, gettext_lazy("看好了，等您点导入")),
    (IMPORTING, gettext_lazy("正在导入")),
    (DONE, gettext_lazy("导入好了")),
    (FAILED, gettext_lazy("没有导入")),
    (UNDONE, gettext_lazy("已撤销")),
]


class ImportRun(models.Model):
    """One file on its way into the register of one committee."""

    id = models.UUIDField(primary_key=True, default=new_id)
    committee = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)  # SHA-256 of the file as it came
    size = models.BigIntegerField()
    uploaded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=STATES, default=READING)
    answers = models.JSONField(default=dict)
    account = models.JSONField(default=dict)  # sheets, questions, counts: no names, no numbers of people
    op = models.UUIDField(null=True)  # the gesture that imported it
    result = models.JSONField(default=dict)
    sentence = models.CharField(max_length=400, blank=True)  # why it failed, what was undone

    class Meta:
        """Newest first."""

        ordering = ["-uploaded_at", "-id"]
        indexes = [models.Index(fields=["committee", "uploaded_at"], name="import_by_committee")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_broken_off(self) -> bool:
        """Whether it stands still with a sentence that says why."""
        return self.state == FAILED

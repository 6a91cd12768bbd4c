"""What a story must remember to be undone."""

from django.db import models

from zhiye.kernel.ids import new_id
from zhiye.people.models import Person


class Merge(models.Model):
    """Two files of one person were joined: ``gone`` into ``kept``; what moved is written down."""

    id = models.UUIDField(primary_key=True, default=new_id)
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    gone = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by_name = models.CharField(max_length=80)
    moved = models.JSONField(default=dict)  # "app.model.field" -> ids of the rows that were re-pointed
    ended = models.JSONField(default=dict)  # "app.model" -> ids of rows that stood on both files
    filled = models.JSONField(default=dict)  # blank fields of ``kept`` that ``gone`` filled
    undone_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"

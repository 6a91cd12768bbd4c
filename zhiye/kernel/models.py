"""The table of operations already answered: the same id twice gives the first answer and no second effect."""

from django.db import models


class Operation(models.Model):
    """One gesture, named by the caller (a form, a phone, an import row)."""

    id = models.UUIDField(primary_key=True)
    command = models.CharField(max_length=80)
    actor = models.CharField(max_length=80)
    at = models.DateTimeField()
    answer = models.JSONField(null=True)

    class Meta:
        """Newest first by key."""

        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.command} {self.id}"

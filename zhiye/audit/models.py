"""Two append-only tables, as text without foreign keys, so that the trail outlives what it tells of."""

from django.db import models

from zhiye.kernel.ids import new_id


class AuditEntry(models.Model):
    """One change: who, what, on which thing, field by field [before, after]."""

    id = models.UUIDField(primary_key=True, default=new_id)
    at = models.DateTimeField()
    actor_key = models.CharField(max_length=80)
    actor_name = models.CharField(max_length=80)
    action = models.CharField(max_length=80)  # the command's name
    subject_type = models.CharField(max_length=40)  # "people.person"
    subject_id = models.UUIDField()
    path = models.CharField(max_length=120)  # where the subject was, for scope
    changes = models.JSONField(default=dict)
    reason = models.CharField(max_length=400, blank=True)
    op = models.UUIDField()  # the gesture: entries that belong together share it

    class Meta:
        """Read by subject, by gesture and by place."""

        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["subject_id", "at"], name="audit_by_subject"),
            models.Index(fields=["op"], name="audit_by_gesture"),
            models.Index(fields=["path", "at"], name="audit_by_place"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type} {self.subject_id}"


class Look(models.Model):
    """One look at a sensitive field: who, which, why. Kept for the resident, not for the boss."""

    id = models.UUIDField(primary_key=True, default=new_id)
    at = models.DateTimeField()
    actor_key = models.CharField(max_length=80)
    actor_name = models.CharField(max_length=80)
    actor_role = models.CharField(max_length=40, blank=True)
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    field = models.CharField(max_length=60)  # "id_number", or "phone:" and the id of the number
    path = models.CharField(max_length=120)
    reason = models.CharField(max_length=400)
    op = models.UUIDField()

    class Meta:
        """Read by subject."""

        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["subject_id", "at"], name="look_by_subject")]

    def __str__(self) -> str:
        return f"{self.actor_name} looked at {self.field}"

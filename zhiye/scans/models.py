"""Photos on their way beside a note. Once there, the bytes lie with the journal's attachment and no longer here."""

from django.db import models
from django.db.models import Q

from zhiye.accounts.models import User
from zhiye.journal.models import Attachment
from zhiye.kernel.ids import new_id
from zhiye.scans.states import STATES, WAITING


class Photo(models.Model):
    """One photo of one colleague. ``note_op`` is the gesture that saves, or saved, the note it was taken for."""

    id = models.UUIDField(primary_key=True, default=new_id)
    taker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    note_op = models.UUIDField(null=True, db_index=True)
    attachment = models.OneToOneField(Attachment, null=True, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField(default=bytes)
    size = models.IntegerField()  # bytes, unsealed
    width = models.IntegerField()  # px
    height = models.IntegerField()
    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
    text = models.TextField(blank=True)
    doubts = models.JSONField(default=list)  # [[start, end], …] in characters of the text
    taken_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        """In the order they were taken."""

        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(attachment=None) | Q(dropped_at=None), name="no_dropped_photo_beside_a_note"
            ),
        ]
        indexes = [models.Index(fields=["state", "id"], name="photo_by_state")]

    def __str__(self) -> str:
        return f"{self.state} {self.id}"

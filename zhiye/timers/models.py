"""Two tables: moments at which something is to happen, and when each chore was last done."""

from django.db import models
from django.db.models import F, Q

from zhiye.kernel.ids import new_id

ARMED, FIRED, CANCELLED = "armed", "fired", "cancelled"


class Timer(models.Model):
    """At ``due`` something is to happen with ``subject``; what it is, ``kind`` says to the room that armed it."""

    STATES = {ARMED: "armed", FIRED: "fired", CANCELLED: "cancelled"}

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.CharField(max_length=60)  # "cases.due_soon": room and name of the handler
    subject = models.UUIDField()
    step = models.CharField(max_length=40, blank=True)  # tells several of one kind and subject apart
    due = models.DateTimeField()
    path = models.CharField(max_length=120, blank=True)  # where the subject is; it follows a place that moves
    state = models.CharField(max_length=10, choices=STATES, default=ARMED)
    fired_at = models.DateTimeField(null=True)
    next_try = models.DateTimeField()  # ``due``, or later after a failure
    attempts = models.PositiveIntegerField(default=0)  # how often the handler failed
    last_error = models.CharField(max_length=80, blank=True)  # the type only: a message may name people

    class Meta:
        """One row a kind, subject and step; never before its time; found by the next moment to look at it."""

        constraints = [
            # The subject first: it serves the question "all timers of this subject" too.
            models.UniqueConstraint(fields=["subject", "kind", "step"], name="timer_once"),
            models.CheckConstraint(condition=Q(next_try__gte=F("due")), name="timer_not_before_due"),
            models.CheckConstraint(
                condition=Q(state=FIRED, fired_at__isnull=False, fired_at__gte=F("due"))
                | (~Q(state=FIRED) & Q(fired_at=None)),
                name="timer_fired_after_due",
            ),
        ]
        indexes = [models.Index(fields=["next_try", "id"], condition=Q(state=ARMED), name="timer_armed")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.state}"


class ChoreRun(models.Model):
    """When a chore is to be done next, and how it went last."""

    name = models.CharField(max_length=60, primary_key=True)  # as it was registered
    next_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)  # the last time it went well
    answer = models.BigIntegerField(default=0)  # what it answered then: how many
    attempts = models.PositiveIntegerField(default=0)  # begun since it last went well
    last_error = models.CharField(max_length=80, blank=True)  # the type only

    class Meta:
        """By name."""

        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

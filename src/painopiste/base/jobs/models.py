"""The jobs table: the same database and transaction as the work that asks for a job."""

from django.db import models

from painopiste.base.records import Keyed


class Job(Keyed):
    """A piece of background work. A worker holds it under a lease; `lease`, the fence, grows each time it is taken."""

    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=20, default="waiting")  # waiting, running, done, failed, cancelled
    priority = models.SmallIntegerField(default=0)
    due_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    max_attempts = models.PositiveIntegerField(default=5)
    lease = models.PositiveIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=100, blank=True, default="")
    progress = models.PositiveSmallIntegerField(default=0)  # per cent
    step = models.CharField(max_length=200, blank=True, default="")
    cancel_asked = models.BooleanField(default=False)
    result = models.JSONField(null=True, blank=True)
    error = models.TextField(blank=True, default="")
    once_key = models.CharField(max_length=120, null=True, blank=True, unique=True)  # the same key is queued once
    period = models.CharField(max_length=40, blank=True, default="")
    asked_by = models.ForeignKey("painopiste.Account", models.SET_NULL, related_name="+", null=True, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="job_by_state_and_due")]

"""The table of feedback."""

from django.db import models

from painopiste.base.records import Keyed


class Feedback(Keyed):
    """What somebody wrote to us about the service, and what we answered. Only the secretariat reads it."""

    kind = models.CharField(max_length=20)
    page = models.CharField(max_length=500, blank=True, default="")
    message = models.TextField()
    email = models.EmailField(blank=True, default="")  # empty: no answer is asked for
    language = models.CharField(max_length=2, default="fi")
    received_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("painopiste.Account", models.SET_NULL, related_name="+", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

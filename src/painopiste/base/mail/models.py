"""The table of letters. It holds no words of theirs, and no secret."""

from django.db import models

from painopiste.base.records import Keyed


class Letter(Keyed):
    """A letter on its way: of what kind, to whom, about what. `due_at`: when it is tried next."""

    kind = models.CharField(max_length=60)
    about = models.JSONField(default=dict)
    to = models.CharField(max_length=254)
    language = models.CharField(max_length=2, default="fi")
    state = models.CharField(max_length=20, default="waiting")
    tries = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=40, blank=True, default="")
    reply = models.CharField(max_length=300, blank=True, default="")  # what the mail server said
    once_key = models.CharField(max_length=120, null=True, blank=True, unique=True)  # the same key is posted once
    posted_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="letter_by_state_and_due")]

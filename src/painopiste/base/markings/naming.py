"""Tells PostgreSQL who reads, for one transaction: its own wall lets through what is open to that reader."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.markings.policy import settings_of


@contextmanager
def reading_as(by: Actor) -> Iterator[None]:
    """Run what is inside in one transaction in which PostgreSQL knows the reader. Another database is told nothing."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            told = settings_of(by, timezone.localdate())
            with connection.cursor() as cursor:
                names = ", ".join("set_config(%s, %s, true)" for _ in told)
                cursor.execute(f"SELECT {names}", [part for pair in told.items() for part in pair])
        yield

"""What is random or moves on by design is made the same in both worlds here, and nowhere else. All of it:

- the clock stands still (time-machine);
- keys, receipts, session keys, CSRF tokens and salts are drawn from a generator that starts anew, with its own seed,
  before each request: a request that draws once more in one world than in the other still shows;
- names of savepoints hold a number of the thread and a running number: both are left out of a statement's text;
- what a process keeps in memory is brought to one state before each request: Django's caches are empty, and markings,
  which never change, have been read, as they have been soon after a process has started.
- rows that a request makes are numbered from another number in each world. Addresses hold a row's number only sealed
  (base/web/sealing.py): here the seal is that of the number's distance from where the world began to count, so that a
  number which is shown in any other way still shows.

Nothing else is left out or replaced before answers are compared: not in bodies, headers, cookies, mails or statements.
"""

import os
import random
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.cache import caches
from django.db import connection

from painopiste.base.markings import stored
from painopiste.base.markings.models import Marking
from painopiste.base.web import addresses, sealing
from painopiste.loop.plans.web import parts

NOW = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)
SAVEPOINT = re.compile(r'("?)s\d+_x\d+\1')
DRAWS = random.Random(0)


@contextmanager
def same_each_time() -> Iterator[None]:
    """Within this, the clock stands and everything is drawn from `DRAWS`."""
    with time_machine.travel(NOW, tick=False), pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "choice", DRAWS.choice)
        patch.setattr(secrets, "randbelow", DRAWS.randrange)
        patch.setattr(secrets, "randbits", DRAWS.getrandbits)
        patch.setattr(secrets, "token_bytes", lambda size=32: DRAWS.randbytes(size))
        patch.setattr(secrets, "token_hex", lambda size=32: DRAWS.randbytes(size).hex())
        patch.setattr(secrets, "token_urlsafe", lambda size=32: DRAWS.randbytes(size).hex())
        patch.setattr(os, "urandom", DRAWS.randbytes)
        patch.setattr(sealing, "sealed", _seal)
        for module in (sealing, parts):
            patch.setattr(module, "opened", _open)
        yield


def start_anew(number: int) -> None:
    """Before request `number`: its own draws, empty caches: what all processes share, and what this one keeps."""
    DRAWS.seed(number)
    for cache in caches.all(initialized_only=False):
        cache.clear()


_began = FIRST = 50_000


def begin_to_count(number: int) -> None:
    """Let new rows be numbered from `number` on, at least `FIRST`, and sealed by how far they are from it."""
    global _began
    _began = number
    count_from(number)
    addresses._address.cache_clear()


def _seal(kind: str, number: int, seal: Any = sealing.sealed) -> str:
    return str(seal(kind, number - _began + FIRST if number >= _began else number))


def _open(kind: str, word: str, unseal: Any = sealing.opened) -> int:
    number = int(unseal(kind, word))
    return number - FIRST + _began if number >= FIRST else number


def know_all_markings() -> None:
    """The state of a process that has served a while: every marking has been read."""
    for code in Marking.objects.values_list("code", flat=True):
        stored.value_of(code)


def plain_statement(sql: str) -> str:
    """A statement without its parameters, which are never in it, and without the names of savepoints."""
    return SAVEPOINT.sub("savepoint", sql)


def count_from(number: int) -> None:
    """Let the numbers of new rows start at `number` in every table."""
    tables = [table._meta.db_table for table in apps.get_models(include_auto_created=True)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # its numbers are not taken back with a savepoint
            cursor.execute("SELECT schemaname || '.' || sequencename FROM pg_sequences WHERE schemaname = 'public'")
            for (name,) in cursor.fetchall():
                cursor.execute("SELECT setval(%s::regclass, %s, false)", [name, number])
            return
        cursor.execute("DELETE FROM sqlite_sequence")
        for table in tables:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])

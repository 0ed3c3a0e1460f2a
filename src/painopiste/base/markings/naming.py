"""Tells PostgreSQL who reads: its own wall lets through what is open to that reader, and nobody named reads nothing.

Who reads is a variable here. Before a statement runs, the database is told if it has not been in this transaction:
for a page that asks nothing, nothing is told. Another database has no such wall and is told nothing at all.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.markings.policy import facts_of

NOBODY, SYSTEM = "", "*"  # as the database is told: no marking, every row
READ_AS = (
    "SELECT painopiste_read_as(%s::int, %s::date, %s::text[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint)"
)
AS_SYSTEM = "SELECT set_config('painopiste.reads', '*', true)"
AS_NOBODY = "SET LOCAL painopiste.reads TO DEFAULT"
IDLE, IN_TRANSACTION = 0, 2  # libpq's names for where a connection is
UNKNOWN = object()
SAVEPOINTS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO")


@dataclass(slots=True)
class Wall:
    """What one connection knows: who is to read, who has been named in the transaction that runs, and a request."""

    reader: Actor | str = NOBODY
    told: object = UNKNOWN
    request: ExitStack | None = None  # closed at its end: the transaction is entered here by its first statement
    began: bool = False  # whether the transaction is the request's own

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Run one statement, after the database has been told who reads."""
        if isinstance(sql, str) and sql.startswith(SAVEPOINTS):
            if sql.startswith("ROLLBACK"):
                self.told = UNKNOWN  # it forgets with the rest
            return execute(sql, params, many, context)
        with self._transaction(context["connection"]):
            self._tell_if_needed(context["connection"])
            return execute(sql, params, many, context)

    def _transaction(self, database: Any) -> AbstractContextManager[Any]:
        """A name holds for a transaction: that of the request, or else one for this statement alone."""
        if self.reader is NOBODY or database.in_atomic_block:
            return nullcontext()
        if self.request is None:
            return transaction.atomic()
        self.request.enter_context(transaction.atomic())
        self.began = True
        return nullcontext()

    def _tell_if_needed(self, database: Any) -> None:
        status = database.connection.pgconn.transaction_status
        if status == IDLE:
            self.told = NOBODY
        if self.told is not self.reader and status in (IDLE, IN_TRANSACTION):
            self._tell(database)

    def _tell(self, database: Any) -> None:
        with database.wrap_database_errors, database.connection.cursor() as cursor:
            if isinstance(self.reader, Actor):
                told = facts_of(self.reader, timezone.localdate())
                cursor.execute(READ_AS, [*told.values(), self.reader.account_id])
            else:
                cursor.execute(AS_SYSTEM if self.reader == SYSTEM else AS_NOBODY)
        self.told = self.reader


def has_wall() -> bool:
    """Whether the database has a wall of its own."""
    return connection.vendor == "postgresql"


def _wall() -> Wall:
    """The wall of this thread's connection."""
    for wrapper in connection.execute_wrappers:
        if isinstance(wrapper, Wall):
            return wrapper
    wall = Wall()
    connection.execute_wrappers.insert(0, wall)  # not at the end: others come and go there
    return wall


@contextmanager
def one_request() -> Iterator[None]:
    """All that a request asks is one transaction, begun by its first statement; `name_reader` says who reads in it."""
    if not has_wall():
        yield
        return
    wall = _wall()
    before, around = wall.reader, (wall.request, wall.began)
    try:
        wall.began = False
        with ExitStack() as wall.request:
            yield
    finally:
        wall.reader, (wall.request, wall.began) = before, around


def take_back() -> None:
    """What the request has written is not to stay."""
    if has_wall() and _wall().began:
        transaction.set_rollback(True)


def name_reader(by: Actor) -> None:
    """From here on, to the end of the request, the database shows what is open to this reader."""
    if has_wall():
        _wall().reader = by


@contextmanager
def reading_as(by: Actor, *, together: bool = True) -> Iterator[None]:
    """Run what is inside for this reader: in one transaction, or each statement alone where it begins none itself."""
    with transaction.atomic() if together else nullcontext(), _named(by):
        yield


@contextmanager
def as_system(reason: str) -> Iterator[None]:
    """Run what is inside without the database's wall. `reason` says what decides instead of the reader's markings.

    The only way round the wall; a test keeps the list of all places that use it (docs/operate/wall.md).
    """
    if not reason:
        raise ValueError("say why the wall is not to stand here")
    with _named(SYSTEM):
        yield


@contextmanager
def _named(reader: Actor | str) -> Iterator[None]:
    if not has_wall():
        yield
        return
    wall = _wall()
    before, wall.reader = wall.reader, reader
    try:
        yield
    finally:
        wall.reader = before

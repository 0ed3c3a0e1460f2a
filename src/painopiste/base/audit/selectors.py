"""Reading the audit trail."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from painopiste.base.actors import Actor
from painopiste.base.audit.models import AuditHead, AuditLine
from painopiste.base.audit.services import INTERNAL_NOTE, commitment_of, key_in_trail, seal_of
from painopiste.base.markings.naming import as_system
from painopiste.base.markings.policy import readable_codes
from painopiste.base.markings.reading import READ_INTERNAL
from painopiste.base.markings.written import Written


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where the chain does not hold."""

    number: int
    problem: str


def open_lines(*, by: Actor) -> QuerySet[AuditLine]:
    """The lines whose markings the actor may read, of rows that the caller has found visible to a member."""
    return AuditLine.objects.filter(Q(marking=None) | Q(marking__in=readable_codes(by)))


def list_history(*, kind: str, key: str, by: Actor, limit: int = 50) -> list[AuditLine]:
    """The newest lines about one row that the caller has found visible to the actor. The public sees no trail.

    What was written while the row was for a narrower circle than the actor's is left out, and so are internal notes.
    """
    return list_histories(kind=kind, keys=[key], by=by, limit=limit)


def list_histories(*, kind: str, keys: Collection[str], by: Actor, limit: int = 50) -> list[AuditLine]:
    """The same about several rows of one kind, the newest line of all first. One query, none without rows."""
    if not by.member or not keys:
        return []
    found = LINES.rows(by, limit, kind=kind, keys=[key_in_trail(key) for key in keys])
    return [line for line in found if still_told(line=line, by=by)]


def _lines(by: Actor, limit: int, *, kind: str, keys: list[str]) -> QuerySet[AuditLine]:
    return open_lines(by=by).filter(target_kind=kind, target_key__in=keys).order_by("-number")[:limit]


LINES = Written(_lines)


def still_told(*, line: AuditLine, by: Actor) -> bool:
    """Whether something is left of the line after an internal note has been taken from what is shown of it."""
    if by.may(READ_INTERNAL):
        return True
    told = [part for part in ((line.content or {}).get(side) or {} for side in ("before", "after")) if part]
    for part in told:
        part.pop(INTERNAL_NOTE, None)
    return not told or any(told)


def find_faults(*, by: Actor) -> Iterator[Fault]:
    """Walk the whole chain and tell every line that is missing or altered."""
    by.require("audit.verify")
    with as_system("the chain holds as a whole or not at all"):
        yield from list(_faults())


def _faults() -> Iterator[Fault]:
    expected, seal = 1, ""
    for line in AuditLine.objects.order_by("number").iterator(chunk_size=2000):
        if line.number != expected:
            yield Fault(expected, f"lines {expected} to {line.number - 1} are missing")
        if line.content is not None and commitment_of(line) != line.commitment:
            yield Fault(line.number, "the content has been altered")
        if line.number == expected and seal_of(line, seal) != line.seal:
            yield Fault(line.number, "the line does not follow from the one before it")
        expected, seal = line.number + 1, line.seal
    head = AuditHead.objects.filter(pk=1).first() or AuditHead()
    if (head.number, head.seal) != (expected - 1, seal):
        yield Fault(head.number, "the end of the trail is not where it should be")

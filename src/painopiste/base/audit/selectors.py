"""Reading the audit trail."""

from collections.abc import Iterator
from dataclasses import dataclass

from painopiste.base.actors import Actor
from painopiste.base.audit.models import AuditHead, AuditLine
from painopiste.base.audit.services import commitment_of, seal_of


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where the chain does not hold."""

    number: int
    problem: str


def list_history(*, kind: str, key: str, by: Actor, limit: int = 50) -> list[AuditLine]:
    """The newest lines about one row that the caller has found visible to the actor. The public sees no trail."""
    if not by.member:
        return []
    return list(AuditLine.objects.filter(target_kind=kind, target_key=key).order_by("-number")[:limit])


def find_faults(*, by: Actor) -> Iterator[Fault]:
    """Walk the whole chain and tell every line that is missing or altered."""
    by.require("audit.verify")
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

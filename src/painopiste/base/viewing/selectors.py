"""Reading and verifying the log of views."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Max, QuerySet

from painopiste.base.actors import Actor
from painopiste.base.audit.models import AuditLine
from painopiste.base.audit.selectors import Fault
from painopiste.base.viewing import permissions, rules
from painopiste.base.viewing.models import ViewLine

SEALED = ("views", "views.sealed")  # target kind and event of the lines with which the audit trail seals views


def list_views(*, by: Actor, kind: str = "", key: str = "", account_id: int | None = None) -> QuerySet[ViewLine]:
    """The lines of the log, newest first: of one object, of one reader, or all. Empty for those who may not see it."""
    found = permissions.visible(by)
    if kind:
        found = found.filter(objects_seen__contains=f"\n{kind}:{key}\n")
    if account_id is not None:
        found = found.filter(account_id=account_id)
    return found.order_by("-pk")


def last_sealed(*, by: Actor) -> int:
    """The number of the newest line that the audit trail has sealed; 0 if it has sealed none."""
    newest = _seals().aggregate(number=Max("number"))["number"]
    line = AuditLine.objects.get(number=newest) if newest else None
    return int(line.content["after"]["last"]) if line is not None and line.content else 0


def digest(*, lines: QuerySet[ViewLine], by: Actor) -> tuple[int, str]:
    """How many lines these are, and the digest of all of them in their order."""
    count, told = 0, ""
    for line in lines.order_by("pk").iterator(chunk_size=2000):
        one = rules.digest_of_line(line.pk, line.at, line.how, line.objects_seen, line.commitment)
        count, told = count + 1, rules.sha256(told, one)
    return count, told


def find_faults(*, by: Actor) -> Iterator[Fault]:
    """Look at every line and every seal of the log, and tell what is missing or altered.

    A line whose personal part has been erased holds: its commitment is still there.
    """
    by.require(permissions.VERIFY)
    for line in ViewLine.objects.order_by("pk").iterator(chunk_size=2000):
        if problem := _problem(line):
            yield Fault(line.pk, problem)
    before = 0
    for seal in _seals().order_by("number"):
        told: dict[str, Any] = (seal.content or {}).get("after") or {}
        if not told or told.get("follows") != before:
            yield Fault(seal.number, "a seal of the log of views is missing or altered")
            continue
        lines = ViewLine.objects.filter(pk__gt=before, pk__lte=told["last"])
        if digest(lines=lines, by=by) != (told["count"], told["digest"]):
            yield Fault(seal.number, f"views {before + 1} to {told['last']} are not as they were sealed")
        before = told["last"]


def _problem(line: ViewLine) -> str:
    if line.personal is None:
        return "" if line.salt is None and line.account_id is None else "the view has been erased in part only"
    if rules.commitment_of(line.salt or "", line.personal) != line.commitment:
        return "who looked and why has been altered"
    return "" if line.personal["account"] == line.account_id else "the reader of the view has been altered"


def _seals() -> QuerySet[AuditLine]:
    kind, event = SEALED
    return AuditLine.objects.filter(target_kind=kind, event=event)

"""Adding lines to the audit trail. Called by every service, inside its transaction."""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC
from functools import cache
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.audit.models import AuditHead, AuditLine
from painopiste.base.guarding import kind_of_model
from painopiste.base.markings.naming import as_system
from painopiste.base.markings.rules import Audience
from painopiste.base.markings.stored import joined
from painopiste.base.records import Guarded

LONGEST_KEY = 60  # what the column holds
# What must be as the rows are in the same transaction, as the index of words: each is called with the kind and the key
# of the row that a line is about, and the rows that it names. The site names them when the program starts.
FOLLOWERS: list[Callable[[str, str, Sequence[Guarded]], None]] = []


def canonical(content: object) -> str:
    """The one way in which content is written down before it is sealed."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)


def sha256(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def record(
    event: str,
    *,
    target: tuple[str, str],
    by: Actor,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    naming: Iterable[Guarded | None] = (),
) -> AuditLine:
    """Add one line to the chain, in the caller's transaction.

    `target` is the kind and the key of the changed row, for example `("measure", "2.1")`. `naming` are the other rows
    that the line tells of: who may not read one of them does not read the line.
    """
    named = [row for row in naming if row is not None]
    with transaction.atomic(), as_system("a line is written whoever may read it"):
        head, _ = AuditHead.objects.select_for_update().get_or_create(pk=1)
        content = json.loads(canonical({"before": before or {}, "after": after or {}}))
        line = AuditLine(
            number=head.number + 1,
            at=timezone.now(),
            event=event,
            actor_id=by.account_id,
            actor_label=by.label,
            target_kind=target[0],
            target_key=key_in_trail(target[1]),
            content=content,
            salt=secrets.token_hex(16),
            marking=_marking(target, (before or {}, after or {}), named),
        )
        line.commitment = commitment_of(line)
        line.seal = seal_of(line, head.seal)
        line.save(force_insert=True)
        head.number, head.seal = line.number, line.seal
        head.save()
        for follow in FOLLOWERS:
            follow(*target, named)
    return line


INTERNAL_NOTE = "internal_note"  # the column that only the secretariat reads
OWN = ("own_marking_id", "marking_id", "audience")  # the columns and the files say for whom a row is


def _marking(target: tuple[str, str], told: Iterable[Mapping[str, Any]], named: Iterable[Guarded]) -> str | None:
    """For whom a line is: for who may read its row as it was and as it is, and every row that it names."""
    kind, key = target
    tables = [table for table in _guarded() if kind_of_model(table) == kind]
    codes = [code for table in tables for code in table._base_manager.filter(key=key).values_list("marking", flat=True)]
    codes += [str(part[name]) for part in told for name in OWN if part.get(name)]
    codes += [str(row.marking_id) for row in named]
    if {name for part in told for name in part} == {INTERNAL_NOTE}:
        codes.append(Audience.SECRETARIAT.value)
    return joined(codes) if codes else None


@cache
def _guarded() -> tuple[Any, ...]:
    """The tables whose rows have markings."""
    return tuple(table for table in apps.get_app_config("painopiste").get_models() if issubclass(table, Guarded))


def key_in_trail(key: str) -> str:
    """The key by which the trail knows a row: its own, shortened where two long ones are joined."""
    return key if len(key) <= LONGEST_KEY else f"{key[: LONGEST_KEY - 17]}~{sha256(key)[:16]}"


def commitment_of(line: AuditLine) -> str:
    """The seal of the line's content: SHA-256 of its salt and its canonical content."""
    return sha256(line.salt or "", canonical(line.content))


def seal_of(line: AuditLine, before: str) -> str:
    """The link of the chain: SHA-256 of the seal before, the line's own facts and its commitment."""
    at = line.at.astimezone(UTC).isoformat(timespec="microseconds")
    facts = (
        str(line.number),
        at,
        line.event,
        str(line.actor_id or ""),
        line.actor_label,
        line.target_kind,
        line.target_key,
    )
    return sha256(before, *facts, line.commitment)

"""Adding lines to the audit trail. Called by every service, inside its transaction."""

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.audit.models import AuditHead, AuditLine
from painopiste.base.markings.naming import as_system

LONGEST_KEY = 60  # what the column holds
# What must be as the rows are in the same transaction, as the index of words: each is called with the kind and the key
# of the row that a line is about. The site names them when the program starts.
FOLLOWERS: list[Callable[[str, str], None]] = []


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
) -> AuditLine:
    """Add one line to the chain, in the caller's transaction.

    `target` is the kind and the key of the changed row, for example `("measure", "2.1")`.
    """
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
        )
        line.commitment = commitment_of(line)
        line.seal = seal_of(line, head.seal)
        line.save(force_insert=True)
        head.number, head.seal = line.number, line.seal
        head.save()
        for follow in FOLLOWERS:
            follow(*target)
    return line


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

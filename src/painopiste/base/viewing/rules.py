"""How a view is written down and sealed. Pure: no Django, no clock, no database."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

SETTLED = timedelta(minutes=10)  # a younger line may still have an older number that has not been committed
LONGEST_REASON = 300


class How(StrEnum):
    """In what form something was shown."""

    PAGE = "page"
    FILE = "file"
    API = "api"
    CHANGE = "change"  # a form that was sent
    DUMP = "dump"  # the operator took the whole programme out as files


def written(rows: Iterable[tuple[str, str]]) -> str:
    """The objects as the log keeps them, in a fixed order, so that one can be looked for."""
    return "\n" + "".join(f"{kind}:{key}\n" for kind, key in sorted(rows))


def read(text: str) -> list[tuple[str, str]]:
    """The objects of a line, as kind and key."""
    pairs = (line.partition(":") for line in text.split("\n") if line)
    return [(kind, key) for kind, _colon, key in pairs]


def canonical(content: Any) -> str:
    """The one way in which the personal part is written down before it is sealed."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def commitment_of(salt: str, personal: Any) -> str:
    """The seal of who looked and why: without the salt nobody can find out by trying names."""
    return sha256(salt, canonical(personal))


def digest_of_line(number: int, at: datetime, how: str, objects: str, commitment: str) -> str:
    """What a batch holds of a line: all but the personal part, which its commitment stands for."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return sha256(str(number), moment, how, objects, commitment)

"""What a job tells people, as it is stored: a message id and its values, so that every reader gets it translated.

Pure: no Django.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

STEP_LENGTH = 200
TRACE_LENGTH = 4000


@dataclass(frozen=True, slots=True)
class Step:
    """What the job is doing now: an English message id with `%(name)s` places, and what stands in them."""

    message: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    def to_text(self) -> str:
        """Write it down in at most 200 characters; long values are shortened."""
        values = dict(self.values)
        text = _json([self.message, values])
        while self.message and len(text) > STEP_LENGTH and values:
            longest = max(values, key=lambda name: len(str(values[name])))
            value = str(values[longest])
            if len(value) < 2:
                break
            values[longest] = value[: len(value) // 2].rstrip() + "…" if len(value) > 3 else ""
            text = _json([self.message, values])
        return text if self.message and len(text) <= STEP_LENGTH else ""

    @classmethod
    def of_text(cls, text: str) -> "Step":
        return cls(*json.loads(text)) if text else cls()


@dataclass(frozen=True, slots=True)
class Fault:
    """Why the last attempt failed. `trace` is for those who run the service."""

    code: str
    message: str
    values: Mapping[str, Any] = field(default_factory=dict)
    trace: str = ""

    def to_text(self) -> str:
        return _json([self.code, self.message, self.values, self.trace[-TRACE_LENGTH:]])

    @classmethod
    def of_text(cls, text: str) -> "Fault | None":
        return cls(*json.loads(text)) if text else None


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str)

"""What is written into logs: when, where and what happened, one line each; never a secret or what people wrote.

Logs are read by more people and kept in more places than the database. So nothing that opens a door (access keys,
session and form tokens, passwords), nothing that names a person (identity codes, e-mail addresses) and no content
(what stood between quotes in a fault, a query string, the values that a database complained of) gets into a line.
"""

import re
import sys
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import Any

import structlog

MASK = "[masked]"
LONGEST = 2000  # characters of one text
DEEPEST = 4
# Names whose values are never written, whatever they hold.
SECRET_NAMES = re.compile(
    r"pass(word|phrase)|secret|token|api_?key|access_?key|authori[sz]ation|cookie|session|csrf|credential|hetu|"
    r"identity_?code|one_?time|otp|recovery|dsn|database_url|smtp_url|e_?mail",
    re.IGNORECASE,
)
PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    # A Finnish personal identity code, with the signs of all centuries; also where somebody forgot the check sign.
    (re.compile(r"(?<![0-9])[0-3]\d[01]\d\d\d[-+A-FU-Y]\d{3}[0-9A-Y]?(?![0-9A-Za-z])", re.IGNORECASE), MASK),
    (re.compile(r"\bpp_[A-Za-z0-9_-]{8,}"), MASK),  # our access keys
    (re.compile(r"\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*)?"), MASK),  # signed tokens (JWT)
    (re.compile(r"(?i)\b(bearer|basic|digest)\s+[A-Za-z0-9._~+/=-]{6,}"), rf"\1 {MASK}"),
    (
        re.compile(
            r"(?i)\b((?:__host-)?(?:sessionid|csrftoken)|csrfmiddlewaretoken|password|passwd|code|state)=[^\s;&,]+"
        ),
        rf"\1={MASK}",
    ),
    (re.compile(r"(?<=://)[^\s/@:]+:[^\s/@]+(?=@)"), MASK),  # user:password@ in an address
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), MASK),
    (re.compile(r"(?<=[\w/])\?[^\s\"']*=[^\s\"']*"), f"?{MASK}"),  # what was asked of a page
    (re.compile(r"(?<![\w-])[A-Za-z0-9_-]{32,}(?![\w-])"), MASK),  # what looks like nothing but a key
)
QUOTED = re.compile(r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|“[^”]*”|=\([^)]*\)|input_value=.*?(?=, input_type)")
DETAIL = re.compile(r"\n(DETAIL|CONTEXT|LINE \d+|PARAMETERS).*", re.DOTALL)


def configuration(*, json: bool) -> dict[str, Any]:
    """Django's LOGGING: every line of every library goes through the same masks; JSON for machines, else for eyes."""
    end = structlog.processors.JSONRenderer(ensure_ascii=False) if json else structlog.dev.ConsoleRenderer(colors=False)
    before = [
        structlog.contextvars.merge_contextvars,  # the request's sign and the number of the account
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(allow=("status_code",)),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.CallsiteParameterAdder({structlog.processors.CallsiteParameter.PROCESS}),
    ]
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": before,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, told_fault, masked, end],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"masked": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "masked"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "painopiste": {"level": "INFO"},
            # Django's own handlers write around the masks, and its mail to administrators carries whole requests.
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }


def told_fault(_logger: Any, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Instead of a traceback: the kinds of the faults, their words without values, and the lines that they passed."""
    found = event.pop("exc_info", None)
    event.pop("stack_info", None)
    if found:
        found = sys.exc_info() if found is True else found
        kind, fault, trace = (type(found), found, found.__traceback__) if isinstance(found, BaseException) else found
        if kind is not None and fault is not None:
            event["fault"] = _faults(fault)
            event["at"] = _places(trace)
    return event


def _faults(fault: BaseException) -> list[str]:
    told: list[str] = []
    following: BaseException | None = fault
    while following is not None and len(told) < DEEPEST:
        kind = type(following)
        told.append(f"{kind.__module__}.{kind.__qualname__}: {without_values(str(following))}"[:LONGEST])
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)
    return told


def _places(trace: TracebackType | None) -> list[str]:
    """Files by their last three parts and lines, innermost last; neither the code nor what its names held."""
    frames = traceback.extract_tb(trace, limit=-25)
    return [f"{'/'.join(frame.filename.split('/')[-3:])}:{frame.lineno} {frame.name}" for frame in frames]


def without_values(text: str) -> str:
    """A fault's words without what stood in quotes or in a database's details: that is content."""
    return QUOTED.sub("…", DETAIL.sub("", text)).split("\n")[0]


def masked(_logger: Any, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    """The line with every secret, personal identity code and query masked, at whatever depth it stands."""
    return {name: MASK if _is_secret(name) else _clean(value, 0) for name, value in event.items()}


def _is_secret(name: object) -> bool:
    return bool(SECRET_NAMES.search(str(name)))


def _clean(value: Any, depth: int) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if depth >= DEEPEST:
        return MASK
    if isinstance(value, Mapping):
        return {
            str(name): MASK if _is_secret(name) else _clean(part, depth + 1) for name, part in list(value.items())[:50]
        }
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(part, depth + 1) for part in list(value)[:50]]
    return mask(str(value))


def mask(text: str) -> str:
    """A text without whatever looks like a secret or a person, on one line."""
    for pattern, instead in PATTERNS:
        text = pattern.sub(instead, text)
    return text[:LONGEST]

"""The functions that do jobs, by stable codes. Only the code is stored: a function may move, the code stays."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop

from painopiste.base.jobs.rules import Schedule
from painopiste.base.jobs.work import Work

PACKAGE = "painopiste"
TITLE = gettext_noop("Work in the background")
ROOT = Path(__file__).resolve().parents[2]
Function = Callable[[Work], Any]


@dataclass(frozen=True, slots=True)
class Handler:
    """A function that does one kind of job."""

    code: str
    function: Function
    title: str
    schedule: Schedule | None
    rights: frozenset[str]


_handlers: dict[str, Handler] = {}


def handler(
    code: str,
    *,
    title: str = TITLE,
    schedule: Schedule | None = None,
    rights: Iterable[str] = (),
) -> Callable[[Function], Function]:
    """Register the function that does jobs of the kind `code`, for example `reports.make`.

    It gets a `Work`, and returns what can be written as JSON. It may be run again after a worker died, so it must be
    idempotent. `title` is a message id that tells people what is done. With a `schedule` the workers make the job
    themselves once a period. `rights` are those of a job that no person asked for.
    """

    def register(function: Function) -> Function:
        known = _handlers.get(code)
        if known and known.function is not function:
            raise ValueError(f"the code {code!r} is taken by {known.function.__qualname__}")
        _handlers[code] = Handler(code, function, title, schedule, frozenset(rights))
        return function

    return register


def find(code: str) -> Handler:
    """Find who does jobs of this kind.

    :raises LookupError: if nobody does
    """
    if code not in _handlers:
        discover()
    if code not in _handlers:
        raise LookupError(f"no handler is registered for jobs of the kind {code!r}")
    return _handlers[code]


def all_handlers() -> tuple[Handler, ...]:
    discover()
    return tuple(_handlers[code] for code in sorted(_handlers))


@cache
def discover() -> None:
    """Read every `tasks.py` of the package, where handlers stand."""
    for path in sorted(ROOT.rglob("tasks.py")):
        inside = path.relative_to(ROOT).with_suffix("").parts
        if "tests" not in inside:
            import_module(".".join((PACKAGE, *inside)))

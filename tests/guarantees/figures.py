"""What the guarantees measured, told at the end of the run: `add("paired requests", pairs=260, differences=0)`.

A plugin of pytest (the conftest.py at the root names it), so that figures of parallel workers reach the terminal too.
"""

from collections import Counter, defaultdict

import pytest
from django.db import connection

_TOLD: dict[str, str] = {}
_ADDED: defaultdict[str, Counter[str]] = defaultdict(Counter)
# How what has been added up is told.
LINES = {
    "paired requests": "{pairs} / differences {differences}",
    "mutants killed": "{killed} of {planted}",
    "canaries outside": "{outside} ({planted} planted)",
}


def tell(name: str, text: str) -> None:
    """A figure for the end of the run, printed as one line: the name, a space, the text. Told again, it is replaced."""
    _TOLD[name] = text


def add(name: str, **figures: int) -> None:
    """Add to figures that several tests, perhaps in several processes, count together: `LINES` has their words."""
    _ADDED[name].update(figures)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker hands over what it was told."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["figures"] = dict(_TOLD)
        session.config.workeroutput["added"] = {name: dict(counts) for name, counts in _ADDED.items()}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    told = getattr(node, "workeroutput", {})
    _TOLD.update(told.get("figures", {}))
    for name, counts in told.get("added", {}).items():
        _ADDED[name].update(counts)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    _TOLD.update({name: LINES[name].format(**counts) for name, counts in _ADDED.items()})
    if _TOLD:
        terminalreporter.section(f"guarantees on {connection.vendor}")
    for name in sorted(_TOLD):
        terminalreporter.line(f"{name} {_TOLD[name]}")

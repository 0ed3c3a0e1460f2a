"""What the guarantees measured, told at the end of the run: `tell("paired requests", "10000 / differences 0")`.

A plugin of pytest (the conftest.py at the root names it), so that figures of parallel workers reach the terminal too.
"""

import pytest
from django.db import connection

_TOLD: dict[str, str] = {}


def tell(name: str, text: str) -> None:
    """A figure for the end of the run, printed as one line: the name, a space, the text. Told again, it is replaced."""
    _TOLD[name] = text


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker hands over what it was told."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["figures"] = dict(_TOLD)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    _TOLD.update(getattr(node, "workeroutput", {}).get("figures", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _TOLD:
        terminalreporter.section(f"guarantees on {connection.vendor}")
    for name in sorted(_TOLD):
        terminalreporter.line(f"{name} {_TOLD[name]}")

"""The product as people run it, in its own folder: the real programme, some work in progress, pages on loopback."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PROGRAMME = ROOT / "programmes" / "fi-internal-security-2019"
PATIENCE = 120.0  # seconds; a machine may be busy


@dataclass(frozen=True)
class Service:
    """A running service: its address, the sessions of its demonstration accounts, and what was put into it."""

    url: str
    sessions: dict[str, str]
    made: dict[str, Any]
    environment: dict[str, str]

    def work(self) -> str:
        """Do the background work that waits, as the worker beside the pages would; gives the letters it printed."""
        return _painopiste(self.environment, "work", "--once")


@contextmanager
def running(
    folder: Path, contents: str = "contents.py", *, host: str = "127.0.0.1", port: int = 0, **settings: str
) -> Iterator[Service]:
    """Load the programme into an empty folder, run `contents` there if it is named, and serve until the block ends."""
    port = port or free_port()
    url = f"http://{host}:{port}"
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "PORT"}}
    environment |= {"PAINOPISTE_FOLDER": str(folder), "PAINOPISTE_BASE_URL": url, "PAINOPISTE_MODE": "development"}
    in_date = (datetime.now(UTC) + timedelta(days=300)).date().isoformat()
    environment |= {"PAINOPISTE_SECURITY_CONTACT": "mailto:security@painopiste.example"}
    environment |= {"PAINOPISTE_SECURITY_EXPIRES": in_date}
    environment |= settings
    _painopiste(environment, "migrate", "--verbosity", "0")
    _painopiste(environment, "load", str(PROGRAMME))
    told: dict[str, Any] = {"sessions": {}}
    if contents:
        told = json.loads(run(environment, [sys.executable, str(Path(__file__).with_name(contents))]))
    command = [sys.executable, "-m", "painopiste", "serve", "--no-worker", "--port", str(port)]
    with (folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        _wait(process, folder / "serve.log")
        yield Service(url, told.pop("sessions"), told, environment)
    finally:
        process.terminate()
        process.wait(20)


def _painopiste(environment: dict[str, str], *arguments: str) -> str:
    return run(environment, [sys.executable, "-m", "painopiste", *arguments])


def run(environment: dict[str, str], command: list[str]) -> str:
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while "Painopiste is at" not in log.read_text():
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"The service did not start:\n{log.read_text()}")
        time.sleep(0.1)

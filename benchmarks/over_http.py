"""Requests per second over loopback: granian as `painopiste serve` runs it, driven by wrk or by threads of ours."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pages import PAGES
from painopiste.site.serving import HOST, collect_static_files, end_with_parent, web_command

OPEN_AT_ONCE = 8
CHOSEN = ("bare page, no middleware", "bare page", "front page", "list of measures, 50 rows", "one measure",
          "API, 50 measures")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pace:
    """How many requests a second were answered, and what each cost the server, in milliseconds of processor time."""

    per_second: float
    cost: float


def driver() -> str:
    return "wrk" if shutil.which("wrk") else "Python's http.client, which itself takes much of the machine"


def measure_pace(*, quick: bool) -> dict[str, Pace]:
    """Each chosen page for the public, one after another, for a few seconds."""
    seconds = 2 if quick else 6
    collect_static_files()
    with _served() as (port, pids):
        return {name: _pace(port, PAGES[name], seconds, pids) for name in CHOSEN}


@contextmanager
def _served() -> Iterator[tuple[int, list[int]]]:
    """The running service with two processes; it has ended when the block ends."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = [*web_command(HOST, port)[:-1], "benchmarks.served:application"]
    process = subprocess.Popen(command, preexec_fn=end_with_parent)
    try:
        _wait(port, process)
        yield port, [process.pid, *_children(process.pid)]
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            _ask(port, "/bare/hello/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the service did not start")


def _ask(port: int, path: str, connection: http.client.HTTPConnection | None = None) -> None:
    connection = connection or http.client.HTTPConnection(HOST, port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")


def _pace(port: int, path: str, seconds: int, pids: list[int]) -> Pace:
    for _ in range(10):
        _ask(port, path)
    before, began = _worked(pids), time.monotonic()
    answered = _wrk(port, path, seconds) if shutil.which("wrk") else _threads(port, path, seconds)
    taken = time.monotonic() - began
    return Pace(answered / taken, 1000 * (_worked(pids) - before) / max(answered, 1))


def _wrk(port: int, path: str, seconds: int) -> int:
    command = ["wrk", "-t1", f"-c{OPEN_AT_ONCE}", f"-d{seconds}s", f"http://{HOST}:{port}{path}"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 30).stdout
    if "Non-2xx" in told:
        raise RuntimeError(f"{path}: {told}")
    return int(re.search(r"(\d+) requests in", told)[1])  # type: ignore[index]


def _threads(port: int, path: str, seconds: int) -> int:
    until, counts = time.monotonic() + seconds, [0] * OPEN_AT_ONCE

    def drive(place: int) -> None:
        connection = http.client.HTTPConnection(HOST, port, timeout=20)
        while time.monotonic() < until:
            _ask(port, path, connection)
            counts[place] += 1

    threads = [threading.Thread(target=drive, args=(place,)) for place in range(OPEN_AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts)


def _children(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in told.read_text().split()] if told.exists() else []


def _worked(pids: list[int]) -> float:
    """Seconds of processor time that these processes have used."""
    stats = [Path(f"/proc/{pid}/stat") for pid in pids]
    fields = [stat.read_text().rpartition(")")[2].split() for stat in stats if stat.exists()]
    return sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")

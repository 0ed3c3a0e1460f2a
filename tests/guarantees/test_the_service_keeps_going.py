"""`painopiste serve` keeps the pages and the worker going, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def wait_until(holds: Callable[[], object], seconds: float = 30) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.1)
    return False


def children(process: int) -> list[int]:
    """The processes that this one started, and those that they started."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
        if parent == process:
            found += [int(status.parent.name), *children(int(status.parent.name))]
    return found


def command_of(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def is_alive(process: int) -> bool:
    return bool(command_of(process))


@pytest.fixture
def service(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    port = free_port()
    environment = {**os.environ, "PAINOPISTE_FOLDER": str(tmp_path), "PORT": str(port)}
    environment.pop("DATABASE_URL", None)
    painopiste = [sys.executable, "-m", "painopiste"]
    subprocess.run([*painopiste, "migrate", "--verbosity", "0"], env=environment, check=True)
    process = subprocess.Popen([*painopiste, "serve"], env=environment, stdout=subprocess.PIPE)
    address = f"http://127.0.0.1:{port}/fi/"
    assert b"Painopiste is at" in process.stdout.readline()
    yield process, address
    for left in [process.pid, *children(process.pid)]:
        if is_alive(left):
            os.kill(left, signal.SIGKILL)
    process.wait()
    process.stdout.close()


def answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as page:
            return page.status == 200
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at processes as Linux shows them")
def test_a_killed_worker_and_killed_pages_are_started_again_and_everything_ends_together(service):
    process, address = service
    assert answers(address)
    for part in ("painopiste work", "granian"):
        killed = next(child for child in children(process.pid) if part in command_of(child))
        os.kill(killed, signal.SIGKILL)
        assert wait_until(lambda: not is_alive(killed))  # noqa: B023
        assert wait_until(lambda: any(part in command_of(child) for child in children(process.pid)))  # noqa: B023
    assert wait_until(lambda: answers(address))
    family = children(process.pid)
    process.terminate()
    assert process.wait(20) == 0
    assert wait_until(lambda: not any(is_alive(one) for one in family))


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells children that their parent was killed")
def test_a_killed_service_leaves_no_process_behind(service):
    process, _address = service
    family = children(process.pid)
    assert len(family) >= 3
    process.kill()
    assert wait_until(lambda: not any(is_alive(one) for one in family))

"""Running the service: the web process and a worker beside it, each started again if it dies, both ended together."""

import ctypes
import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

HOST = "127.0.0.1"
SOON = 5.0  # a process that lived shorter than this is started again only after a pause
PATIENCE = 60.0  # how long the pages may take to answer for the first time
WAITING_REQUESTS = 64  # for each thread: more are left to wait at the door


class PortTaken(Exception):
    """Something else listens at the address."""


def collect_static_files() -> None:
    """Put the static files, with hashed names, where the web process finds them; nothing if they have not changed."""
    root = Path(settings.STATIC_ROOT)
    mark, now = root.with_name(f"{root.name}.fingerprint"), _fingerprint()  # beside the folder: all in it is served
    if root.exists() and mark.exists() and mark.read_text() == now:
        return
    call_command("collectstatic", interactive=False, clear=root.exists(), verbosity=0)
    mark.write_text(now)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = os.stat(storage.path(path))
            digest.update(f"{path}:{found.st_size}:{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def check_port(host: str, port: int) -> None:
    """Refuse an address that is in use.

    :raises PortTaken: always then
    """
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError as error:
            raise PortTaken(f"{host}:{port}") from error


def web_command(host: str, port: int) -> list[str]:
    environment = settings.ENVIRONMENT
    threads = environment.threads
    options = {
        "--interface": "wsgi",
        "--host": host,
        "--port": port,
        "--workers": environment.workers,
        "--blocking-threads": threads,
        "--backpressure": max(threads * WAITING_REQUESTS, 1),
        "--log-level": "warning",
        "--workers-kill-timeout": 10,
    }
    flat = [str(part) for option in options.items() for part in option]
    return [
        sys.executable,
        "-m",
        "granian",
        *flat,
        "--no-ws",
        "--respawn-failed-workers",
        "painopiste.site.served:application",
    ]


def worker_command() -> list[str]:
    return [sys.executable, "-m", "painopiste", "work", "--stop-with-parent"]


def end_with_parent() -> None:
    """On Linux, have this process told to end when the one that started it is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class Service:
    """The two processes, from their start to their end."""

    def __init__(self, *, host: str, port: int, worker: bool = True) -> None:
        self.host, self.port = host, port
        self._commands = [web_command(host, port), *([worker_command()] if worker else [])]
        self._running: dict[int, tuple[subprocess.Popen[bytes], float]] = {}
        self._over = threading.Event()

    def run(self, *, ready: Callable[[], None]) -> int:
        """Start both, call `ready` when the pages answer, and keep both going until a signal ends them."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self._over.set())
        try:
            for place in range(len(self._commands)):
                self._start(place)
            if not self._answers():
                return 1
            ready()
            return self._watch()
        finally:
            self._end()

    def _start(self, place: int) -> None:
        process = subprocess.Popen(self._commands[place], preexec_fn=end_with_parent)  # noqa: S603
        self._running[place] = (process, time.monotonic())

    def _answers(self) -> bool:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and not self._over.is_set() and self._running[0][0].poll() is None:
            with socket.socket() as attempt:
                attempt.settimeout(1)
                if attempt.connect_ex((self.host, self.port)) == 0:
                    return True
            self._over.wait(0.05)
        return self._over.is_set()

    def _watch(self) -> int:
        while not self._over.wait(0.5):
            for place, began in self._ended():
                self._over.wait(SOON if time.monotonic() - began < SOON else 0)
                if not self._over.is_set():
                    self._start(place)
        return 0

    def _ended(self) -> Iterator[tuple[int, float]]:
        for place, (process, began) in list(self._running.items()):
            if process.poll() is not None:
                yield place, began

    def _end(self) -> None:
        """Ask both to end, wait for what they are doing, and insist after fifteen seconds."""
        processes = [process for process, _ in self._running.values()]
        for process in processes:
            if process.poll() is None:
                process.terminate()
        until = time.monotonic() + 15
        for process in processes:
            try:
                process.wait(max(until - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

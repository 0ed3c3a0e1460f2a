"""Pages in this process, through the whole WSGI handler: processor time and queries of each."""

import cProfile
import io
import pstats
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.bare import without_middleware

BAREST, BARE = "bare page, no middleware", "bare page"
PAGES = {
    BAREST: "/bare/plain/",
    BARE: "/bare/hello/",
    "the layout with nothing in it": "/bare/layout/",
    "front page": "/fi/",
    "list of measures, 50 rows": "/fi/toimenpiteet/",
    "one measure": "/fi/toimenpiteet/m20/",
    "list of focus areas": "/fi/painopisteet/",
    "one focus area": "/fi/painopisteet/p1/",
    "list of organisations": "/fi/organisaatiot/",
    "API, 50 measures": "/api/v1/measures?limit=50",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one request costs: milliseconds of processor time here and in the database's process, calls and queries."""

    own: float
    database: float
    calls: int
    queries: int
    size: int


def measure_pages(*, account: Any, quick: bool) -> dict[tuple[str, bool], Cost]:
    """Every page, for the public (False) and for somebody with all rights (True)."""
    whole, bare = WSGIHandler(), without_middleware()
    session = session_of(account)
    rounds, times = (2, 10) if quick else (5, 30)
    return {
        (name, bool(cookie)): _cost(partial(get, bare if name == BAREST else whole, path, cookie), rounds, times)
        for name, path in PAGES.items()
        for cookie in ("", session)
    }


def session_of(account: Any) -> str:
    """The cookie of somebody who has signed in."""
    client = Client()
    client.force_login(account)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def get(application: Callable[..., Any], path: str, cookie: str = "") -> bytes:
    """Ask for a page as a web server would, and take the whole answer."""
    path, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "", "HTTP_COOKIE": cookie,
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "HTTP_HOST": "127.0.0.1:8000", "REMOTE_ADDR": "127.0.0.1",
        "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }  # fmt: skip
    statuses: list[str] = []
    answer = application(environ, lambda status, *_: statuses.append(status))
    try:
        body = b"".join(answer)
    finally:
        answer.close()
    if statuses != ["200 OK"]:
        raise RuntimeError(f"{path}: {statuses}")
    return body


def _cost(request: Callable[[], bytes], rounds: int, times: int) -> Cost:
    """The quietest round's median: others use the machine too, and they only ever make it slower."""
    with CaptureQueriesContext(connection) as queries:
        body = request()
    asked = len(queries)  # counted now: the next request forgets them
    for _ in range(3):
        request()
    own, database = min((_round(request, times) for _ in range(rounds)), key=sum)
    return Cost(own, database, _calls(request), asked, len(body))


def _calls(request: Callable[[], Any]) -> int:
    """How many functions were called: the same however busy the machine is, so that two runs can be compared."""
    with cProfile.Profile() as profile:
        request()
    return pstats.Stats(profile).total_calls  # type: ignore[attr-defined]


def _round(request: Callable[[], Any], times: int) -> tuple[float, float]:
    taken, before = [], _database_time()
    for _ in range(times):
        began = time.thread_time()
        request()
        taken.append(time.thread_time() - began)
    return 1000 * statistics.median(taken), 1000 * (_database_time() - before) / times


def yardstick() -> float:
    """Milliseconds that a fixed piece of plain Python takes: more than at rest when others use the machine."""

    def work() -> None:
        known = {str(number): f"a{number}".join("xy") for number in range(3000)}
        any(map(known.get, known))

    return min(_round(work, 30)[0] for _ in range(10))


def _database_time() -> float:
    """Seconds that PostgreSQL's process for our connection has worked; SQLite works in our own."""
    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(told.read_text().split()[0]) / 1e9 if told.exists() else 0.0

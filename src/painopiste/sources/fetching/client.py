"""Fetches one answer: asked politely, received with limits, kept in the archive."""

import hashlib
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urljoin

import urllib3
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from painopiste.base.words import marked
from painopiste.sources.errors import UnreachableError, UnreadableError
from painopiste.sources.fetching.addresses import Target, looked_up
from painopiste.sources.fetching.archive import Answer, Archive, Question
from painopiste.sources.fetching.pace import Clock, Pace, seconds_asked

AGAIN = (408, 429, 500, 502, 503, 504)
MOVED = (301, 302, 303, 307, 308)
MEGABYTE = 1_000_000
ACCEPT = {"json": "application/json", "text": "text/csv, text/plain, */*;q=0.5"}


@dataclass(frozen=True)
class Limits:
    """What one answer may take."""

    size: int = 500 * MEGABYTE  # bytes, unpacked
    connect: float = 10.0  # seconds to be answered at all
    read: float = 60.0  # seconds without a byte
    whole: float = 600.0  # seconds for all of it
    redirects: int = 5
    tries: int = 5
    longest_wait: float = 120.0  # seconds that a source may ask us to wait


class TemporaryError(Exception):
    """Worth another try; `refusal` is what is said when there is none."""

    def __init__(self, refusal: UnreachableError, wait: float | None = None) -> None:
        super().__init__(str(refusal))
        self.refusal, self.wait = refusal, wait


class Fetcher:
    """Asks sources. One for a run: answers younger than its start are not asked again after a break (`since`)."""

    def __init__(
        self, archive: Archive, *, allowed: frozenset[str] = frozenset(), limits: Limits | None = None,
        pace: Pace | None = None, clock: Clock | None = None, user_agent: str = "Painopiste",
        since: str = "", told: Callable[[str, int], None] = lambda address, size: None,
    ) -> None:  # fmt: skip
        """
        :param allowed: hosts that may be on a private network
        :param since: ISO 8601 in UTC; an answer checked after it is used as it is
        :param told: hears the address and how many bytes of it have come
        """
        self.archive, self.allowed, self.limits = archive, allowed, limits or Limits()
        self.clock = clock or Clock()
        self.pace = pace or Pace(clock=self.clock)
        self.user_agent, self.since, self.told = user_agent, since, told
        self._pools: dict[tuple[str, ...], urllib3.HTTPConnectionPool] = {}

    def fetch(self, question: Question) -> Answer:
        """The newest answer to the question, in the archive.

        :raises UnreachableError: when none comes, after all tries
        :raises UnreadableError: when it is too large, or a web page in place of figures
        :raises RefusedAddressError: when the address, or one it leads to, may not be asked
        """
        known = self.archive.newest(question)
        if known is not None and self.since and known.checked_at >= self.since:
            return known
        tries = Retrying(
            stop=stop_after_attempt(self.limits.tries), wait=self._pause, sleep=self.clock.sleep,
            retry=retry_if_exception_type(TemporaryError), reraise=True,
        )  # fmt: skip
        try:
            return tries(self._once, question, known)
        except TemporaryError as error:
            raise error.refusal from error

    def _pause(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait if isinstance(error, TemporaryError) else None
        return wait_exponential_jitter(initial=1, max=60)(state) if asked is None else asked

    def _once(self, question: Question, known: Answer | None) -> Answer:
        address = question.address
        try:
            for _ in range(self.limits.redirects + 1):
                response = self._send(question, address, known)
                try:
                    if response.status not in MOVED:
                        return self._taken(question, address, response, known)
                    address = self._next(question, address, response)
                finally:
                    response.close()
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise TemporaryError(_broken(address, error, self.limits)) from error
        raise UnreachableError("%(address)s only leads from one address to another.", address=question.address)

    def _send(self, question: Question, address: str, known: Answer | None) -> urllib3.BaseHTTPResponse:
        target = looked_up(address, self.allowed)
        self.pace.wait(target.host)
        headers = {
            "Host": target.host_header,
            "User-Agent": self.user_agent,
            "Accept": ACCEPT.get(question.expects, "*/*"),
            "Accept-Encoding": "gzip",
        }
        if question.body:
            headers["Content-Type"] = "application/json"
        for name, header in (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since")):
            if known is not None and name in known.headers:
                headers[header] = known.headers[name]
        return self._pool(target).urlopen(
            "POST" if question.body else "GET", target.path, body=question.body.encode() or None, headers=headers,
            redirect=False, retries=False, preload_content=False, assert_same_host=False,
        )  # fmt: skip

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        return ssl.create_default_context()

    def _pool(self, target: Target) -> urllib3.HTTPConnectionPool:
        """Connections to the number that was checked; the certificate must be of the name that was asked."""
        key = (target.scheme, target.host, str(target.port), target.ip)
        if key not in self._pools:
            timeout = urllib3.Timeout(connect=self.limits.connect, read=self.limits.read)
            if target.scheme == "http":
                self._pools[key] = urllib3.HTTPConnectionPool(target.ip, target.port, timeout=timeout)
            else:
                self._pools[key] = urllib3.HTTPSConnectionPool(
                    target.ip, target.port, timeout=timeout, ssl_context=self._trust,
                    server_hostname=target.host, assert_hostname=target.host,
                )  # fmt: skip
        return self._pools[key]

    def close(self) -> None:
        for pool in self._pools.values():
            pool.close()
        self._pools.clear()

    def _next(self, question: Question, address: str, response: urllib3.BaseHTTPResponse) -> str:
        where = response.headers.get("Location")
        if not where:
            raise UnreachableError("%(address)s leads to another address without naming it.", address=address)
        if question.body and response.status in (301, 302, 303):
            raise UnreachableError(
                "%(address)s has moved to %(new)s: correct the address of the source.", address=address, new=where
            )
        return urljoin(address, where)

    def _taken(
        self, question: Question, address: str, response: urllib3.BaseHTTPResponse, known: Answer | None
    ) -> Answer:
        if response.status == 304 and known is not None:
            return self.archive.confirm(question, known)
        if response.status != 200:
            raise self._refusal(address, response)
        headers = {name.lower(): value for name, value in response.headers.items()}
        with self.archive.incoming() as file:
            place = Path(file.name)
        try:
            sha256 = self._receive(address, response, place)
            _refuse_page(question, place, headers)
            return self.archive.keep(question, place, sha256, headers)
        finally:
            place.unlink(missing_ok=True)

    def _receive(self, address: str, response: urllib3.BaseHTTPResponse, place: Path) -> str:
        """Write the answer, unpacked, into the file; its SHA-256."""
        checksum, size, began = hashlib.sha256(), 0, time.monotonic()
        with place.open("wb") as file:
            for chunk in response.stream(1 << 16, decode_content=True):
                size += len(chunk)
                if size > self.limits.size:
                    raise UnreadableError(
                        "The answer of %(address)s is larger than %(megabytes)s megabytes: ask for less of it.",
                        address=address, megabytes=max(1, self.limits.size // MEGABYTE),
                    )  # fmt: skip
                if time.monotonic() - began > self.limits.whole:
                    raise urllib3.exceptions.TimeoutError
                checksum.update(chunk)
                file.write(chunk)
                self.told(address, size)
        return checksum.hexdigest()

    def _refusal(self, address: str, response: urllib3.BaseHTTPResponse) -> Exception:
        status, wait = response.status, seconds_asked(response.headers.get("Retry-After"))
        if status in (404, 410):
            return UnreachableError(
                marked("%(address)s is not there: correct the address of the source."), address=address
            )
        if status in (401, 403):
            return UnreachableError(
                marked(
                    "%(address)s does not let this service in (%(status)s): "
                    "it may ask too much at a time, or need a name."
                ),
                address=address, status=status,
            )  # fmt: skip
        refusal = UnreachableError(
            marked("%(address)s answered with the error %(status)s: try later, or ask who keeps the source."),
            address=address, status=status,
        )  # fmt: skip
        if status not in AGAIN:
            return refusal
        if wait is not None and wait > self.limits.longest_wait:
            return UnreachableError(
                marked("%(address)s asks to come back after %(seconds)s seconds."), address=address, seconds=round(wait)
            )
        return TemporaryError(refusal, wait)


def _broken(address: str, error: Exception, limits: Limits) -> UnreachableError:
    if isinstance(error, urllib3.exceptions.TimeoutError | TimeoutError) and not isinstance(
        error, urllib3.exceptions.NewConnectionError
    ):
        return UnreachableError(
            marked("%(address)s did not answer within %(seconds)s seconds: try later."), address=address,
            seconds=round(limits.read),
        )  # fmt: skip
    if isinstance(error, urllib3.exceptions.SSLError):
        return UnreachableError(marked("%(address)s has no valid certificate, so it was not asked."), address=address)
    if isinstance(error, urllib3.exceptions.ProtocolError | urllib3.exceptions.DecodeError):
        return UnreachableError(
            marked("%(address)s broke off in the middle of its answer: try later."), address=address
        )
    return UnreachableError(marked("%(address)s can't be reached: check the address and the network."), address=address)


def _refuse_page(question: Question, place: Path, headers: Mapping[str, str]) -> None:
    """A web page that says "busy" or "log in" comes with the status of a right answer."""
    if question.expects == "any":
        return
    with place.open("rb") as file:
        start = file.read(200).lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.lower().startswith((b"<!doctype", b"<html")):
        raise UnreadableError(
            "%(address)s answered with a web page in place of figures; it begins %(start)s.",
            address=question.address, start=repr(start[:40].decode("utf-8", "replace")),
        )  # fmt: skip

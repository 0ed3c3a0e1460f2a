"""One request and everything that comes of it: the answer, mails, log lines, and the statements that it asked."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core import mail
from django.db import connection, transaction
from django.test import Client, TestCase

from painopiste.base.jobs.models import Job
from painopiste.base.jobs.worker import Worker
from painopiste.site.actors import actor_of
from tests.guarantees.non_interference.repeatable import plain_statement, start_anew

Pairs = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Probe:
    """A request: `data` are the fields of a form, or the content of an API call where `is_json`."""

    path: str
    method: str = "GET"
    data: Pairs = ()
    is_json: bool = False
    known: str = ""  # the ETag that the reader has already

    @property
    def words(self) -> str:
        """Everything that the reader put into the request: what is told back of it is not a leak."""
        return json.dumps([self.path, self.data], default=str).lower()

    def __str__(self) -> str:
        return f"{self.method} {self.path}" + (f" {dict(self.data)!r:.300}" if self.data else "")


@dataclass(frozen=True)
class Answer:
    """What came of a request. Answers of two worlds are equal when everything in them is."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    statements: tuple[str, ...]
    mails: tuple[str, ...]
    lines: tuple[str, ...]
    after: "Answer | None" = None  # where a saved form led to
    error: str = ""

    def header(self, name: str) -> str:
        return dict(self.headers).get(name, "")


class Lines(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name} {record.levelname} {record.getMessage()}")


class Browser:
    """A reader's browser. What a request changes is taken back after it."""

    def __init__(self, account: Any = None) -> None:
        self.account = account
        self._client = Client(raise_request_exception=False)
        if account is not None:
            start_anew(0)
            self._client.force_login(account)
            session = self._client.session
            session["view_reason"] = "Kokouksen valmistelu"  # who reads secrets has said why
            session.save()

    def ask(self, probe: Probe, number: int) -> Answer:
        """Answer request `number` of this reader."""
        start_anew(number)
        before = self._client.cookies.copy()
        with transaction.atomic():
            answer = self._answered(probe)
            if probe.method != "GET":
                answer = self._followed(answer)
            transaction.set_rollback(True)
        self._client.cookies = before
        return answer

    def _followed(self, answer: Answer) -> Answer:
        """Do the jobs that were asked for, and open the page that a saved form leads to."""
        if answer.status not in (200, 201, 302, 303):
            return answer
        with self._listening() as heard:
            if Job.objects.filter(state="waiting").exists():
                Worker(actor_of=actor_of, pulse_thread=False).run_waiting()
        onward = answer.header("Location").partition("#")[0]
        after = self._answered(Probe(onward)) if onward.startswith("/") else None
        joined = answer.__dict__ | {
            "after": after,
            "lines": answer.lines + heard["lines"],
            "mails": answer.mails + heard["mails"],
        }
        return Answer(**joined)

    def _answered(self, probe: Probe) -> Answer:
        with self._listening() as heard, TestCase.captureOnCommitCallbacks(execute=True):
            response = self._sent(probe)
            body = b"".join(response.streaming_content) if response.streaming else response.content
        error = repr(response.exc_info[1]) if getattr(response, "exc_info", None) else ""
        cookies = [("Set-Cookie", each.OutputString()) for each in response.cookies.values()]
        headers = (*sorted(response.headers.items()), *cookies)
        return Answer(response.status_code, headers, body, error=error, **heard)

    def _sent(self, probe: Probe) -> Any:
        more = {"headers": {"If-None-Match": probe.known}} if probe.known else {}
        if probe.is_json:
            content = json.dumps(dict(probe.data))
            return self._client.generic(probe.method, probe.path, content, "application/json", **more)
        if probe.method == "POST":
            fields: dict[str, list[Any]] = {}
            for name, value in probe.data:
                fields.setdefault(name, []).append(value)
            return self._client.post(probe.path, fields, **more)
        return self._client.generic(probe.method, probe.path, **more)

    @contextmanager
    def _listening(self) -> Iterator[dict[str, tuple[str, ...]]]:
        """Hear statements, log lines and mails."""
        heard: dict[str, tuple[str, ...]] = {}
        mail.outbox.clear()
        statements: list[str] = []

        def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            statements.append(plain_statement(sql))
            return execute(sql, params, many, context)

        handler, logger = Lines(), logging.getLogger()
        logger.addHandler(handler)
        try:
            with connection.execute_wrapper(note):
                yield heard
        finally:
            logger.removeHandler(handler)
        sent = tuple(f"{each.to} {each.subject} {each.body} {each.attachments}" for each in mail.outbox)
        heard |= {"statements": tuple(statements), "lines": tuple(handler.lines), "mails": sent}

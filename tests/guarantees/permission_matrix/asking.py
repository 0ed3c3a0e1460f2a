"""Asking a door as a reader, and what the answer says. Whatever a request did is taken back."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.db import connection, transaction
from django.http import SimpleCookie
from django.test import Client
from django.utils.html import escape

from painopiste.base.accounts.models import Account
from painopiste.base.audit.models import AuditLine
from painopiste.base.web.tests.asking import key_of
from tests.guarantees.permission_matrix.doors import Door

YES, LOG_IN, NO, NOTHING, METHOD = "yes", "log in", "no", "–", "405"
WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
# What may be written for somebody who is refused: their session, that a log-in failed, how often they tried, when a key
# was used.
FREE_TO_WRITE = frozenset({"django_session", "painopiste_failedlogin", "painopiste_cache", "painopiste_apitoken"})
PROOF = re.compile("/kirjaudu/|/oma-tili/vahvista/")
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+')


@dataclass(frozen=True)
class Answer:
    """What came back, and what the request would have left in the database."""

    sign: str
    status: int
    seen: str
    text: bytes
    written: set[str]
    audited: bool

    @property
    def refused(self) -> bool:
        return self.sign in (LOG_IN, NO, NOTHING, METHOD)


class Reader:
    """Somebody in a role: a session for pages, an access key for the API. None is the public."""

    def __init__(self, role: str, account: Account | None) -> None:
        self.role, self.account = role, account
        self._client = Client(raise_request_exception=False)
        if account is not None:
            self._client.force_login(account)
        self._cookies = self._client.cookies.output(header="", sep=";")
        self._key = key_of(account) if account is not None else {}

    def ask(self, door: Door, method: str, path: str, content: Any = None) -> Answer:
        """Send one request and take back what it changed."""
        self._client.cookies = SimpleCookie(self._cookies)
        with transaction.atomic(), watching() as written:
            before = _audit_end() if method in ("POST", "PATCH") else 0
            response = self._send(door, method, path, content)
            text = response.getvalue() if not response.streaming else b"".join(response.streaming_content)
            audited = method in ("POST", "PATCH") and _audit_end() > before
            transaction.set_rollback(True)
        sign = YES if audited and sign_of(response) == LOG_IN else sign_of(response)  # done, and now one may log in
        return Answer(sign, response.status_code, seen_of(response, text, path), text, written - FREE_TO_WRITE, audited)

    def _send(self, door: Door, method: str, path: str, content: Any) -> Any:
        if door.is_api:
            body = json.dumps(content) if content is not None else ""
            return self._client.generic(method, path, body, content_type="application/json", headers=self._key)
        if method == "POST":
            given = {name: value() if callable(value) else value for name, value in (content or {}).items()}
            return self._client.post(path, given)
        return self._client.generic(method, path)


def sign_of(response: Any) -> str:
    """The class of an answer as the table writes it."""
    status = response.status_code
    if 300 <= status < 400 and status != 304:
        return LOG_IN if PROOF.search(response["Location"]) else YES
    if status < 400:
        return YES
    return {401: LOG_IN, 403: NO, 404: NOTHING, 405: METHOD}.get(status, str(status))


def seen_of(response: Any, text: bytes, path: str) -> str:
    """What a reader gets to see: headers, names of cookies, body. The address that was asked for becomes "…"."""
    body, tail = TOKEN.sub(rb"\1", text).decode("utf-8", "replace"), path.split("/", 2)[-1]
    asked = [form for part in (tail, tail.partition("?")[0]) for form in (escape(part), part, quote(part, safe=""))]
    headers = [f"{name}: {value}" for name, value in response.headers.items() if name != "Content-Length"]
    whole = "\n".join([*sorted(headers), *sorted(response.cookies), "", body])
    for form in asked:
        whole = whole.replace(form, "…")
    return whole


@contextmanager
def watching() -> Iterator[set[str]]:
    """The tables into which something is written meanwhile, even if it is taken back."""
    written: set[str] = set()

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Mapping[str, Any]) -> Any:
        found = WRITES.match(sql)
        if found:
            written.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield written


def _audit_end() -> int:
    return AuditLine.objects.order_by("-number").values_list("number", flat=True).first() or 0

"""Asking the API in tests: keys for programs, and what a problem looks like."""

import json
from datetime import datetime
from typing import Any

from painopiste.base.accounts.models import Account
from painopiste.base.accounts.services import make_token
from painopiste.base.accounts.tests.factories import AccountFactory, RoleGrantFactory
from painopiste.base.actors import Actor

API = "/api/v1/"


def account_with(role: str = "secretariat", **limits: Any) -> Account:
    """An account that holds a role."""
    return RoleGrantFactory(account=AccountFactory(), role=role, **limits).account


def key_of(account: Account, *, may_write: bool = True, expires_at: datetime | None = None) -> dict[str, str]:
    """The header of a program that acts for the account."""
    by = Actor(account_id=account.pk, label=account.name)
    secret = make_token(name="program", may_write=may_write, expires_at=expires_at, by=by)
    return {"Authorization": f"Bearer {secret}"}


def send(client: Any, method: str, path: str, body: Any, headers: dict[str, str] | None = None) -> Any:
    """Send JSON to the API."""
    return client.generic(method, API + path, _json(body), content_type="application/json", headers=headers or {})


def _json(body: Any) -> str | bytes:
    return body if isinstance(body, str | bytes) else json.dumps(body)


def assert_problem(response: Any, status: int, code: str) -> dict[str, Any]:
    """Check that the answer is a whole problem document, and give it back."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    told: dict[str, Any] = response.json()
    assert {"type", "title", "status", "detail", "code"} <= set(told)
    assert (told["status"], told["code"]) == (status, code)
    assert told["detail"]
    return told

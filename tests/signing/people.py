"""People who log in for real: with a password, an authenticator app, and letters that have arrived."""

import re
from typing import Any

from django.core import mail
from django.test import Client

from painopiste.base.accounts.models import Account, Membership
from painopiste.base.accounts.tests.factories import PASSWORD, AccountFactory, RoleGrantFactory
from painopiste.base.jobs.worker import Worker
from tests.signing.codes import code, codes_on, key_on

APP = "/fi/oma-tili/tunnistautuminen/sovellus/"
PROOFS = "/fi/oma-tili/tunnistautuminen/"


def person(role: str = "reader", *, works_for: Any = None, **limits: Any) -> Account:
    """Somebody with a role, who perhaps works for an organisation."""
    account = RoleGrantFactory(account=AccountFactory(), role=role, **limits).account
    Account.objects.filter(pk=account.pk).update(email=f"{account.username}@organisaatio.example")
    account.refresh_from_db()
    if works_for is not None:
        Membership.objects.create(account=account, organisation=works_for)
    return account


def log_in(account: Account, client: Client | None = None, **more: str) -> tuple[Client, Any]:
    """Log in with the password; gives the browser and the answer."""
    client = client or Client()
    return client, client.post("/fi/kirjaudu/", {"username": account.username, "password": PASSWORD, **more})


def enrol(client: Client) -> tuple[str, list[str]]:
    """Add an authenticator app, as somebody who has just logged in; gives its key and the recovery codes."""
    key = key_on(client.get(APP).content.decode())
    answer = client.post(APP, {"code": code(key)})
    assert answer.status_code == 302, answer.content.decode()
    return key, codes_on(client.get("/fi/oma-tili/tunnistautuminen/varakoodit/").content.decode())


def is_in(client: Client) -> bool:
    return client.get("/fi/oma-tili/").status_code == 200


def letters() -> list[Any]:
    """Have the letters written that wait, and give them."""
    mail.outbox.clear()
    Worker(pulse_thread=False).run_waiting()
    return list(mail.outbox)


def link_in(letter: Any) -> str:
    """The path of the page that a letter leads to."""
    found = re.search(r"https?://[^/]+(/\S+)", letter.body)
    assert found, letter.body
    return found[1]

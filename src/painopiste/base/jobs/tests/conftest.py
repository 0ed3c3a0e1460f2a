"""Handlers and people that the tests of jobs use."""

import pytest

from painopiste.base.accounts.models import Account
from painopiste.base.actors import Actor
from painopiste.base.jobs import registry
from painopiste.base.jobs.worker import Worker


@pytest.fixture
def handlers(monkeypatch):
    """The registry without the real handlers, so that only the test's own are there; gives the decorator."""
    registry.discover()
    monkeypatch.setattr(registry, "_handlers", {})
    return registry.handler


@pytest.fixture
def worker():
    """A worker inside the test, without a thread."""
    return Worker(pulse_thread=False)


@pytest.fixture
def asker(db):
    account = Account.objects.create_user("asker", name="Secretariat (demo)")
    return Actor(account_id=account.pk, label=account.name, member=True)


@pytest.fixture
def other(db):
    account = Account.objects.create_user("other", name="Analyst (demo)")
    return Actor(account_id=account.pk, label=account.name, member=True)

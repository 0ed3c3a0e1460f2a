"""People who follow, a mail server that takes their letters, and a clock that tests set."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from painopiste.base.accounts.models import Membership
from painopiste.base.accounts.tests.factories import RoleGrantFactory
from painopiste.base.audit.services import record
from painopiste.base.following import services
from painopiste.base.jobs.worker import Worker
from painopiste.base.mail.tests.conftest import server
from painopiste.site.actors import actor_of

MONDAY = "2026-11-23T05:00:00+00:00"  # seven o'clock in Helsinki, an hour before a digest by the defaults


def actor(account):
    return actor_of(account, on=timezone.localdate())


def person(role="reader", *, language="fi", works_for=None, **where):
    account = RoleGrantFactory(role=role, **where).account
    account.email, account.language = f"{account.username}@malli.example", language
    account.save()
    if works_for is not None:
        Membership.objects.create(account=account, organisation=works_for)
    return account


def follow(account, kind, key, on=True):
    services.follow(kind=kind, thing=key, on=on, by=actor(account))


def choose(account, **values):
    services.choose_letters(values=values, by=actor(account))


def changed(kind, key, event="plans.measure_changed", by=None, **more):
    """A line of the trail about a row."""
    from painopiste.base.actors import system

    after = more or {"title_fi": "uusi"}
    return record(event, target=(kind, key), by=by or system("somebody else"), after=after)


def work():
    """Let a worker do all that is due."""
    return Worker(pulse_thread=False).run_waiting()


def body_of(message, kind="plain"):
    return message.get_body((kind,)).get_content()


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands. PostgreSQL can't be told the time, so the workers read the machine's, as on SQLite."""
    monkeypatch.setattr("painopiste.base.jobs.clock.now", timezone.now)
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def later(clock, **by):
    clock.shift(timedelta(**by))


__all__ = ["server"]

"""A day in autumn, and the people who ask and read."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from painopiste.base.accounts.models import Account
from painopiste.base.accounts.tests.factories import RoleGrantFactory
from painopiste.site.actors import actor_of

TODAY = date(2026, 10, 5)


@pytest.fixture(autouse=True)
def _a_day_in_october_in_finnish():
    with time_machine.travel(f"{TODAY}T09:00:00+00:00", tick=False), translation.override("fi"):
        yield


@pytest.fixture
def acting(db):
    """Makes the actor with one role: in a body, or for an organisation."""

    def make(role, **limits):
        return actor_of(RoleGrantFactory(role=role, **limits).account, on=TODAY)

    return make


@pytest.fixture
def secretariat(acting):
    return acting("secretariat")


@pytest.fixture
def member(acting):
    return acting("reader")


@pytest.fixture
def browse():
    """Makes a client in which the actor is logged in; without one it is the public."""

    def make(by=None):
        client = Client()
        if by is not None:
            client.force_login(Account.objects.get(pk=by.account_id))
        return client

    return make

"""A day in spring, a measure with organisations, and the people who ask and answer."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from painopiste.base.accounts.models import Account
from painopiste.base.accounts.tests.factories import RoleGrantFactory
from painopiste.loop.commitments.tests.factories import part_in
from painopiste.loop.plans.tests.factories import MeasureFactory
from painopiste.site.actors import actor_of

TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _a_day_in_march_in_finnish():
    with time_machine.travel(f"{TODAY}T09:00:00+00:00", tick=False), translation.override("fi"):
        yield


@pytest.fixture
def measure(db):
    return MeasureFactory(number="3.1", title_fi="Opas kunnille")


@pytest.fixture
def lead(measure):
    return part_in(measure, "lead")


@pytest.fixture
def participant(measure):
    return part_in(measure)


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
def coordinator(acting, lead):
    return acting("coordinator", organisation=lead)


@pytest.fixture
def browse():
    """Makes a client in which the actor is logged in; without one it is the public."""

    def make(by=None):
        client = Client()
        if by is not None:
            client.force_login(Account.objects.get(pk=by.account_id))
        return client

    return make

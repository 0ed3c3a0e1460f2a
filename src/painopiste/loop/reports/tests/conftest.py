"""The real programme, loaded once for the tests that need it, and people who make reports."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

import painopiste
from painopiste.base.accounts.models import Account, RoleGrant
from painopiste.base.programmes.models import Programme
from painopiste.site.actors import actor_of
from painopiste.site.exchange.load import load

REAL = Path(painopiste.__file__).parents[2] / "programmes" / "fi-internal-security-2019"


@pytest.fixture(scope="module")
def real_programme(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The programme that is published with the software; taken away after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(REAL)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def programme(db):
    """A model in operation from 2019, without anything in it."""
    return Programme.objects.create(
        key="malli", name_fi="Yhteistoimintamalli", began="2019-23", demonstration=False, source_title="Lähde"
    )


@pytest.fixture
def person(db):
    """Makes an account with a role."""

    def make(role):
        account = Account.objects.create(username=f"{role}{Account.objects.count()}", name=role)
        RoleGrant.objects.create(account=account, role=role)
        return account

    return make


@pytest.fixture
def acting(person, today):
    def make(role):
        return actor_of(person(role), on=today)

    return make


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def secretariat(acting):
    return acting("secretariat")


@pytest.fixture
def publisher(acting):
    """Somebody else of the secretariat: nobody publishes what they have made themselves."""
    return acting("secretariat")


@pytest.fixture
def browse():
    """Makes a client in which the actor is signed in; without one it is the public."""

    def make(by=None):
        client = Client()
        if by is not None:
            client.force_login(Account.objects.get(pk=by.account_id))
        return client

    return make

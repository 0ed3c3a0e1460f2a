"""Readers for tests of pages."""

import pytest
from django.test import Client

from painopiste.base.accounts.tests.factories import RoleGrantFactory


@pytest.fixture
def secretariat(db) -> Client:
    """A browser in which somebody of the secretariat has logged in."""
    return signed_in("secretariat")


@pytest.fixture
def reader(db) -> Client:
    """A browser of a member who may only read."""
    return signed_in("reader")


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(RoleGrantFactory(role=role).account)
    return client

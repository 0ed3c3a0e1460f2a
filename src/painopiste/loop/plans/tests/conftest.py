"""Readers of the pages of measures."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from painopiste.base.accounts.tests.factories import RoleGrantFactory


@pytest.fixture
def browser_of() -> Callable[..., Client]:
    """A client that has logged in with one role, perhaps in a body."""

    def make(role: str = "secretariat", **limits: Any) -> Client:
        client = Client()
        client.force_login(RoleGrantFactory(role=role, **limits).account)
        return client

    return make

"""The matrix is asked once for all tests of this folder."""

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.guarantees.permission_matrix.doors import doors
from tests.guarantees.permission_matrix.observing import Observed, observe
from tests.guarantees.permission_matrix.world import build


@pytest.fixture(scope="session")
def observed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Observed:
    """What every door answered to everybody; nothing of it stays in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        seen = observe(build(), doors().values())
        transaction.set_rollback(True)
    return seen

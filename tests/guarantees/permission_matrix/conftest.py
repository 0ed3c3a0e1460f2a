"""The matrix is asked once for all tests of this folder."""

import logging

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.guarantees.permission_matrix.observing import Observed, observe
from tests.guarantees.permission_matrix.world import build


@pytest.fixture(scope="session")
def observed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Observed:
    """What every door answered to everybody; nothing of it stays in the database."""
    logging.disable(logging.ERROR)  # twenty thousand refusals are no news
    try:
        with django_db_blocker.unblock(), transaction.atomic():
            seen = observe(build())
            transaction.set_rollback(True)
    finally:
        logging.disable(logging.NOTSET)
    return seen

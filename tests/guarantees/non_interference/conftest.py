"""What the worlds share is made once for a file of tests: every world is taken back after it."""

import pytest
from django.db import transaction

from tests.guarantees.non_interference.repeatable import same_each_time
from tests.guarantees.non_interference.shared import build


@pytest.fixture
def _django_db_helper(readers):
    """The mark `django_db` makes pytest set up a database; the transaction around these tests is that of `readers`."""


@pytest.fixture(scope="module")
def readers(django_db_setup, django_db_blocker, tmp_path_factory):
    """The readers of the shared model by name, None for the public; the database is open as long as they are there."""
    with django_db_blocker.unblock(), transaction.atomic():
        with same_each_time():
            made = build(tmp_path_factory.mktemp("shared"))
        yield made
        transaction.set_rollback(True)

"""Writes the whole table as the service behaves now; run by `scripts/permissions`, never by the tests."""

import os
from pathlib import Path

import pytest

from tests.guarantees.permission_matrix.table import whole

pytestmark = pytest.mark.django_db


def test_write_the_table(observed):
    Path(os.environ["PERMISSIONS_TO"]).write_text(whole(observed.rows, observed.signs))
    for law, found in observed.troubles.items():
        print(law, len(found), *found[:20], sep="\n")

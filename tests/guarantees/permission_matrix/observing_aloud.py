"""Writes the table as the service behaves now; run by `scripts/permissions`, never by the tests."""

import os
from pathlib import Path

import pytest

from tests.guarantees.permission_matrix.doors import doors
from tests.guarantees.permission_matrix.observing import observe
from tests.guarantees.permission_matrix.table import whole
from tests.guarantees.permission_matrix.world import build

pytestmark = pytest.mark.django_db


def test_write_the_table():
    wanted = os.environ["PERMISSIONS_OF"].split()
    observed = observe(build(), [door for door in doors().values() if not wanted or door.name in wanted])
    Path(os.environ["PERMISSIONS_TO"]).write_text(whole(observed.rows, observed.signs))
    for law, found in observed.troubles.items():
        print(law, len(found), *found[:20], sep="\n")

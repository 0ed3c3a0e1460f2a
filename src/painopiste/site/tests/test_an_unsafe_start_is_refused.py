"""`painopiste serve` does not start beside a database that could lose or change what it was given."""

import pytest
from django.db import connection

from painopiste.base.audit.tests.guarding import put_guard
from painopiste.site.starting import UnsafeDatabase, check_start

pytestmark = pytest.mark.django_db
only_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="is about SQLite")


def test_a_guarded_database_is_good_to_start_with():
    put_guard()
    check_start()


def test_an_unguarded_trail_is_refused():
    with pytest.raises(UnsafeDatabase, match="painopiste migrate"):
        check_start()


@only_sqlite
def test_a_version_of_sqlite_that_can_corrupt_is_refused(monkeypatch):
    put_guard()
    monkeypatch.setattr(connection.Database, "sqlite_version_info", (3, 40, 1))
    with pytest.raises(UnsafeDatabase, match=r"SQLite 3\.40\.1 can corrupt the database; 3\.51\.3 or newer"):
        check_start()


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_database_that_does_not_wait_for_the_disk_is_refused():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
        try:
            with pytest.raises(UnsafeDatabase, match="must be FULL"):
                check_start()
        finally:
            cursor.execute("PRAGMA synchronous=FULL")

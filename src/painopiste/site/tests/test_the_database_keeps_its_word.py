"""What a person saw as saved is on the disk: the database is new enough and set up so."""

import pytest
from django.db import connection

sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'")


@sqlite
def test_sqlite_is_newer_than_the_versions_that_can_corrupt_a_wal_database():
    import sqlite3

    assert sqlite3.sqlite_version_info >= (3, 51, 3)


@sqlite
@pytest.mark.django_db
def test_sqlite_waits_for_the_disk_and_keeps_foreign_keys():
    with connection.cursor() as cursor:
        values = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "foreign_keys")]
    assert values == [2, 1]  # FULL, on


@sqlite
def test_sqlite_writers_queue_at_the_beginning_of_a_transaction():
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"

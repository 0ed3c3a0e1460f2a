"""Whether the database itself refuses to change the log of views. The triggers are made by a migration."""

from django.db import connection

TRIGGERS = frozenset({"views_are_not_changed", "views_are_not_removed"})


def is_append_only() -> bool:
    """Whether the triggers that keep the lines as they are stand in the database."""
    table = "pg_trigger" if connection.vendor == "postgresql" else "sqlite_master"
    column = "tgname" if connection.vendor == "postgresql" else "name"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE {column} IN (%s, %s)", sorted(TRIGGERS))  # noqa: S608
        return {name for (name,) in cursor.fetchall()} == TRIGGERS

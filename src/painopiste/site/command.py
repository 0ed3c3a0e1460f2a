"""The installed command `painopiste`: Django's commands and our own."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db.utils import OperationalError, ProgrammingError

from painopiste.site.database_roles import AS_OWNER, connect_as_owner

# What SQLite and PostgreSQL say when nothing has been set up yet, and what to do then.
NOT_SET_UP = ("no such table", "unable to open database file", "relation ", "no such column")
NOT_REACHED = ("connection refused", "could not connect", "connection failed", "could not translate host name")


def main() -> None:
    """Run one command, as `painopiste report interim …`. A database that is not ready is told in a sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "painopiste.site.settings")
    if sys.argv[1:2] and sys.argv[1] in AS_OWNER:
        connect_as_owner()
    try:
        execute_from_command_line(sys.argv)
    except (OperationalError, ProgrammingError) as error:
        advice = advice_for(str(error).lower())
        if not advice:
            raise
        sys.exit(advice)


def advice_for(said: str) -> str:
    """What a person can do about what the database said; empty where it is a fault of ours."""
    if any(words in said for words in NOT_REACHED):
        return "The database can't be reached. Check DATABASE_URL and that the database server is running."
    if any(words in said for words in NOT_SET_UP):
        return (
            "The database has not been set up here, or is of an older version. "
            "Run `painopiste migrate` and `painopiste load FOLDER` first, in the folder of the installation."
        )
    return ""

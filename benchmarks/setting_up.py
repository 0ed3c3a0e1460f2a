"""What only the owner of the tables does: make them, and let the database look at them."""

import os
import subprocess
import sys

import psycopg
from django.db import connection


def migrate() -> None:
    """Make the tables, in a process of its own: as the owner where the database has two roles."""
    command = [sys.executable, "-m", "painopiste", "migrate", "--verbosity", "0"]
    subprocess.run(command, check=True, env=os.environ | {"DJANGO_SETTINGS_MODULE": "painopiste.site.settings"})


def analyse() -> None:
    """Let the database know its tables, as it does by itself after a while in use."""
    if owner := os.environ.get("OWNER_DATABASE_URL"):
        with psycopg.connect(owner, autocommit=True) as plain:
            plain.execute("ANALYZE")
        return
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

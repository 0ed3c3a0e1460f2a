"""`painopiste roles` prints the SQL that makes the database and its two roles."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from painopiste.site.database_roles import roles_as_sql


class Command(BaseCommand):
    help = "Print what a superuser of PostgreSQL runs once: the database, its owner, and the role of the service."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.ENVIRONMENT.database_url.startswith("postgres"):
            raise CommandError("Set DATABASE_URL, and OWNER_DATABASE_URL for a role of its own that owns the tables.")
        self.stdout.write(roles_as_sql())

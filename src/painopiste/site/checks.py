"""Checks that `painopiste migrate` and `painopiste check --database default` make of what is in the database."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Notice
from django.db import DatabaseError, connection

from painopiste.base.errors import DomainError
from painopiste.site.database_roles import stand
from painopiste.site.demonstration import refuse_in_production


@register(Tags.database)
def no_demonstration_in_production(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Demonstration accounts, whose password is public, can't exist in production mode."""
    if settings.DEMONSTRATION_ALLOWED or not databases:
        return []
    try:
        refuse_in_production()
    except DatabaseError:  # before the first migration there are no accounts at all
        return []
    except DomainError as error:
        return [Error(str(error), id="painopiste.E001")]
    return []


@register(Tags.database)
def the_service_owns_nothing(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """In production the role that serves is bound by the database's own wall, and could better not take it down."""
    if not (databases and settings.ENVIRONMENT.production and connection.vendor == "postgresql"):
        return []
    found = stand()
    if found.superuser or found.bypasses:
        told = "The role of DATABASE_URL is a superuser or bypasses row-level security: the wall does not bind it."
        return [Error(told, hint="`painopiste roles` prints how to make a plain role.", id="painopiste.E002")]
    if found.owns:
        told = "The role of DATABASE_URL owns the tables: the wall binds it, but it could take it down."
        hint = "Set OWNER_DATABASE_URL to another role; `painopiste roles` prints how to make both."
        return [Notice(told, hint=hint, id="painopiste.W001")]
    return []

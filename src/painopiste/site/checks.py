"""Checks of what is in the database (`painopiste migrate`, `check --database default`) and of settings (`--deploy`)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connection
from django.utils import timezone

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
        return [checks.Warning(told, hint=hint, id="painopiste.W004")]
    return []


@register(Tags.security, deploy=True)
def a_weakness_can_be_reported(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """Who finds a weakness must know whom to tell: security.txt is served only while its contact is in date."""
    contact, expires, today = settings.SECURITY_CONTACT, settings.SECURITY_EXPIRES, timezone.localdate()
    if not contact:
        hint = "Set PAINOPISTE_SECURITY_CONTACT, as mailto:security@example.org or https://example.org/report."
        return [checks.Warning("No contact for reports of weaknesses is named.", hint=hint, id="painopiste.W001")]
    hint = "Set PAINOPISTE_SECURITY_EXPIRES to a day within a year, when you will look at the contact again."
    if expires is None or expires < today + timedelta(days=14):
        said = "is not said" if expires is None else f"ends or ended on {expires}"
        return [checks.Warning(f"How long the contact for weaknesses holds {said}.", hint=hint, id="painopiste.W002")]
    if expires > today + timedelta(days=366):
        said = f"The contact for weaknesses is to hold until {expires}, longer than a year (RFC 9116)."
        return [checks.Warning(said, hint=hint, id="painopiste.W003")]
    return []

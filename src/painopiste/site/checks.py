"""Checks that `painopiste migrate` and `painopiste check --database default` make of what is in the database."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from painopiste.base.errors import DomainError
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

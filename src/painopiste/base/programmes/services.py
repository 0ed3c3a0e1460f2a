"""Changing the model's own facts. Each function is one transaction and leaves one audit line."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Invalid
from painopiste.base.programmes import permissions
from painopiste.base.programmes.models import TimelineEvent


@transaction.atomic
def add_event(*, values: Mapping[str, Any], by: Actor) -> TimelineEvent:
    """Write an event into the model's history.

    :raises NotAllowed: if the actor may not change the model's facts
    :raises Invalid: without a name in Finnish or a time
    """
    by.require(permissions.CHANGE)
    needed = {
        "name_fi": gettext_noop("Give the name in Finnish."),
        "happened_on": gettext_noop("Say when it happened."),
    }
    missing = {name: text for name, text in needed.items() if not str(values.get(name, "")).strip()}
    if missing:
        raise Invalid(fields=missing)
    event = TimelineEvent.objects.create(**values)
    record("programmes.event_added", target=("timeline_event", event.key), by=by, after=values)
    return event

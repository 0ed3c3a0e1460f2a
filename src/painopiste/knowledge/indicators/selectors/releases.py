"""Which values hold now, and which held at any earlier time."""

from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.errors import Invalid
from painopiste.base.words import marked
from painopiste.knowledge.indicators.models import Indicator, IndicatorRelease


def folder() -> Path:
    """The folder that holds the files of values."""
    return Path(settings.FOLDER) / "indicators"


class WrongMoment(Invalid):
    """What was given is no moment."""

    code = "wrong_moment"
    message = marked("Give the moment with its time zone, as 2026-11-24T12:00:00+02:00, or a day, as 2026-11-24.")


def moment(text: str) -> datetime | None:
    """A moment in ISO 8601, or the end of a day; None for nothing.

    :raises WrongMoment: for anything else
    """
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise WrongMoment from error
    if len(text) <= len("2026-11-24"):
        found = datetime.combine(found.date(), time.max)
    return found if found.tzinfo else timezone.make_aware(found)


def newest_releases(
    *, indicators: Sequence[Indicator], by: Actor, as_of: datetime | None = None
) -> dict[int, IndicatorRelease]:
    """The newest release of each of these indicators by its id; with `as_of` the one that held then. One query."""
    found = IndicatorRelease.objects.filter(indicator=OuterRef("indicator"))
    if as_of is not None:
        found = found.filter(made_at__lte=as_of)
    newest = found.order_by("-made_at", "-pk").values("pk")[:1]
    rows = IndicatorRelease.objects.filter(indicator__in=[row.pk for row in indicators], pk=Subquery(newest))
    return {row.indicator_id: row for row in rows}


def list_releases(*, indicator: Indicator, by: Actor) -> list[IndicatorRelease]:
    """All releases of an indicator, the newest first. One query."""
    return list(IndicatorRelease.objects.filter(indicator=indicator).order_by("-made_at", "-pk"))

"""Which values hold now, and which held at any earlier time."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import OuterRef, Subquery

from painopiste.base.actors import Actor
from painopiste.knowledge.indicators.models import Indicator, IndicatorRelease


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

"""The names of rights on indicators. Definitions are public; so are values, but for small counts that are held back."""

from django.db.models import QuerySet

from painopiste.base.actors import Actor
from painopiste.knowledge.indicators.models import Indicator

IMPORT = "indicators.import"
READ_SMALL = "indicators.read_small"  # counts of 1–4 of indicators that hold these back


def visible(by: Actor) -> QuerySet[Indicator]:
    """All indicators: what is measured is no secret."""
    return Indicator.objects.all()

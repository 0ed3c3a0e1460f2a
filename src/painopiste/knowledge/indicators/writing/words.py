"""How indicators, areas and what may be said of figures are put into words."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from painopiste.analysis.rates import Verdict
from painopiste.base.charts.labels import number
from painopiste.base.web.wording import language
from painopiste.base.words import words_of
from painopiste.knowledge.indicators.models import Indicator
from painopiste.knowledge.indicators.selectors import Figure

CLASSES = {
    "class-1": pgettext_lazy("areas", "Urban municipalities"),
    "class-2": pgettext_lazy("areas", "Semi-urban municipalities"),
    "class-3": pgettext_lazy("areas", "Rural municipalities"),
}
LEVELS = {
    "county": pgettext_lazy("areas", "Wellbeing services counties"),
    "region": pgettext_lazy("areas", "Regions"),
    "municipality": pgettext_lazy("areas", "Municipalities"),
}
BESIDE = {  # a figure beside that of the rest of the country
    Verdict.HIGHER: pgettext_lazy("beside the country", "higher"),
    Verdict.LOWER: pgettext_lazy("beside the country", "lower"),
    Verdict.SAME: pgettext_lazy("beside the country", "no difference that the data can show"),
    Verdict.UNKNOWN: pgettext_lazy("beside the country", "can't be said"),
}
SINCE = {  # a figure beside that of the period before
    Verdict.HIGHER: pgettext_lazy("since then", "has risen"),
    Verdict.LOWER: pgettext_lazy("since then", "has fallen"),
    Verdict.SAME: pgettext_lazy("since then", "no change that the data can show"),
    Verdict.UNKNOWN: pgettext_lazy("since then", "can't be said"),
}


def names_of(areas: Iterable[Any]) -> dict[str, str]:
    """What areas, and classes of municipalities, are called in the reader's language."""
    named = {area.key: str(words_of(area, "name", language())) for area in areas}
    return named | {key: str(label) for key, label in CLASSES.items()}


def unit_of(indicator: Indicator) -> str:
    """What a figure of the indicator is told in: offences per 1,000 inhabitants."""
    own = str(words_of(indicator, "unit", language()))
    if indicator.denominator is None or not indicator.per:
        return own
    under = str(words_of(indicator.denominator, "unit", language()))
    return _("%(what)s per %(many)s %(whom)s") % {"what": own, "many": number(indicator.per, language()), "whom": under}


def decimals_of(indicator: Indicator) -> int:
    """With how many decimals a figure is told: two for rates, as the definition says for the rest."""
    return 2 if indicator.denominator_id else indicator.decimals


def told(value: float | None, indicator: Indicator) -> str:
    """A figure as people read it."""
    return "–" if value is None else number(value, language(), decimals_of(indicator))


def told_figure(figure: Figure | None, indicator: Indicator) -> dict[str, Any]:
    """A figure with its limits and what it is made of, as the cells of a table."""
    if figure is None:
        return {"value": "–", "limits": "", "count": "", "held": False}
    count = "" if figure.count is None else number(figure.count, language(), 0)
    if figure.held:
        return {"value": _("held back"), "limits": "", "count": "", "held": True}
    limits = "" if figure.low is None else f"{told(figure.low, indicator)}–{told(figure.high, indicator)}"
    return {"value": told(figure.value, indicator), "limits": limits, "count": count, "held": False}

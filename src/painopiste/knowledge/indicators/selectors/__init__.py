"""Reading the indicator bank."""

from painopiste.knowledge.indicators.selectors.definitions import (
    Filters,
    get_indicator,
    list_indicators,
    list_usable,
)
from painopiste.knowledge.indicators.selectors.figures import Figure, Holding, figures, holding
from painopiste.knowledge.indicators.selectors.places import (
    COUNTRY,
    class_of,
    get_place,
    list_choices,
    list_neighbours,
    list_places,
)
from painopiste.knowledge.indicators.selectors.releases import list_releases, newest_releases

__all__ = [
    "COUNTRY",
    "Figure",
    "Filters",
    "Holding",
    "class_of",
    "figures",
    "get_indicator",
    "get_place",
    "holding",
    "list_choices",
    "list_indicators",
    "list_neighbours",
    "list_places",
    "list_releases",
    "list_usable",
    "newest_releases",
]

"""Reading the indicator bank."""

from painopiste.knowledge.indicators.selectors.definitions import (
    Filters,
    get_indicator,
    list_indicators,
    list_usable,
)
from painopiste.knowledge.indicators.selectors.figures import Figure, Holding, change, figures, holding, verdict
from painopiste.knowledge.indicators.selectors.places import (
    COUNTRY,
    class_of,
    get_place,
    list_choices,
    list_neighbours,
    list_places,
)
from painopiste.knowledge.indicators.selectors.releases import folder, list_releases, moment, newest_releases

__all__ = [
    "COUNTRY",
    "Figure",
    "Filters",
    "Holding",
    "change",
    "class_of",
    "figures",
    "folder",
    "get_indicator",
    "get_place",
    "holding",
    "list_choices",
    "list_indicators",
    "list_neighbours",
    "list_places",
    "list_releases",
    "list_usable",
    "moment",
    "newest_releases",
    "verdict",
]

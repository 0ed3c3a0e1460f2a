"""What sorts of areas there are. Pure: no Django, no clock, no database."""

from enum import StrEnum

FIRST_YEAR, LAST_YEAR = 2021, 2026  # the years whose division of areas is known


class Kind(StrEnum):
    """What sort of area it is."""

    COUNTRY = "country"
    REGION = "region"  # maakunta
    COUNTY = "county"  # hyvinvointialue
    MUNICIPALITY = "municipality"


def key_of(kind: str, code: str) -> str:
    """The key of an area: its kind and its official code."""
    return f"{kind}-{code}".lower()


def year_of_division(year: int) -> int:
    """The known division nearest to a year, for figures of years before or after the known ones."""
    return min(max(year, FIRST_YEAR), LAST_YEAR)

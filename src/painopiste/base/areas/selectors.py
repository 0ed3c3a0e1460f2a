"""Reading areas. They are public: official names, codes and figures."""

from django.db.models import Sum

from painopiste.base.actors import Actor
from painopiste.base.areas.models import Area, AreaPopulation
from painopiste.base.areas.rules import Kind, year_of_division
from painopiste.base.errors import Missing


def list_areas(*, kind: str, by: Actor, year: int | None = None) -> list[Area]:
    """The areas of a kind that there were in a year, by code; without a year, all that have been. One query."""
    found = Area.objects.filter(kind=kind).order_by("code")
    return list(found.filter(years__year=year) if year is not None else found)


def get_area(*, kind: str, code: str, by: Actor) -> Area:
    """One area by its official code.

    :raises Missing: if there is none
    """
    area = Area.objects.filter(kind=kind, code=code).select_related("successor").first()
    if area is None:
        raise Missing
    return area


def get_population(*, area: Area, year: int, by: Actor) -> int | None:
    """How many people lived in the area at the end of the year, in the newest division; None if that is not known."""
    people = AreaPopulation.objects.filter(year=year)
    division = {"area__years__year": year_of_division(year)}
    if area.kind == Kind.MUNICIPALITY:
        people = people.filter(area=area)
    elif area.kind in (Kind.REGION, Kind.COUNTY):
        people = people.filter(**division, **{f"area__years__{area.kind}": area})
    total: int | None = people.aggregate(total=Sum("population"))["total"]
    return total

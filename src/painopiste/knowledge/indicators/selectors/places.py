"""Areas as the bank knows them: the division of today carries all years."""

from painopiste.analysis.bank import Place
from painopiste.base.actors import Actor
from painopiste.base.areas.models import Area, AreaYear
from painopiste.base.areas.rules import LAST_YEAR, Kind
from painopiste.base.errors import Missing

KINDS = tuple(kind.value for kind in Kind)
COUNTRY = "country-fi"
# What sources call areas, beside our own key: `KU091`, `091`, `MK01`, `SSS`.
NAMES = {
    Kind.MUNICIPALITY: ("{}", "KU{}"),
    Kind.REGION: ("MK{}",),
    Kind.COUNTY: ("HVA{}",),
    Kind.COUNTRY: ("SSS", "{}"),
}


def list_places(*, by: Actor) -> list[Place]:
    """All areas that there have been, who carries each today, and the sums that it goes into. Two queries."""
    areas = list(Area.objects.order_by("kind", "code"))
    keys = {area.pk: area for area in areas}
    years = {year.area_id: year for year in AreaYear.objects.filter(year=LAST_YEAR)}

    def carrier(area: Area) -> Area:
        return carrier(keys[area.successor_id]) if area.successor_id else area

    def sums(area: Area) -> tuple[str, ...]:
        year = years.get(area.pk)
        if area.kind != Kind.MUNICIPALITY or year is None or area.successor_id:
            return ()
        wholes = [keys[pk].key for pk in (year.region_id, year.county_id) if pk]
        return (*wholes, f"class-{year.urban_rural}", COUNTRY)

    return [
        Place(
            area.key,
            tuple(name.format(area.code) for name in NAMES[Kind(area.kind)]),
            carrier(area).key,
            sums(area),
            smallest=area.kind == Kind.MUNICIPALITY,
        )
        for area in areas
    ]


def list_choices(*, by: Actor) -> list[Area]:
    """The areas of today: country, regions, counties and municipalities, in this order and by name. One query."""
    found = Area.objects.filter(years__year=LAST_YEAR, successor=None).order_by("name_fi")
    return sorted(found, key=lambda area: KINDS.index(area.kind))


def get_place(*, key: str, by: Actor) -> Area:
    """An area of today by its key, as `municipality-091`. One query.

    :raises Missing: if there is none
    """
    found = Area.objects.filter(key=key, successor=None).first()
    if found is None:
        raise Missing
    return found


def class_of(*, area: Area, by: Actor) -> str:
    """The class of municipalities (1 urban, 2 semi-urban, 3 rural) that an area is of; empty for others. One query."""
    if area.kind != Kind.MUNICIPALITY:
        return ""
    found = AreaYear.objects.filter(area=area, year=LAST_YEAR).values_list("urban_rural", flat=True).first()
    return found or ""


def list_neighbours(*, area: Area, by: Actor) -> list[str]:
    """The keys of the municipalities in the region of an area, or in the area itself. Two queries at most."""
    here = AreaYear.objects.filter(year=LAST_YEAR, area__successor=None)
    if area.kind == Kind.MUNICIPALITY:
        own = here.filter(area=area).values("region")
        return list(here.filter(region__in=own).values_list("area__key", flat=True))
    if area.kind in (Kind.REGION, Kind.COUNTY):
        return list(here.filter(**{area.kind: area}).values_list("area__key", flat=True))
    return []

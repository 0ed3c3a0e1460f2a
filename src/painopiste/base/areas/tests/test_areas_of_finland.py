"""The areas of Finland as they were in each year, with their names and populations."""

import pytest

from painopiste.base.actors import PUBLIC, system
from painopiste.base.areas import permissions, selectors
from painopiste.base.areas.models import Area, AreaPopulation, AreaYear
from painopiste.base.areas.services import load_areas
from painopiste.base.audit.models import AuditLine
from painopiste.base.errors import Missing, NotAllowed

pytestmark = pytest.mark.django_db
LOADER = system("test", rights={permissions.LOAD})


@pytest.fixture
def finland():
    return load_areas(by=LOADER)


def population(kind, code, year):
    return selectors.get_population(area=selectors.get_area(kind=kind, code=code, by=PUBLIC), year=year, by=PUBLIC)


@pytest.mark.parametrize(
    ("year", "count"), [(2021, 309), (2022, 309), (2023, 309), (2024, 309), (2025, 308), (2026, 308)]
)
def test_municipalities_are_those_of_the_year(finland, year, count):
    assert len(selectors.list_areas(kind="municipality", year=year, by=PUBLIC)) == count


def test_there_are_19_regions_and_21_counties_besides_helsinki_and_åland(finland):
    assert len(selectors.list_areas(kind="region", year=2025, by=PUBLIC)) == 19
    assert len(selectors.list_areas(kind="county", by=PUBLIC)) == 23


def test_pertunmaa_became_a_part_of_mäntyharju(finland):
    pertunmaa = selectors.get_area(kind="municipality", code="588", by=PUBLIC)
    assert (pertunmaa.name_fi, pertunmaa.successor.code, pertunmaa.successor_from) == ("Pertunmaa", "507", 2025)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("853", ("Turku", "Åbo", "Turku")),
        ("091", ("Helsinki", "Helsingfors", "Helsinki")),
        ("710", ("Raasepori", "Raseborg", "Raseborg")),
    ],
)
def test_names_are_official_in_each_language(finland, code, names):
    area = selectors.get_area(kind="municipality", code=code, by=PUBLIC)
    assert (area.key, area.name_fi, area.name_sv, area.name_en) == (f"municipality-{code}", *names)


def test_no_name_is_empty_or_has_blanks_around_it(finland):
    for names in Area.objects.values_list("name_fi", "name_sv", "name_en"):
        assert all(name and name == name.strip() for name in names)


@pytest.mark.parametrize(
    ("year", "people"), [(2020, 5533793), (2021, 5548241), (2022, 5563970), (2023, 5603851), (2024, 5635971)]
)
def test_the_population_of_the_country(finland, year, people):
    assert population("country", "FI", year) == people


def test_the_population_of_parts(finland):
    assert population("municipality", "091", 2022) == 664028
    assert population("county", "90", 2022) == 664028
    assert population("region", "01", 2022) == 1733033
    assert population("county", "12", 2022) == 130451
    assert population("municipality", "507", 2022) == 7164
    assert population("municipality", "091", 2019) is None


def test_regions_and_counties_add_up_to_the_country(finland):
    for kind in ("region", "county"):
        areas = selectors.list_areas(kind=kind, by=PUBLIC)
        assert sum(population(kind, area.code, 2024) for area in areas) == 5635971


def test_a_municipality_belongs_to_a_region_and_a_county_in_each_year(finland):
    assert not AreaYear.objects.filter(area__kind="municipality", region=None).exists()
    turku = AreaYear.objects.select_related("region", "county").get(
        area__code="853", area__kind="municipality", year=2025
    )
    assert (turku.region.name_sv, turku.county.code, turku.urban_rural, turku.language_status) == (
        "Egentliga Finland",
        "05",
        "1",
        "1",
    )


def test_loading_again_changes_nothing(finland):
    before = [list(model.objects.order_by("pk").values()) for model in (Area, AreaYear, AreaPopulation)]
    assert load_areas(by=LOADER).written == 0
    assert [list(model.objects.order_by("pk").values()) for model in (Area, AreaYear, AreaPopulation)] == before
    assert AuditLine.objects.filter(event="areas.loaded").count() == 1


def test_a_wrong_row_is_put_right(finland):
    Area.objects.filter(key="municipality-853").update(name_sv="Turku")
    AreaYear.objects.filter(area__key="municipality-853", year=2025).update(urban_rural="3")
    assert load_areas(by=LOADER).written == 2
    assert Area.objects.get(key="municipality-853").name_sv == "Åbo"


def test_loading_takes_few_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(60):  # of which 33 keep the index of words
        load_areas(by=LOADER)


def test_an_unknown_area_is_missing(finland):
    with pytest.raises(Missing):
        selectors.get_area(kind="municipality", code="999", by=PUBLIC)


def test_only_who_may_loads(finland):
    with pytest.raises(NotAllowed):
        load_areas(by=PUBLIC)

"""Loading the areas of Finland from the files in `finland/`; what they rest on is told in finland/SOURCES.md."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model

from painopiste.base.actors import Actor
from painopiste.base.areas import permissions
from painopiste.base.areas.models import Area, AreaPopulation, AreaYear
from painopiste.base.areas.rules import FIRST_YEAR, LAST_YEAR, Kind, key_of
from painopiste.base.audit.services import record

FOLDER = Path(__file__).parent / "finland"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows there are after loading, and how many of them were made or changed."""

    areas: int
    years: int
    populations: int
    written: int


@transaction.atomic
def load_areas(*, by: Actor) -> Counts:
    """Load the areas, their years and their populations. Loading them again changes nothing.

    :raises NotAllowed: if the actor may not load areas
    """
    by.require(permissions.LOAD)
    areas = {(row["kind"], row["code"]): _area(row) for row in _read("areas.csv")}
    written = _sync(Area, ("kind", "code"), areas)
    ids = {(kind, code): pk for kind, code, pk in Area.objects.values_list("kind", "code", "pk")}
    written += _sync(Area, ("kind", "code"), dict(_successors(ids)))
    years, populations = dict(_years(ids)), dict(_populations(ids))
    written += _sync(AreaYear, ("area_id", "year"), years)
    written += _sync(AreaPopulation, ("area_id", "year"), populations)
    if written:
        record("areas.loaded", target=("area", key_of(Kind.COUNTRY, "fi")), by=by, after={"rows": written})
    return Counts(len(areas), len(years), len(populations), written)


def _read(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _sync(model: type[Model], identity: tuple[str, ...], wanted: Mapping[tuple[Any, ...], Mapping[str, Any]]) -> int:
    """Make the rows that are missing, change those that differ, and tell how many these were."""
    stored = {tuple(getattr(row, name) for name in identity): row for row in model._default_manager.all()}
    new = [
        model(**dict(zip(identity, key, strict=True)), **values) for key, values in wanted.items() if key not in stored
    ]
    changed = [
        _set(stored[key], values)
        for key, values in wanted.items()
        if key in stored and any(getattr(stored[key], name) != value for name, value in values.items())
    ]
    model._default_manager.bulk_create(new, batch_size=500)
    if changed:
        columns = {name.removesuffix("_id") for values in wanted.values() for name in values}
        model._default_manager.bulk_update(changed, sorted(columns), batch_size=200)
    return len(new) + len(changed)


def _set(row: Model, values: Mapping[str, Any]) -> Model:
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _area(row: Mapping[str, str]) -> dict[str, Any]:
    names = {name: row[name] for name in ("name_fi", "name_sv", "name_en")}
    return {"key": key_of(row["kind"], row["code"]), **names}


def _successors(ids: Mapping[tuple[str, str], int]) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    for row in _read("areas.csv"):
        if row["successor"]:
            successor = ids[row["kind"], row["successor"]]
            yield (row["kind"], row["code"]), {"successor_id": successor, "successor_from": int(row["successor_from"])}


def _years(ids: Mapping[tuple[str, str], int]) -> Iterator[tuple[tuple[int, int], dict[str, Any]]]:
    for (kind, _), pk in ids.items():
        if kind != Kind.MUNICIPALITY:
            yield from (((pk, year), {}) for year in range(FIRST_YEAR, LAST_YEAR + 1))
    for row in _read("years.csv"):
        values = {
            "region_id": ids[Kind.REGION, row["region"]],
            "county_id": ids[Kind.COUNTY, row["county"]],
            "urban_rural": row["urban_rural"],
            "language_status": row["language_status"],
        }
        for year in range(int(row["first_year"]), int(row["last_year"]) + 1):
            yield (ids[Kind.MUNICIPALITY, row["municipality"]], year), values


def _populations(ids: Mapping[tuple[str, str], int]) -> Iterator[tuple[tuple[int, int], dict[str, Any]]]:
    for row in _read("populations.csv"):
        area = ids[Kind.MUNICIPALITY, row["municipality"]]
        yield (area, int(row["year"])), {"population": int(row["population"])}

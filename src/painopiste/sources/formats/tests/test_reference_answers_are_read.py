"""Against recorded answers of Statistics Finland and THL, when they are beside the checkout."""

import pytest

from painopiste.analysis.tests.reference import SHARED, Case
from painopiste.sources.formats import UnreadableError, jsonstat, sotkanet


def test_offences_of_statistics_finland():
    case = Case("import_statfin_crime")
    dataset = jsonstat.read((case.folder / "crime.json").read_bytes())
    columns = dataset.figures()
    assert columns.values.to_pylist() == [cell.value for cell in dataset.cells()]
    codes = zip(*(column.to_pylist() for column in columns.columns.values()), strict=True)
    assert list(codes) == [cell.codes for cell in dataset.cells()]
    areas = {category.code: category.label for category in dataset.dimension("Alue").categories}
    years = [category.code for category in dataset.dimension("Vuosi").categories]
    figures = {(cell.codes[0], cell.codes[2]): cell.value for cell in dataset.cells()}
    named = {label.split(" ", 1)[-1] if label[:1].isdigit() else label: code for code, label in areas.items()}
    latest = {area: figures["2020", area] for area in areas if area.startswith("KU")}
    ours = {
        "cells": dataset.size,
        "n_area": len(areas),
        "n_muni": sum(code.startswith("KU") for code in areas),
        "n_region": sum(code.startswith("MK") for code in areas),
        "years": f"{years[0]}-{years[-1]}",
        "updated": dataset.updated,
        "table": dataset.table,
        "unit": dataset.dimension("Tiedot").categories[0].unit,
        "max2020.area": max(latest, key=lambda area: latest[area] or 0),
    }
    for name in case.expected.keys() - ours.keys():
        area, year = name.split(".")
        ours[name] = figures[year, named[area]]
    case.assert_reproduced(ours)


def test_indicators_regions_and_figures_of_sotkanet():
    case = Case("import_sotkanet")
    regions = sotkanet.regions((case.folder / "SotkaRegions.json").read_bytes())
    rows = list(sotkanet.rows((case.folder / "SotkaIndicatorData.csv").read_bytes()))
    about = sotkanet.indicator((case.folder / "indicators_4_metadata.json").read_bytes())
    value = {
        (regions[row.region].category, regions[row.region].code): row.value for row in rows if row.region in regions
    }
    case.assert_reproduced(
        {
            "n_indicators": len(sotkanet.indicators((case.folder / "SotkaIndicators.json").read_bytes())),
            "n_regions": len(regions),
            "n_kunta": sum(region.category == "KUNTA" for region in regions.values()),
            "data_rows": len(rows),
            "data_rows_kunta": sum(category == "KUNTA" for category, _ in value),
            "helsinki_2009": value["KUNTA", "091"],
            "finland_2009": next(value[key] for key in value if key[0] == "MAA"),
            "id4.range": "{}-{}".format(*about.years),
            "id4.type": about.unit,
            "id4.decimals": about.decimals,
            "id4.suppression_rule_found": about.suppresses_few,
        }
    )


def test_recorded_answers_of_other_offices_are_read_too():
    folder = SHARED / "recorded" / "jsonstat"
    if not folder.is_dir():
        pytest.skip("The recorded answers are not beside this checkout (see PAINOPISTE_SHARED).")
    read = {}
    for file in sorted(folder.glob("*.json")):
        try:
            dataset = jsonstat.read(file.read_bytes())
        except UnreadableError as refused:
            read[file.stem] = str(refused)
        else:
            assert sum(1 for _ in dataset.cells()) == dataset.size > 0
            read[file.stem] = "read"
    older = "The answer is JSON but not a JSON-stat dataset."  # bundles of version 1, and collections
    assert read["galicia-2.0"] == read["us-labor-ds"] == "read"
    assert read["oecd-canada"] == read["collection"] == older
    assert set(read.values()) == {"read", older}

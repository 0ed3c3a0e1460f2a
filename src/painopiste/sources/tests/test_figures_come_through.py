"""From an address to the table that is handed over, over real HTTP, and what two such tables differ by."""

import io
import json
from math import prod

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from painopiste.sources.definitions import Definition, read
from painopiste.sources.differences import diff
from painopiste.sources.errors import ChangedShapeError, SourceError, WrongDefinitionError
from painopiste.sources.gathering import gather
from painopiste.sources.observations import made
from painopiste.sources.periods import period
from painopiste.sources.pxweb import split
from painopiste.sources.tests.office import fine

KEYS = {"indicator": {"is": "offences"}, "area": {"column": "Alue", "prefixes": {"KU": "municipality-"}}}
COLUMNS = {**KEYS, "period": {"column": "Vuosi"}}
WANTED = [
    ("offences", "municipality-005", "2023", 1234.5, "A"),
    ("offences", "municipality-005", "2024", None, "S"),
    ("offences", "municipality-091", "2023", 0.0, "A"),
    ("offences", "municipality-091", "2024", 2.0, "P"),
]


def defined(office, kind, path="/data", **rest):
    said = {
        "code": "offences",
        "kind": kind,
        "address": office.address(path),
        "licence": "CC BY 4.0",
        "attribution": "X",
    }
    return Definition.model_validate({"columns": COLUMNS, **said, **rest})


def rows(table):
    return sorted((tuple(row.values()) for row in table.to_pylist()), key=str)


def cube(areas=("KU005", "KU091"), years=("2023", "2024"), values=(1234.5, None, None, 2), unit="lkm"):
    units = {"rik": {"base": unit, "decimals": 0}}
    dimension = {"Alue": list(areas), "Tiedot": ["rik"], "Vuosi": list(years)}
    return {
        "class": "dataset", "id": list(dimension), "size": [len(some) for some in dimension.values()],
        "role": {"time": ["Vuosi"]}, "value": list(values), "status": {"1": "...", "2": "-", "3": "*"},
        "dimension": {
            name: {"category": {"index": some, **({"unit": units} if name == "Tiedot" else {})}}
            for name, some in dimension.items()
        },
    }  # fmt: skip


CSV = 'Rikokset;;\nAlue;Vuosi;Luku\nKU005;2023;"1 234,5"\nKU005;2024;...\nKU091;2023;-\nKU091;2024;2\nYhteensä;2024;9\n'
LAYOUT = {
    "encoding": "cp1252",
    "delimiter": ";",
    "decimal": ",",
    "header": 2,
    "value": "Luku",
    "leave_out": {"Alue": "Yht.*"},
}
SDMX = "REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS\nKU005,2023,1234.5,A\nKU005,2024,,Q\nKU091,2023,0,A\nKU091,2024,2,P\n"


def sdmx(version):
    start = (
        ("DATAFLOW", "OFFICE:D(1.0)") if version == 1 else ("STRUCTURE,STRUCTURE_ID,ACTION", "dataflow,OFFICE:D(1.0),I")
    )
    head, *lines = SDMX.splitlines()
    return "\n".join([f"{start[0]},{head}", *(f"{start[1]},{line}" for line in lines)]).encode()


@pytest.mark.parametrize("version", [1, 2])
def test_sdmx_csv_of_both_versions(office, fetcher, version):
    office.answers("/data", fine(sdmx(version)))
    columns = {**COLUMNS, "area": {**KEYS["area"], "column": "REF_AREA"}, "period": {"column": "TIME_PERIOD"}}
    assert rows(gather(defined(office, "sdmx", columns=columns), fetcher).table) == WANTED


def test_csv_with_a_decimal_comma_totals_and_another_character_set(office, fetcher):
    office.answers("/data", fine(CSV.encode("cp1252")))
    found = rows(gather(defined(office, "csv", layout=LAYOUT), fetcher).table)
    assert found == [*WANTED[:3], (*WANTED[3][:4], "A")]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"encoding": "utf-8"}, "Row 7 is not in the character set utf-8"),
        ({"value": "Lkm"}, "has no column Lkm; it has Alue, Vuosi, Luku"),
        ({"leave_out": {}}, "has the code Yhteensä in Alue"),
        ({"decimal": "."}, "The mark '1234,5' beside the figure of KU005, 2023"),
        ({"header": 20}, "ends before the header, which should be on row 20"),
    ],
)
def test_a_csv_that_is_not_as_the_mapping_says_is_refused_with_its_place(office, fetcher, change, says):
    office.answers("/data", fine(CSV.encode("cp1252")))
    with pytest.raises(SourceError, match=says):
        gather(defined(office, "csv", layout={**LAYOUT, **change}), fetcher)


def test_a_workbook_with_years_sideways(office, fetcher):
    file = io.BytesIO()
    with Workbook(file) as book:
        sheet = book.add_worksheet("Taulukko")
        for at, row in enumerate([["Alue", 2023, 2024], ["KU005", 1234.5, "..."], ["KU091", "-", 2]]):
            sheet.write_row(at, 0, row)
    office.answers("/data", fine(file.getvalue()))
    layout = {"wide": {"columns": r"\d{4}", "to": "Vuosi"}}
    assert rows(gather(defined(office, "xlsx", layout=layout), fetcher).table) == [*WANTED[:3], (*WANTED[3][:4], "A")]
    office.answers("/data", fine(b"PK not a workbook"))
    with pytest.raises(SourceError, match="not a workbook that can be read"):
        gather(defined(office, "xlsx", layout=layout), fetcher)


def table_of_version_1(sent, headers):
    if not sent:
        variables = [{"code": "Alue", "values": ["KU005", "KU091"]}, {"code": "Tiedot", "values": ["rik"]}]
        return fine({"variables": [*variables, {"code": "Vuosi", "values": ["2023", "2024"], "time": True}]})
    chosen = {one["code"]: one["selection"]["values"] for one in json.loads(sent)["query"]}
    return part(chosen)


def part(chosen):
    whole = {(a, y): at for at, (a, y) in enumerate((a, y) for a in ("KU005", "KU091") for y in ("2023", "2024"))}
    full = cube()
    at = [whole[a, y] for a in chosen["Alue"] for y in chosen["Vuosi"]]
    asked = cube(chosen["Alue"], chosen["Vuosi"], [full["value"][one] for one in at])
    return fine({**asked, "status": [full["status"].get(str(one), "") for one in at]})


@pytest.mark.parametrize("name", ["StatFin/rpk/135l", "StatFin/rpk/135l.px"])
def test_a_table_of_pxweb_1_is_asked_in_parts(office, fetcher, name):
    office.answers("/api/StatFin/rpk/135l.px", table_of_version_1)
    delivery = gather(defined(office, "pxweb1", "/api/", table=name, cells=2), fetcher)
    assert rows(delivery.table) == WANTED
    assert len(delivery.provenance) == 2
    assert len(office.asked) == 3
    with pytest.raises(SourceError, match="no XX in Alue"):
        gather(defined(office, "pxweb1", "/api/", table=name, selection={"Alue": ["XX"]}), fetcher)


def test_a_table_of_pxweb_2(office, fetcher):
    office.answers("/v2/tables/TAB1/metadata", fine({**cube(), "value": []}))
    office.answers(
        "/v2/tables/TAB1/data",
        lambda sent, _: part({one["variableCode"]: one["valueCodes"] for one in json.loads(sent)["selection"]}),
    )
    assert rows(gather(defined(office, "pxweb2", "/v2", table="TAB1", cells=1), fetcher).table) == WANTED


def sotkanet(office, unit="PER1000"):
    about = {
        "id": 4, "title": {"fi": "Rikokset"}, "range": {"start": 2023, "end": 2024}, "decimals": 1,
        "primaryValueType": {"code": unit}, "organization": {"id": 2}, "data-updated": "2026-01-02",
    }  # fmt: skip
    areas = [(69, "KUNTA", "005"), (68, "KUNTA", "091"), (358, "MAA", "246")]
    listed = [{"id": one, "category": kind, "code": code, "title": {}} for one, kind, code in areas]
    lines = ["4;69;2023;total;1234.5;17", "4;68;2024;total;2;3", "4;358;2024;total;9;"]
    office.answers("/rest/regions", fine(listed))
    office.answers("/rest/indicators/4", fine(about))
    head = "indicator;region;year;gender;primary value;absolute value"
    office.answers("/rest/csv", fine("\r\n".join([head, *lines, "4;7777;2024;total;1;1"]).encode()))


def of_sotkanet(office, others="leave_out", **rest):
    area = {"column": "region", "prefixes": {"KUNTA": "municipality-"}, "others": others}
    columns = {**COLUMNS, "area": area, "period": {"column": "year"}}
    return defined(office, "sotkanet", "/rest", columns=columns, **{"selection": {"indicator": ["4"]}, **rest})


def test_sotkanet_with_its_own_regions_and_years(office, fetcher):
    sotkanet(office)
    delivery = gather(of_sotkanet(office), fetcher)
    assert rows(delivery.table) == [WANTED[0], (*WANTED[3][:4], "A")]
    assert delivery.updated == "2026-01-02"
    assert office.asked[-1][0] == "/rest/csv?indicator=4&years=2023&years=2024&genders=total"
    counts = gather(of_sotkanet(office, layout={"value": "absolute value"}), fetcher).table
    assert counts["value"].to_pylist() == [17, 3]


def test_what_sotkanet_does_not_explain_is_refused(office, fetcher):
    sotkanet(office)
    with pytest.raises(SourceError, match="names no indicator in its selection"):
        gather(of_sotkanet(office, selection={}), fetcher)
    with pytest.raises(SourceError, match="the code MAA246 in region"):
        gather(of_sotkanet(office, "refuse"), fetcher)
    gather(of_sotkanet(office), fetcher)
    sotkanet(office, unit="PER10000")
    with pytest.raises(ChangedShapeError, match="measures 4 in PER10000 and not in PER1000"):
        gather(of_sotkanet(office), fetcher)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"unit": "%"}, "measures rik in % and not in lkm"),
        ({"areas": ("KU005", "KU092")}, "other codes in Alue .vanished: KU091; new: KU092."),
    ],
)
def test_a_source_that_changes_shape_is_refused_until_a_person_accepts(office, fetcher, change, says):
    definition = defined(office, "jsonstat")
    office.answers("/data", fine(cube()), fine(cube(**change)))
    assert rows(gather(definition, fetcher).table) == WANTED
    before = fetcher.archive.shape("offences")
    with pytest.raises(ChangedShapeError, match=says):
        gather(definition, fetcher)
    assert fetcher.archive.shape("offences") == before
    gather(definition, fetcher, accept_shape=True)
    assert fetcher.archive.shape("offences") != before


def test_a_new_year_is_no_change_of_shape(office, fetcher):
    office.answers("/data", fine(cube()), fine(cube(years=("2024", "2025"))))
    gather(defined(office, "jsonstat"), fetcher)
    assert gather(defined(office, "jsonstat"), fetcher).table.num_rows == 4


def test_a_definition_that_is_wrong_is_refused_by_its_field(tmp_path):
    file = tmp_path / "offences.yaml"
    file.write_text("code: offences\nkind: fax\n")
    with pytest.raises(WrongDefinitionError, match=r"offences\.yaml, kind can't be used"):
        read(file)


SIZES = st.lists(st.integers(1, 7), min_size=1, max_size=4)


@given(SIZES, st.integers(1, 50))
def test_parts_have_every_cell_once_and_none_is_too_large(sizes, cells):
    wanted = {f"v{at}": [str(one) for one in range(size)] for at, size in enumerate(sizes)}
    parts = list(split(wanted, cells))
    counts = [prod(len(some) for some in one.values()) for one in parts]
    assert max(counts) <= cells
    assert sum(counts) == prod(sizes)


FIGURES = st.dictionaries(
    st.tuples(st.sampled_from("xy"), st.sampled_from("abc"), st.sampled_from(["2023", "2024"])),
    st.tuples(st.one_of(st.none(), st.integers(-9, 9).map(float)), st.sampled_from("SM"), st.sampled_from("AP")),
)


def table_of(figures):
    keys = {
        name: pa.array([key[at] for key in figures], pa.string())
        for at, name in enumerate(("indicator", "area", "period"))
    }
    values = pa.array([value for value, *_ in figures.values()], pa.float64())
    return made(
        keys, values, pa.array([none if value is None else some for value, none, some in figures.values()], pa.string())
    )


@given(FIGURES, FIGURES)
def test_the_old_figures_with_the_difference_are_the_new_ones(old, new):
    before, after = table_of(old), table_of(new)
    found = diff(before, after)
    apply = {row[:3]: row[3:] for row in rows(before)}
    for row in found.vanished.to_pylist():
        del apply[row["indicator"], row["area"], row["period"]]
    for row in (*found.new.to_pylist(), *found.changed.to_pylist()):
        apply[row["indicator"], row["area"], row["period"]] = (row["value"], row["status"])
    assert apply == {row[:3]: row[3:] for row in rows(after)}
    assert found.unchanged + found.changed.num_rows + found.vanished.num_rows == len(old)
    assert diff(after, after).empty


@pytest.mark.parametrize(
    ("text", "is_"),
    [
        ("2024", "2024"),
        ("2024M03", "2024-03"),
        ("2024Q2", "2024-Q2"),
        ("2024K2", "2024-Q2"),
        ("2024*", "2024"),
        ("x", None),
    ],
)
def test_periods_of_offices(text, is_):
    assert period(text) == is_


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_numbers_written_as_text_come_back_the_same(values):
    from painopiste.sources.formats.figures import numbers

    found, marks = numbers(pa.array([repr(one) for one in values]))
    assert found.to_pylist() == values
    assert set(marks.to_pylist()) == {""}

"""From a table as it came to values that may be kept: checked, mergers carried, sums computed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from painopiste.analysis.bank.engine import engine
from painopiste.analysis.bank.model import DIMENSIONS, KEY, STATUSES, WITHOUT_VALUE, Checked, Place, Rule, UnusableError
from painopiste.analysis.bank.reading import checked_columns

BY = ", ".join(KEY)
_PERIOD = r"^[0-9]{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$"
_WORST = "CASE WHEN bool_or(status IN ('S', 'M')) THEN 'M' WHEN bool_or(status = 'P') THEN 'P' " \
         "WHEN bool_or(status = 'E') THEN 'E' ELSE 'A' END"  # fmt: skip


def take_in(table: Any, rules: Mapping[str, Rule], places: Sequence[Place]) -> list[Checked]:
    """Check a whole table and give the values of each of its indicators. Raises UnusableError at the first fault.

    An area that was merged into another is carried by that: its counts are added, for all periods. A region, county
    or country is the sum of its municipalities, where each of these has a value; what the source publishes for
    them is compared with ours, and refused where it is smaller.
    """
    connection = engine()
    _load(connection, checked_columns(table), rules, places)
    _check(connection)
    _carry(connection)
    codes = [code for (code,) in connection.execute("SELECT DISTINCT indicator FROM carried ORDER BY 1").fetchall()]
    totals = _totals(connection)
    done = [Checked(code, _values(connection, code), tuple(totals.get(code, ()))) for code in codes]
    connection.close()
    return done


def _load(connection: Any, table: Any, rules: Mapping[str, Rule], places: Sequence[Place]) -> None:
    import pyarrow as pa

    names = set(table.column_names)
    given = [f"coalesce(CAST(\"{name}\" AS VARCHAR), '_T') AS \"{name}\"" if name in names else f"'_T' AS \"{name}\""
             for name in DIMENSIONS]  # fmt: skip
    status = "coalesce(nullif(CAST(status AS VARCHAR), ''), 'A')" if "status" in names else "'A'"
    # Numbered here: a join keeps no order.
    connection.register("given", table.append_column("line", pa.array(range(2, table.num_rows + 2), pa.int64())))
    connection.register("rules", pa.table({
        "indicator": [rule.code for rule in rules.values()],
        "summed": [rule.summed for rule in rules.values()],
        "highest": pa.array([rule.highest for rule in rules.values()], pa.float64()),
        "open": pa.array([list(rule.dimensions) for rule in rules.values()], pa.list_(pa.string())),
    }))  # fmt: skip
    called = [(name, place) for place in places for name in {place.key, *place.names}]
    connection.register("called", pa.table({
        "name": [name for name, _ in called], "key": [place.key for _, place in called],
        "carried_by": [place.carried_by for _, place in called], "smallest": [place.smallest for _, place in called],
    }))  # fmt: skip
    sums = [(place.key, each) for place in places for each in place.sums]
    members = Counter(whole for _, whole in sums)
    connection.register("sums", pa.table({
        "key": [key for key, _ in sums], "whole": [whole for _, whole in sums],
        "members": pa.array([members[whole] for _, whole in sums], pa.int64()),
    }))  # fmt: skip
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE raw AS
        SELECT g.line, CAST(g.indicator AS VARCHAR) AS indicator,
            CAST(g.area AS VARCHAR) AS given_area,
            CAST(g.period AS VARCHAR) AS period, CAST(g.value AS VARCHAR) AS text, TRY_CAST(g.value AS DOUBLE) AS value,
            {status} AS status, {", ".join(given)}, c.key, c.carried_by AS area, c.smallest, r.summed, r.highest, r.open
        FROM given g LEFT JOIN called c ON c.name = CAST(g.area AS VARCHAR)
        LEFT JOIN rules r ON r.indicator = CAST(g.indicator AS VARCHAR)""")  # noqa: S608  names of our own columns


# What is wrong with a row: the condition, its column, and the reason. Told for the first row of the first fault.
FAULTS = (
    ("indicator IS NULL OR highest IS NULL AND summed IS NULL", "indicator",
     "There is no indicator “%(text)s” that is in use."),
    ("key IS NULL", "area", "There is no area “%(text)s”."),
    (f"period IS NULL OR NOT regexp_matches(period, '{_PERIOD}') OR starts_with(period, '0000')", "period",
     "“%(text)s” is not a period: 2022, 2022-Q3 or 2022-07."),
    (f"status NOT IN {STATUSES}", "status", "“%(text)s” is not a status: A, P, E, S or M."),
    ("value IS NOT NULL AND NOT isfinite(value) OR value IS NULL AND coalesce(trim(text), '') <> ''", "value",
     "“%(text)s” is not a number with a decimal point."),
    (f"(value IS NULL) <> (status IN {WITHOUT_VALUE})", "value",
     "A value is left out where the status is S or M, and nowhere else."),
    ("summed AND value < 0 OR value > highest", "value", "“%(text)s” is more or less than this indicator can be."),
    *((f'"{name}" <> \'_T\' AND NOT list_contains(open, \'{name}\')', name, "This indicator has no such dimension.")
      for name in DIMENSIONS),
)  # fmt: skip
_TOLD = {"area": "given_area", "value": "text"}


def _check(connection: Any) -> None:
    if not connection.execute("SELECT count(*) FROM raw").fetchone()[0]:
        raise UnusableError("The table has no rows.")
    for wrong, column, reason in FAULTS:
        shown = _TOLD.get(column, f'"{column}"')
        found = connection.execute(f"SELECT line, {shown} FROM raw WHERE {wrong} ORDER BY line LIMIT 1").fetchone()  # noqa: S608
        if found:
            raise UnusableError(reason, line=found[0], column=column, text=found[1] or "")
    dimensions = ", ".join(f'"{name}"' for name in DIMENSIONS)
    twice = f"SELECT max(line) FROM raw GROUP BY indicator, key, period, {dimensions} HAVING count(*) > 1 ORDER BY 1"  # noqa: S608
    if found := connection.execute(twice).fetchone():
        raise UnusableError("This area and period stand on an earlier line too.", line=found[0], column="area")
    merged = "SELECT line, given_area FROM raw WHERE key <> area AND NOT summed ORDER BY line LIMIT 1"
    if found := connection.execute(merged).fetchone():
        raise UnusableError(
            "The area “%(text)s” was merged into another, and only counts can be carried over.",
            line=found[0], column="area", text=found[1],
        )  # fmt: skip


def _carry(connection: Any) -> None:
    """Rows of merged areas are added to those of the area that carries them."""
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE carried AS
        SELECT indicator, {BY}, bool_and(smallest) AS smallest, bool_and(summed) AS summed,
            CASE WHEN {_WORST} = 'M' THEN NULL ELSE sum(value) END AS value,
            CASE WHEN count(*) = 1 THEN min(status) ELSE {_WORST} END AS status
        FROM raw GROUP BY indicator, {BY}""")  # noqa: S608
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE computed AS
        SELECT indicator, whole AS area, {", ".join(KEY[1:])}, sum(value) AS value, {_WORST} AS status
        FROM carried JOIN sums ON sums.key = carried.area WHERE smallest AND summed
        GROUP BY indicator, whole, {", ".join(KEY[1:])}
        HAVING count(value) = any_value(sums.members)""")  # noqa: S608


def _totals(connection: Any) -> dict[str, list[dict[str, Any]]]:
    """What the source publishes for wholes, beside our sums. Raises UnusableError where ours is larger."""
    found = connection.execute(f"""
        SELECT c.indicator, c.area, c.period, c.value, t.value FROM carried c JOIN computed t
        USING (indicator, {BY}) WHERE NOT c.smallest AND c.value IS NOT NULL ORDER BY ALL""").fetchall()  # noqa: S608
    for code, area, period, published, ours in found:
        if ours > published + 1e-6:
            raise UnusableError(
                "%(code)s, %(area)s, %(period)s: municipalities add up to %(ours)s, but the total is %(published)s.",
                code=code, area=area, period=period, ours=f"{ours:g}", published=f"{published:g}",
            )  # fmt: skip
    rows = [(r[0], {"area": r[1], "period": r[2], "published": r[3], "computed": r[4]}) for r in found]
    return {code: [each for _, each in some] for code, some in groupby(rows, key=lambda row: row[0])}


def _values(connection: Any, code: str) -> Any:
    """The values of one indicator in the order of its file; our own sums stand in the place of published totals."""
    query = f"""
        SELECT indicator, {BY}, make_date(CAST(left(period, 4) AS INT), CASE WHEN period[6] = 'Q'
            THEN 3 * CAST(period[7] AS INT) - 2 WHEN length(period) = 7
            THEN CAST(right(period, 2) AS INT) ELSE 1 END, 1) AS start, value, status, 'F' AS conf
        FROM (SELECT indicator, {BY}, value, status FROM computed UNION ALL
              SELECT indicator, {BY}, value, status FROM carried ANTI JOIN computed USING (indicator, {BY}))
        WHERE indicator = $code ORDER BY {BY}"""  # noqa: S608
    return connection.sql(query, params={"code": code}).to_arrow_table()

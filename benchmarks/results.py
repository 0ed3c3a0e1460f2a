"""The measured numbers as tables, and beside them what was promised."""

from collections.abc import Iterable, Mapping

from benchmarks.over_http import Pace
from benchmarks.pages import BARE, Cost

LIST, HOME, ONE = "list of measures, 50 rows", "front page", "one measure"
XLSX, FREEZING = "XLSX of 500 measures × 20 columns", "freezing a report of 500 measures"
Costs = Mapping[tuple[str, bool], Cost]
Target = tuple[str, float, str, float, str]


def page_lines(costs: Costs) -> Iterable[str]:
    """Milliseconds of processor time: in our process, in the database's, and how many bare pages that is."""
    yield f"{'page':32}{'for':>9}{'CPU ms':>9}{'+ DB ms':>9}{'× bare':>8}{'calls':>8}{'queries':>9}{'kB':>7}"
    for (name, signed_in), cost in costs.items():
        who, bare = "member" if signed_in else "public", costs[BARE, signed_in]
        yield (
            f"{name:32}{who:>9}{cost.own:9.2f}{cost.database:9.2f}{cost.own / bare.own:8.1f}"
            f"{cost.calls:8}{cost.queries:9}{cost.size / 1000:7.1f}"
        )


def work_lines(work: Mapping[str, float]) -> Iterable[str]:
    yield f"{'work':41}{'CPU s':>9}"
    yield from (f"{name:41}{seconds:9.2f}" for name, seconds in work.items())


def pace_lines(paces: Mapping[str, Pace]) -> Iterable[str]:
    yield f"{'page over HTTP, public':32}{'requests/s':>18}{'server CPU ms':>15}"
    yield from (f"{name:32}{pace.per_second:18.0f}{pace.cost:15.2f}" for name, pace in paces.items())


def target_lines(costs: Costs, work: Mapping[str, float], paces: Mapping[str, Pace], vendor: str) -> Iterable[str]:
    """One line for each promise: what it is now, and whether it is kept."""
    yield f"{'target':48}{'now':>8}{'target':>12}"
    for what, value, sign, limit, unit in _targets(costs, work, paces, vendor):
        kept = value <= limit if sign == "≤" else value >= limit
        yield f"{what:48}{value:8.2f}{f'{sign} {limit:g} {unit}':>14}  {'met' if kept else 'NOT MET'}"


def _targets(costs: Costs, work: Mapping[str, float], paces: Mapping[str, Pace], vendor: str) -> Iterable[Target]:
    for name, limit in ((LIST, 7), (HOME, 25), (ONE, 8)):
        for signed_in in (False, True):
            yield f"{name}, {'member' if signed_in else 'public'}", costs[name, signed_in].own, "≤", limit, "ms"
    yield f"{HOME}, queries", costs[HOME, True].queries, "≤", 12, ""
    yield XLSX, work[XLSX], "≤", 1, "s"
    yield FREEZING, work[FREEZING], "≤", 1, "s"
    if LIST in paces:
        yield f"{LIST}, over HTTP", paces[LIST].per_second, "≥", 200 if vendor == "sqlite" else 150, "/s"

"""Figures as a reader may see them: rates with their limits, and what may be said of one beside another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import isnan

from painopiste.analysis import bank, rates
from painopiste.base.actors import Actor
from painopiste.knowledge.indicators import permissions
from painopiste.knowledge.indicators.models import Indicator, IndicatorRelease, values_folder
from painopiste.knowledge.indicators.selectors.releases import newest_releases

FREE = "F"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of an area and a period. `value` is the rate where there is a denominator, else the number itself.

    `count` and `population` are what a rate is made of. All are None where `held` says that the value is held back
    from this reader, or where there is none. `low` and `high` are limits at 95 %; None where there is no chance in it.
    """

    indicator: str
    area: str
    period: str
    status: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    count: float | None = None
    population: float | None = None
    held: bool = False


@dataclass(frozen=True, slots=True)
class Holding:
    """Which releases a page's figures are read from, by the id of the indicator."""

    releases: dict[int, IndicatorRelease]

    def periods(self, indicator: Indicator) -> list[str]:
        """The periods that an indicator, and its denominator, have values of."""
        own = self.releases.get(indicator.pk)
        if own is None:
            return []
        if indicator.denominator_id is None:
            return list(own.periods)
        under = self.releases.get(indicator.denominator_id)
        return [period for period in own.periods if under and period in under.periods]


def holding(*, indicators: Sequence[Indicator], by: Actor, as_of: datetime | None = None) -> Holding:
    """The releases of indicators and of what they are told per. One query."""
    wanted = [*indicators, *(row.denominator for row in indicators if row.denominator is not None)]
    return Holding(newest_releases(indicators=wanted, by=by, as_of=as_of))


def figures(
    *,
    indicators: Sequence[Indicator],
    held: Holding,
    by: Actor,
    areas: Sequence[str] = (),
    kind: str = "",
    periods: Sequence[str] = (),
) -> dict[tuple[str, str, str], Figure]:
    """Figures by (indicator, area, period): of these areas, or all of a kind. No query; one question to the files."""
    wanted = {each.pk: each for one in indicators for each in (one, one.denominator) if each is not None}
    files = [
        bank.path_of(values_folder(), row.key, release.stored_sha256)
        for row in wanted.values()
        if (release := held.releases.get(row.pk))
    ]
    rows = bank.ask(files, values_folder(), areas=areas, kind=kind, periods=periods)
    known = {(row.indicator, row.area, row.period): row for row in rows}
    found: dict[tuple[str, str, str], Figure] = {}
    for indicator in indicators:
        mine = [row for row in rows if row.indicator == indicator.key]
        found |= _of(indicator, mine, known, small=by.may(permissions.READ_SMALL))
    return found


def _of(
    indicator: Indicator,
    rows: Sequence[bank.Row],
    known: dict[tuple[str, str, str], bank.Row],
    *,
    small: bool,
) -> dict[tuple[str, str, str], Figure]:
    """The figures of one indicator."""
    told = {(row.indicator, row.area, row.period): row for row in rows}
    found = {key: Figure(*key, row.status, held=row.conf != FREE and not small) for key, row in told.items()}
    open_ = [key for key, row in told.items() if row.value is not None and not found[key].held]
    if indicator.denominator is None or not indicator.per:
        return found | {key: Figure(*key, told[key].status, value=told[key].value) for key in open_}
    under = [known.get((indicator.denominator.key, area, period)) for _, area, period in open_]
    people = [row.value if row and row.value else float("nan") for row in under]
    limits = rates.rate([told[key].value or 0 for key in open_], people, per=indicator.per)
    for at, key in enumerate(open_):
        value, low, high = (float(part[at]) for part in limits)
        population = None if isnan(people[at]) else people[at]
        known_ = not isnan(value)
        found[key] = Figure(
            *key,
            told[key].status,
            value=value if known_ else None,
            low=low if known_ else None,
            high=high if known_ else None,
            count=told[key].value,
            population=population,
        )
    return found

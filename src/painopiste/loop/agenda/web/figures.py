"""The drawings of a round, and in which cases its top would not hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from painopiste.base.charts import Dot, dots
from painopiste.base.charts.labels import number
from painopiste.base.web.wording import language
from painopiste.base.words import words_of
from painopiste.loop.agenda import labels, selectors
from painopiste.loop.agenda.rules import Criterion

WIDTH = 360  # with its names above the dots: they can be read on a telephone
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Risk:
    """Two candidates that change places for some weights, and the criteria that would have to weigh more for it."""

    above: Any
    below: Any
    criteria: Sequence[Any]  # none: they are even


def risks_of(told: selectors.RoundPage) -> list[Risk]:
    """The pairs that keep the top from holding, those most at risk first; at most one for each that may come in."""
    rows = {row.candidate.key: row for row in told.ranked}
    found: dict[str, Risk] = {}
    for pair in told.holds.at_risk if told.holds else ():
        above, below = rows[pair.above], rows[pair.below]
        weighty = [each for each in Criterion if told.round.weights[each.value]]
        better = [labels.CRITERIA[each] for each in weighty if _gives_more(below, above, each)]
        found.setdefault(pair.below, Risk(above.candidate, below.candidate, better))
    return list(found.values())[:SHOWN]


def _gives_more(one: selectors.CandidateRow, other: selectors.CandidateRow, each: Criterion) -> bool:
    ours, theirs = one.spreads[each], other.spreads[each]
    return ours is not None and theirs is not None and ours.mean > theirs.mean


def draw_order(ranked: Sequence[selectors.CandidateRow]) -> Markup | str:
    """The candidates in order: the weighted mean of each, and from which to which the experts' own scores reach."""
    rows = [
        Dot(str(words_of(row.candidate, "title", language())), *map(float, (row.score, row.lowest, row.highest)))
        for row in ranked
        if row.score is not None and row.lowest is not None and row.highest is not None
    ]
    return _draw(rows, _("The order, and how far the experts agree"), "chart-order")


def draw_spreads(row: selectors.CandidateRow) -> Markup | str:
    """What was given on each criterion: the mean, the lowest and the highest."""
    found = [(each, row.spreads.get(each)) for each in Criterion]
    rows = [
        Dot(str(labels.CRITERIA[each]), float(spread.mean), float(spread.lowest), float(spread.highest))
        for each, spread in found
        if spread is not None
    ]
    return _draw(rows, _("Scores by criterion"), "chart-criteria")


def _draw(rows: Sequence[Dot], title: str, name: str) -> Markup | str:
    if not rows:
        return ""
    told = "; ".join(_in_words(rows))
    svg = dots(rows, title=title, description=told, language=language(), width=WIDTH, id=name)
    return Markup(svg)  # noqa: S704  drawn by us, words escaped


def _in_words(rows: Iterable[Dot]) -> Iterable[str]:
    for row in rows:
        low, mean, high = (number(value, language(), 1) for value in (row.low, row.value, row.high))
        yield _("%(name)s: mean %(mean)s, from %(low)s to %(high)s") % {
            "name": row.label, "mean": mean, "low": low, "high": high
        }  # fmt: skip

"""Which figures to hold back, at the least cost, so that no published one gives a small count back.

Benders' cuts after Fischetti and Salazar-González (2001), Management Science 47. A program chooses what to hold back,
the attacker's programs say which protected figure is still known too well, and their duals what would free it.
"""

from typing import NamedTuple

import numpy as np

from painopiste.analysis.disclosure.attacking import Attacker, Bound
from painopiste.analysis.disclosure.model import Mask, Numbers, Table


class CannotProtectError(Exception):
    """What is out already gives a small count back, whatever is held back now. `figure` is its place in the table."""

    def __init__(self, figure: int) -> None:
        self.figure = figure
        super().__init__(f"Figure {figure} can be worked out from what is published already.")


class Suppression(NamedTuple):
    """(figures,) each. `published` may be told; whether a held back figure is primary may not."""

    published: Mask
    primary: Mask
    secondary: Mask
    cost: float  # the sum of the counts held back that were wanted


class Cut(NamedTuple):
    """coefficients · held back ≥ least."""

    coefficients: Numbers
    least: float


def protect(table: Table, *, whole: bool = True, rounds: int = 500) -> Suppression:
    """The figures to publish: small ones never, and others held back at the least sum of counts that makes these safe.

    Every figure of 1–4 can afterwards be 1 or less and 5 or more for an attacker who knows all that is published and
    `table.known`; with `whole` also for one who knows that counts are whole. Raises CannotProtectError when earlier
    releases tell too much, ArithmeticError after so many `rounds` without an answer.
    """
    attacker, cuts = Attacker(table), list[Cut]()
    for figure in np.flatnonzero(table.protected):
        _check_that_it_can_be(attacker, int(figure), whole)
    for _ in range(rounds):
        held = _cheapest(table, cuts)
        found = _violated(attacker, held)
        if not found and whole:
            found = _violated_by_whole(attacker, held)
        if not found:
            return _answer(table, held)
        cuts += found
    raise ArithmeticError(f"No safe choice was found in {rounds} rounds.")


def _check_that_it_can_be(attacker: Attacker, figure: int, whole: bool) -> None:
    nothing = np.zeros(len(attacker.table.values), bool)
    for sign, need in zip((1, -1), attacker.needs(figure), strict=True):
        reach = attacker.push_whole(figure, sign, nothing) if whole else attacker.push(figure, sign, nothing).reach
        if reach < need - 1e-6:
            raise CannotProtectError(figure)


def _cheapest(table: Table, cuts: list[Cut]) -> Mask:
    """What to hold back at the least cost that no cut forbids. Of equals the one with the fewest figures."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    size = len(table.values)
    always = table.protected | ~table.wanted
    if not cuts:
        return always
    cost = np.where(table.wanted, table.values + 0.5 / size, 0)
    rules = LinearConstraint(np.array([c.coefficients for c in cuts]), np.array([c.least for c in cuts]), np.inf)
    found = milp(
        cost,
        integrality=np.ones(size),
        bounds=Bounds(always.astype(float), 1),
        constraints=[rules],
        options={"mip_rel_gap": 0},
    )
    if found.x is None:
        raise ArithmeticError(f"The choice of what to hold back could not be solved: {found.message}")
    return np.asarray(found.x > 0.5)


def _violated(attacker: Attacker, held: Mask) -> list[Cut]:
    cuts = []
    for figure in np.flatnonzero(attacker.table.protected):
        for sign, need in zip((1, -1), attacker.needs(int(figure)), strict=True):
            bound = attacker.push(int(figure), sign, ~held)
            if bound.reach < need - 1e-6:
                cuts.append(_cut(attacker, bound, need, held))
    return cuts


def _cut(attacker: Attacker, bound: Bound, need: float, held: Mask) -> Cut:
    """By duality a figure can move at most by the duals times the room of what is held back, so that must be enough."""
    least = need - bound.by_known
    room = bound.by_upper * attacker.room_up + bound.by_lower * attacker.table.values
    coefficients = np.clip(room, 0, max(least, 0))
    coefficients[coefficients < 1e-7] = 0
    if least <= 1e-6 or coefficients[held].sum() >= least - 1e-6:
        return _one_more(held)  # rounding has eaten the cut: a weaker one that always helps
    return Cut(coefficients / least, 1 - 1e-6)


def _one_more(held: Mask) -> Cut:
    """Something else must be held back too: true because holding back more never tells more."""
    return Cut((~held).astype(float), 1)


def _violated_by_whole(attacker: Attacker, held: Mask) -> list[Cut]:
    for figure in np.flatnonzero(attacker.table.protected):
        for sign, need in zip((1, -1), attacker.needs(int(figure)), strict=True):
            if attacker.push_whole(int(figure), sign, ~held) < need - 1e-6:
                return [_one_more(held)]
    return []


def _answer(table: Table, held: Mask) -> Suppression:
    secondary = held & ~table.protected & table.wanted
    cost = float(table.values[held & table.wanted].sum())
    return Suppression(~held, table.protected & table.wanted, secondary, cost)

"""The attacker: somebody who knows every published figure and that counts are not negative, and has a solver."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from painopiste.analysis.disclosure.model import Mask, Numbers, Table


class Audit(NamedTuple):
    """What an attacker learns of the protected figures, (protected,) each: which, the least and the most it can be.

    A figure of 1–4 is safe when it can be 1 or less and 5 or more.
    """

    figures: "np.ndarray[tuple[int], np.dtype[np.intp]]"
    low: Numbers
    high: Numbers
    safe: Mask


class Bound(NamedTuple):
    """One end of what a figure can be, and by how much each figure's own room and what is known hold it back.

    `reach` is how far from the true value. `by_upper` and `by_lower` are (figures,), `by_known` a number.
    """

    reach: float
    by_upper: Numbers
    by_lower: Numbers
    by_known: float


class Attacker:
    """Linear programs over the figures of one table."""

    def __init__(self, table: Table) -> None:
        from scipy.sparse import csr_array, hstack, identity

        self.table = table
        cells, sums = len(table.cells), len(table.sums)
        self.relations = hstack([csr_array(table.sums), -identity(sums)]).tocsr() if sums else None
        self.room_up = table.values.sum() + 2 * table.largest + 2  # more than any figure need be
        self.known_rows, self.known_most = self._known(cells, sums)

    def _known(self, cells: int, sums: int) -> tuple[Numbers | None, Numbers | None]:
        known = self.table.known
        if known is None:
            return None, None
        rows, most = np.vstack([known.rows, -known.rows]), np.concatenate([known.high, -known.low])
        finite = np.isfinite(most)
        return np.hstack([rows[finite], np.zeros((finite.sum(), sums))]), most[finite]

    def bounds(self, published: Mask) -> Numbers:
        """(figures, 2): a published figure is what it is, another anything from zero up."""
        values = self.table.values
        return np.column_stack([np.where(published, values, 0), np.where(published, values, values + self.room_up)])

    def push(self, figure: int, sign: int, published: Mask) -> Bound:
        """The farthest that a figure can be, up (+1) or down (−1)."""
        from scipy.optimize import linprog

        values = self.table.values
        aim = np.zeros(len(values))
        aim[figure] = -sign
        right = None if self.relations is None else np.zeros(len(self.table.sums))
        found = linprog(
            aim, self.known_rows, self.known_most, self.relations, right, self.bounds(published), method="highs"
        )
        if found.status != 0:
            raise ArithmeticError(f"The attacker's program could not be solved: {found.message}")
        held = 0.0
        if self.known_rows is not None and self.known_most is not None:
            slack = self.known_most - self.known_rows @ values
            held = float(-found.ineqlin.marginals @ np.clip(slack, 0, None))
        return Bound(
            sign * (float(found.x[figure]) - values[figure]), -found.upper.marginals, found.lower.marginals, held
        )

    def push_whole(self, figure: int, sign: int, published: Mask) -> float:
        """The same for an attacker who also knows that people are whole: how far from the true value."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        values, limits = self.table.values, self.bounds(published)
        aim = np.zeros(len(values))
        aim[figure] = -sign
        rules = []
        if self.relations is not None:
            rules.append(LinearConstraint(self.relations, 0, 0))
        if self.known_rows is not None:
            rules.append(LinearConstraint(self.known_rows, -np.inf, self.known_most))
        found = milp(
            aim, integrality=np.ones(len(values)), bounds=Bounds(limits[:, 0], limits[:, 1]), constraints=rules
        )
        if found.x is None:
            raise ArithmeticError(f"The attacker's program could not be solved: {found.message}")
        return float(sign * (round(found.x[figure]) - values[figure]))

    def needs(self, figure: int) -> tuple[float, float]:
        """How far up and down a protected figure must be able to be: to 5 and to 1."""
        value = self.table.values[figure]
        return self.table.largest + 1 - value, value - self.table.smallest


def audit(table: Table, published: ArrayLike, *, whole: bool = True) -> Audit:
    """What an attacker learns when these figures, (figures,) of true and false, are published with all that is known.

    `whole` lets the attacker know that counts are whole, which tells more in tables of three and more dimensions.
    """
    attacker, mask = Attacker(table), np.asarray(published, bool)
    figures = np.flatnonzero(table.protected)
    low, high = np.zeros(len(figures)), np.zeros(len(figures))
    for at, figure in enumerate(figures):
        up, down = (
            attacker.push_whole(int(figure), sign, mask) if whole else attacker.push(int(figure), sign, mask).reach
            for sign in (1, -1)
        )
        low[at], high[at] = table.values[figure] - down, table.values[figure] + up
    safe = (low <= table.smallest + 1e-6) & (high >= table.largest + 1 - 1e-6)
    return Audit(figures, low, high, np.asarray(safe))

"""How much those who scored agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Spread:
    """What was given for one candidate on one criterion: how many gave, the mean, the lowest and the highest."""

    n: int
    mean: Fraction
    lowest: int
    highest: int


def spread_of(scores: Iterable[int | None]) -> Spread | None:
    """The spread of the scores; None stands for who could not say and counts for nothing. None if nobody could."""
    given = [score for score in scores if score is not None]
    return Spread(len(given), Fraction(sum(given), len(given)), min(given), max(given)) if given else None

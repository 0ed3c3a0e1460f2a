"""The order of candidates by weighted means, and whether its top holds however the weights move. Exact: no sampling.

Every weight may move by itself, from (1 - move) to (1 + move) times what it is. Whether one candidate stays before
another depends on the sum of weight times difference of means; over all such weights the sum is lowest where each
weight that speaks for the first is as small as it can be, and each that speaks against it as large. That is one sum.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

Means = Mapping[str, Mapping[str, Fraction]]  # by candidate, by criterion
Weights = Mapping[str, Fraction]  # by criterion, none negative


@dataclass(frozen=True, slots=True)
class Pair:
    """A candidate of the top that another may pass, and the least lead it keeps: negative, as a part of all weight."""

    above: str
    below: str
    lead: Fraction


@dataclass(frozen=True, slots=True)
class Holds:
    """The top as the weights are, and the pairs that change places for some weights within the move, closest first."""

    top: tuple[str, ...]
    at_risk: tuple[Pair, ...]

    @property
    def holds(self) -> bool:
        return not self.at_risk


def ranks(means: Means, weights: Weights) -> list[tuple[str, Fraction]]:
    """Candidates with their weighted means, best first; equals in the order of their names.

    :raises KeyError: if a candidate has no mean on a criterion that has weight
    :raises ValueError: if the weights are no weights
    """
    whole = _whole(weights)
    scored = [
        (key, sum((weights[each] * of[each] for each in weights), Fraction()) / whole) for key, of in means.items()
    ]
    return sorted(scored, key=lambda one: (-one[1], one[0]))


def how_it_holds(means: Means, weights: Weights, *, top: int = 5, move: Fraction = Fraction(1, 2)) -> Holds:
    """Whether the best `top` stay the best, in whatever order among themselves, while every weight moves by `move`.

    Two with the same score have changed places already: the order between them says nothing.

    :raises ValueError: if the move is not from 0 to 1
    """
    if not 0 <= move <= 1:
        raise ValueError("a weight moves by a part of itself, 0 to 1")
    order = [key for key, _score in ranks(means, weights)]
    pairs = [
        Pair(above, below, _least_lead(means[above], means[below], weights, move))
        for above in order[:top]
        for below in order[top:]
    ]
    at_risk = sorted((pair for pair in pairs if pair.lead <= 0), key=lambda pair: (pair.lead, pair.above, pair.below))
    return Holds(tuple(order[:top]), tuple(at_risk))


def _least_lead(
    above: Mapping[str, Fraction], below: Mapping[str, Fraction], weights: Weights, move: Fraction
) -> Fraction:
    lead = Fraction()
    for each, weight in weights.items():
        difference = above[each] - below[each]
        lead += weight * difference * (1 - move if difference > 0 else 1 + move)
    return lead / _whole(weights)


def _whole(weights: Weights) -> Fraction:
    whole = sum(weights.values(), Fraction())
    if whole <= 0 or min(weights.values()) < 0:
        raise ValueError("weights are not negative, and not all of them are nothing")
    return whole

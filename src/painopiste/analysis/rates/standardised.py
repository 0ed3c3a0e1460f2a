"""Rates of areas of unlike ages made comparable."""

import numpy as np
from numpy.typing import ArrayLike

from painopiste.analysis.rates.intervals import Interval, Numbers, checked_counts, count_limits

FEWEST = 10  # events: no standardised figure is told of fewer

# Eurostat, Revision of the European Standard Population, 2013: 0–4, 5–9, … 85–89, 90 and over; adds up to 100,000.
EUROPEAN_2013 = (
    5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000,
)  # fmt: skip


def directly_standardised(
    events: ArrayLike,
    population: ArrayLike,
    standard: ArrayLike = EUROPEAN_2013,
    *,
    per: float = 100_000,
    confidence: float = 0.95,
) -> Interval:
    """Rates weighted to a standard population, with Dobson's limits (Dobson et al. 1991) over those of the count.

    `events` and `population` are (…, ages), `standard` is (ages,); the answer is (…). NaN where there are fewer than
    10 events. ValueError when the shapes do not fit or an age with a weight has no population.
    """
    counts, people, weights = checked_counts(events), np.asarray(population, float), np.asarray(standard, float)
    if counts.shape != people.shape or counts.shape[-1:] != weights.shape:
        raise ValueError(f"Shapes differ: events {counts.shape}, population {people.shape}, standard {weights.shape}.")
    if np.any((people <= 0) & (weights > 0)):
        raise ValueError("An age group has no population: join it with a neighbouring one.")
    share = weights / weights.sum()
    value = (share * counts / people).sum(axis=-1)
    variance = (share**2 * counts / people**2).sum(axis=-1)
    total = _enough(counts.sum(axis=-1))
    limits = count_limits(total, confidence)
    spread = np.sqrt(variance / total)
    return Interval(
        *(per * (value + spread * (limit - total)) for limit in (total, limits.low, limits.high)),
    )


def indirectly_standardised(
    events: ArrayLike,
    population: ArrayLike,
    reference_events: ArrayLike,
    reference_population: ArrayLike,
    *,
    scale: float = 1.0,
    confidence: float = 0.95,
) -> Interval:
    """Observed events over those expected by the reference's rates; 1 (times `scale`) is like the reference.

    `events` is (…), `population` (…, ages), both references (ages,). Limits: exact below 10 events, else Byar's.
    NaN where nothing is expected. ValueError when the shapes do not fit.
    """
    people, counts = np.asarray(population, float), checked_counts(events)
    rates = checked_counts(reference_events) / np.asarray(reference_population, float)
    if people.shape != (*counts.shape, *rates.shape):
        raise ValueError(f"Shapes differ: events {counts.shape}, population {people.shape}, reference {rates.shape}.")
    expected = (people * rates).sum(axis=-1)
    limits = count_limits(counts, confidence)
    by = scale / np.where(expected > 0, expected, np.nan)
    return Interval(limits.value * by, limits.low * by, limits.high * by)


def _enough(total: Numbers) -> Numbers:
    return np.where(total >= FEWEST, total, np.nan)

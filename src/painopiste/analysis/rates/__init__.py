"""Honest figures: rates, proportions and standardised rates with limits, comparisons in words, funnel plots."""

from painopiste.analysis.rates.comparing import Funnel, Verdict, compare, compare_rates, difference, funnel
from painopiste.analysis.rates.intervals import Interval, byar, count_limits, exact_poisson, proportion, rate
from painopiste.analysis.rates.standardised import EUROPEAN_2013, directly_standardised, indirectly_standardised

__all__ = [
    "EUROPEAN_2013",
    "Funnel",
    "Interval",
    "Verdict",
    "byar",
    "compare",
    "compare_rates",
    "count_limits",
    "difference",
    "directly_standardised",
    "exact_poisson",
    "funnel",
    "indirectly_standardised",
    "proportion",
    "rate",
]

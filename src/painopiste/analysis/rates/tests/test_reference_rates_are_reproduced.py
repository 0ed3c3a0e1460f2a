"""Against the test data of the British public health agencies, when it is beside the checkout."""

from itertools import groupby

import numpy as np

from painopiste.analysis.rates import directly_standardised, proportion, rate
from painopiste.analysis.tests.reference import Case


def in_words(name, at, figures):
    """The names that the case gives to a value and its limits."""
    normal, wide = (figures(confidence) for confidence in (0.95, 0.998))
    return {
        f"{name}.value": float(normal.value[at]),
        f"{name}.lo95": float(normal.low[at]),
        f"{name}.hi95": float(normal.high[at]),
        f"{name}.lo998": float(wide.low[at]),
        f"{name}.hi998": float(wide.high[at]),
    }


def test_rates_proportions_and_standardised_rates_are_those_of_the_agency():
    case = Case("rates_ci_dsr")
    ours = {}
    rows = case.rows("rates.csv")
    events, of = (np.array([float(row[column]) for row in rows]) for column in ("Numerator", "Denominator"))
    for at, row in enumerate(rows):
        ours |= in_words(f"rate.{row['Area']}", at, lambda confidence: rate(events, of, confidence=confidence))
        ours |= in_words(f"prop.{row['Area']}", at, lambda confidence: proportion(events, of, confidence=confidence))
    # The agency reads an empty count as no events.
    for area, ages in groupby(case.rows("multiarea.csv"), key=lambda row: row["area"]):
        both = np.array([(float(age["count"] or 0), float(age["pop"])) for age in ages]).T
        figures = in_words(f"dsr.{area}", (), lambda c, both=both: directly_standardised(*both, confidence=c))
        ours |= {name: figure for name, figure in figures.items() if name in case.expected}
    case.assert_reproduced(ours)

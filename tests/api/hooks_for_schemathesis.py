"""Tells schemathesis what a date in EDTF looks like, and lets it look for words that are hidden from the reader."""

import os
from typing import Any

import schemathesis
from hypothesis import strategies as st

DAYS = st.dates().map(lambda day: day.isoformat())
MONTHS = st.builds("{:04}-{:02}".format, st.integers(1900, 2100), st.integers(1, 12))
SEASONS = st.builds("{:04}-{:02}".format, st.integers(1900, 2100), st.integers(21, 24))
YEARS = st.integers(1900, 2100).map(str)
EXACT = st.one_of(DAYS, MONTHS, SEASONS, YEARS)

schemathesis.openapi.format("edtf", st.one_of(EXACT, YEARS.map(lambda year: f"{year}~"), DAYS.map("[..{}]".format)))

CANARIES = os.environ.get("CANARIES", "").split()


@schemathesis.check
def no_canary(ctx: Any, response: Any, case: Any) -> None:
    """No answer holds a word of what is hidden from the reader, in its body or its headers."""
    told = response.text + str(response.headers)
    found = [word for word in CANARIES if word in told]
    assert not found, f"the answer holds {found}, which is hidden from this reader"

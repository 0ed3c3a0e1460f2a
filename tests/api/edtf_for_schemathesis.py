"""Tells schemathesis what a date in EDTF looks like, so that it can send right ones and wrong ones."""

import schemathesis
from hypothesis import strategies as st

DAYS = st.dates().map(lambda day: day.isoformat())
MONTHS = st.builds("{:04}-{:02}".format, st.integers(1900, 2100), st.integers(1, 12))
SEASONS = st.builds("{:04}-{:02}".format, st.integers(1900, 2100), st.integers(21, 24))
YEARS = st.integers(1900, 2100).map(str)
EXACT = st.one_of(DAYS, MONTHS, SEASONS, YEARS)

schemathesis.openapi.format("edtf", st.one_of(EXACT, YEARS.map(lambda year: f"{year}~"), DAYS.map("[..{}]".format)))

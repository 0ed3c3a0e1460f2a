"""Periods as offices write them, as one way of writing: 2022, 2022-Q3, 2022-07."""

import re

YEAR = re.compile(r"(\d{4})(?:\.0)?")
QUARTER = re.compile(r"(\d{4})[-/ ]?[QKNqkn]([1-4])|([1-4])[./](?:neljännes|kvartal)[ ]?(\d{4})")
MONTH = re.compile(r"(\d{4})[-/ ]?[Mm]?(0[1-9]|1[0-2])|(0?[1-9]|1[0-2])/(\d{4})")
DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-01(?:[T ]00:00(?::00)?)?")


def period(text: str) -> str | None:
    """One period, or None when it names no year, quarter or month.

    A first day of a month, as spreadsheets keep months, is that month.
    """
    text = text.strip().rstrip("*").strip()
    if found := YEAR.fullmatch(text):
        return found[1]
    if found := QUARTER.fullmatch(text):
        return f"{found[1] or found[4]}-Q{found[2] or found[3]}"
    if found := MONTH.fullmatch(text):
        return f"{found[1] or found[4]}-{int(found[2] or found[3]):02}"
    if found := DAY.fullmatch(text):
        return f"{found[1]}-{found[2]}"
    return None

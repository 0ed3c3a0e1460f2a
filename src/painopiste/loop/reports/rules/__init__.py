"""What was true on a given day, what that adds up to, and what changed between two days. Pure: no Django, no clock."""

from painopiste.loop.reports.rules.as_of import (
    DayAhead,
    DayBeforeModel,
    Former,
    Standing,
    Step,
    check_day,
    dated,
    in_order,
    name_on,
    standing,
    text_of,
    until_on,
)
from painopiste.loop.reports.rules.comparison import differences
from painopiste.loop.reports.rules.summary import summarise

__all__ = [
    "DayAhead",
    "DayBeforeModel",
    "Former",
    "Standing",
    "Step",
    "check_day",
    "dated",
    "differences",
    "in_order",
    "name_on",
    "standing",
    "summarise",
    "text_of",
    "until_on",
]

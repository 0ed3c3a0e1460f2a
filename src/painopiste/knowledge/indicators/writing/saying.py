"""What may be said of one figure beside another, and when figures are asked for."""

from collections.abc import Sequence
from datetime import datetime, time

from django.utils import timezone

from painopiste.analysis import rates
from painopiste.analysis.rates import Verdict
from painopiste.base.errors import Invalid
from painopiste.base.words import marked
from painopiste.knowledge.indicators.rules import comparable
from painopiste.knowledge.indicators.selectors import Figure


class WrongMoment(Invalid):
    """What was given is no moment."""

    code = "wrong_moment"
    message = marked("Give the moment with its time zone, as 2026-11-24T12:00:00+02:00, or a day, as 2026-11-24.")


def moment(text: str) -> datetime | None:
    """A moment in ISO 8601, or the end of a day; None for nothing.

    :raises WrongMoment: for anything else
    """
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise WrongMoment from error
    if len(text) <= len("2026-11-24"):
        found = datetime.combine(found.date(), time.max)
    return found if found.tzinfo else timezone.make_aware(found)


def verdict(one: Figure | None, other: Figure | None, *, within: bool) -> Verdict:
    """What may be said of a figure beside another. `within`: the other's area holds the first, which is taken out."""
    numbers = [n for each in (one, other) if each for n in (each.count, each.population)]
    if len(numbers) != 4 or any(number is None for number in numbers):
        return Verdict.UNKNOWN
    events, people, other_events, other_people = (float(number or 0) for number in numbers)
    if within:
        other_events, other_people = other_events - events, other_people - people
    if other_events < 0:
        return Verdict.UNKNOWN
    return rates.compare_rates(events, people, other_events, other_people)


def change(new: Figure | None, old: Figure | None, breaks: Sequence[str]) -> Verdict:
    """Whether a figure has risen or fallen since an earlier period; unknown over a break in the series."""
    if new is None or old is None or not comparable(new.period, old.period, breaks):
        return Verdict.UNKNOWN
    return verdict(new, old, within=False)

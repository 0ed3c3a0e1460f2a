"""The model's history in one line: events, decisions, and the dated steps of focus areas and measures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from painopiste.base.actors import Actor
from painopiste.base.bodies.selectors import list_decisions
from painopiste.base.guarding import behind
from painopiste.base.programmes.selectors import list_events
from painopiste.base.records import texts
from painopiste.base.words import Words, words_of
from painopiste.loop.focus_areas import permissions as focus_area_permissions
from painopiste.loop.focus_areas.labels import STATES as FOCUS_AREA_STATES
from painopiste.loop.focus_areas.models import FocusAreaChange
from painopiste.loop.plans import permissions as plan_permissions
from painopiste.loop.plans.labels import STATES as MEASURE_STATES
from painopiste.loop.plans.models import MeasureChange

THEMES = ("model", "decision", "focus_area", "measure", "surroundings")


@dataclass(frozen=True, slots=True)
class Moment:
    """Something on the timeline. `when` is EDTF; `about` is the key of the focus area that it concerns, or empty.

    `place` is (kind, key) of the page that tells more; `state` is set for a step.
    """

    when: str
    earliest: date | None
    latest: date | None
    theme: str
    title: Words
    text: Words
    about: str = ""
    place: tuple[str, str] = ("", "")
    state: str = ""
    source: str = ""

    @property
    def first_year(self) -> int | None:
        day = self.earliest or self.latest
        return day.year if day else None

    @property
    def last_year(self) -> int | None:
        day = self.latest or self.earliest
        return day.year if day else None


@dataclass(frozen=True, slots=True)
class Filters:
    """What the timeline is narrowed to."""

    theme: str = ""
    focus_area: str = ""
    year: int | None = None
    most: int | None = None  # how many of the newest steps of measures; None: all


def list_moments(*, by: Actor, language: str, filters: Filters = Filters()) -> list[Moment]:
    """Everything dated that the actor may see, in the order of time. Six queries at most, fewer for one theme."""
    found = _read(by, language, filters)
    return sorted((moment for moment in found if _fits(moment, filters)), key=_order)


def list_moments_and_years(*, by: Actor, language: str, filters: Filters) -> tuple[list[Moment], list[int]]:
    """The moments, and the years that can be chosen, newest first. One query more."""
    found = _read(by, language, filters)
    years = {moment.last_year for moment in found}
    if filters.theme in ("", "measure"):
        years |= set(_visible_steps(by).order_by().values_list("latest__year", flat=True).distinct())
    fitting = sorted((moment for moment in found if _fits(moment, filters)), key=_order)
    return fitting, sorted((year for year in years if year), reverse=True)


def _read(by: Actor, language: str, filters: Filters) -> list[Moment]:
    found = list(_events(by, language, _focus_areas_of_measures(by)))
    if filters.theme in ("", "decision"):
        found += _decisions(by, language)
    if filters.theme in ("", "focus_area"):
        found += _focus_area_steps(by, language)
    if filters.theme in ("", "measure"):
        found += _measure_steps(by, language, filters)
    return found


def _fits(moment: Moment, filters: Filters) -> bool:
    if filters.theme and moment.theme != filters.theme:
        return False
    if filters.focus_area and moment.about != filters.focus_area:
        return False
    if filters.year is None:
        return True
    first, last = moment.first_year, moment.last_year
    return first is not None and last is not None and first <= filters.year <= last


def _order(moment: Moment) -> tuple[date, date, str, str]:
    """By the last possible day: what is only known to have happened by a day stands at that day."""
    days = (moment.latest or moment.earliest or date.max, moment.earliest or date.min)
    return (*days, moment.theme, moment.state)


def _focus_areas_of_measures(by: Actor) -> dict[str, str]:
    """For each visible measure's key the key of its focus area: an event about the one concerns the other too."""
    found = plan_permissions.visible_measures(by).exclude(focus_area=None)
    return dict(found.values_list("key", "focus_area__key"))


def _events(by: Actor, language: str, measures: dict[str, str]) -> Iterable[Moment]:
    """The events; what one is about is told as far as it exists for the actor. Two queries."""
    areas = set(focus_area_permissions.visible(by).values_list("key", flat=True))
    for row in list_events(by=by):
        key = row["about"] if row["about"] in areas or row["about"] in measures else ""
        about = measures.get(key, key)
        place = ("measure" if key in measures else "focus_area", key) if key else ("", "")
        yield Moment(
            row["happened_on"], row["earliest"], row["latest"], row["theme"],
            words_of(row, "name", language), words_of(row, "description", language),
            about=about, place=place, source=row["source"],
        )  # fmt: skip


def _decisions(by: Actor, language: str) -> Iterable[Moment]:
    for row in list_decisions(by=by):
        yield Moment(
            row["decided_on"], row["earliest"], row["latest"], "decision",
            words_of(row, "title", language), words_of(row, "body_name", language),
            place=("body", row["body_key"]), source=row["source"],
        )  # fmt: skip


def _focus_area_steps(by: Actor, language: str) -> Iterable[Moment]:
    found = FocusAreaChange.objects.filter(focus_area__in=focus_area_permissions.visible(by).values("pk"))
    steps = behind(found, by, "focus_area__")
    of_area = {f"area_{name}": F(f"focus_area__{name}") for name in ("key", *texts("name"))}
    columns = ("state", "happened_on", "earliest", "latest", "source", *texts("reason"))
    for row in steps.exclude(happened_on="").order_by("pk").values(*columns, **of_area):
        yield Moment(
            row["happened_on"], row["earliest"], row["latest"], "focus_area",
            words_of(row, "area_name", language), words_of(row, "reason", language),
            about=row["area_key"], place=("focus_area", row["area_key"]), state=row["state"], source=row["source"],
        )  # fmt: skip


def _visible_steps(by: Actor) -> Any:
    """Steps of visible measures that have a beginning and an end.

    A state that is only known to have been so by the day of the source would bury what has a date.
    """
    steps = MeasureChange.objects.filter(measure__in=plan_permissions.visible_measures(by).values("pk"))
    return behind(steps.filter(earliest__isnull=False), by, "measure__")


def _measure_steps(by: Actor, language: str, filters: Filters) -> Iterable[Moment]:
    steps = _visible_steps(by)
    if filters.year:
        steps = steps.filter(earliest__year__lte=filters.year, latest__year__gte=filters.year)
    if filters.focus_area:
        steps = steps.filter(measure__focus_area__key=filters.focus_area)
    of_measure = {f"measure_{name}": F(f"measure__{name}") for name in ("key", *texts("title"))}
    columns = ("state", "happened_on", "earliest", "latest", "source", *texts("reason"))
    dated = steps.order_by(F("latest").desc(nulls_first=True), "-pk")
    for row in dated[: filters.most].values(*columns, area=F("measure__focus_area__key"), **of_measure):
        yield Moment(
            row["happened_on"], row["earliest"], row["latest"], "measure",
            words_of(row, "measure_title", language), words_of(row, "reason", language),
            about=row["area"] or "", place=("measure", row["measure_key"]), state=row["state"], source=row["source"],
        )  # fmt: skip


def state_label(moment: Moment) -> str:
    """The word for the state that a step led to; empty for anything else."""
    return state_label_of(moment.theme, moment.state)


def state_label_of(theme: str, state: str) -> str:
    labels: dict[Any, Any] = MEASURE_STATES if theme == "measure" else FOCUS_AREA_STATES
    return str(labels.get(state, "")) if state else ""

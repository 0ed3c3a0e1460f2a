"""The kept reports, and how two of them differ."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.loop.reports import permissions
from painopiste.loop.reports.models import Report
from painopiste.loop.reports.rules import differences


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list of reports is narrowed to."""

    language: str = ""
    marking: str = ""
    as_of: date | None = None


LIST_COLUMNS = ("key", "title", "language", "as_of", "marking_id", "made_at", "made_by_label")


def list_reports(*, by: Actor, filters: Filters = Filters()) -> list[dict[str, Any]]:
    """The kept reports, the newest day first, without their contents. One query."""
    given = {"language": filters.language, "marking_id": filters.marking, "as_of": filters.as_of}
    found = permissions.visible(by).filter(**{name: value for name, value in given.items() if value})
    return list(found.order_by("-as_of", "-made_at", "-pk").values(*LIST_COLUMNS))


def get_report(*, key: str, by: Actor) -> Report:
    """One kept report with its contents.

    :raises Missing: if there is none with this key, or the actor may not see it
    """
    found = permissions.visible(by).filter(key=key).first()
    if found is None:
        raise Missing
    return found


def compare(*, first: str, second: str, by: Actor) -> dict[str, Any]:
    """What changed from the first report to the second, as rows by kind.

    :raises Missing: if the actor may not see one of them
    """
    reports = [get_report(key=key, by=by) for key in (first, second)]
    return {"reports": reports, "changes": differences(reports[0].content, reports[1].content)}

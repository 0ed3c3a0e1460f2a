"""What the newest progress round up to a day told, in words."""

from datetime import date
from typing import Any

from painopiste.base.actors import Actor
from painopiste.base.records import texts
from painopiste.loop.progress.models import FocusAreaAnswer, MeasureAnswer, Round
from painopiste.loop.reports.rules import text_of

Row = dict[str, Any]
NARRATIVES = {"done": "done", "obstacles_text": "obstacles", "outlook": "outlook", "needs": "needs"}
ROUND = ("id", "key", "opens_on", "closes_on", "status_on", "closed")


def newest_round(*, as_of: date, by: Actor) -> tuple[Row | None, dict[int, Row], dict[int, Row]]:
    """The newest visible round that describes the day or an earlier one, and its answers by row id. Three queries.

    Only answers that were given count, never drafts; what was told of single measures is open to outsiders
    once the round is closed.
    """
    rounds = Round.objects.visible_to(by).filter(status_on__lte=as_of).order_by("-status_on", "-pk")
    found = rounds.values(*ROUND, *texts("title")).first()
    if found is None:
        return None, {}, {}
    round_ = {name: found[name].isoformat() for name in ("opens_on", "closes_on", "status_on")}
    round_ |= {"key": found["key"], "title": text_of(found, "title"), "closed": found["closed"]}
    notes = _notes(found["id"]) if by.member or found["closed"] else {}
    return round_, _answers(found["id"], by), notes


def _answers(round_id: int, by: Actor) -> dict[int, Row]:
    given = FocusAreaAnswer.objects.visible_to(by).filter(round=round_id, submitted_at__isnull=False)
    columns = ("focus_area_id", "key", "activity", "state", "obstacles", "forecast", "source")
    rows = given.values(*columns, *texts(*NARRATIVES.values()))
    return {row["focus_area_id"]: _answer(row) for row in rows}


def _answer(row: Row) -> Row:
    shown = {name: row[name] for name in ("key", "activity", "state", "obstacles", "forecast", "source")}
    return shown | {name: text_of(row, column) for name, column in NARRATIVES.items()}


def _notes(round_id: int) -> dict[int, Row]:
    given = MeasureAnswer.objects.filter(round=round_id, submitted_at__isnull=False)
    rows = given.values("measure_id", "state", "blocked_by", "source", *texts("note"))
    columns = ("state", "blocked_by", "source")
    return {row["measure_id"]: {name: row[name] for name in columns} | {"note": text_of(row, "note")} for row in rows}

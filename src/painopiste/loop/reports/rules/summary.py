"""The numbers of a report, counted from its rows. Pure: no Django, no clock, no database."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from painopiste.loop.plans.rules import ENDED

Row = Mapping[str, Any]


def summarise(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Count the rows of the facts: every number of the report is counted here, none is typed in."""
    areas, measures, organisations = facts["focus_areas"], facts["measures"], facts["organisations"]
    answers = [area["answer"] for area in areas if area["answer"]]
    return {
        "focus_areas": _states(areas),
        "measures": _states(measures)
        | {
            "late": sum(1 for row in measures if row["late"]),
            "ended": sum(1 for row in measures if row["state"] in ENDED),
            "by_kind": _counted(row["kind"] for row in measures),
            "blocked_by": _counted(row["blocked_by"] for row in measures if row["blocked_by"]),
        },
        "organisations": {
            "total": len(organisations),
            "leading": sum(1 for row in organisations if _has(row, "lead")),
            "taking_part": sum(1 for row in organisations if _has(row, "participant")),
        },
        "answers": {
            "given": len(answers),
            "activity": _counted(answer["activity"] for answer in answers if answer["activity"]),
            "forecast": _counted(answer["forecast"] for answer in answers if answer["forecast"]),
            "obstacles": _counted(code for answer in answers for code in answer["obstacles"]),
        },
        "funding": _funding(measures),
        "decisions": len(facts["decisions"]),
        "bodies": len(facts["bodies"]),
        "strengths": len(facts["strengths"]),
        "needs": len(facts["needs"]),
        "unknown": len(facts["unknown"]),
    }


def _states(rows: Sequence[Row]) -> dict[str, Any]:
    return {
        "total": len(rows),
        "by_state": _counted(row["state"] for row in rows),
        "uncertain": sum(1 for row in rows if not row["state_certain"]),
    }


def _counted(values: Iterable[str]) -> dict[str, int]:
    """How many of each, the most frequent first."""
    return dict(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))


def _has(organisation: Row, role: str) -> bool:
    return any(held["role"] == role for held in organisation["roles"].values())


def _funding(measures: Sequence[Row]) -> dict[str, Any]:
    lines = [line for measure in measures for line in measure["funding"]]
    granted = [line for line in lines if line["state"] == "granted" and line["certain"]]
    amounts = [Decimal(line["amount"]) for line in granted if line["amount"]]
    return {
        "lines": len(lines),
        "with_amount": sum(1 for line in lines if line["amount"]),
        "granted_amount": str(sum(amounts, Decimal(0))) if amounts else None,
    }

"""The page of a round: the order and how far it holds, what it cost and led to. And the page of one candidate."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from painopiste.base.audit.selectors import list_history
from painopiste.base.markings.watching import note_personal
from painopiste.base.web.history import history_entries
from painopiste.base.web.wording import language
from painopiste.base.words import words_of
from painopiste.loop.agenda import labels, permissions, selectors
from painopiste.loop.agenda.rules import Criterion, Phase, phase_of
from painopiste.loop.agenda.web.figures import Risk, draw_order, draw_spreads, risks_of
from painopiste.loop.agenda.web.scans import scan_crumbs

# Who scored when would lead to whose words are whose.
BY_NAME = ("agenda.candidate_scored", "agenda.scan_hours_changed")


@require_safe
def page(request: HttpRequest, scan: str) -> HttpResponse:
    """Everything about one round on one page."""
    by, today = request.actor, timezone.localdate()
    found = selectors.get_round(key=scan, by=by)
    manages = by.may(permissions.MANAGE)
    told = selectors.get_round_page(round_=found, by=by)
    asked = selectors.list_asked(round_=found, by=by) if manages else []
    if asked:
        note_personal(by, "scan_round", scan)
    title = words_of(found, "title", language())
    context = {
        "round": found,
        "title": title,
        "told": told,
        "phase": phase_of(found, on=today),
        "rows": [_shown(row, place) for place, row in _places(told.rows)],
        "weights": [(labels.CRITERIA[each], labels.ASKED[each], found.weights[each.value]) for each in Criterion],
        "weighted_apart": len(set(found.weights.values())) > 1,
        "chart": draw_order(told.ranked),
        "top": selectors.TOP,
        "risks": _risks(told),
        "asked": asked,
        "left": sum(row.own is None for row in told.rows) if told.seat else 0,
        "may_score": told.seat is not None and by.may(permissions.SCORE) and found.closed_at is None,
        "manages": manages,
        "labels": labels,
        "changes": _history(scan, by),
        "crumbs": scan_crumbs(found),
    }
    return render(request, "agenda/scan.html", context)


def _places(rows: Iterable[selectors.CandidateRow]) -> Iterable[tuple[int | None, selectors.CandidateRow]]:
    """Each row with its place in the order: those with the same score share one."""
    place, before = 0, None
    for number, row in enumerate(rows, start=1):
        if row.score is None:
            yield None, row
            continue
        if row.score != before:
            place, before = number, row.score
        yield place, row


def _shown(row: selectors.CandidateRow, place: int | None) -> dict[str, Any]:
    figures = {name: _figure(getattr(row, name)) for name in ("score", "lowest", "highest")}
    return {"row": row, "candidate": row.candidate, "place": place, **figures}


def _figure(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _risks(told: selectors.RoundPage) -> list[Risk]:
    return risks_of(told) if told.holds else []


def _history(key: str, by: Any) -> list[dict[str, Any]]:
    lines = [line for line in list_history(kind="scan_round", key=key, by=by) if line.event not in BY_NAME]
    for line in lines:
        for side in (line.content or {}).values():
            for name in ("observations", "weights"):  # keys of other rows, and codes: the page tells them in words
                side.pop(name, None)
    return history_entries(lines, labels={"kind": labels.ROUND_KINDS, "outcome": labels.OUTCOMES})


@require_safe
def candidate_page(request: HttpRequest, scan: str, candidate: str) -> HttpResponse:
    """What a candidate is, what was given on each criterion as far as it may be seen, and what became of it."""
    by, today = request.actor, timezone.localdate()
    round_ = selectors.get_round(key=scan, by=by)
    found = selectors.get_candidate(round_=round_, key=candidate, by=by)
    told = selectors.get_round_page(round_=round_, by=by)
    place, row = next((place, row) for place, row in _places(told.rows) if row.candidate.pk == found.pk)
    phase = phase_of(round_, on=today)
    title = words_of(found, "title", language())
    context = {
        **_shown(row, place),
        "round": round_,
        "title": title,
        "told": told,
        "phase": phase,
        "criteria": [(labels.CRITERIA[each], _spread(row.spreads.get(each))) for each in Criterion],
        "chart": draw_spreads(row),
        "observations": selectors.list_gathered(round_=round_, by=by).get(found.pk, []),
        "proposals": selectors.list_proposals_from(candidate=found, by=by),
        "may_propose": by.may(permissions.PROPOSE) and by.account_id is not None,
        "may_score": told.seat is not None and by.may(permissions.SCORE) and phase in (Phase.OPEN, Phase.OVERDUE),
        "manages": by.may(permissions.MANAGE),
        "labels": labels,
        "crumbs": scan_crumbs(round_, (title, "")),
    }
    return render(request, "agenda/candidate.html", context)


def _spread(spread: Any) -> dict[str, Any] | None:
    return spread and {name: float(getattr(spread, name)) for name in ("n", "mean", "lowest", "highest")}

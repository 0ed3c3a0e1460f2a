"""Scoring: an expert's own scores of a candidate, and the hours that it took."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from painopiste.base.errors import NotAllowed
from painopiste.base.web.pages import form_page, takes_form
from painopiste.base.web.wording import language
from painopiste.base.words import words_of
from painopiste.loop.agenda import permissions, selectors, services
from painopiste.loop.agenda.rules import Criterion
from painopiste.loop.agenda.web.candidates import candidate_url
from painopiste.loop.agenda.web.scan_forms import CANT_SAY, HoursForm, ScoreForm
from painopiste.loop.agenda.web.scans import scan_crumbs, scan_url


def _require_seat(seat: Any, by: Any) -> None:
    by.require(permissions.SCORE)
    if seat is None:
        raise NotAllowed


@takes_form
def score(request: HttpRequest, scan: str, candidate: str) -> HttpResponse:
    """Score a candidate by oneself, then go on to the next one that is left."""
    by = request.actor
    round_ = selectors.get_round(key=scan, by=by)
    found = selectors.get_candidate(round_=round_, key=candidate, by=by)
    page = selectors.get_round_page(round_=round_, by=by)
    _require_seat(page.seat, by)
    own = next(row.own for row in page.rows if row.candidate.pk == found.pk)
    by_rank = sorted(page.rows, key=lambda row: (row.candidate.rank, row.candidate.pk))
    left = [row.candidate for row in by_rank if row.own is None and row.candidate.pk != found.pk]
    form = ScoreForm(request.POST or None, initial=_saved(own))

    def done(_made: Any) -> str:
        return reverse("agenda:score", args=[scan, left[0].key]) if left else scan_url(round_)

    title = words_of(found, "title", language())
    return form_page(
        request,
        form=form,
        title=title,
        save=lambda given: services.score(candidate=found, scores=form.scores(), words=given["words"], by=by),
        done=done,
        saved=_("Your scores were saved. Here is the next candidate.") if left else _("Your scores were saved."),
        submit=_("Save the scores"),
        crumbs=scan_crumbs(round_, (title, candidate_url(found)), (_("Score"), "")),
        template="agenda/score.html",
        round=round_,
        candidate=found,
        observations=selectors.list_gathered(round_=round_, by=by).get(found.pk, []),
        done_count=len(page.rows) - len(left) - (own is None),
        all_count=len(page.rows),
        again=own is not None,
    )


def _saved(own: Any) -> dict[str, Any]:
    if own is None:
        return {}
    given = {each.value: getattr(own, each.value) for each in Criterion}
    return {name: CANT_SAY if value is None else str(value) for name, value in given.items()} | {"words": own.words}


@takes_form
def hours(request: HttpRequest, scan: str) -> HttpResponse:
    """Tell how many hours one has given to a round."""
    by = request.actor
    found = selectors.get_round(key=scan, by=by)
    seat = selectors.get_round_page(round_=found, by=by).seat
    _require_seat(seat, by)
    return form_page(
        request,
        form=HoursForm(request.POST or None, initial={"hours": seat.hours if seat else None}),
        title=_("Your hours"),
        intro=words_of(found, "title", language()),
        save=lambda given: services.give_hours(round_=found, hours=given["hours"], by=by),
        done=scan_url(found),
        crumbs=scan_crumbs(found, (_("Your hours"), "")),
    )

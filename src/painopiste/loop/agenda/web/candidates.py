"""The candidates of a round: gathered from observations, put right, taken out, and told what became of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from painopiste.base.errors import Conflict
from painopiste.base.web.pages import form_page, takes_form
from painopiste.base.web.wording import language
from painopiste.base.words import words_of
from painopiste.loop.agenda import permissions, selectors, services
from painopiste.loop.agenda.rules import Outcome
from painopiste.loop.agenda.web.scan_forms import CandidateForm, SettleForm
from painopiste.loop.agenda.web.scans import scan_crumbs, scan_url

TEXTS = ("title", "description")


def candidate_url(candidate: Any) -> str:
    """The page of a candidate."""
    return reverse("agenda:candidate", args=[candidate.round.key, candidate.key])


def _offered(by: Any, chosen: tuple[Any, ...] = ()) -> dict[str, Any]:
    """The open observations that the actor sees, and those that are chosen already, by key."""
    rows: dict[str, Any] = {row.key: row for row in selectors.list_gatherable(by=by)}
    return {row.key: row for row in chosen} | rows


def _options(rows: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(key, words_of(row, "title", language())) for key, row in rows.items()]


def _values(given: dict[str, Any]) -> dict[str, str]:
    return {f"{name}_{language()}": given[name] for name in TEXTS}


@takes_form
def add(request: HttpRequest, scan: str) -> HttpResponse:
    """Add a candidate, gathered from observations; `?havainto=` has one of them chosen already."""
    by = request.actor
    found = selectors.get_round(key=scan, by=by)
    by.require(permissions.MANAGE)
    offered = _offered(by)
    first = offered.get(request.GET.get("havainto", "")[:60])
    initial: dict[str, Any] = {"observations": [first.key] if first else []}
    if first:
        initial["title"] = str(words_of(first, "title", language()))

    def save(given: dict[str, Any]) -> Any:
        chosen = [offered[each] for each in given.get("observations", ())]
        return services.add_candidate(round_=found, values=_values(given), observations=chosen, by=by)

    return form_page(
        request,
        form=CandidateForm(request.POST or None, initial=initial, observations=_options(offered)),
        title=_("New candidate"),
        intro=_("A phenomenon that the experts score. Observations that tell of the same belong to one candidate."),
        save=save,
        done=scan_url(found),
        crumbs=scan_crumbs(found, (_("New candidate"), "")),
    )


@takes_form
def change(request: HttpRequest, scan: str, candidate: str) -> HttpResponse:
    """Change a candidate of a round that is open, in the language of the page."""
    by = request.actor
    round_ = selectors.get_round(key=scan, by=by)
    found = selectors.get_candidate(round_=round_, key=candidate, by=by)
    by.require(permissions.MANAGE)
    offered = _offered(by, tuple(_gathered(found, by)))

    def saved(row: Any) -> dict[str, Any]:
        told = {name: getattr(row, f"{name}_{language()}") for name in TEXTS} | {"version": row.version}
        return told | {"observations": [each.key for each in _gathered(row, by)]}

    def save(given: dict[str, Any]) -> Any:
        chosen = [offered[each] for each in given.get("observations", ())]
        asked = {"values": _values(given), "observations": chosen, "version": given["version"] or 0}
        return services.change_candidate(candidate=found, by=by, **asked)

    return form_page(
        request,
        form=CandidateForm(request.POST or None, initial=saved(found), observations=_options(offered)),
        title=_("Edit the candidate"),
        save=save,
        done=candidate_url(found),
        crumbs=_crumbs(found, _("Edit the candidate")),
        current=lambda: saved(selectors.get_candidate(round_=round_, key=candidate, by=by)),
    )


@require_POST
def remove(request: HttpRequest, scan: str, candidate: str) -> HttpResponse:
    """Take a candidate that nobody has scored out of its round."""
    by = request.actor
    round_ = selectors.get_round(key=scan, by=by)
    found = selectors.get_candidate(round_=round_, key=candidate, by=by)
    given = request.POST.get("version", "")
    try:
        version = int(given) if given.isdecimal() and len(given) < 10 else 0
        services.remove_candidate(candidate=found, version=version, by=by)
    except Conflict as error:
        messages.error(request, _(error.message))
        return redirect(candidate_url(found))
    messages.success(request, _("The candidate was taken out of the round."))
    return redirect(scan_url(round_))


@takes_form
def settle(request: HttpRequest, scan: str, candidate: str) -> HttpResponse:
    """Tell what a closed round has led to for a candidate."""
    by = request.actor
    round_ = selectors.get_round(key=scan, by=by)
    found = selectors.get_candidate(round_=round_, key=candidate, by=by)
    by.require(permissions.MANAGE)

    def saved(row: Any) -> dict[str, Any]:
        told = {"outcome": row.outcome, "version": row.version}
        return told | {"reason": getattr(row, f"reason_{language()}")}

    def save(given: dict[str, Any]) -> Any:
        reason = {code: getattr(found, f"reason_{code}") for code in ("fi", "sv", "en")} | {language(): given["reason"]}
        outcome = Outcome(given["outcome"])
        return services.settle_candidate(
            candidate=found, outcome=outcome, reason=reason, version=given["version"], by=by
        )

    return form_page(
        request,
        form=SettleForm(request.POST or None, initial=saved(found)),
        title=_("What the round led to"),
        intro=words_of(found, "title", language()),
        save=save,
        done=candidate_url(found),
        crumbs=_crumbs(found, _("What the round led to")),
        current=lambda: saved(selectors.get_candidate(round_=round_, key=candidate, by=by)),
    )


def _gathered(candidate: Any, by: Any) -> list[Any]:
    return selectors.list_gathered(round_=candidate.round, by=by).get(candidate.pk, [])


def _crumbs(found: Any, here: str) -> list[dict[str, Any]]:
    return scan_crumbs(found.round, (words_of(found, "title", language()), candidate_url(found)), (here, ""))

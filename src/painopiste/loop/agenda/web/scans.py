"""The rounds of scanning: when to hold the next one, opening one, changing and closing it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from painopiste.base.web.pages import form_page, takes_form
from painopiste.base.web.wording import language
from painopiste.base.words import words_of
from painopiste.loop.agenda import labels, permissions, selectors, services
from painopiste.loop.agenda.rules import Criterion, RoundKind, phase_of
from painopiste.loop.agenda.web.inbox import agenda_crumbs
from painopiste.loop.agenda.web.scan_forms import ChangeScanForm, CloseScanForm, OpenScanForm


def scan_crumbs(found: Any = None, *more: tuple[Any, str]) -> list[dict[str, Any]]:
    """The way to the rounds of scanning, to one of them, and further."""
    rest = [] if found is None else [(words_of(found, "title", language()), scan_url(found))]
    return agenda_crumbs((_("Scan rounds"), reverse("agenda:scans")), *rest, *more)


def scan_url(found: Any) -> str:
    """The page of a round."""
    return reverse("agenda:scan", args=[found.key])


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The rounds of scanning, and when to hold the next one."""
    by, today = request.actor, timezone.localdate()
    coming = selectors.recommend_next(by=by)
    context = {
        "rows": [(row, phase_of(row, on=today)) for row in selectors.list_rounds(by=by)],
        "coming": coming,
        "is_due": coming is not None and coming.recommended <= today,
        "to_score": {each.round.pk: each.left for each in selectors.list_to_score(by=by, on=today)},
        "labels": labels,
        "may_open": by.may(permissions.MANAGE),
        "crumbs": scan_crumbs(),
    }
    return render(request, "agenda/scans.html", context)


def _people(by: Any) -> dict[str, Any]:
    return {row.key: row for row in selectors.list_askable(by=by, on=timezone.localdate())}


def _options(people: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(key, row.name) for key, row in people.items()]


def _values(given: dict[str, Any]) -> dict[str, Any]:
    told = {f"{name}_{language()}": given[name] for name in ("title", "questions")}
    return told | {"own_marking_id": given["own_marking_id"]}


@takes_form
def open_scan(request: HttpRequest) -> HttpResponse:
    """Open a round: its kind and days, what is asked, who is asked, and what each criterion weighs."""
    by = request.actor
    by.require(permissions.MANAGE)
    people, coming = _people(by), selectors.recommend_next(by=by)
    today = timezone.localdate()
    soonest = max(coming.recommended, today) if coming else today
    form = OpenScanForm(
        request.POST or None,
        experts=_options(people),
        initial={"kind": RoundKind.YEARLY.value, "opens_on": soonest},
    )

    def save(given: dict[str, Any]) -> Any:
        weights = {each.value: given[f"weight_{each.value}"] for each in Criterion}
        return services.open_round(
            values=_values(given) | {"weights": weights},
            kind=RoundKind(given["kind"]),
            opens_on=given["opens_on"],
            closes_on=given["closes_on"],
            experts=[people[key] for key in given["experts"]],
            by=by,
        )

    return form_page(
        request,
        form=form,
        title=_("New scan round"),
        intro=_("Once a year is recommended, half-yearly is the most. What can't wait has a round off the cycle."),
        save=save,
        done=scan_url,
        submit=_("Open the round"),
        crumbs=scan_crumbs(None, (_("New scan round"), "")),
        template="agenda/open_scan.html",
    )


@takes_form
def change_scan(request: HttpRequest, scan: str) -> HttpResponse:
    """Change the texts, the closing date, the readers and the experts of a round that is open."""
    by = request.actor
    found = selectors.get_round(key=scan, by=by)
    by.require(permissions.MANAGE)
    asked = {each.account.key: each.account for each in selectors.list_asked(round_=found, by=by)}
    people = _people(by) | asked

    def saved(row: Any) -> dict[str, Any]:
        told = {name: getattr(row, f"{name}_{language()}") for name in ("title", "questions")}
        told |= {name: getattr(row, name) for name in ("closes_on", "own_marking_id", "version")}
        return told | {"experts": [each.account.key for each in selectors.list_asked(round_=row, by=by)]}

    def save(given: dict[str, Any]) -> Any:
        return services.change_round(
            round_=found,
            values=_values(given),
            closes_on=given["closes_on"],
            experts=[people[each] for each in given["experts"]],
            version=given["version"] or 0,
            by=by,
        )

    return form_page(
        request,
        form=ChangeScanForm(request.POST or None, initial=saved(found), experts=_options(people)),
        title=_("Edit the round"),
        save=save,
        done=scan_url(found),
        crumbs=scan_crumbs(found, (_("Edit the round"), "")),
        current=lambda: saved(selectors.get_round(key=scan, by=by)),
    )


@takes_form
def close_scan(request: HttpRequest, scan: str) -> HttpResponse:
    """Close a round: its scores are then open to all its readers, and no more are taken."""
    by = request.actor
    found = selectors.get_round(key=scan, by=by)
    by.require(permissions.MANAGE)

    def save(given: dict[str, Any]) -> Any:
        return services.close_round(round_=found, hours=given["hours"], version=given["version"], by=by)

    return form_page(
        request,
        form=CloseScanForm(request.POST or None, initial={"version": found.version}),
        title=_("Close the round"),
        intro=_("All who may read the round then see its scores, and no more are taken. It can't be opened again."),
        save=save,
        done=scan_url(found),
        saved=_("The round was closed."),
        submit=_("Close the round"),
        crumbs=scan_crumbs(found, (_("Close the round"), "")),
        current=lambda: {"version": selectors.get_round(key=scan, by=by).version},
    )

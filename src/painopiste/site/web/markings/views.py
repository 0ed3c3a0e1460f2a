"""The page of a row's marking: closing it at once, proposing to open it, and confirming what another has proposed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from painopiste.base.actors import Actor
from painopiste.base.errors import Conflict, NotAllowed
from painopiste.base.markings.rules import RestrictedRefused
from painopiste.base.markings.stored import is_stricter, value_of
from painopiste.base.remarking import permissions, selectors, services
from painopiste.base.remarking.spreading import key_of
from painopiste.base.viewing.selectors import list_views
from painopiste.base.web import composing
from painopiste.base.web.markings import marking_choices
from painopiste.base.web.pages import crumbs, form_page, takes_form
from painopiste.site.web.markings.forms import ChangeForm, ComposeForm, ComposeForRowForm, marking_from, values_from
from painopiste.site.web.markings.things import Thing, find, may_change, name_of
from painopiste.site.web.viewing.views import rows_for_page

VIEWS_SHOWN = 50
TEMPLATE = "markings/compose.html"


@takes_form
def marking(request: HttpRequest, thing: str, key: str) -> HttpResponse:
    """Show a row's marking and how it was changed; close the row, or propose to open it."""
    by = request.actor
    kind, row = find(thing, key, by=by)
    form = ChangeForm(request.POST or None, initial={"marking": row.own_marking_id, "version": row.version})
    form.fields["marking"].choices = marking_choices(by)
    form.fields["marking"].composable = False  # the page of this row leads to composing by itself
    what = {"kind": kind.kind, "key": key_of(row), "by": by}
    waiting = selectors.find_waiting(**what)
    decisions = [each for each in selectors.list_decisions(**what) if each.settled_at]
    newest = next((each for each in decisions if not each.withdrawn), None)
    owner = newest.originator_id if newest else None
    title = _("Who may read this")
    return form_page(
        request,
        form=form,
        title=title,
        intro=name_of(kind, row),
        save=lambda values: _save(row, kind.body(row), originator=owner, by=by, **values),
        done=request.path,
        crumbs=crumbs((name_of(kind, row), kind.page(row)), (title, "")),
        template="markings/marking.html",
        row=row,
        thing=thing,
        waiting=waiting,
        may_change=may_change(kind, row, by=by),
        may_confirm=bool(waiting) and by.may(permissions.LOWER) and waiting.decided_by_id != by.account_id,
        may_withdraw=bool(waiting) and (by.may(permissions.LOWER) or waiting.decided_by_id == by.account_id),
        decisions=decisions,
        views=rows_for_page(list(list_views(kind=kind.kind, key=key, by=by)[:VIEWS_SHOWN]), by),
        newest=newest,
    )


def _save(row: Any, body: int | None, *, marking: str, version: int, by: Actor, **told: Any) -> Any:
    if is_stricter(marking, row.own_marking_id):
        services.raise_marking(row=row, marking=marking, version=version, body=body, by=by, **told)
    else:
        services.propose_lowering(row=row, marking=marking, body=body, by=by, **told)


@takes_form
def compose_for_row(request: HttpRequest, thing: str, key: str) -> HttpResponse:
    """Compose a marking for a row: close the row with it at once, or propose to open the row."""
    by = request.actor
    kind, row = find(thing, key, by=by)
    if not may_change(kind, row, by=by):
        raise NotAllowed
    present = value_of(row.own_marking_id)
    initial = values_from(present) | _told_of(kind, row, by) | {"version": row.version}
    title = _("Compose a marking")

    def save(values: dict[str, Any]) -> Any:
        code = _define(values, by)
        told = {name: values[name] for name in ("version", "reason", "review_on")}
        return _save(row, kind.body(row), marking=code, originator=_originator(values), by=by, **told)

    page = reverse("markings:marking", args=[thing, key])
    return form_page(
        request,
        form=ComposeForRowForm(request.POST or None, initial=initial, by=by),
        title=title,
        intro=name_of(kind, row),
        save=save,
        done=page,
        crumbs=crumbs((name_of(kind, row), kind.page(row)), (_("Who may read this"), page), (title, "")),
        template=TEMPLATE,
        several=len(present.clauses) > 1,
        for_row=True,
    )


def _told_of(kind: Thing, row: Any, by: Actor) -> dict[str, Any]:
    """Whose information a row is and when its marking is looked at, as the decision that holds tells."""
    decisions = selectors.list_decisions(kind=kind.kind, key=key_of(row), by=by)
    holds = next((each for each in decisions if each.settled_at and not each.withdrawn), None)
    return {"originator": str(holds.originator_id or ""), "review_on": holds.review_on} if holds else {}


@takes_form
def compose(request: HttpRequest) -> HttpResponse:
    """Compose a marking for a row that is about to be made, and go back to its form."""
    by = request.actor
    if not by.may_somewhere(permissions.CHANGE):
        raise NotAllowed
    form = ComposeForm(request.POST or None, by=by)
    for name in ("review_on", "originator", "reason"):  # these belong to a row
        del form.fields[name]
    title = _("Compose a marking")
    queue, back = reverse("markings:queue"), composing.waiting_page(request)
    return form_page(
        request,
        form=form,
        title=title,
        save=lambda values: _define(values, by),
        done=lambda code: composing.finish(request, code) or queue,
        crumbs=crumbs((_("The form that you were filling in"), back) if back else (_("Markings"), queue), (title, "")),
        saved=_("The marking is ready and has been chosen on the form."),
        submit=_("Use this marking"),
        template=TEMPLATE,
        several=False,
        for_row=False,
    )


def _define(values: dict[str, Any], by: Actor) -> str:
    try:
        return services.define(value=marking_from(values), by=by)
    except RestrictedRefused as error:
        error.fields = {"legal_status": error.message}
        raise


def _originator(values: dict[str, Any]) -> int | None:
    return int(values["originator"]) if values["originator"] else None


@require_POST
def confirm(request: HttpRequest, thing: str, key: str, decision: int) -> HttpResponse:
    """Let more readers in, as another person has proposed."""
    kind, row = find(thing, key, by=request.actor)
    return _settle(request, kind, row, services.confirm_lowering, decision)


@require_POST
def withdraw(request: HttpRequest, thing: str, key: str, decision: int) -> HttpResponse:
    """Settle a proposal without letting anybody in."""
    kind, row = find(thing, key, by=request.actor)
    return _settle(request, kind, row, services.withdraw_lowering, decision)


def _settle(request: HttpRequest, kind: Thing, row: Any, act: Any, decision: int) -> HttpResponse:
    try:
        act(row=row, decision_id=decision, by=request.actor)
        messages.success(request, _("Saved."))
    except Conflict as error:
        messages.error(request, _(error.message))
    return redirect(request.path.rsplit(f"/{decision}/", 1)[0] + "/")

"""One change of many measures, and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from painopiste.base.errors import Missing, NotAllowed
from painopiste.base.organisations import selectors as organisations
from painopiste.base.web.pages import crumbs, form_page, takes_form
from painopiste.loop.plans import labels, permissions, selectors, services
from painopiste.loop.plans.rules import State
from painopiste.loop.plans.web.choosing import organisation_choices
from painopiste.loop.plans.web.forms import BulkForm


def _trail(label: Any) -> list[dict[str, Any]]:
    return crumbs((_("Home"), reverse("site:home")), (_("Measures"), reverse("plans:measures")), (label, ""))


@takes_form
def change_many(request: HttpRequest) -> HttpResponse:
    """Change state, due date or lead of the chosen measures at once."""
    keys = request.GET.getlist("measure")
    chosen = [row for row in selectors.list_choices(by=request.actor) if row["key"] in set(keys)] if keys else []
    if len(chosen) < len(set(keys)):
        raise Missing
    if not request.actor.may_somewhere(permissions.CHANGE_MANY):
        raise NotAllowed
    if not keys:
        messages.error(request, _("Choose at least one measure first."))
        return redirect("plans:measures")
    form = BulkForm(request.POST or None, organisations=organisation_choices(request.actor))

    def save(values: dict[str, Any]) -> Any:
        return services.change_many(
            keys=keys,
            new_state=State(values["new_state"]) if values["new_state"] else None,
            on=values["on"],
            blocked_by=values["blocked_by"],
            reason={"fi": values["reason_fi"]} if values["reason_fi"] else {},
            due_on=values["due_on"] or None,
            lead=organisations.get_organisation(key=values["lead"], by=request.actor) if values["lead"] else None,
            by=request.actor,
        )

    return form_page(
        request,
        form=form,
        title=_("Change many measures"),
        save=save,
        done=lambda change: reverse("plans:changed", args=[change.key]),
        crumbs=_trail(_("Change many measures")),
        submit=ngettext("Change %(count)s measure", "Change %(count)s measures", len(chosen)) % {"count": len(chosen)},
        saved=_("The measures were changed."),
        template="plans/bulk.html",
        chosen=chosen,
    )


@require_safe
def changed(request: HttpRequest, change: str) -> HttpResponse:
    """What a change of many measures did, with the way to take it back."""
    found = selectors.get_bulk_change(key=change, by=request.actor)
    rows = [row for row in selectors.list_choices(by=request.actor) if row["key"] in found.before]
    context = {"change": found, "rows": rows, "states": labels.STATES, "crumbs": _trail(_("Changed measures"))}
    return render(request, "plans/changed.html", context)


@require_POST
def undo(request: HttpRequest, change: str) -> HttpResponse:
    """Take a change of many measures back."""
    found = selectors.get_bulk_change(key=change, by=request.actor)
    try:
        services.undo_change(change=found, by=request.actor)
        messages.success(request, _("The change was taken back."))
    except services.AlreadyUndone as error:
        messages.error(request, _(error.message))
    return redirect("plans:changed", change)

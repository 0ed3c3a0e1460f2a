"""The page of a row's marking: closing it at once, proposing to open it, and confirming what another has proposed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from painopiste.base.errors import Conflict
from painopiste.base.markings.stored import is_stricter
from painopiste.base.remarking import permissions, selectors, services
from painopiste.base.remarking.spreading import kind_of
from painopiste.base.web.forms import VersionedForm
from painopiste.base.web.markings import MarkingField, marking_choices
from painopiste.base.web.pages import crumbs, form_page, takes_form
from painopiste.site.web.markings.things import find, may_change, name_of, page_of


class ChangeForm(VersionedForm):
    """Another marking, and why."""

    marking = MarkingField()
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed when more readers would be let in: a second person decides by it."),
    )


@takes_form
def marking(request: HttpRequest, thing: str, key: str) -> HttpResponse:
    """Show a row's marking and how it was changed; close the row, or propose to open it."""
    by = request.actor
    kind, row = find(thing, key, by=by)
    form = ChangeForm(request.POST or None, initial={"marking": row.own_marking_id, "version": row.version})
    form.fields["marking"].choices = marking_choices(by)
    what = {"kind": kind_of(row), "key": key, "by": by}
    waiting = selectors.find_waiting(**what)
    title = _("Who may read this")
    return form_page(
        request,
        form=form,
        title=title,
        intro=name_of(kind, row),
        save=lambda values: _save(row, kind.body(row), values, by),
        done=request.path,
        crumbs=crumbs((name_of(kind, row), page_of(kind, row)), (title, "")),
        template="markings/marking.html",
        row=row,
        thing=thing,
        waiting=waiting,
        may_change=may_change(kind, row, by=by),
        may_confirm=bool(waiting) and by.may(permissions.LOWER) and waiting.decided_by_id != by.account_id,
        may_withdraw=bool(waiting) and (by.may(permissions.LOWER) or waiting.decided_by_id == by.account_id),
        decisions=[each for each in selectors.list_decisions(**what) if each.settled_at],
    )


def _save(row: Any, body: int | None, values: dict[str, Any], by: Any) -> Any:
    if is_stricter(values["marking"], row.own_marking_id):
        services.raise_marking(
            row=row, marking=values["marking"], version=values["version"], reason=values["reason"], body=body, by=by
        )
    else:
        services.propose_lowering(row=row, marking=values["marking"], reason=values["reason"], body=body, by=by)


@require_POST
def confirm(request: HttpRequest, thing: str, key: str, decision: int) -> HttpResponse:
    """Let more readers in, as another person has proposed."""
    _kind, row = find(thing, key, by=request.actor)
    return _settle(
        request, thing, key, lambda: services.confirm_lowering(row=row, decision_id=decision, by=request.actor)
    )


@require_POST
def withdraw(request: HttpRequest, thing: str, key: str, decision: int) -> HttpResponse:
    """Settle a proposal without letting anybody in."""
    _kind, row = find(thing, key, by=request.actor)
    return _settle(
        request, thing, key, lambda: services.withdraw_lowering(row=row, decision_id=decision, by=request.actor)
    )


def _settle(request: HttpRequest, thing: str, key: str, act: Any) -> HttpResponse:
    try:
        act()
        messages.success(request, _("Saved."))
    except Conflict as error:
        messages.error(request, _(error.message))
    return redirect(reverse("markings:marking", args=[thing, key]))

"""Pages of compartments, and of clearances for what is secret. What one may not hear of does not exist."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from painopiste.base.actors import Actor
from painopiste.base.bodies.selectors import get_body
from painopiste.base.errors import Conflict, Missing, NotAllowed
from painopiste.base.markings.rules import STATUSES, LegalStatus
from painopiste.base.markings.watching import note_personal
from painopiste.base.organisations.selectors import get_organisation
from painopiste.base.remarking import permissions, selectors, services
from painopiste.base.web.forms import DayField, PlainForm, language_fields
from painopiste.base.web.markings import STATUSES as STATUS_WORDS
from painopiste.base.web.markings import MarkingField
from painopiste.base.web.pages import crumbs, form_page, takes_form
from painopiste.base.words import words_of
from painopiste.site.people import list_accounts
from painopiste.site.web.frame import language
from painopiste.site.web.markings.choices import body_keys, organisation_keys


class CompartmentForm(PlainForm):
    """A new compartment: its name, and who hears of it and of its members."""

    locals().update(language_fields("name", gettext_lazy("Name"), required=True, max_length=300))
    marking = MarkingField(label=gettext_lazy("Who may know that it exists"), initial="secretariat", help_text="")
    members_marking = MarkingField(label=gettext_lazy("Who may know its members"), initial="secretariat", help_text="")


class MemberForm(PlainForm):
    """Whom a compartment lets in, and for how long."""

    account = forms.ChoiceField(label=gettext_lazy("Account"), required=False)
    organisation = forms.ChoiceField(
        label=gettext_lazy("Organisation"), required=False, help_text=gettext_lazy("All who work for it.")
    )
    body = forms.ChoiceField(label=gettext_lazy("Body"), required=False, help_text=gettext_lazy("All who sit in it."))
    since = DayField(label=gettext_lazy("From"), required=False)
    until = DayField(label=gettext_lazy("Last day"), required=False)

    def __init__(self, *args: Any, by: Actor, people: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {"account": people, "organisation": organisation_keys(by), "body": body_keys(by)}
        for name, options in offered.items():
            self.fields[name].choices = [("", "–"), *options]  # type: ignore[attr-defined]


class ClearanceForm(PlainForm):
    """Whom to clear, for what, until when, and why."""

    account = forms.ChoiceField(label=gettext_lazy("Account"))
    level = forms.ChoiceField(
        label=gettext_lazy("May read up to"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("For security class IV a second person is asked before it counts."),
    )
    until = DayField(
        label=gettext_lazy("Last day"), help_text=gettext_lazy("A year from now at most; then it is considered anew.")
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, people: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = [("", _("Choose")), *people]  # type: ignore[attr-defined]
        levels = (LegalStatus.SECRET, LegalStatus.RESTRICTED)
        self.fields["level"].choices = [(str(STATUSES.index(each)), STATUS_WORDS[each]) for each in levels]  # type: ignore[attr-defined]


def _crumbs(*items: tuple[Any, str]) -> list[dict[str, Any]]:
    return crumbs((_("Markings"), reverse("markings:queue")), *items)


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The compartments that the reader may hear of. Who is no member of the model finds no such page."""
    by = request.actor
    if not by.member:
        raise Missing
    context = {
        "compartments": selectors.list_compartments(by=by),
        "may_change": by.may(permissions.COMPARTMENTS),
        "crumbs": _crumbs((_("Compartments"), "")),
    }
    return render(request, "markings/compartments.html", context)


@takes_form
def make(request: HttpRequest) -> HttpResponse:
    """Make a compartment."""
    by = request.actor
    by.require(permissions.COMPARTMENTS)
    title = _("New compartment")

    def save(given: dict[str, Any]) -> Any:
        markings = {name: given.pop(name) for name in ("marking", "members_marking")}
        return services.make_compartment(names=given, by=by, **markings)

    form = CompartmentForm(request.POST or None)
    for name in ("marking", "members_marking"):
        form.fields[name].composable = False
    return form_page(
        request,
        form=form,
        title=title,
        save=save,
        done=lambda made: reverse("markings:compartment", args=[made.key]),
        crumbs=_crumbs((_("Compartments"), reverse("markings:compartments")), (title, "")),
    )


@require_safe
def compartment(request: HttpRequest, key: str) -> HttpResponse:
    """One compartment, and its members for those who may know them."""
    by, today = request.actor, timezone.localdate()
    found = selectors.get_compartment(key=key, by=by)
    members = selectors.list_members(compartment=found, by=by)
    if members:
        note_personal(by, "compartment", key)
    context = {
        "compartment": found,
        "may_see": selectors.may_see_members(compartment=found, by=by),
        "members": [{"row": row, "over": row.until is not None and row.until < today} for row in members],
        "may_change": by.may(permissions.COMPARTMENTS) and selectors.may_see_members(compartment=found, by=by),
        "crumbs": _crumbs(
            (_("Compartments"), reverse("markings:compartments")), (words_of(found, "name", language()), "")
        ),
    }
    return render(request, "markings/compartment.html", context)


@takes_form
def let_in(request: HttpRequest, key: str) -> HttpResponse:
    """Let somebody into a compartment."""
    by = request.actor
    found = selectors.get_compartment(key=key, by=by)
    if not selectors.may_see_members(compartment=found, by=by):
        raise Missing
    by.require(permissions.COMPARTMENTS)
    people = {row.key: row for row in list_accounts(by=by)}
    options = [(key, row.name) for key, row in people.items()]

    def save(given: dict[str, Any]) -> Any:
        who = {
            "account": people[given["account"]] if given["account"] else None,
            "organisation": get_organisation(key=given["organisation"], by=by) if given["organisation"] else None,
            "body": get_body(key=given["body"], by=by) if given["body"] else None,
        }
        return services.let_in(compartment=found, since=given["since"], until=given["until"], by=by, **who)

    name, page, title = words_of(found, "name", language()), reverse("markings:compartment", args=[key]), _("Let in")
    return form_page(
        request,
        form=MemberForm(request.POST or None, by=by, people=options),
        title=title,
        intro=name,
        save=save,
        done=page,
        crumbs=_crumbs((_("Compartments"), reverse("markings:compartments")), (name, page), (title, "")),
    )


@require_POST
def let_out(request: HttpRequest, key: str, member: int) -> HttpResponse:
    """End a membership at once."""
    found = selectors.get_compartment(key=key, by=request.actor)
    if not selectors.may_see_members(compartment=found, by=request.actor):
        raise Missing
    _act(request, lambda: services.let_out(compartment=found, member_id=member, by=request.actor))
    return redirect("markings:compartment", key)


def _clearing(request: HttpRequest) -> Actor:
    """The actor, if they may clear people: for others there is no such page."""
    if not request.actor.may(permissions.CLEARANCES):
        raise Missing
    return request.actor


def _act(request: HttpRequest, act: Callable[[], Any]) -> None:
    try:
        act()
        messages.success(request, _("Saved."))
    except (Conflict, NotAllowed) as error:
        if type(error) is NotAllowed:
            raise
        messages.error(request, _(error.message))


@require_safe
def clearances(request: HttpRequest) -> HttpResponse:
    """Who has been cleared for what is secret, and what waits for a second person."""
    by = _clearing(request)
    note_personal(by, "clearances", "")
    context = {
        "clearances": selectors.list_clearances(by=by),
        "requests": selectors.list_clearance_requests(by=by),
        "levels": {STATUSES.index(status): STATUS_WORDS[status] for status in STATUSES},
        "crumbs": _crumbs((_("Clearances"), "")),
    }
    return render(request, "markings/clearances.html", context)


@takes_form
def clear(request: HttpRequest) -> HttpResponse:
    """Clear somebody for what is secret."""
    by = _clearing(request)
    people = {row.key: row for row in list_accounts(by=by) if row.pk != by.account_id}
    page, title = reverse("markings:clearances"), _("Clear somebody")

    def save(given: dict[str, Any]) -> Any:
        told = {name: given[name] for name in ("until", "reason")}
        return services.clear(account=people[given["account"]], level=int(given["level"]), by=by, **told)

    return form_page(
        request,
        form=ClearanceForm(request.POST or None, people=[(key, row.name) for key, row in people.items()]),
        title=title,
        save=save,
        done=page,
        crumbs=_crumbs((_("Clearances"), page), (title, "")),
    )


@require_POST
def confirm_clearance(request: HttpRequest, clearance: int) -> HttpResponse:
    """Be the second person who clears somebody."""
    by = _clearing(request)
    _act(request, lambda: services.confirm_clearance(request_id=clearance, by=by))
    return redirect("markings:clearances")


@require_POST
def refuse_clearance(request: HttpRequest, clearance: int) -> HttpResponse:
    """Settle a proposed clearance without giving it."""
    by = _clearing(request)
    _act(request, lambda: services.refuse_clearance(request_id=clearance, by=by))
    return redirect("markings:clearances")


@require_POST
def withdraw_clearance(request: HttpRequest, clearance: int) -> HttpResponse:
    """Take a clearance back at once."""
    by = _clearing(request)
    _act(request, lambda: services.withdraw_clearance(clearance_id=clearance, by=by))
    return redirect("markings:clearances")

"""Asking organisations and stakeholders."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from painopiste.base.organisations import selectors as organisations
from painopiste.base.web.pages import form_page, takes_form
from painopiste.base.web.wording import language
from painopiste.base.words import abbreviation_of, words_of
from painopiste.loop.consultations import selectors, services
from painopiste.loop.consultations.web.editing import in_consultation, to_manage
from painopiste.loop.consultations.web.forms import InviteForm


@takes_form
def invite(request: HttpRequest, key: str) -> HttpResponse:
    """Ask an organisation or a stakeholder."""
    by, found = request.actor, to_manage(request, key)

    def save(given: dict[str, Any]) -> Any:
        chosen = given.pop("organisation")
        organisation = organisations.get_organisation(key=chosen, by=by) if chosen else None
        return services.invite(consultation=found, organisation=organisation, **given, by=by)

    choices = [(row["key"], _name(row)) for row in organisations.list_choices(by=by)]
    return form_page(
        request,
        form=InviteForm(request.POST or None, organisations=choices, initial={"language": language()}),
        save=save,
        saved=_("Added. The letter with the link goes out when the consultation is open."),
        intro=_("The address gets a link of its own. Whoever has the link can answer; no account is needed."),
        **in_consultation(found, _("Ask an organisation or a stakeholder")),
    )


def _name(row: dict[str, Any]) -> str:
    short, name = abbreviation_of(row, language()), str(words_of(row, "name", language()))
    return name if short == name else f"{short} – {name}"


@require_POST
def send_again(request: HttpRequest, key: str, invitee: str) -> HttpResponse:
    """Send the letter of one that is asked once more."""
    found = selectors.get_invitee(consultation=to_manage(request, key), key=invitee, by=request.actor)
    services.send_again(invitee=found, by=request.actor)
    messages.success(request, _("The letter has been sent again."))
    return redirect("consultations:consultation", key)


@require_POST
def revoke(request: HttpRequest, key: str, invitee: str) -> HttpResponse:
    """Make the link of one that is asked lead nowhere."""
    found = selectors.get_invitee(consultation=to_manage(request, key), key=invitee, by=request.actor)
    services.revoke(invitee=found, by=request.actor)
    messages.success(request, _("The link has been revoked."))
    return redirect("consultations:consultation", key)

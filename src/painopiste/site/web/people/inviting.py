"""Inviting somebody, and taking an invitation back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from painopiste.base.accounts import selectors, services
from painopiste.base.accounts.rules import IN_BODY
from painopiste.base.web.pages import crumbs, form_page, takes_form
from painopiste.site.signing import changes
from painopiste.site.web.people.choosing import chosen, options
from painopiste.site.web.people.doors import lookers_after, with_fresh_proof
from painopiste.site.web.people.forms import InviteForm


@takes_form
@with_fresh_proof
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody by e-mail, for an organisation, with roles."""
    by = request.actor

    def save(given: dict[str, Any]) -> Any:
        until, names = given.pop("until"), given.pop("roles")
        rows = chosen(given, by)
        body = rows.pop("body")
        roles = [services.AskedRole(name, body=body if name in IN_BODY else None, until=until) for name in names]
        return changes.invite(**given, **rows, roles=roles, on=timezone.now(), by=by)

    title = _("Invite a user")
    return form_page(
        request,
        form=InviteForm(request.POST or None, **options(by)),
        title=title,
        intro=_("The invited person gets a link by e-mail. It is valid for seven days and works once."),
        save=save,
        done=reverse("people:list"),
        saved=_("The invitation is on its way."),
        submit=_("Send the invitation"),
        crumbs=crumbs((_("Home"), reverse("site:home")), (_("Users"), reverse("people:list")), (title, "")),
    )


@require_POST
@lookers_after
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Make an invitation void."""
    by = request.actor
    found = selectors.get_invitation(key=key, by=by)
    services.withdraw_invitation(invitation=found, on=timezone.now(), by=by)
    messages.success(request, _("The invitation has been withdrawn."))
    return redirect("people:list")

"""Accepting an invitation: choose a password, or come in through the sign-in service."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from painopiste.base.accounts import selectors, services
from painopiste.base.errors import Conflict, Invalid
from painopiste.base.web.forms import add_errors
from painopiste.base.web.pages import takes_form
from painopiste.site.labels import ROLES
from painopiste.site.sign_in import sign_in
from painopiste.site.signing.invited import wait_for_service
from painopiste.site.signing.oidc import has_service, leads_to_service, service_name, to_service
from painopiste.site.web.accounts.forms import JoinByServiceForm, JoinForm


@takes_form
@leads_to_service
@never_cache
@sensitive_post_parameters()
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Join by the link of an invitation. What the link leads to is told only to who has it."""
    by, now = request.actor, timezone.now()
    sealed = selectors.hash_of(token=secret, by=by)
    found = selectors.find_invitation(sealed=sealed, on=now, by=by)
    own = by.account_id is not None
    service = "service" in request.POST
    form = (JoinByServiceForm if service else JoinForm)(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if own or form.is_valid():
            answer = _accept(request, form, sealed, service)
            if isinstance(answer, HttpResponse):
                return answer
            status = answer
    context = {
        "invitation": found,
        "roles": [ROLES.get(asked.role, asked.role) for asked in found.roles.all()],
        "form": form,
        "own": own,
        "service": service_name(),
    }
    return render(request, "accounts/invitation.html", context, status=status)


def _accept(request: HttpRequest, form: JoinForm, sealed: str, service: bool) -> HttpResponse | int:
    """Go on as who has joined; else a status, and the form says what is wrong."""
    by = request.actor
    given = {"name": by.label, "password": None} if by.account_id is not None else form.cleaned_data
    if service and by.account_id is None and has_service():
        wait_for_service(request, sealed=sealed, name=given["name"])
        return to_service(request)
    try:
        joined = services.accept_invitation(
            sealed=sealed, name=given["name"], password=given.get("password"), on=timezone.now(), by=by
        )
    except Invalid as error:
        add_errors(form, error.fields)
        return 422
    except Conflict as error:
        if by.account_id is not None:  # there is no form to say it on
            raise
        form.add_error(None, _(error.message))
        return error.status
    messages.success(request, _("You have joined."))
    if by.account_id is not None:
        return redirect("accounts:account")
    return sign_in(request=request, account=joined, onward="")

"""Logging in and out."""

from django.contrib import messages
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from painopiste.base.accounts import selectors, services
from painopiste.base.web.pages import takes_form
from painopiste.site.demonstration import PASSWORD
from painopiste.site.sign_in import UnknownIdentity, address_of, own_address, sign_in
from painopiste.site.signing.oidc import leads_to_service, service_name
from painopiste.site.web.accounts.forms import LogInForm


@takes_form
@leads_to_service
@never_cache
@sensitive_post_parameters("password")
def log_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password, and let in who gives the right ones."""
    onward = _onward(request)
    if request.actor.account_id is not None and request.method != "POST":
        return redirect(onward)
    form = LogInForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            answer = _try(request, form, onward)
            if isinstance(answer, HttpResponse):
                return answer
            status = answer
    context = {
        "form": form,
        "onward": onward,
        "service": service_name(),
        "demonstration_accounts": selectors.list_demonstration_accounts(by=request.actor),
        "demonstration_password": PASSWORD,
    }
    return render(request, "accounts/log_in.html", context, status=status)


def _try(request: HttpRequest, form: LogInForm, onward: str) -> HttpResponse | int:
    """Go on, if it is the right password; else a status, and the form says so, and nothing of which accounts exist."""
    name, address = form.cleaned_data["username"], address_of(request)
    if selectors.is_waiting(name=name, address=address, by=request.actor):
        form.add_error(None, _("There have been too many attempts. Wait 15 minutes and try again."))
        return 429
    found = authenticate(request, username=name, password=form.cleaned_data["password"])
    try:
        if found is None:
            raise UnknownIdentity
        return sign_in(request=request, account=found, onward=onward)
    except UnknownIdentity as error:
        services.note_failure(name=name, address=address, by=request.actor)
        form.add_error(None, _(error.message))
        return 422


def _onward(request: HttpRequest) -> str:
    """Where to go after logging in: only an address of this service."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if own_address(request, wanted) else reverse("site:home")


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    messages.success(request, _("You have logged out."))
    return gone_home()


def gone_home() -> HttpResponse:
    """The front page, and a browser that forgets: the next person at the machine can't go back to what was read."""
    response = redirect("site:home")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response

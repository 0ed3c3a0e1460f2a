"""What proves one's own account: password, second factors, a linked identity."""

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import remove_webauthn
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from painopiste.base.accounts import selectors
from painopiste.base.errors import Missing
from painopiste.base.web.pages import takes_form
from painopiste.site.signing.oidc import leads_to_service, service_name
from painopiste.site.web.accounts.doors import members_only
from painopiste.site.web.accounts.own import own_crumbs
from painopiste.site.web.accounts.proof import must_enrol


@require_safe
@leads_to_service
@never_cache
@members_only
def index(request: HttpRequest) -> HttpResponse:
    """Everything that the account can be proved by, and what to add or take away."""
    found = Authenticator.objects.filter(user=request.user).order_by("pk")
    kinds = {factor.type: factor for factor in found}
    codes = kinds.get(Authenticator.Type.RECOVERY_CODES)
    context = {
        "account_row": selectors.get_account(by=request.actor),
        "totp": kinds.get(Authenticator.Type.TOTP),
        "passkeys": [
            {"id": factor.pk, "name": factor.wrap().name, "made": factor.created_at, "used": factor.last_used_at}
            for factor in found
            if factor.type == Authenticator.Type.WEBAUTHN
        ],
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
        "identities": list(SocialAccount.objects.filter(user=request.user).values("id", "date_joined", "last_login")),
        "service": service_name(),
        "must_enrol": must_enrol(request, request.actor),
        "crumbs": own_crumbs((_("My account"), reverse("accounts:account")), (_("How you prove who you are"), "")),
    }
    return render(request, "accounts/factors.html", context)


@require_safe
def cancelled(request: HttpRequest) -> HttpResponse:
    """Back from the sign-in service without having logged in there."""
    messages.info(request, _("You did not log in through the sign-in service."))
    return redirect("accounts:log_in")


@takes_form
@never_cache
@members_only
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a passkey away. Somebody else's is not there, whatever has been proved."""
    if not Authenticator.objects.filter(pk=pk, user=request.user, type=Authenticator.Type.WEBAUTHN).exists():
        raise Missing
    answer: HttpResponse = remove_webauthn(request, pk=pk)
    return answer

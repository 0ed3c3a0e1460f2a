"""Holds requests to what their session has proved (ADR 11). The one place where a second factor is asked for."""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from painopiste.base.actors import Actor, ProofNeeded
from painopiste.base.web.api.problems import problem
from painopiste.site.signing import proof
from painopiste.site.signing.seen import note_seen

# Where somebody may go who still has to enrol a second factor: to do that, to prove a password again, or away.
OPEN = frozenset(
    {
        "accounts:log_out", "accounts:log_in", "account_login", "account_reauthenticate",
        "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn",
        "mfa_view_recovery_codes", "root:choose_language", "root:health",
    }
)  # fmt: skip
# What a demonstration account, which many share, can't do to itself.
OWN_PROOF = frozenset(
    {
        "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
        "mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn", "mfa_remove_webauthn",
        "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "openid_connect_login", "openid_connect_callback",
    }
)  # fmt: skip


class ProofMiddleware:
    """Asks for a second factor where a role needs one, and again before what needs a fresh one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        by, actor_for = request.actor, request.actor_for
        request.actor_for = lambda account: proof.of_key(actor_for(account))
        if by.account_id is not None and not by.demonstration and not proof.is_fresh(request):
            request.actor = proof.narrowed(by)
        response = self.get_response(request)
        if by.account_id is not None:
            note_seen(request)
        return response

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Lead who must enrol a second factor to the page for it, whatever they asked for."""
        if request.actor.demonstration and request.resolver_match.view_name in OWN_PROOF:
            return redirect("mfa_index")
        if not must_enrol(request, request.actor) or request.resolver_match.view_name in OPEN:
            return None
        if request.path.startswith("/api/"):
            told = _("Your role needs a second factor. Log in to the pages and add one first.")
            return problem(401, "second_factor_needed", told)
        messages.info(request, _("Your role needs a second factor. Add an authenticator app or a passkey first."))
        return redirect("mfa_index")

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Lead who needs a fresh proof to give it, and back to the page that they came from."""
        if not isinstance(exception, ProofNeeded) or request.path.startswith("/api/"):
            return None
        if not proof.has_enrolled(request.user):
            messages.info(request, _("This needs a second factor. Add an authenticator app or a passkey first."))
            return redirect("mfa_index")
        if request.method == "POST":
            messages.info(request, _("Confirm that it is you. Then do the step again: nothing has been saved yet."))
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': _came_from(request)})}")


def must_enrol(request: HttpRequest, by: Actor) -> bool:
    """Whether the actor's role needs a second factor that this session has not shown."""
    return by.second_factor and not by.demonstration and not proof.has_second_factor(request)


def _came_from(request: HttpRequest) -> str:
    """The page that was asked for; for a form, the page of ours on which its button was."""
    if request.method == "GET":
        return request.get_full_path()
    told = urlsplit(request.headers.get("Referer", ""))
    return told.path if told.netloc == request.get_host() and told.path else request.path

"""What django-allauth asks of the service: where to go, whom to let in, what to say, what to write down."""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from painopiste.base.accounts.models import Account
from painopiste.base.accounts.services import note_log_in, note_proof
from painopiste.site.actors import actor_of
from painopiste.site.sign_in import UnknownIdentity, address_of, may_come_in, own_address
from painopiste.site.signing import invited, proof, tell
from painopiste.site.signing.oidc import OidcProvider, is_own_answer
from painopiste.site.signing.seen import begin

WRONG_CODE = gettext_lazy("The code is wrong, or it has been used already. Wait for the next one.")
TOO_MANY = gettext_lazy("There have been too many attempts. Wait 15 minutes and try again.")
# What is said on the next page, by the name of allauth's own text.
SAID = {
    "mfa/messages/totp_activated.txt": gettext_noop("The authenticator app is in use from now on."),
    "mfa/messages/totp_deactivated.txt": gettext_noop("The authenticator app is no longer used."),
    "mfa/messages/webauthn_added.txt": gettext_noop("The passkey has been added."),
    "mfa/messages/webauthn_removed.txt": gettext_noop("The passkey has been removed."),
    "mfa/messages/recovery_codes_generated.txt": gettext_noop("You have new recovery codes."),
    "socialaccount/messages/account_connected.txt": gettext_noop("You can log in through the sign-in service now."),
    "socialaccount/messages/account_connected_other.txt": gettext_noop("This identity belongs to another account."),
    "socialaccount/messages/account_disconnected.txt": gettext_noop("The identity is no longer linked to the account."),
}
# What is written in the trail and told to the account's owner, by the name of allauth's own letter.
EVENTS: Mapping[str, tuple[str, dict[str, str]]] = {
    "mfa/email/totp_activated": ("accounts.factor_added", {"factor": "totp"}),
    "mfa/email/totp_deactivated": ("accounts.factor_removed", {"factor": "totp"}),
    "mfa/email/webauthn_added": ("accounts.factor_added", {"factor": "webauthn"}),
    "mfa/email/webauthn_removed": ("accounts.factor_removed", {"factor": "webauthn"}),
    "mfa/email/recovery_codes_generated": ("accounts.recovery_codes_made", {}),
    "socialaccount/email/account_connected": ("accounts.identity_linked", {}),
    "socialaccount/email/account_disconnected": ("accounts.identity_unlinked", {}),
}


class AccountAdapter(DefaultAccountAdapter):
    """Coming in, and everything that is said or written down about it."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_password": gettext_lazy("This is not your present password."),
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody comes in without an invitation."""
        return False

    def is_safe_url(self, url: str) -> bool:
        return own_address(self.request, url)

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("site:home")

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, Any]]:
        """A second factor, for who has one: a password alone would be the weaker proof."""
        found = super().get_reauthentication_methods(user)
        return [method for method in found if method["id"] != "reauthenticate"] or found

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *more: Any, **named: Any
    ) -> None:
        if message_template in SAID:
            messages.add_message(request, level, _(SAID[message_template]))

    def send_notification_mail(self, template_prefix: str, user: Account, *more: Any, **named: Any) -> None:
        """A proof of the account has changed: one line in the trail, one letter without content."""
        event, what = EVENTS[template_prefix]
        note_proof(event=event, account=user, after=what, by=actor_of(user, on=timezone.localdate()))
        tell.proof_changed(user)
        if event == "accounts.factor_added":
            proof.note(self.request, user, "mfa", type=what["factor"])
        elif event == "accounts.factor_removed":
            proof.forget_lost_factors(self.request)

    def respond_user_inactive(self, request: HttpRequest, user: Account) -> HttpResponse:
        messages.error(request, _(UnknownIdentity.message))
        return redirect("account_login")

    def pre_login(self, request: HttpRequest, user: Account, **more: Any) -> HttpResponse | None:
        if not may_come_in(user):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **more)

    def post_login(self, request: HttpRequest, user: Account, **more: Any) -> HttpResponse:
        response = super().post_login(request, user, **more)
        begin(request)
        how = [record.get("type") or record["method"] for record in proof.get_authentication_records(request, user)]
        by = actor_of(user, on=timezone.localdate())
        note_log_in(account=user, address=address_of(request), how=how, by=by)
        return response


class FactorAdapter(DefaultMFAAdapter):
    """Second factors: their secrets are of no use to who has only the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_generate_recovery_codes": gettext_lazy("Recovery codes come after an authenticator app or a passkey."),
    }

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:
        return _("Passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "Painopiste"}


def _box() -> MultiFernet:
    """Boxes that open with the secret of the installation, and with those that it had before."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [sha256(f"painopiste.second-factors\x1f{secret}".encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in keys])


class ServiceAdapter(DefaultSocialAccountAdapter):
    """The sign-in service of the installation (OpenID Connect)."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "no_password": gettext_lazy("Without it you could not log in any more: choose a password first."),
    }

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> OidcProvider:
        return OidcProvider(request, app=self.get_app(request, provider=provider, client_id=client_id))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("mfa_index")

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let in who is known here or has been invited; anybody else gets the same answer, whatever the reason."""
        if not is_own_answer(sociallogin):
            raise ImmediateHttpResponse(not_known(request))
        if not sociallogin.is_existing and sociallogin.state.get("process") == "login":
            account = invited.accept_by_service(request)
            if account is None:
                raise ImmediateHttpResponse(not_known(request))
            sociallogin.connect(request, account)


def not_known(request: HttpRequest) -> HttpResponse:
    """The sign-in service knows them, we do not: they have no account here, or have not linked it."""
    return render(request, "socialaccount/authentication_error.html", status=401)

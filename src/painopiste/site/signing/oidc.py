"""The sign-in service: OpenID Connect with PKCE, a nonce, and tokens whose signature is always checked."""

import secrets
from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from painopiste.base.web.pages import takes_form

SERVICE = "oidc"
ALGORITHMS = frozenset({"RS256", "PS256", "ES256", "EdDSA"})


class OidcAdapter(OpenIDConnectOAuth2Adapter):
    """Reads the token that the service gives for a code."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """Who the token speaks of. Issuer, audience, time and signature are checked, wherever the token came from."""
        try:
            algorithm = jwtkit.jwt.get_unverified_header(id_token).get("alg")
        except jwtkit.jwt.PyJWTError as error:
            raise OAuth2Error("not a token") from error
        if algorithm not in ALGORITHMS:
            raise OAuth2Error("no signature that counts")
        told: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return told


class OidcProvider(OpenIDConnectProvider):
    """Asks the service, with a nonce that its answer must repeat."""

    oauth2_adapter_class = OidcAdapter

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **more: Any
    ) -> HttpResponse:
        nonce = secrets.token_urlsafe(32)
        more |= {"auth_params": {"nonce": nonce}, "scope": self.get_scope()}  # nothing of it comes from the address
        return super().redirect(request, process, next_url, data, nonce=nonce, **more)


def is_own_answer(login: SocialLogin) -> bool:
    """Whether the token answers the question that this very session asked."""
    asked = login.state.get("nonce") or ""
    told = login.account.extra_data.get("id_token", {}).get("nonce") or ""
    return bool(asked) and constant_time_compare(asked, told)


def has_service() -> bool:
    """Whether the installation has a sign-in service."""
    return bool(settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"])


def service_name() -> str:
    """What the sign-in service is called, or nothing without one."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return apps[0]["name"] if apps else ""


def leads_to_service(view: Any) -> Any:
    """A page with a button to the sign-in service: its policy lets the form go there."""

    def with_service(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        if not apps:
            return view(request, *args, **kwargs)
        parts = urlsplit(apps[0]["settings"]["server_url"])
        return csp_update({"form-action": [f"{parts.scheme}://{parts.netloc}"]})(view)(request, *args, **kwargs)

    return with_service


def to_service(request: HttpRequest) -> HttpResponse:
    """Go to the sign-in service now, to log in with what it tells."""
    return OidcAdapter(request, SERVICE).get_provider().redirect(request, "login")


@takes_form
@leads_to_service
@never_cache
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the sign-in service; a link from elsewhere only shows the button."""
    return _through(request, provider_id, OAuth2LoginView)


@require_safe
@never_cache
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from the sign-in service."""
    return _through(request, provider_id, OAuth2CallbackView)


def _through(request: HttpRequest, provider_id: str, view: Any) -> HttpResponse:
    if provider_id != SERVICE or not has_service():
        raise Http404
    answer: HttpResponse = view.adapter_view(OidcAdapter(request, provider_id))(request)
    return answer

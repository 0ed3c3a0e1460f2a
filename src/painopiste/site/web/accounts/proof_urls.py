"""Addresses of django-allauth's views, under the names by which it finds them and in our words.

Only what is named here exists: no open sign-up, no pages of addresses, none of allauth's own addresses.
"""

from allauth.account.views import reauthenticate as again_password
from allauth.mfa.base.views import authenticate
from allauth.mfa.base.views import reauthenticate as again_code
from allauth.mfa.recovery_codes.views import generate_recovery_codes, view_recovery_codes
from allauth.mfa.totp.views import activate_totp, deactivate_totp
from allauth.mfa.webauthn.views import add_webauthn, login_webauthn, reauthenticate_webauthn
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from painopiste.base.web.pages import takes_form
from painopiste.site.signing import oidc
from painopiste.site.web.accounts import factors, views

OWN = "oma-tili/tunnistautuminen"
again_passkey = takes_form(never_cache(reauthenticate_webauthn))
urlpatterns = [
    path("kirjaudu/", views.log_in, name="account_login"),
    path("kirjaudu/vahvista/", takes_form(authenticate), name="mfa_authenticate"),
    path("kirjaudu/paasyavain/", takes_form(login_webauthn), name="mfa_login_webauthn"),
    path("kirjaudu/tunnistus/<str:provider_id>/", oidc.login, name="openid_connect_login"),
    path("kirjaudu/peruttu/", factors.cancelled, name="socialaccount_login_cancelled"),
    path("oma-tili/vahvista/salasana/", takes_form(never_cache(again_password)), name="account_reauthenticate"),
    path("oma-tili/vahvista/koodi/", takes_form(never_cache(again_code)), name="mfa_reauthenticate"),
    path(
        "oma-tili/vahvista/paasyavain/",
        takes_form(never_cache(reauthenticate_webauthn)),
        name="mfa_reauthenticate_webauthn",
    ),
    path(f"{OWN}/", factors.index, name="mfa_index"),
    path(f"{OWN}/", factors.index, name="mfa_list_webauthn"),
    path(f"{OWN}/", factors.index, name="socialaccount_connections"),
    path(f"{OWN}/sovellus/", takes_form(never_cache(activate_totp)), name="mfa_activate_totp"),
    path(
        f"{OWN}/sovellus/poista/",
        takes_form(never_cache(deactivate_totp)),
        name="mfa_deactivate_totp",
    ),
    path(f"{OWN}/paasyavain/", takes_form(never_cache(add_webauthn)), name="mfa_add_webauthn"),
    path(
        f"{OWN}/paasyavain/<row_authenticator:pk>/poista/",
        factors.remove_passkey,
        name="mfa_remove_webauthn",
    ),
    path(
        f"{OWN}/varakoodit/",
        require_safe(never_cache(view_recovery_codes)),
        name="mfa_view_recovery_codes",
    ),
    path(
        f"{OWN}/varakoodit/uudet/",
        takes_form(never_cache(generate_recovery_codes)),
        name="mfa_generate_recovery_codes",
    ),
]
# Without a language: the sign-in service knows one address to come back to.
callback = [path("kirjaudu/tunnistus/<str:provider_id>/paluu/", oidc.callback, name="openid_connect_callback")]

"""allauth's forms in our own words and look."""

from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class _Look(forms.Form):
    """Without marks that the page itself gives, and with a longest length for what people type."""

    use_required_attribute = False
    mark_optional = False


def _code(help_text: Any = "") -> forms.CharField:
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "ds-input"}
    return forms.CharField(label=_("Code"), max_length=20, help_text=help_text, widget=forms.TextInput(attrs=attrs))


EITHER = _("Six digits from the authenticator app, or one of your recovery codes.")


class CodeForm(_Look, AuthenticateForm):
    """A code, while logging in."""

    code = _code(EITHER)


class AgainCodeForm(_Look, ReauthenticateCodeForm):
    """A code, before a step that needs it again."""

    code = _code(EITHER)


class FirstCodeForm(_Look, ActivateTOTPForm):
    """The first code of a new authenticator app."""

    code = _code(_("Six digits that the app shows now."))


class AgainPasswordForm(_Look, ReauthenticateForm):
    """The password, before a step that needs it again."""

    password = forms.CharField(
        label=_("Present password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "ds-input"}),
    )


class PasskeyForm(_Look, AddWebAuthnForm):
    """A new passkey: the browser fills in the rest."""

    name = forms.CharField(
        label=_("What to call it"),
        max_length=60,
        required=False,
        help_text=_("For example the device or the password manager that keeps it."),
        widget=forms.TextInput(attrs={"class": "ds-input"}),
    )
    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

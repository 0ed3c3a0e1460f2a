"""Forms of logging in and of one's own account."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from painopiste.base.web.forms import PlainForm


def password_field(label: str | Promise, autocomplete: str, *, rules: bool = False) -> forms.CharField:
    """A field whose letters are not seen and not changed; `rules` tells beside it what a password must be like."""
    return forms.CharField(
        label=label,
        max_length=200,
        strip=False,
        help_text=password_validation.password_validators_help_text_html() if rules else "",
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
    )


class LogInForm(PlainForm):
    """Name and password."""

    mark_optional = False
    username = forms.CharField(
        label=_("Username"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = password_field(_("Password"), "current-password")


class AddressForm(PlainForm):
    """To which address the letter is to go."""

    mark_optional = False
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class NewPasswordForm(PlainForm):
    """Twice a new password."""

    new = password_field(_("New password"), "new-password", rules=True)
    again = password_field(_("New password again"), "new-password")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "new" in given and "again" in given and given["new"] != given["again"]:
            self.add_error("again", _("The two new passwords differ."))
        return given


class PasswordForm(NewPasswordForm):
    """The present password and, twice, a new one."""

    old = password_field(_("Present password"), "current-password")
    field_order = ("old", "new", "again")


class JoinByServiceForm(PlainForm):
    """Who joins through the sign-in service tells only a name."""

    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))


class JoinForm(JoinByServiceForm):
    """A name and, twice, a password."""

    password = password_field(_("Password"), "new-password", rules=True)
    again = password_field(_("Password again"), "new-password")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "password" in given and "again" in given and given["password"] != given["again"]:
            self.add_error("again", _("The two passwords differ."))
        return given


class LanguageForm(PlainForm):
    """The language of messages."""

    language = forms.ChoiceField(
        label=_("Language of messages"),
        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")],
        widget=forms.RadioSelect,
    )


DAYS = {"30": _("30 days"), "90": _("90 days"), "365": _("One year")}


class TokenForm(PlainForm):
    """A new access key."""

    name = forms.CharField(label=_("What the key is for"), max_length=100)
    may_write = forms.BooleanField(label=_("The key may also change things"), required=False)
    days = forms.ChoiceField(label=_("How long it is valid"), choices=list(DAYS.items()), initial="90")

"""Forms of people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from painopiste.base.accounts.rules import OF_ORGANISATION
from painopiste.base.web.forms import PlainForm
from painopiste.site.labels import ROLES
from painopiste.site.roles import Role

DAYS = ["%d.%m.%Y", "%Y-%m-%d"]
Options = list[tuple[str, Any]]


AS_DAY = _("A day, as 24.5.2022.")


def day(label: Any, *, required: bool = False, help_text: Any = AS_DAY) -> forms.DateField:
    widget = forms.DateInput(format=DAYS[0], attrs={"inputmode": "text"})
    return forms.DateField(label=label, required=required, input_formats=DAYS, widget=widget, help_text=help_text)


def role_options(*, everywhere: bool) -> Options:
    """The roles that somebody can give, by how far they look after people."""
    return [
        (str(role), ROLES[role]) for role in Role if role is not Role.PUBLIC and (everywhere or role in OF_ORGANISATION)
    ]


class InviteForm(PlainForm):
    """Who is invited, for which organisation, with which roles."""

    email = forms.EmailField(label=_("E-mail"), max_length=150)
    language = forms.ChoiceField(
        label=_("Language of messages"),
        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")],
        widget=forms.RadioSelect,
        initial="fi",
    )
    organisation = forms.ChoiceField(label=_("Organisation"))
    member_until = day(_("Works there until"), help_text=_("Leave it empty if no end is known."))
    roles = forms.MultipleChoiceField(label=_("Roles"), widget=forms.CheckboxSelectMultiple)
    body = forms.ChoiceField(label=_("Body"), required=False, help_text=_("For a chair or a member of a group."))
    until = day(_("The roles last until"))

    def __init__(self, *args: Any, organisations: Options, bodies: Options, everywhere: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", _("Choose")), *organisations]
        self.fields["roles"].choices = role_options(everywhere=everywhere)
        self.fields["body"].choices = [("", _("None")), *bodies]
        if not everywhere:
            del self.fields["body"]


class RoleForm(PlainForm):
    """A role for somebody who is here already."""

    role = forms.ChoiceField(label=_("Role"))
    organisation = forms.ChoiceField(
        label=_("Organisation"), required=False, help_text=_("For a role that is held for an organisation.")
    )
    body = forms.ChoiceField(label=_("Body"), required=False, help_text=_("For a chair or a member of a group."))
    since = day(_("From"))
    until = day(_("Until"))

    def __init__(self, *args: Any, organisations: Options, bodies: Options, everywhere: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("Choose")), *role_options(everywhere=everywhere)]
        self.fields["organisation"].choices = [("", _("None")), *organisations]
        self.fields["body"].choices = [("", _("None")), *bodies]
        if not everywhere:
            del self.fields["body"]


class LeftForm(PlainForm):
    """From which day something no longer holds."""

    left_on = day(_("Ends on"), required=True, help_text=_("On this day it is over: today means at once."))


class ResetForm(PlainForm):
    """Why somebody's second factors are taken away."""

    reason = forms.CharField(
        label=_("Why, and how you know who asks for it"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

"""Forms of organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from painopiste.base.organisations import labels
from painopiste.base.web.forms import DateTextField, NewOrVersionedForm, choices, language_fields


class OrganisationForm(NewOrVersionedForm):
    """What an organisation is called, what it is, and how long it exists."""

    abbreviation = forms.CharField(label=_("Abbreviation"), max_length=40)
    abbreviation_sv = forms.CharField(
        label=_("Abbreviation in Swedish"), max_length=40, required=False, help_text=_("Only if it differs.")
    )
    locals().update(language_fields("name", _("Name"), required=True, max_length=300))
    kind = forms.ChoiceField(label=_("Kind"), choices=choices(labels.KINDS))
    parent = forms.ChoiceField(label=_("Part of"), required=False)
    aliases = forms.CharField(
        label=_("Other names"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Other ways in which sources write the name, each on its own line."),
    )
    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https")
    valid_from = DateTextField(label=_("Exists since"), required=False)
    valid_to = DateTextField(label=_("Existed until"), required=False)
    successor = forms.ChoiceField(label=_("Successor"), required=False)

    def __init__(self, *args: Any, organisations: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("parent", "successor"):
            self.fields[name].choices = [("", _("None")), *organisations]

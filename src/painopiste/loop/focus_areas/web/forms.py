"""Forms of focus areas."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from painopiste.base.web.forms import DateTextField, PlainForm, VersionedForm, choices, language_fields
from painopiste.base.web.markings import MarkingField
from painopiste.loop.focus_areas import labels


class TextsForm(VersionedForm):
    """What a focus area is about, and who may read it."""

    own_marking_id = MarkingField()
    locals().update(language_fields("phenomenon", _("The phenomenon"), rows=5))
    locals().update(language_fields("aims", _("Aims"), rows=5))
    internal_note = forms.CharField(
        label=_("Internal note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the secretariat sees it."),
    )


class GroupForm(VersionedForm):
    """The body that works on a focus area."""

    group = forms.ChoiceField(label=_("Group"), required=False)

    def __init__(self, *args: Any, bodies: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [("", _("None")), *bodies]


class ProposeForm(PlainForm):
    """A new focus area."""

    number = forms.IntegerField(label=_("Number"), required=False, min_value=1, max_value=999)
    locals().update(language_fields("name", _("Name"), required=True, max_length=300))
    locals().update(language_fields("phenomenon", _("The phenomenon"), rows=5))
    own_marking_id = MarkingField()
    on = DateTextField(label=_("Proposed on"), required=False)


class RenameForm(VersionedForm):
    """A new name, and until when the old one was used."""

    locals().update(language_fields("name", _("New name"), required=True, max_length=300))
    on = DateTextField(label=_("The old name was used until"))


class DecideForm(PlainForm):
    """A step in the life of a focus area."""

    new_state = forms.ChoiceField(label=_("New state"))
    on = DateTextField(label=_("From"))
    decision = forms.ChoiceField(label=_("Decision"), required=False)
    reference = forms.CharField(label=_("Reference of the decision"), required=False, max_length=100)
    locals().update(language_fields("reason", _("Reason"), rows=3))
    locals().update(language_fields("destination", _("Where the work continues"), max_length=300))

    def __init__(
        self, *args: Any, states: list[tuple[str, Any]], decisions: list[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_state"].choices = states
        self.fields["decision"].choices = [("", _("No decision recorded")), *decisions]


class OrganisationForm(PlainForm):
    """An organisation that leads or takes part."""

    organisation = forms.ChoiceField(label=_("Organisation"))
    role = forms.ChoiceField(label=_("Role"), choices=choices(labels.ROLES))
    since = DateTextField(label=_("From"), required=False)
    locals().update(language_fields("part", _("Part of the focus area"), max_length=200))

    def __init__(self, *args: Any, organisations: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", _("Choose")), *organisations]


class EndForm(PlainForm):
    """When a part ended."""

    until = DateTextField(label=_("Until"))

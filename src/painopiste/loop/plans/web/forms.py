"""Forms of measures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from painopiste.base.web.forms import (
    DateTextField,
    NewOrVersionedForm,
    PlainForm,
    VersionedForm,
    choices,
    language_fields,
)
from painopiste.base.web.markings import MarkingField
from painopiste.loop.plans import labels
from painopiste.loop.plans.rules import Kind


class AmountField(forms.DecimalField):
    """Euros as people write them: 200000, 200 000 or 200 000,50 €."""

    def to_python(self, value: Any) -> Any:
        text = "".join(str(value or "").split()).removesuffix("€")
        return super().to_python(text or None)


class MeasureTexts(PlainForm):
    """What a measure is."""

    locals().update(language_fields("title", _("Title"), required=True, max_length=300))
    kind = forms.ChoiceField(label=_("Kind"), choices=choices(labels.KINDS), initial=Kind.OTHER)
    own_marking_id = MarkingField()
    starts_on = DateTextField(label=_("Starts"), required=False)
    due_on = DateTextField(label=_("Due"), required=False)
    locals().update(language_fields("timing", _("Timing in words"), max_length=300))
    locals().update(language_fields("description", _("Description"), rows=5))
    needed_person_months = AmountField(
        label=_("Person-months needed"), required=False, min_value=0, max_digits=8, decimal_places=2, localize=True
    )
    needed_euros = AmountField(
        label=_("Euros needed"), required=False, min_value=0, max_digits=14, decimal_places=2, localize=True
    )


class CreateForm(MeasureTexts):
    """A new measure."""

    focus_area = forms.ChoiceField(label=_("Focus area"), required=False)
    field_order = ("focus_area",)

    def __init__(self, *args: Any, focus_areas: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["focus_area"].choices = [("", _("The model itself")), *focus_areas]


class ChangeForm(VersionedForm, MeasureTexts):
    """A change of a measure."""

    pilot_decision = forms.ChoiceField(
        label=_("Pilot"), required=False, choices=choices(labels.PILOT_DECISIONS, empty=_("Not a pilot"))
    )
    pilot_decided_on = DateTextField(label=_("Decided on"), required=False)
    internal_note = forms.CharField(
        label=_("Internal note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the secretariat sees it."),
    )


class StateForm(VersionedForm):
    """A new state of a measure."""

    new_state = forms.ChoiceField(label=_("New state"), choices=choices(labels.STATES))
    on = DateTextField(label=_("From"))
    blocked_by = forms.ChoiceField(
        label=_("What stands in the way"), required=False, choices=choices(labels.BLOCKED_BY, empty=_("Nothing"))
    )
    locals().update(language_fields("reason", _("Reason"), rows=3))


class PartyForm(PlainForm):
    """An organisation, a body, or a name in words."""

    role = forms.ChoiceField(label=_("Role"), choices=choices(labels.PARTY_ROLES))
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    body = forms.ChoiceField(label=_("Body"), required=False)
    locals().update(language_fields("named", _("Name in words"), max_length=200))
    since = DateTextField(label=_("From"), required=False)

    def __init__(
        self, *args: Any, organisations: list[tuple[str, Any]], bodies: list[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", "–"), *organisations]
        self.fields["body"].choices = [("", "–"), *bodies]


class MilestoneForm(NewOrVersionedForm):
    """A milestone."""

    locals().update(language_fields("title", _("Title"), required=True, max_length=300))
    due_on = DateTextField(label=_("Due"), required=False)
    reached_on = DateTextField(label=_("Reached on"), required=False)


class DeliverableForm(NewOrVersionedForm):
    """A deliverable."""

    locals().update(language_fields("title", _("Title"), required=True, max_length=300))
    link = forms.URLField(label=_("Link"), required=False, max_length=500, assume_scheme="https")
    published_on = DateTextField(label=_("Published on"), required=False)


class FundingForm(NewOrVersionedForm):
    """A line of funding."""

    amount = AmountField(
        label=_("Amount in euros"), required=False, min_value=0, max_digits=14, decimal_places=2, localize=True
    )
    locals().update(language_fields("from", _("From where"), max_length=300))
    state = forms.ChoiceField(label=_("State"), choices=choices(labels.FUNDING_STATES))
    dated_on = DateTextField(label=_("Date"), required=False)


class DependencyForm(NewOrVersionedForm):
    """A dependency on another measure."""

    kind = forms.ChoiceField(label=_("How"), choices=choices(labels.DEPENDENCY_KINDS))
    other = forms.ChoiceField(label=_("Measure"))
    locals().update(language_fields("note", _("Note"), max_length=300))

    def __init__(self, *args: Any, measures: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = [("", _("Choose")), *measures]


class BulkForm(PlainForm):
    """One change for many measures. What is left empty stays as it is."""

    new_state = forms.ChoiceField(
        label=_("New state"), required=False, choices=choices(labels.STATES, empty=_("No change"))
    )
    blocked_by = forms.ChoiceField(
        label=_("What stands in the way"), required=False, choices=choices(labels.BLOCKED_BY, empty=_("Nothing"))
    )
    reason_fi = forms.CharField(label=_("Reason"), required=False, max_length=1000)
    on = DateTextField(label=_("From"), required=False)
    due_on = DateTextField(label=_("New due date"), required=False)
    lead = forms.ChoiceField(label=_("New lead"), required=False)

    def __init__(self, *args: Any, organisations: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].choices = [("", _("No change")), *organisations]


class ViewForm(PlainForm):
    """A saved view."""

    name = forms.CharField(label=_("Name of the view"), max_length=100)
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)
    shared = forms.BooleanField(label=_("Share with all members"), required=False)

"""Forms of commitments."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from painopiste.base.web.forms import DateTextField, PlainForm, VersionedForm, choices, language_fields
from painopiste.base.web.markings import MarkingField
from painopiste.loop.commitments import labels
from painopiste.loop.commitments.rules import ANSWERS, NEXT_STATES, State

LONGEST_REASON = 2000


class AmountField(forms.DecimalField):
    """A number as people write it: 200000, 200 000 or 200 000,50 €."""

    def __init__(self, **kwargs: Any) -> None:
        fixed = {"required": False, "min_value": 0, "decimal_places": 2, "localize": True}
        super().__init__(**fixed | kwargs)
        self.widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        self.widget.is_localized = True

    def to_python(self, value: Any) -> Any:
        text = "".join(str(value or "").split()).removesuffix("€")
        return super().to_python(text or None)


class YearsField(DateTextField):
    """A year, or from a year to another."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"help_text": _("A year (2027), or from a year to another (2027–2028).")} | kwargs)


def possible_states(present: str) -> list[tuple[str, Any]]:
    """The present state and those that an organisation can take from it."""
    offered = {State(present), *(NEXT_STATES[State(present)] & ANSWERS)}
    return choices({state: label for state, label in labels.STATES.items() if state in offered})


class AnswerForm(VersionedForm):
    """All that an organisation can say of one commitment."""

    state = forms.ChoiceField(label=_("State"), choices=choices(labels.STATES))
    on = DateTextField(label=_("Day of the new state"), required=False)
    locals().update(language_fields("reason", _("Reason"), rows=3, max_length=LONGEST_REASON))
    reference = forms.CharField(label=_("Reference of the decision"), required=False, max_length=100)
    locals().update(language_fields("unit", _("Unit"), max_length=200))
    responsible = forms.CharField(
        label=_("Person responsible"),
        required=False,
        max_length=200,
        help_text=_("Give a role or a title. A name is seldom needed."),
    )
    locals().update(language_fields("place", _("Place in own plan or performance agreement"), max_length=300))
    person_months = AmountField(label=_("Person-months"), max_digits=8)
    euros = AmountField(label=_("Euros"), max_digits=14)
    years = YearsField(label=_("Years of the resources"), required=False)
    since = DateTextField(label=_("From"), required=False)
    until = DateTextField(label=_("Until"), required=False)
    own_marking_id = MarkingField()

    def __init__(self, *args: Any, present: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].widget.choices = possible_states(present)  # type: ignore[attr-defined]


class RowForm(PlainForm):
    """One row of all that is asked of an organisation. The labels carry the measure, for who hears the field alone."""

    mark_optional = False

    state = forms.ChoiceField(choices=choices(labels.STATES))
    on = DateTextField(required=False)
    reason = forms.CharField(required=False, max_length=LONGEST_REASON)
    reference = forms.CharField(required=False, max_length=100)
    person_months = AmountField(max_digits=8)
    euros = AmountField(max_digits=14)
    years = YearsField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, number: str, present: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = labels.COLUMNS | {"on": _("Day of the new state")}
        for name, field in self.fields.items():
            if name != "version":
                field.label = f"{number} {names[name]}"
                field.help_text = ""
                field.widget.attrs |= {"aria-label": field.label, "autocomplete": "off"}
        # What can't follow is not offered; if it is sent all the same, the service says why not.
        self.fields["state"].widget.choices = possible_states(present)  # type: ignore[attr-defined]


class Rows(list[RowForm]):
    """All rows, as the look's error summary takes a set of forms."""

    def total_error_count(self) -> int:
        return sum(len(form.errors) for form in self)

    def non_form_errors(self) -> list[str]:
        return []


class AskForm(PlainForm):
    """Whom to ask, from which day, and who may read what they answer."""

    organisations = forms.MultipleChoiceField(
        label=_("Organisations to ask"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those who have a part in the measure and have not been asked yet, or have refused."),
    )
    on = DateTextField(label=_("Asked on"))
    own_marking_id = MarkingField()

    def __init__(self, *args: Any, organisations: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisations"].choices = organisations  # type: ignore[attr-defined]


class FileForm(PlainForm):
    """A list of answers."""

    file = forms.FileField(
        label=_("Your list"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
        allow_empty_file=True,  # the reader says it in its own words
        help_text=_("XLSX, ODS or CSV, at most 5 MB. Nothing is saved before you have seen what would change."),
    )

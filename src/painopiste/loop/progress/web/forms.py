"""Forms of progress rounds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from painopiste.base.web.forms import DayField, PlainForm, VersionedForm, choices, language_fields
from painopiste.base.web.markings import MarkingField
from painopiste.base.words import LANGUAGES
from painopiste.loop.focus_areas.labels import STATES as FOCUS_AREA_STATES
from painopiste.loop.plans.labels import BLOCKED_BY
from painopiste.loop.plans.labels import STATES as MEASURE_STATES
from painopiste.loop.plans.rules import NEXT_STATES, State
from painopiste.loop.progress import labels
from painopiste.loop.progress.rules import ANSWERABLE

LONGEST = 20_000


class RoundForm(PlainForm):
    """When a round is, what day it describes, and who may read it."""

    locals().update(language_fields("title", _("Title"), required=True, max_length=200))
    status_on = DayField(
        label=_("The answers describe the day"),
        help_text=_("Measures get their new states on this day. For example 24.5.2022."),
    )
    opens_on = DayField(label=_("First day to answer"))
    closes_on = DayField(label=_("Last day to answer"), help_text=_("Answers after it are taken in and shown as late."))
    own_marking_id = MarkingField(help_text=_("Drafts are seen by those who write them, whatever is chosen here."))


class ChangeRoundForm(VersionedForm, RoundForm):
    """A change of a round."""


class AnswerForm(VersionedForm):
    """What a focus area answers. All may be empty in a draft; the service tells what a submitted answer needs."""

    mark_optional = False

    activity = forms.ChoiceField(
        label=_("Activity of the group"), required=False, choices=choices(labels.ACTIVITIES, empty="–")
    )
    state = forms.ChoiceField(label=_("State of the focus area"), required=False)
    forecast = forms.ChoiceField(
        label=_("What can be carried out by the end of the term"),
        required=False,
        choices=choices(labels.FORECASTS, empty="–"),
    )
    obstacles = forms.MultipleChoiceField(
        label=_("Obstacles"),
        required=False,
        choices=choices(BLOCKED_BY),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose all that stand in the way."),
    )
    for _name, _label in labels.NARRATIVES.items():
        locals().update(language_fields(_name, _label, rows=7, max_length=LONGEST))
    del _name, _label

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (field for fields in NARRATIVE_FIELDS.values() for field in fields):
            del self.fields[name].widget.attrs["maxlength"]  # a counter for 20,000 letters only disturbs
        states = {state: FOCUS_AREA_STATES[state] for state in ANSWERABLE}
        self.fields["state"].choices = choices(states, empty="–")  # type: ignore[attr-defined]


NARRATIVE_FIELDS = {name: [f"{name}_{code}" for code in LANGUAGES] for name in labels.NARRATIVES}


class MeasureForm(PlainForm):
    """One row of the table of measures. The labels carry the number, for those who hear the field alone."""

    mark_optional = False

    state = forms.ChoiceField(choices=choices(MEASURE_STATES))
    blocked_by = forms.ChoiceField(required=False, choices=choices(BLOCKED_BY, empty=_("Nothing")))
    note = forms.CharField(required=False, max_length=2000, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    measure_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, number: str, present: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {"state": _("State"), "blocked_by": _("What stands in the way"), "note": _("Note")}
        for name, label in names.items():
            self.fields[name].label = f"{number} {label}"
            self.fields[name].widget.attrs["aria-label"] = f"{number} {label}"
        # What can't follow is not offered; if it is sent all the same, the service says why not.
        possible = {present, self.initial.get("state"), *NEXT_STATES[State(present)]}
        offered = {state: label for state, label in MEASURE_STATES.items() if state in possible}
        self.fields["state"].widget.choices = choices(offered)  # type: ignore[attr-defined]


class MeasureRows(list[MeasureForm]):
    """All rows, as the look's error summary takes a set of forms."""

    def total_error_count(self) -> int:
        return sum(len(form.errors) for form in self)

    def non_form_errors(self) -> list[str]:
        return []

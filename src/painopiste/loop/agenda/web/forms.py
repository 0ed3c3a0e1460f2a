"""Forms of the agenda. Texts are written in the language of the page, and can be added to in the other languages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from painopiste.base.actors import Actor
from painopiste.base.web.forms import DateTextField, NewOrVersionedForm, VersionedForm, choices
from painopiste.base.web.markings import MarkingField, marking_choices
from painopiste.loop.agenda import labels, permissions
from painopiste.loop.agenda.rules import NEXT_STATES, State

TEXTS = ("title", "description", "groups")


class ObservationForm(NewOrVersionedForm):
    """What somebody has seen."""

    title = forms.CharField(label=labels.FIELDS["title"], max_length=200, help_text=_("In a few words."))
    description = forms.CharField(
        label=labels.FIELDS["description"],
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What happens, to whom, since when, and why it might need many organisations. No names."),
    )
    source_kind = forms.ChoiceField(label=_("Where does it come from?"), choices=choices(labels.OFFERED))
    seen_on = DateTextField(label=_("Seen"), required=False)
    groups = forms.CharField(label=labels.FIELDS["groups"], required=False, max_length=300)
    areas = forms.MultipleChoiceField(
        label=_("Areas concerned"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: the whole country, or not known."),
    )
    evidence = forms.CharField(
        label=_("Links"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "inputmode": "url"}),
        help_text=_("Web addresses that show it, one on each line."),
    )
    own_marking_id = MarkingField()

    def __init__(self, *args: Any, areas: list[tuple[str, Any]], by: Actor, kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = areas  # type: ignore[attr-defined]
        if not areas:
            del self.fields["areas"]
        if kind and kind not in dict(labels.OFFERED):  # what the knowledge side has filed stays what it is
            self.fields["source_kind"].choices = [(kind, labels.SOURCE_KINDS[kind])]  # type: ignore[attr-defined, index]
        if not by.may(permissions.HANDLE):
            offered = [choice for choice in marking_choices() if choice[0] != "public"]
            self.fields["own_marking_id"].choices = offered  # type: ignore[attr-defined]


class OutcomeForm(VersionedForm):
    """What becomes of an observation."""

    state = forms.ChoiceField(label=_("What becomes of it"), widget=forms.RadioSelect)
    focus_areas = forms.MultipleChoiceField(
        label=_("Focus areas that deal with it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    into = forms.ChoiceField(label=_("The observation that it is merged with"), required=False)
    reason = forms.CharField(
        label=_("Reason, or a word to the writer"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed when the observation goes no further. The writer reads it."),
    )

    def __init__(
        self, *args: Any, present: str, areas: list[tuple[str, str]], others: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = NEXT_STATES[State(present)]
        states = {state: label for state, label in labels.STATES.items() if state in offered}
        self.fields["state"].choices = choices(states)  # type: ignore[attr-defined]
        for name, needed, options in (("focus_areas", State.LINKED, areas), ("into", State.MERGED, others)):
            if needed in offered and options:
                given = options if name == "focus_areas" else [("", _("Choose")), *options]
                self.fields[name].choices = given  # type: ignore[attr-defined]
            else:
                del self.fields[name]

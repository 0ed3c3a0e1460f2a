"""Forms of rounds of scanning. Texts are written in the language of the page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from painopiste.base.web.forms import DayField, NewOrVersionedForm, PlainForm, VersionedForm, choices
from painopiste.base.web.markings import MarkingField
from painopiste.loop.agenda import labels
from painopiste.loop.agenda.rules import CRITERIA, HEAVIEST, HIGHEST, LOWEST, Criterion, Outcome

CANT_SAY = "-"
Options = list[tuple[str, Any]]


class _RoundForm(NewOrVersionedForm):
    """What can be said of a round as long as it is open."""

    title = forms.CharField(label=_("Name of the round"), max_length=200)
    closes_on = DayField(label=_("Scores are given until"))
    questions = forms.CharField(
        label=_("Questions to the experts"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What this round wants to know, beside the criteria. The experts see it while they score."),
    )
    experts = forms.MultipleChoiceField(
        label=_("Who is asked to score"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Several, who may read the round. Each scores alone."),
    )
    own_marking_id = MarkingField()

    def __init__(self, *args: Any, experts: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["experts"].choices = experts  # type: ignore[attr-defined]


class OpenScanForm(_RoundForm):
    """A new round: its kind, its opening day and its weights stay as they are given here."""

    kind = forms.ChoiceField(label=_("Kind"), choices=choices(labels.ROUND_KINDS), widget=forms.RadioSelect)
    opens_on = DayField(label=_("Scores are given from"))
    field_order = ("title", "kind", "opens_on", "closes_on", "questions", "experts", "own_marking_id")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each, weight in CRITERIA.items():
            self.fields[f"weight_{each.value}"] = forms.IntegerField(
                label=labels.CRITERIA[each],
                min_value=0,
                max_value=HEAVIEST,
                initial=weight,
                widget=forms.NumberInput(attrs={"class": "ds-input"}),
            )

    def weights(self) -> list[Any]:
        """The fields of the weights, as the page draws them together."""
        return [self[f"weight_{each.value}"] for each in Criterion]


class ChangeScanForm(_RoundForm):
    """What can be changed while a round is open."""


class CandidateForm(NewOrVersionedForm):
    """A phenomenon that the round looks at."""

    title = forms.CharField(label=_("The phenomenon in a few words"), max_length=200)
    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What the experts need to know to score it. No names of people."),
    )
    observations = forms.MultipleChoiceField(
        label=_("Observations that it is gathered from"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, observations: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["observations"].choices = observations  # type: ignore[attr-defined]
        if not observations:
            del self.fields["observations"]


class ScoreForm(PlainForm):
    """One's own scores of a candidate: a number, or that one can't say, for each criterion."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = [str(number) for number in range(LOWEST, HIGHEST + 1)]
        options = [*((number, number) for number in numbers), (CANT_SAY, _("I can't say"))]
        for each in Criterion:
            self.fields[each.value] = forms.ChoiceField(
                label=labels.CRITERIA[each], help_text=labels.ASKED[each], choices=options, widget=forms.RadioSelect
            )
        self.fields["words"] = forms.CharField(
            label=_("In words, also if you disagree"),
            required=False,
            max_length=4000,
            widget=forms.Textarea(attrs={"class": "ds-input", "rows": 4}),
            help_text=_("Others read it without your name: not before they have scored, or the round is closed."),
        )

    def scores(self) -> dict[Criterion, int | None]:
        """What was chosen; None where one can't say."""
        given = {each: self.cleaned_data[each.value] for each in Criterion}
        return {each: None if value == CANT_SAY else int(value) for each, value in given.items()}


class HoursForm(PlainForm):
    """The hours that somebody has given to a round."""

    hours = forms.DecimalField(
        label=_("Hours that you gave to the round"),
        min_value=0,
        max_digits=7,
        decimal_places=1,
        localize=True,
        help_text=_("Reading, scoring and meetings together. Readers see the sum of all."),
    )


class CloseScanForm(VersionedForm):
    """What the secretariat says when it closes a round."""

    hours = forms.DecimalField(
        label=_("Hours that the secretariat gave to the round"),
        required=False,
        min_value=0,
        max_digits=7,
        decimal_places=1,
        localize=True,
    )


class SettleForm(VersionedForm):
    """What the round has led to for a candidate."""

    outcome = forms.ChoiceField(label=_("What the round led to"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed when it goes no further."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = {code: label for code, label in labels.OUTCOMES.items() if code is not Outcome.OPEN}
        self.fields["outcome"].choices = choices(told)  # type: ignore[attr-defined]

"""Forms of proposals. Texts are written in the language of the page."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from painopiste.base.actors import Actor
from painopiste.base.web.forms import NewOrVersionedForm, PlainForm, VersionedForm, choices
from painopiste.base.web.markings import MarkingField, marking_choices
from painopiste.loop.agenda import labels, permissions
from painopiste.loop.plans.labels import HOW

Options = list[tuple[str, Any]]


def _long(name: str, help_text: Any = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=labels.PROPOSAL_FIELDS[name],
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )


class ProposalForm(NewOrVersionedForm):
    """What somebody proposes that the organisations take up together."""

    title = forms.CharField(label=labels.PROPOSAL_FIELDS["title"], max_length=200, help_text=_("In a few words."))
    phenomenon = _long("phenomenon", _("What happens, to whom and where, and how that is known."), rows=6)
    why_now = _long("why_now")
    route = forms.ChoiceField(
        label=_("How should the matter go on?"), choices=choices(labels.ROUTES), initial="new", widget=forms.RadioSelect
    )
    targets = forms.MultipleChoiceField(
        label=_("Focus areas that do the work"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One when the work is done inside a focus area, two when they do it jointly; else none."),
    )
    reason = _long("reason", _("Needed when no work is begun now."))
    aims = _long("aims", _("What should be different when the work has succeeded."))
    effect = _long("effect")
    signs = _long("signs", _("By what indicators, surveys or other observations one can tell."))
    lead = forms.ChoiceField(label=_("Proposed lead"), required=False)
    participants = forms.MultipleChoiceField(
        label=_("Organisations that take part"), required=False, widget=forms.CheckboxSelectMultiple
    )
    resources = _long("resources", _("People, money and time that are needed, and from whom."))
    candidate = forms.ChoiceField(label=_("Candidate of a round of scanning that it comes from"), required=False)
    observations = forms.MultipleChoiceField(
        label=_("Observations that it comes from"), required=False, widget=forms.CheckboxSelectMultiple
    )
    own_marking_id = MarkingField()

    def __init__(
        self,
        *args: Any,
        targets: Options,
        organisations: Options,
        candidates: Options,
        observations: Options,
        by: Actor,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["lead"].choices = [("", _now("Not proposed yet")), *organisations]
        fields["candidate"].choices = [("", _now("None")), *candidates]
        for name, options in (("targets", targets), ("participants", organisations), ("observations", observations)):
            fields[name].choices = options
        for name, options in (("targets", targets), ("candidate", candidates), ("observations", observations)):
            if not options:
                del fields[name]
        if not by.may(permissions.HANDLE_PROPOSALS):
            fields["own_marking_id"].choices = [choice for choice in marking_choices() if choice[0] != "public"]
            fields["own_marking_id"].offer(self.get_initial_for_field(fields["own_marking_id"], "own_marking_id"))


class StepForm(VersionedForm):
    """A step without words."""


class AnswerForm(VersionedForm):
    """A step with a word to those who have written the proposal."""

    answer = forms.CharField(
        label=_("A word to those who wrote it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class LeadForm(VersionedForm):
    """What the proposed lead says."""

    can = forms.ChoiceField(
        label=_("Can your organisation lead the work?"),
        choices=[
            ("yes", pgettext_lazy("lead", "It can lead")),
            ("no", pgettext_lazy("lead", "It can't lead")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("With what people and money, or what stands in the way"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class TouchForm(PlainForm):
    """What the proposal has to do with other work."""

    other = forms.ChoiceField(label=_("The other"))
    how = forms.ChoiceField(
        label=_("What the proposal has to do with it"),
        choices=choices(HOW, empty=_("Choose")),
        help_text=_("“No interface” tells that somebody has looked: the pair is not suggested again."),
    )
    coordinator = forms.ChoiceField(label=_("Coordinated by"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, others: list[Any], organisations: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["other"].choices = [("", _now("Choose")), *others]
        fields["coordinator"].choices = [("", _now("Nobody yet")), *organisations]

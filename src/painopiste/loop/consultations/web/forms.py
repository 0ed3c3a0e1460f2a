"""Forms of consultations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from painopiste.base.uploads.kinds import KINDS
from painopiste.base.uploads.limits import MEGABYTE, SENT
from painopiste.base.web.forms import (
    LANGUAGE_NAMES,
    DateTextField,
    NewOrVersionedForm,
    PlainForm,
    VersionedForm,
    choices,
    language_fields,
)
from painopiste.base.web.markings import MarkingField
from painopiste.loop.consultations import labels
from painopiste.loop.consultations.rules import NEEDS_REASON, NEXT_STATES, State

NOTHING = _("Nothing recorded here")


class ConsultationForm(NewOrVersionedForm):
    """What is asked about, why, and until when."""

    locals().update(language_fields("title", _("Title"), required=True, max_length=200))
    locals().update(language_fields("purpose", _("Purpose"), rows=4))
    locals().update(language_fields("material", _("Material for those who are asked"), rows=6))
    links = forms.CharField(
        label=_("Links to material"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "inputmode": "url"}),
        help_text=_("Web addresses, one on each line."),
    )
    focus_area = forms.ChoiceField(label=_("The focus area that it is about"), required=False)
    observation = forms.ChoiceField(label=_("The observation that it is about"), required=False)
    opens_on = DateTextField(label=_("Opens"), required=False, help_text=_("Empty: on the day on which you open it."))
    closes_on = DateTextField(label=_("Closes"), required=False, help_text=_("The last day for answers, as 24.5.2022."))
    own_marking_id = MarkingField()

    def __init__(
        self, *args: Any, areas: list[tuple[str, str]], observations: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, options in (("focus_area", areas), ("observation", observations)):
            self.fields[name].choices = [("", NOTHING), *options]  # type: ignore[attr-defined]


class MoveForm(VersionedForm):
    """What becomes of a consultation."""

    state = forms.ChoiceField(label=_("What becomes of it"), widget=forms.RadioSelect)
    locals().update(language_fields("reason", _("Reason"), rows=3))

    def __init__(self, *args: Any, present: State, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = NEXT_STATES[present]
        self.fields["state"].choices = choices({each: labels.STEPS[each] for each in State if each in offered})  # type: ignore[attr-defined]
        if not offered & NEEDS_REASON:
            for code in LANGUAGE_NAMES:
                del self.fields[f"reason_{code}"]


class QuestionForm(NewOrVersionedForm):
    """One question."""

    locals().update(language_fields("text", _("Question"), required=True, rows=3, max_length=2000))
    locals().update(language_fields("help", _("Help for answering"), rows=3, max_length=2000))
    rank = forms.IntegerField(
        label=_("Place in the order"), required=False, min_value=0, max_value=999, help_text=_("Empty: the last.")
    )


class EventForm(NewOrVersionedForm):
    """An event of a consultation."""

    locals().update(language_fields("name", _("Name"), required=True, max_length=300))
    held_on = DateTextField(label=_("Day"), required=False)
    place = forms.CharField(label=_("Place"), required=False, max_length=300)
    state = forms.ChoiceField(label=_("State"), choices=choices(labels.EVENT_STATES))
    locals().update(language_fields("reason", _("Reason, if it is cancelled"), rows=3))


class InviteForm(PlainForm):
    """One that is asked."""

    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    name = forms.CharField(
        label=_("Name of the stakeholder or of the contact"),
        required=False,
        max_length=200,
        help_text=_("Needed for a stakeholder that is not in the register."),
    )
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    language = forms.ChoiceField(label=_("Language of the letter"), choices=list(LANGUAGE_NAMES.items()))

    def __init__(self, *args: Any, organisations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", _("A stakeholder that is not in the register")), *organisations]  # type: ignore[attr-defined]


class SynthesisForm(VersionedForm):
    """What the answers come to."""

    locals().update(language_fields("synthesis", _("Synthesis"), rows=14))


class AnswerForm(VersionedForm):
    """What one that is asked returns: one field for each question."""

    participants = forms.IntegerField(
        label=_("How many people took part in making the answer?"),
        required=False,
        min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("A number. Needed when you return the answer; a draft can do without."),
    )

    def __init__(self, *args: Any, questions: list[tuple[str, Any, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, text, help_text in questions:
            widget = forms.Textarea(attrs={"rows": 6, "class": "ds-input"})
            told = {"label": text, "help_text": help_text, "required": False, "max_length": 20_000}
            self.fields[f"answer_{key}"] = forms.CharField(widget=widget, **told)  # type: ignore[arg-type]
        more = {"widget": forms.Textarea(attrs={"rows": 4, "class": "ds-input"}), "required": False}
        self.fields["comment"] = forms.CharField(label=_("Anything else you want to say"), max_length=20_000, **more)
        self.fields["file"] = forms.FileField(
            label=_("A file with your answer"),
            required=False,
            widget=forms.FileInput(attrs={"class": "ds-input", "accept": ",".join(KINDS)}),
            help_text=_("One at a time, ten at most, each at most %(size)s MB: %(kinds)s.")
            % {"size": SENT // MEGABYTE, "kinds": " ".join(KINDS)},
        )

"""Forms of meetings, agendas, decisions, follow-ups and written procedures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from painopiste.base.bodies import labels
from painopiste.base.bodies.rules import FollowUpState, Presence, Verdict, Way
from painopiste.base.web.forms import (
    DateTextField,
    NewOrVersionedForm,
    PlainForm,
    VersionedForm,
    choices,
    language_fields,
)
from painopiste.base.web.markings import MarkingField


class MeetingForm(NewOrVersionedForm):
    """When and where a meeting is; later also its minutes."""

    held_on = DateTextField(label=_("Day"))
    begins_at = forms.TimeField(label=_("Begins at"), required=False, help_text=_("For example 9.00"), localize=True)
    ends_at = forms.TimeField(label=_("Ends at"), required=False, localize=True)
    place = forms.CharField(label=_("Place"), required=False, max_length=300)
    link = forms.URLField(
        label=_("Link for taking part from afar"), required=False, max_length=500, assume_scheme="https"
    )
    locals().update(language_fields("title", _("Title"), max_length=300))
    locals().update(language_fields("minutes", _("Minutes"), rows=8))
    own_marking_id = MarkingField()


class CancelForm(VersionedForm):
    """Why a meeting is cancelled."""

    locals().update(language_fields("reason", _("Reason"), required=True, rows=3))


class ItemForm(NewOrVersionedForm):
    """An item of an agenda."""

    locals().update(language_fields("title", _("Title"), required=True, max_length=300))
    kind = forms.ChoiceField(label=_("Kind"), choices=choices(labels.ITEM_KINDS), initial="discussion")
    locals().update(language_fields("text", _("Text"), rows=4))
    about = forms.ChoiceField(
        label=_("What it is about"),
        required=False,
        help_text=_("When it is decided on, the decision keeps it as it is on that day."),
    )

    def __init__(self, *args: Any, subjects: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", _("Nothing recorded here")), *subjects]


class AttendanceForm(PlainForm):
    """Who was there. One field for each organisation: the number of people; empty: nobody."""

    def __init__(self, *args: Any, organisations: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for pk, name in organisations:
            self.fields[f"people_{pk}"] = forms.IntegerField(
                label=name,
                required=False,
                min_value=1,
                max_value=500,
                widget=forms.NumberInput(attrs={"class": "ds-input", "inputmode": "numeric"}),
            )

    def present(self) -> dict[int, int]:
        """How many people of each organisation were there, by the organisation's row id."""
        given = {int(name.removeprefix("people_")): people for name, people in self.cleaned_data.items()}
        return {organisation: people for organisation, people in given.items() if people}


class PointForm(PlainForm):
    """What the discussion came to."""

    kind = forms.ChoiceField(label=_("Kind"), choices=choices(labels.POINT_KINDS))
    locals().update(language_fields("text", _("Text"), required=True, rows=3))


class DecisionForm(PlainForm):
    """What was decided on an item, and how. The verdict is asked where the item is about something recorded here."""

    verdict = forms.ChoiceField(
        label=_("What became of what was proposed"),
        choices=choices(labels.VERDICTS),
        initial=Verdict.ACCEPTED.value,
        widget=forms.RadioSelect,
        help_text=_("What is accepted takes effect at once. Otherwise write the reason in the decision."),
    )
    locals().update(language_fields("title", _("Title"), required=True, max_length=300))
    locals().update(language_fields("text", _("Decision"), rows=4))
    reference = forms.CharField(
        label=_("Reference"),
        required=False,
        max_length=100,
        help_text=_("The record number or the place in the minutes."),
    )
    way = forms.ChoiceField(
        label=_("How it was decided"), choices=choices({way: labels.WAYS[way] for way in (Way.CONSENSUS, Way.VOTE)})
    )
    votes_for = forms.IntegerField(label=_("Votes for"), required=False, min_value=0, max_value=999)
    votes_against = forms.IntegerField(label=_("Votes against"), required=False, min_value=0, max_value=999)
    votes_abstained = forms.IntegerField(label=_("Abstained"), required=False, min_value=0, max_value=999)
    locals().update(language_fields("dissent", _("Dissenting opinion"), rows=3))
    follows = forms.ChoiceField(
        label=_("Follows an earlier decision"),
        required=False,
        help_text=_("An earlier decision stays as it was; this one changes or ends what it set."),
    )
    own_marking_id = MarkingField()

    def __init__(self, *args: Any, earlier: list[tuple[str, Any]], about: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not about:
            del self.fields["verdict"]
        self.fields["follows"].choices = [("", _("None")), *earlier]


class FollowUpForm(PlainForm):
    """What was agreed on, whose it is, and by when."""

    locals().update(language_fields("text", _("What is to be done"), required=True, max_length=500))
    organisation = forms.ChoiceField(label=_("Whose it is"), required=False)
    due_on = DateTextField(label=_("Due"), required=False)
    own_marking_id = MarkingField()

    def __init__(self, *args: Any, organisations: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", _("Not agreed")), *organisations]


class CloseForm(VersionedForm):
    """What became of it."""

    state = forms.ChoiceField(
        label=_("State"),
        choices=choices(
            {state: labels.FOLLOW_UP_STATES[state] for state in (FollowUpState.DONE, FollowUpState.DROPPED)}
        ),
    )
    locals().update(language_fields("outcome", _("What came of it"), rows=3))


class ProcedureForm(PlainForm):
    """What the members are asked to decide, and until when."""

    locals().update(language_fields("title", _("Title"), required=True, max_length=300))
    locals().update(language_fields("text", _("Proposed decision"), required=True, rows=5))
    about = forms.ChoiceField(label=_("What it is about"), required=False)
    closes_on = forms.DateField(label=_("Last day to answer"), localize=True)
    quorum = forms.IntegerField(
        label=_("How many must answer"), min_value=1, max_value=500, help_text=_("With fewer answers it lapses.")
    )
    own_marking_id = MarkingField()

    def __init__(self, *args: Any, subjects: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", _("Nothing recorded here")), *subjects]


class ForOrganisation(PlainForm):
    """Something that a person does for one of the organisations that they belong to."""

    organisation = forms.ChoiceField(label=_("Organisation"))

    def __init__(self, *args: Any, organisations: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = organisations


class AnswerForm(ForOrganisation):
    """A member's answer."""

    answer = forms.ChoiceField(label=_("Answer"), choices=choices(labels.ANSWERS), widget=forms.RadioSelect)
    comment = forms.CharField(
        label=_("Comment"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ConflictForm(ForOrganisation):
    """Who does not take part in deciding, and why."""

    reason = forms.CharField(label=_("Reason"), max_length=500)


class InvitationForm(ForOrganisation):
    """Whether an organisation is coming."""

    presence = forms.ChoiceField(
        label=_("Answer"),
        choices=choices({each: labels.PRESENCES[each] for each in (Presence.ACCEPTED, Presence.DECLINED)}),
        widget=forms.RadioSelect,
    )

"""Forms of bodies."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from painopiste.base.bodies import labels
from painopiste.base.web.forms import DateTextField, PlainForm, VersionedForm, choices, language_fields
from painopiste.base.web.markings import MarkingField


class BodyTexts(PlainForm):
    """What a body is called, how often it meets, and how long it works."""

    locals().update(language_fields("name", _("Name"), required=True, max_length=300))
    locals().update(language_fields("description", _("Description"), rows=4))
    tempo = forms.ChoiceField(label=_("Meets"), required=False, choices=choices(labels.TEMPOS, empty=_("Not stated")))
    began = DateTextField(label=_("Began"), required=False)
    ended = DateTextField(label=_("Ended"), required=False)
    own_marking_id = MarkingField()


class BodyForm(VersionedForm, BodyTexts):
    """A change of a body."""


class NewBodyForm(BodyTexts):
    """A new body: what sort it is, and what it stands under."""

    kind = forms.ChoiceField(label=_("Kind"), choices=choices(labels.KINDS, empty=_("Choose")))
    parent = forms.ChoiceField(label=_("Under"), required=False)
    field_order = ("kind", "parent")

    def __init__(self, *args: Any, bodies: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [("", _("None")), *bodies]


class MemberForm(PlainForm):
    """A new member."""

    organisation = forms.ChoiceField(label=_("Organisation"))
    role = forms.ChoiceField(label=_("Role"), choices=choices(labels.ROLES), initial="member")
    since = DateTextField(label=_("From"), required=False)

    def __init__(self, *args: Any, organisations: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", _("Choose")), *organisations]


class EndForm(PlainForm):
    """Until when somebody was a member."""

    until = DateTextField(label=_("Until"))


class DecisionForm(PlainForm):
    """What a body decided, when, and where it is written down."""

    decided_on = DateTextField(label=_("Decided on"))
    locals().update(language_fields("title", _("Title"), required=True, max_length=300))
    reference = forms.CharField(
        label=_("Reference"),
        required=False,
        max_length=100,
        help_text=_("The record number or the place in the minutes."),
    )
    locals().update(language_fields("text", _("Decision"), rows=4))
    own_marking_id = MarkingField()

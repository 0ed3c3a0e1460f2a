"""Forms of the discussion."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from painopiste.base.actors import Actor
from painopiste.base.web.forms import PlainForm, VersionedForm
from painopiste.base.web.markings import MarkingField, marking_choices
from painopiste.loop.discussion.permissions import MODERATE
from painopiste.loop.discussion.rules import LONGEST


class CommentFields(PlainForm):
    """What is said, to whom, and who else should notice it."""

    text = forms.CharField(
        label=pgettext_lazy("discussion", "Comment"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST}),
        help_text=_("Plain text; web addresses become links. Mention somebody by writing @ and their name."),
    )
    own_marking_id = MarkingField(
        help_text=_("A comment is never open to more readers than what it is about. Closing it further is possible.")
    )
    people = forms.MultipleChoiceField(label=_("Mention people"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: list[tuple[str, str]], by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = people  # type: ignore[attr-defined]
        if not people:
            del self.fields["people"]
        if not by.may(MODERATE):
            marking: Any = self.fields["own_marking_id"]
            marking.choices = [choice for choice in marking_choices() if choice[0] != "public"]
            marking.offer(self.get_initial_for_field(marking, "own_marking_id"))


class CommentForm(CommentFields):
    """A new comment, perhaps an answer."""

    reply_to = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)


class ChangeForm(VersionedForm, CommentFields):
    """A change of one's own comment."""


class RemoveForm(VersionedForm):
    """Taking a comment away."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=300,
        help_text=_("Needed when the comment is somebody else's. It stays where the comment was."),
    )

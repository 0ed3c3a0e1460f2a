"""Forms of feedback."""

from django import forms
from django.utils.translation import gettext_lazy as _

from painopiste.base.web.forms import PlainForm, VersionedForm, choices
from painopiste.support.feedback.labels import KINDS
from painopiste.support.feedback.services import LONGEST


class FeedbackForm(PlainForm):
    """What somebody wants to tell. `website` is a trap: people don't see it, programs that advertise fill it in."""

    kind = forms.ChoiceField(label=_("What is it about?"), choices=choices(KINDS), widget=forms.RadioSelect)
    message = forms.CharField(
        label=_("Your message"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8, "maxlength": LONGEST})
    )
    page = forms.CharField(label=_("Which page?"), required=False, max_length=500)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("If you want an answer. We use it for nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        required=False, max_length=200, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )


class AnswerForm(VersionedForm):
    """An answer to feedback."""

    answer = forms.CharField(label=_("Answer"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8}))

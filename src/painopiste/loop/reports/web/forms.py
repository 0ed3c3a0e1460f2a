"""Forms of reports."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from painopiste.base.actors import Actor
from painopiste.base.dates import WrongDate, understand
from painopiste.base.markings.reading import audiences_of
from painopiste.base.markings.rules import Audience
from painopiste.base.web.forms import PlainForm, choices
from painopiste.base.web.markings import AUDIENCES

LANGUAGES = {"fi": _("Finnish"), "sv": _("Swedish"), "en": _("English")}


class DayField(forms.CharField):
    """A day as people write it, 24.5.2022; gives a date."""

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        try:
            return date.fromisoformat(understand(text)) if text else None
        except (ValueError, WrongDate) as error:
            raise forms.ValidationError(gettext("Write a day such as 24.5.2022."), code="wrong_day") from error


class NewReportForm(PlainForm):
    """Which day is reported, in which language, and whose facts are told."""

    as_of = DayField(
        label=_("Situation on the day"),
        max_length=20,
        help_text=_(
            "The report shows what is known about this day, for example 24.5.2022. It can be today or earlier."
        ),
    )
    language = forms.ChoiceField(label=_("Language of the report"), choices=choices(LANGUAGES))
    facts_for = forms.ChoiceField(
        label=_("Whose facts"),
        widget=forms.RadioSelect,
        help_text=_("Only a report of the facts that are open to everybody can be published."),
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("Without a title of its own it gets the usual one."),
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = audiences_of(by)
        self.fields["facts_for"].choices = choices({code: name for code, name in AUDIENCES.items() if code in own})
        self.fields["facts_for"].initial = Audience.PUBLIC.value
        self.fields["as_of"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean_as_of(self) -> date:
        day: date = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise forms.ValidationError(gettext("Choose today or an earlier day."), code="day_ahead")
        return day

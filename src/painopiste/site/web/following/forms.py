"""The form by which somebody chooses their letters."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from painopiste.base.following.rules import Digest
from painopiste.base.web.forms import PlainForm

DIGESTS = {
    Digest.NEVER: _("Never"),
    Digest.DAILY: _("Every day"),
    Digest.WEEKLY: _("Once a week"),
}
WEEKDAYS = [
    *((0, _("Monday")), (1, _("Tuesday")), (2, _("Wednesday")), (3, _("Thursday"))),
    *((4, _("Friday")), (5, _("Saturday")), (6, _("Sunday"))),
]
HOURS = [(hour, f"{hour}.00") for hour in range(24)]


def _hour(value: str) -> int | None:
    return int(value) if value else None


class LettersForm(PlainForm):
    """Which letters come, and when."""

    mark_optional = False
    digest = forms.ChoiceField(
        label=_("A digest of what waits for you and what has changed in what you follow"),
        choices=list(DIGESTS.items()),
        widget=forms.RadioSelect,
    )
    weekday = forms.TypedChoiceField(label=_("Day of a weekly digest"), choices=WEEKDAYS, coerce=int)
    hour = forms.TypedChoiceField(label=_("Hour of the digest"), choices=HOURS, coerce=int)
    asked = forms.BooleanField(
        label=_("A letter at once when something is asked of you"),
        help_text=_("A commitment, an answer in a written procedure, something agreed on, a second person's consent."),
        required=False,
    )
    quiet_begins = forms.TypedChoiceField(
        label=_("No letters from"), choices=[("", _("No quiet hours")), *HOURS], coerce=_hour, empty_value=None,
        required=False, help_text=_("What would come in the quiet hours comes at their end."),
    )  # fmt: skip
    quiet_ends = forms.TypedChoiceField(
        label=_("Letters come again from"),
        choices=[("", _("No quiet hours")), *HOURS],
        coerce=_hour,
        empty_value=None,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Quiet hours have a beginning and an end."""
        given = super().clean() or {}
        if (given.get("quiet_begins") is None) != (given.get("quiet_ends") is None):
            missing = "quiet_begins" if given.get("quiet_begins") is None else "quiet_ends"
            self.add_error(missing, _("Quiet hours need a beginning and an end."))
        return given

"""The form that takes a programme as a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from painopiste.base.uploads.limits import MEGABYTE, SENT, Unpacked
from painopiste.base.web.forms import PlainForm

INSIDE = Unpacked()


class ProgrammeFileForm(PlainForm):
    """One ZIP file. What is in it is looked at by the gate for files, not by the form."""

    file = forms.FileField(
        label=_("Programme as a ZIP file"),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        allow_empty_file=True,  # the gate says it in its own words
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "A folder of YAML files, packed: at most %(sent)s MB, %(parts)s files and %(total)s MB when unpacked."
        ) % {"sent": SENT // MEGABYTE, "parts": INSIDE.parts, "total": INSIDE.total // MEGABYTE}

"""Forms drawn in our own look, with errors tied to their fields."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.renderers import Jinja2
from django.template import engines
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext, gettext_lazy

from painopiste.base import dates
from painopiste.base.web.markings import MarkingField
from painopiste.base.words import LANGUAGES


class Renderer(Jinja2):
    """Django's Jinja2 widgets inside the look's own field and form templates."""

    form_template_name = "look/form.html"
    field_template_name = "look/field.html"

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("look/"):
            return engines["jinja2"].get_template(template_name)
        return self.engine.get_template(template_name)


LANGUAGE_NAMES = {"fi": gettext_lazy("in Finnish"), "sv": gettext_lazy("in Swedish"), "en": gettext_lazy("in English")}


class PlainForm(forms.Form):
    """A form whose inputs carry the look's class."""

    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "ds-input")
        for name, field in self.fields.items():
            if isinstance(field, MarkingField):  # a row keeps what it has, though the form offers the usual ones
                field.offer(self.get_initial_for_field(field, name))


class VersionedForm(PlainForm):
    """A form that knows which version of the row it was opened with: nobody saves over another unknowingly."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class NewOrVersionedForm(PlainForm):
    """The same for what may be new: a new row has no version yet."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def choices(labels: Mapping[Any, Any], *, empty: Any = None) -> list[tuple[Any, Any]]:
    """Codes and their labels for a field; `empty` is the label of no choice."""
    options = [(str(code), label) for code, label in labels.items()]
    return options if empty is None else [("", empty), *options]


def language_fields(
    name: str, label: Any, *, required: bool = False, rows: int = 0, max_length: int | None = None
) -> dict[str, forms.CharField]:
    """A field for each language: name_fi, name_sv, name_en. Only the Finnish one can be required."""
    fields = {}
    for code in LANGUAGES:
        widget = forms.Textarea(attrs={"rows": rows, "lang": code}) if rows else forms.TextInput(attrs={"lang": code})
        fields[f"{name}_{code}"] = forms.CharField(
            label=format_lazy("{} {}", label, LANGUAGE_NAMES[code]),
            required=required and code == "fi",
            max_length=max_length,
            widget=widget,
        )
    return fields


def add_errors(form: forms.Form, fields: Mapping[str, str], message: str = "") -> None:
    """Show what a service found wrong beside the fields that it concerns; the rest, or the message, above the form."""
    for name, text in fields.items():
        form.add_error(name if name in form.fields else None, gettext(text))
    if not fields:
        form.add_error(None, message)


class DateTextField(forms.CharField):
    """A date as people write it (24.5.2022, 5/2022, 2022, syksy 2022) or in EDTF; gives EDTF."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 60)
        help_text = gettext_lazy("A day (24.5.2022), a month (5/2022), a year (2022) or a season (autumn 2022).")
        kwargs.setdefault("help_text", help_text)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Write a stored date as people do, where what they would type back is the same date; else leave it."""
        text = str(value or "")
        try:
            shown = _typed(text) or (dates.show(text, get_language() or "fi") if text else "")
            return shown if dates.understand(shown) == text else value
        except (dates.WrongDate, KeyError):
            return value

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return dates.understand(text)
        except dates.WrongDate as error:
            raise forms.ValidationError(gettext(error.message) % error.values, code=error.code) from error


class DayField(forms.DateField):
    """A day as people write it: 24.5.2022. Gives a date."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"inputmode": "text", "autocomplete": "off"}))
        kwargs.setdefault("input_formats", ["%d.%m.%Y", "%Y-%m-%d"])
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day}.{value.month}.{value.year}" if hasattr(value, "day") else value


def _typed(edtf: str) -> str:
    """A day or a month in numbers; nothing for other dates."""
    parts = edtf.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) == 1 or len(parts[0]) != 4 or int(parts[1]) > 12:
        return ""
    return f"{int(parts[1])}/{parts[0]}" if len(parts) == 2 else ".".join(str(int(part)) for part in reversed(parts))


def by_language(values: Mapping[str, Any], name: str) -> dict[str, str]:
    """`{"fi": …}` from the values of three language fields; languages without a text are left out."""
    return {code: values[f"{name}_{code}"] for code in LANGUAGES if values.get(f"{name}_{code}")}

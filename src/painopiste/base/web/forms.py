"""Forms drawn in our own look, with errors tied to their fields."""

from django import forms
from django.forms.renderers import Jinja2


class Renderer(Jinja2):
    """Django's Jinja2 widgets inside the look's own field and form templates."""

    form_template_name = "look/form.html"
    field_template_name = "look/field.html"

    @property
    def engine(self) -> object:  # type: ignore[override]
        from django.template import engines

        return _Both(engines["jinja2"], super().engine)


class _Both:
    """Finds a template among the pages first, then among Django's own widgets."""

    def __init__(self, pages: object, widgets: object) -> None:
        self.pages, self.widgets = pages, widgets

    def get_template(self, name: str) -> object:
        return (self.pages if name.startswith("look/") else self.widgets).get_template(name)  # type: ignore[attr-defined]


CLASSES = {"select": "ds-input", "checkbox": "ds-input", "radio": "ds-input"}


class PlainForm(forms.Form):
    """A form whose inputs carry the look's class; `version` guards against saving over somebody else's change."""

    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "ds-input")

"""Forms with which measures are made and changed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from painopiste.base.errors import NotAllowed
from painopiste.base.web.forms import by_language
from painopiste.base.web.pages import crumbs, form_page, takes_form
from painopiste.loop.focus_areas import selectors as focus_areas
from painopiste.loop.plans import permissions, selectors, services
from painopiste.loop.plans.rules import NEXT_STATES, State
from painopiste.loop.plans.web.choosing import focus_area_choices
from painopiste.loop.plans.web.forms import ChangeForm, CreateForm, StateForm
from painopiste.loop.plans.web.measure import measure_crumbs


def page_of(found: Any) -> str:
    return reverse("plans:measure", args=[found.key])


def changeable(request: HttpRequest, key: str) -> Any:
    """The measure, if the actor may change it."""
    found = selectors.get_measure(key=key, by=request.actor)
    if not permissions.may_change_measure(found, by=request.actor):
        raise NotAllowed
    return found


@takes_form
def create(request: HttpRequest) -> HttpResponse:
    """Make a new measure."""
    if not request.actor.may_somewhere(permissions.CHANGE_MEASURE):
        raise NotAllowed
    initial = {"focus_area": request.GET.get("painopiste", "")}
    form = CreateForm(request.POST or None, initial=initial, focus_areas=focus_area_choices(request.actor))

    def save(values: dict[str, Any]) -> Any:
        key = values.pop("focus_area")
        area = focus_areas.get_focus_area(key=key, by=request.actor) if key else None
        return services.create_measure(focus_area=area, values=values, by=request.actor)

    trail = crumbs(
        (_("Home"), reverse("site:home")), (_("Measures"), reverse("plans:measures")), (_("New measure"), "")
    )
    return form_page(request, form=form, title=_("New measure"), save=save, done=page_of, crumbs=trail)


@takes_form
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Change the texts, kind and dates of a measure."""
    found = changeable(request, key)
    form = ChangeForm(request.POST or None, initial=_saved(found))
    if not request.actor.may("internal.read"):
        del form.fields["internal_note"]

    def save(values: dict[str, Any]) -> Any:
        version = values.pop("version")
        return services.change_measure(measure=found, values=values, version=version, by=request.actor)

    def current() -> dict[str, Any]:
        return _saved(selectors.get_measure(key=key, by=request.actor))

    title = _("Edit the measure")
    trail = measure_crumbs(found, (title, ""))
    return form_page(
        request, form=form, title=title, save=save, done=page_of, crumbs=trail, current=current, of=("measure", key)
    )


def _saved(found: Any) -> dict[str, Any]:
    return {name: getattr(found, name) for name in ChangeForm.base_fields}


@takes_form
def change_state(request: HttpRequest, key: str) -> HttpResponse:
    """Record a new state of a measure."""
    found = changeable(request, key)
    initial = {"version": found.version, "on": _today()}
    form = StateForm(request.POST or None, initial=initial)
    allowed = NEXT_STATES[State(found.state)]
    form.fields["new_state"].choices = [choice for choice in form.fields["new_state"].choices if choice[0] in allowed]  # type: ignore[attr-defined]

    def save(values: dict[str, Any]) -> Any:
        return services.change_state(
            measure=found,
            new_state=State(values["new_state"]),
            on=values["on"],
            version=values["version"],
            blocked_by=values["blocked_by"],
            reason=by_language(values, "reason"),
            by=request.actor,
        )

    def current() -> dict[str, Any]:
        now = selectors.get_measure(key=key, by=request.actor)
        return {"version": now.version, "new_state": now.state}

    title = _("Change the state")
    trail = measure_crumbs(found, (title, ""))
    return form_page(
        request,
        form=form,
        title=title,
        save=save,
        done=page_of(found),
        crumbs=trail,
        current=current,
        of=("measure", key),
    )


def _today() -> str:
    day = timezone.localdate()
    return f"{day.day}.{day.month}.{day.year}"

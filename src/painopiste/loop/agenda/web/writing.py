"""Writing an observation, and changing it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from painopiste.base.actors import Actor
from painopiste.base.areas import selectors as areas
from painopiste.base.areas.rules import Kind, year_of_division
from painopiste.base.errors import NotAllowed
from painopiste.base.web.pages import form_page, takes_form
from painopiste.base.web.wording import language
from painopiste.base.words import words_of
from painopiste.loop.agenda import permissions, selectors, services
from painopiste.loop.agenda.web.forms import TEXTS, ObservationForm
from painopiste.loop.agenda.web.inbox import agenda_crumbs

PLAIN = ("evidence", "source_kind", "seen_on", "own_marking_id")


@takes_form
def write(request: HttpRequest) -> HttpResponse:
    """Write down what you have seen."""
    by = request.actor
    if not by.may(permissions.WRITE) or by.account_id is None:
        raise NotAllowed
    regions = _regions(by)
    form = ObservationForm(request.POST or None, areas=_choices(regions), by=by)

    def save(given: dict[str, Any]) -> Any:
        chosen = [regions[key] for key in given.get("areas", ())]
        return services.observe(values=_values(given), areas=chosen, by=by)

    return form_page(
        request,
        form=form,
        title=_("Tell what you have seen"),
        intro=_("A new phenomenon, or a known one that changes. You need not know what to do about it."),
        save=save,
        done=lambda made: reverse("agenda:observation", args=[made.key]),
        saved=_("Thank you. You can follow here what becomes of it."),
        submit=_("Send"),
        crumbs=agenda_crumbs((_("Tell what you have seen"), "")),
    )


@takes_form
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Change what is told in an observation, in the language of the page."""
    by = request.actor
    found = selectors.get_observation(key=key, by=by)
    if not permissions.may_change(found, by=by):
        raise NotAllowed
    regions = _regions(by) | {area.key: area for area in found.areas.all()}
    shown = {"areas": _choices(regions), "by": by, "kind": found.source_kind}
    form = ObservationForm(request.POST or None, initial=_saved(found), **shown)
    title, page = words_of(found, "title", language()), reverse("agenda:observation", args=[key])

    def save(given: dict[str, Any]) -> Any:
        chosen = [regions[each] for each in given["areas"]] if "areas" in given else None
        return services.change(
            observation=found, values=_values(given), areas=chosen, version=given["version"] or 0, by=by
        )

    return form_page(
        request,
        form=form,
        title=_("Change the observation"),
        save=save,
        done=page,
        crumbs=agenda_crumbs((title, page), (_("Change"), "")),
        current=lambda: _saved(selectors.get_observation(key=key, by=by)),
        of=("observation", key),
    )


def _regions(by: Actor) -> dict[str, Any]:
    year = year_of_division(timezone.localdate().year)
    return {area.key: area for area in areas.list_areas(kind=Kind.REGION, year=year, by=by)}


def _choices(regions: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(key, words_of(area, "name", language())) for key, area in regions.items()]


def _values(given: dict[str, Any]) -> dict[str, Any]:
    told = {f"{name}_{language()}": given[name] for name in TEXTS}
    return told | {name: given[name] for name in PLAIN}


def _saved(found: Any) -> dict[str, Any]:
    told = {name: getattr(found, f"{name}_{language()}") for name in TEXTS}
    return told | {
        **{name: getattr(found, name) for name in (*PLAIN, "version")},
        "areas": [area.key for area in found.areas.all()],
    }

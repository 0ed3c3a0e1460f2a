"""Opening, changing, closing and reopening a round."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from painopiste.base.web.forms import by_language
from painopiste.base.web.pages import form_page, takes_form
from painopiste.loop.progress import permissions, selectors, services
from painopiste.loop.progress.web.forms import ChangeRoundForm, RoundForm
from painopiste.loop.progress.web.rounds import round_crumbs

DAYS = ("status_on", "opens_on", "closes_on")


def _page(found: Any) -> str:
    return reverse("progress:round", args=[found.key])


@takes_form
def open_round(request: HttpRequest) -> HttpResponse:
    """Open a new round."""
    request.actor.require(permissions.MANAGE)

    def save(values: dict[str, Any]) -> Any:
        days = {name: values[name] for name in DAYS}
        title = by_language(values, "title")
        return services.open_round(title=title, marking=values["own_marking_id"], by=request.actor, **days)

    title = _("New round")
    form = RoundForm(request.POST or None)
    trail = round_crumbs(None, (title, ""))
    return form_page(request, form=form, title=title, save=save, done=_page, crumbs=trail, submit=_("Open the round"))


@takes_form
def change_round(request: HttpRequest, key: str) -> HttpResponse:
    """Change the titles, days and readers of a round."""
    found = selectors.get_round(key=key, by=request.actor)
    request.actor.require(permissions.MANAGE)

    def saved(row: Any) -> dict[str, Any]:
        return {name: getattr(row, name) for name in ChangeRoundForm.base_fields}

    def save(values: dict[str, Any]) -> Any:
        version = values.pop("version")
        return services.change_round(round_=found, values=values, version=version, by=request.actor)

    title = _("Edit the round")
    return form_page(
        request,
        form=ChangeRoundForm(request.POST or None, initial=saved(found)),
        title=title,
        save=save,
        done=_page,
        crumbs=round_crumbs(found, (title, "")),
        current=lambda: saved(selectors.get_round(key=key, by=request.actor)),
        of=("round", key),
    )


@require_POST
def close_round(request: HttpRequest, key: str) -> HttpResponse:
    """Take no more answers in."""
    found = selectors.get_round(key=key, by=request.actor)
    services.close_round(round_=found, version=_version(request), by=request.actor)
    messages.success(request, _("The round was closed."))
    return redirect(_page(found))


@require_POST
def reopen(request: HttpRequest, key: str) -> HttpResponse:
    """Take answers in again."""
    found = selectors.get_round(key=key, by=request.actor)
    services.reopen(round_=found, version=_version(request), by=request.actor)
    messages.success(request, _("The round is open again."))
    return redirect(_page(found))


def _version(request: HttpRequest) -> int:
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 10 else 0

"""The list of rounds, and the way to one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from painopiste.base.web.pages import crumbs
from painopiste.base.words import words_of
from painopiste.loop.progress import labels, permissions, selectors


def language() -> str:
    return (get_language() or "fi")[:2]


def round_crumbs(found: Any = None, *more: tuple[Any, str]) -> list[dict[str, Any]]:
    """The way to the rounds, to one of them, and further."""
    way: list[tuple[Any, str]] = [(_("Home"), reverse("site:home"))]
    rest = (
        [] if found is None else [(words_of(found, "title", language()), reverse("progress:round", args=[found.key]))]
    )
    steps = [*way, (_("Progress rounds"), reverse("progress:rounds")), *rest, *more]
    return crumbs(*steps[:-1], (steps[-1][0], ""))


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """All rounds: when each was, and how many have answered."""
    context = {
        "rows": selectors.list_rounds(by=request.actor, on=timezone.localdate()),
        "states": labels.ROUND_STATES,
        "may_open": request.actor.may(permissions.MANAGE),
        "crumbs": round_crumbs(),
    }
    return render(request, "progress/rounds.html", context)

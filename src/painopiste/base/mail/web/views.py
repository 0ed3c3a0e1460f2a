"""The queue of letters, and the two things that can be done to one of them."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from painopiste.base.errors import Missing
from painopiste.base.mail import permissions, registry, selectors, services
from painopiste.base.mail.labels import STATES, TROUBLES
from painopiste.base.mail.rules import State, may_send_again, may_withdraw
from painopiste.base.web.pages import crumbs

PAGE_SIZE = 50


@require_safe
@never_cache
def list_page(request: HttpRequest) -> HttpResponse:
    """The newest letters; of one state when asked."""
    by = request.actor
    if not by.may(permissions.SEE):
        raise Missing
    asked = request.GET.get("tila", "")
    state = State(asked) if asked in set(State) else None
    page = Paginator(selectors.list_letters(by=by, state=state), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_row(letter) for letter in page.object_list],
        "tabs_shown": _tabs(selectors.count_by_state(by=by), state),
        "query": f"tila={state}" if state else "",
        "stuck_since": selectors.oldest_waiting(by=by),
        "crumbs": crumbs((_("Home"), reverse("site:home")), (_("Outgoing mail"), "")),
    }
    return render(request, "mail/list.html", context)


def _tabs(counts: Mapping[str, int], asked: State | None) -> list[dict[str, object]]:
    """All letters, and those of each state that there are."""
    url = reverse("mail:list")
    found: list[dict[str, object]] = [
        {"label": _("All"), "url": url, "current": not asked, "count": sum(counts.values())}
    ]
    for state, label in STATES.items():
        if counts.get(state) or state is asked:
            told = {"label": label, "url": f"{url}?tila={state}", "current": state is asked}
            found.append(told | {"count": counts.get(state, 0)})
    return found


def _row(letter: Any) -> dict[str, object]:
    state = State(letter.state)
    return {
        "letter": letter,
        "title": registry.title_of(letter.kind),
        "state": STATES[state],
        "trouble": TROUBLES.get(letter.trouble, ""),
        "may_send_again": may_send_again(state),
        "may_withdraw": may_withdraw(state),
    }


@require_POST
def send_again(request: HttpRequest, key: str) -> HttpResponse:
    services.send_again(key=key, by=request.actor)
    messages.success(request, _("The letter is sent again."))
    return redirect("mail:list")


@require_POST
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    services.withdraw(key=key, by=request.actor)
    messages.success(request, _("The letter is held back."))
    return redirect("mail:list")

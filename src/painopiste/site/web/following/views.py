"""Following a thing, the list of what one follows, and saying that one has seen what changed."""

from datetime import UTC, datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from painopiste.base.errors import Invalid, Missing
from painopiste.base.following import permissions, services
from painopiste.base.web.pages import crumbs
from painopiste.base.words import marked
from painopiste.site.following.changed import Thing, things_of
from painopiste.site.following.kinds import FOLLOWED, list_followed
from painopiste.site.labels import KINDS
from painopiste.site.web.accounts.doors import members_only
from painopiste.site.web.frame import language
from painopiste.site.web.markings.things import THINGS, WORDS

PAGE_SIZE = 50


@require_safe
@never_cache
@members_only
def list_page(request: HttpRequest) -> HttpResponse:
    """Everything that the reader follows by itself"""
    by = request.actor
    if not permissions.may_follow(by):
        raise Missing
    page = Paginator(list_followed(by=by), PAGE_SIZE).get_page(request.GET.get("page"))
    named = [tuple(row) for row in page.object_list]
    things = things_of(named, by=by, language=language())
    context = {
        "page": page,
        "rows": [things[name] for name in named if name in things],
        "labels": KINDS,
        "address_words": WORDS,
        "crumbs": crumbs(
            (_("Home"), reverse("site:home")), (_("My work"), reverse("site:my_work")), (_("What I follow"), "")
        ),
    }
    return render(request, "following/list.html", context)


@require_POST
@members_only
def follow(request: HttpRequest, word: str, key: str) -> HttpResponse:
    """Follow a thing, or stop following it."""
    by = request.actor
    if not permissions.may_follow(by):
        raise Missing
    thing = _find(request, word, key)
    on = request.POST.get("seuraa") == "1"
    services.follow(kind=thing.kind, thing=thing.key, on=on, by=by)
    told = _("You follow this now.") if on else _("You do not follow this any more.")
    messages.success(request, told)
    return redirect(reverse("following:list") if request.POST.get("palaa") == "lista" else thing.url)


def _find(request: HttpRequest, word: str, key: str) -> Thing:
    """The thing that an address names, if the reader may see it.

    :raises Missing: if there is none, or it is nothing that one follows by itself
    """
    kind = THINGS[word].kind if word in THINGS else ""
    if kind not in FOLLOWED or not FOLLOWED[kind].by_itself:
        raise Missing
    found = things_of([(kind, key)], by=request.actor, language=language())
    if not found:
        raise Missing
    return found[kind, key]


@require_POST
@members_only
def mark_seen(request: HttpRequest) -> HttpResponse:
    """Note that the reader has seen what changed until the page was made"""
    try:
        until = datetime.fromisoformat(request.POST.get("asti", "")[:40])
    except ValueError as error:
        raise Invalid(fields={"asti": marked("This is no time.")}) from error
    services.note_visit(until=until if until.tzinfo else until.replace(tzinfo=UTC), by=request.actor)
    messages.success(request, _("Marked as seen."))
    return redirect(reverse("site:my_work") + "#muuttunut")

"""Search over everything that the reader may see, and what the command palette suggests."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from painopiste.base.web.pages import crumbs
from painopiste.site.search.kinds import KINDS
from painopiste.site.search.showing import LONGEST, PAGES_AT_MOST, PER_PAGE, Answer, search, suggest
from painopiste.site.web.frame import language


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """What answers a question, best first, with how many there are of each kind."""
    question = _question(request)
    kind = request.GET.get("laji", "")
    kind = kind if kind in KINDS else ""
    page = _page(request.GET.get("sivu", ""))
    answer = search(question=question, by=request.actor, language=language(), kind=kind, first=(page - 1) * PER_PAGE)
    context = {
        "question": question,
        "kind": kind,
        "answer": answer,
        "kinds": list(_kinds(answer, question, kind)),
        "pages": list(_pages(answer, question, kind, page)),
        "crumbs": crumbs((_("Home"), reverse("site:home")), (pgettext("page", "Search"), "")),
    }
    return render(request, "search/search.html", context)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Up to eight rows for the command palette, for a question that may end in a word that is only begun."""
    question = _question(request)
    found = suggest(question=question, by=request.actor, language=language())
    items = [
        {"title": one.title.text, "language": one.title.language, "kind": str(one.kind.label), "url": one.url}
        for one in found
    ]
    response = JsonResponse({"items": items})
    response["Cache-Control"] = "private, no-store"
    return response


def _question(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:LONGEST]


def _page(given: str) -> int:
    return min(max(int(given), 1), PAGES_AT_MOST) if given.isdecimal() and len(given) < 10 else 1


def _address(question: str, kind: str, page: int = 1) -> str:
    told = {"q": question, "laji": kind, "sivu": str(page) if page > 1 else ""}
    return f"{reverse('search:search')}?{urlencode({name: value for name, value in told.items() if value})}"


def _kinds(answer: Answer, question: str, chosen: str) -> Iterator[dict[str, Any]]:
    """The kinds that there is something of, with how many; the chosen one even if there is nothing of it."""
    everything = sum(answer.counts.values())
    if everything:
        yield {"label": _("All"), "count": everything, "url": _address(question, ""), "current": not chosen}
    for code, kind in KINDS.items():
        if answer.counts.get(code) or (everything and code == chosen):
            yield {
                "label": kind.label,
                "count": answer.counts.get(code, 0),
                "url": _address(question, code),
                "current": code == chosen,
            }


def _pages(answer: Answer, question: str, kind: str, page: int) -> Iterator[dict[str, Any]]:
    """The first page, the last, and those around the one that is shown."""
    last = min(-(-answer.total // PER_PAGE), PAGES_AT_MOST)
    for number in range(1, last + 1) if last > 1 else ():
        if number in (1, last) or abs(number - page) <= 2:
            yield {"number": number, "url": _address(question, kind, number), "current": number == page}

"""The list of markings to look at, and the page on which one is kept as it is."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from painopiste.base.errors import Missing, NotAllowed
from painopiste.base.remarking import permissions, services
from painopiste.base.remarking.queue import Waiting, Why, list_waiting
from painopiste.base.remarking.selectors import list_marked
from painopiste.base.web.forms import DayField, PlainForm
from painopiste.base.web.pages import crumbs, form_page, takes_form
from painopiste.base.words import words_of
from painopiste.site.labels import KINDS
from painopiste.site.web.frame import language
from painopiste.site.web.markings.things import THINGS, WORDS, find, may_change, name_of

PAGE_SIZE = 50
HEADINGS = {
    Why.LOWERING: gettext_lazy("Wait for a second person"),
    Why.EXPIRED: gettext_lazy("Secrecy has ended or ends soon"),
    Why.REVIEW: gettext_lazy("To be looked at again"),
    Why.EMBARGO: gettext_lazy("Open soon by themselves"),
}
LEADS = {
    Why.LOWERING: gettext_lazy("Somebody else than the one who proposed it decides whether more readers are let in."),
    Why.EXPIRED: gettext_lazy("Nothing opens by itself. Propose to open it, or give the marking a later end."),
    Why.REVIEW: gettext_lazy(
        "Look whether the marking is still right. Change it, or keep it and say when it is looked at next."
    ),
    Why.EMBARGO: gettext_lazy(
        "On this day the readers whom the marking names can read it. A later day is given on the page of the marking."
    ),
}


class KeepForm(PlainForm):
    """Why a marking stays, and when it is looked at next."""

    reason = forms.CharField(label=gettext_lazy("Why it stays as it is"), widget=forms.Textarea(attrs={"rows": 3}))
    review_on = DayField(label=gettext_lazy("To be looked at again on"), required=False)


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """All markings that wait for somebody."""
    by = request.actor
    if not by.member:
        raise NotAllowed
    found = list_waiting(by=by, today=timezone.localdate())
    groups = [
        {
            "why": why,
            "title": HEADINGS[why],
            "lead": LEADS[why],
            "rows": [_row(each) for each in found if each.why is why],
        }
        for why in Why
    ]
    context = {
        "groups": groups,
        "may_change": by.may(permissions.CHANGE),
        "may_compartments": by.may(permissions.COMPARTMENTS),
        "may_clear": by.may(permissions.CLEARANCES),
        "crumbs": crumbs((_("Home"), reverse("site:home")), (_("Markings"), "")),
    }
    return render(request, "markings/queue.html", context)


def _row(each: Waiting) -> dict[str, Any]:
    word = WORDS[each.kind]
    return {
        "name": words_of(each.names, "name", language()),
        "url": reverse("markings:marking", args=[word, each.key]),
        "keep_url": reverse("markings:keep", args=[word, each.key]),
        "on": each.on,
        "passed": each.on <= timezone.localdate(),
        "marking": each.marking,
        "decision": each.decision,
    }


@require_safe
def rows(request: HttpRequest, thing: str) -> HttpResponse:
    """All rows of one kind with their markings."""
    by = request.actor
    if thing not in THINGS:
        raise Missing
    by.require(permissions.CHANGE)
    kind = THINGS[thing].kind
    page = Paginator(list_marked(kind=kind, by=by), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "title": KINDS[kind],
        "thing": thing,
        "kinds": [{"label": KINDS[each.kind], "word": word} for word, each in THINGS.items()],
        "page": page,
        "rows": [
            {
                "name": words_of(row, "called", language()),
                "url": reverse("markings:marking", args=[thing, row["key"]]),
                "own": row["own_marking_id"],
                "marking": row["marking_id"],
            }
            for row in page
        ],
        "crumbs": crumbs((_("Markings"), reverse("markings:queue")), (KINDS[kind], "")),
    }
    return render(request, "markings/rows.html", context)


@takes_form
def keep(request: HttpRequest, thing: str, key: str) -> HttpResponse:
    """Keep a marking as it is, with a reason and the day of the next look."""
    by = request.actor
    kind, row = find(thing, key, by=by)
    if not may_change(kind, row, by=by):
        raise NotAllowed
    page, title = reverse("markings:marking", args=[thing, key]), _("Keep the marking")
    return form_page(
        request,
        form=KeepForm(request.POST or None),
        title=title,
        intro=name_of(kind, row),
        save=lambda given: services.keep_marking(row=row, body=kind.body(row), by=by, **given),
        done=reverse("markings:queue"),
        crumbs=crumbs((_("Markings"), reverse("markings:queue")), (_("Who may read this"), page), (title, "")),
    )

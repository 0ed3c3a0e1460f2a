"""Calendar feeds of meetings: a public one, and one for each person at a secret address."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from painopiste.base.accounts import selectors as accounts
from painopiste.base.accounts import services as account_services
from painopiste.base.bodies import selectors
from painopiste.base.errors import Missing
from painopiste.base.web.pages import crumbs, takes_form
from painopiste.site.web.accounts.doors import members_only
from painopiste.site.web.frame import language
from painopiste.site.web.meetings import icalendars
from painopiste.site.web.meetings.places import row_name

SECRET_AT_MOST = 100  # characters; ours are shorter


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Meetings as a calendar, of one body (`?toimielin=`) or of all: without a session only what is public."""
    return _answer(request, _("Meetings"), own=False)


@require_safe
def own_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The meetings of the bodies that the owner of the secret sits in, or of one body that the owner may see.

    It shows what a program with an access key of the owner would see: nothing secret, for a calendar is kept elsewhere.
    """
    account = accounts.find_by_calendar_key(secret=secret[:SECRET_AT_MOST], by=request.actor)
    if account is None:
        raise Missing
    request.actor = request.actor_for(account)
    return _answer(request, _("My meetings"), own=not _body(request))


def _body(request: HttpRequest) -> str:
    return request.GET.get("toimielin", "").strip()[:60]


def _answer(request: HttpRequest, name: str, *, own: bool) -> HttpResponse:
    by, body = request.actor, _body(request)
    rows = selectors.list_calendar(by=by, on=timezone.localdate(), body=body, own=own)
    entries = [_entry(request, row, links=by.member) for row in rows]
    if body and rows:
        name = str(row_name(rows[0] | {"title_fi": "", "title_sv": "", "title_en": ""}))
    content = icalendars.write(name, entries, language=language(), now=timezone.now())
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def _entry(request: HttpRequest, row: dict[str, Any], *, links: bool) -> icalendars.Entry:
    page = request.build_absolute_uri(reverse("meetings:meeting", args=[row["key"]]))
    return icalendars.Entry(
        uid=f"{row['key']}@{request.get_host()}",
        name=str(row_name(row)),
        day=row["earliest"],
        begins=row["begins_at"],
        ends=row["ends_at"],
        place=row["place"],
        page=page,
        link=row["link"] if links else "",
        state=row["state"],
        version=row["version"],
    )


@takes_form
@never_cache
@members_only
def calendar(request: HttpRequest) -> HttpResponse:
    """The address of one's own calendar: made or renewed here, and shown this once."""
    by, address = request.actor, ""
    if request.method == "POST":
        secret = account_services.renew_calendar_key(by=by)
        address = request.build_absolute_uri(reverse("meetings:own_feed", args=[secret]))
    title = _("The address of your calendar")
    context = {
        "key": accounts.get_calendar_key(by=by),
        "address": address,
        "crumbs": crumbs((_("Home"), reverse("site:home")), (_("Meetings"), reverse("meetings:list")), (title, "")),
    }
    return render(request, "meetings/calendar.html", context, status=201 if address else 200)


@require_POST
@members_only
def remove_calendar(request: HttpRequest) -> HttpResponse:
    """Take the address of one's own calendar out of use."""
    account_services.remove_calendar_key(by=request.actor)
    messages.success(request, _("The address has been taken out of use."))
    return redirect("meetings:calendar")

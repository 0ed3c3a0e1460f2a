"""My work: what waits for the reader, and what has changed in what they follow."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from painopiste.base.actors import Actor
from painopiste.base.following import permissions, selectors
from painopiste.base.web.history import event_name
from painopiste.base.web.pages import crumbs
from painopiste.site.following.changed import list_changed, tell
from painopiste.site.labels import KINDS
from painopiste.site.waiting import list_groups
from painopiste.site.web.frame import language

PAGE_SIZE = 20
AT_FIRST = timedelta(days=14)  # what is shown to who has never marked anything as seen


@require_safe
@never_cache
def my_work(request: HttpRequest) -> HttpResponse:
    """What waits for the one who has logged in, and what has changed in what they follow"""
    by = request.actor
    if by.account_id is None:
        return redirect_to_login(request.get_full_path())
    context = {
        "groups": list_groups(by=by, on=timezone.localdate()),
        "crumbs": crumbs((_("Home"), reverse("site:home")), (_("My work"), "")),
        "may_follow": permissions.may_follow(by),
        **(_changed(request, by) if permissions.may_follow(by) else {}),
    }
    return render(request, "site/my_work.html", context)


def _changed(request: HttpRequest, by: Actor) -> dict[str, Any]:
    """What changed since the day that is asked for, or else since the reader last marked it as seen."""
    now, asked = timezone.now(), _day(request.GET.get("alkaen", ""))
    since = asked or selectors.get_choice(by=by).seen_until or now - AT_FIRST
    page = Paginator(list_changed(by=by, since=since, until=now), PAGE_SIZE).get_page(request.GET.get("page"))
    return {
        "page": page,
        "changed": tell(page.object_list, by=by, language=language(), since=since, until=now),
        "kinds": KINDS,
        "event_name": event_name,
        "since": since,
        "since_day": timezone.localdate(since),
        "query": f"alkaen={timezone.localdate(since)}" if asked else "",
        "until": now.isoformat(),
    }


def _day(text: str) -> datetime | None:
    """The beginning of a day as a form gives it; None for what is no day."""
    try:
        return timezone.make_aware(datetime.combine(date.fromisoformat(text), time.min))
    except ValueError:
        return None

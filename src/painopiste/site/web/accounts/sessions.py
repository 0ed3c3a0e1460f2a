"""Where one is logged in, and ending that."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from painopiste.base.accounts import selectors, services
from painopiste.site.web.accounts.doors import members_only
from painopiste.site.web.accounts.own import own_crumbs
from painopiste.site.web.accounts.views import gone_home
from painopiste.site.web.accounts.words import device


@require_safe
@never_cache
@members_only
def sessions(request: HttpRequest) -> HttpResponse:
    """One's own sessions: from which device, since when."""
    rows = selectors.list_sessions(by=request.actor, current=request.session.session_key or "")
    context = {
        "sessions": [row | {"device": device(row["user_agent"])} for row in rows],
        "crumbs": own_crumbs((_("My account"), reverse("accounts:account")), (_("Where you are logged in"), "")),
    }
    return render(request, "accounts/sessions.html", context)


@require_POST
@members_only
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one session."""
    services.end_own_session(session_id=session_id, by=request.actor)
    messages.success(request, _("The session has ended."))
    return redirect("accounts:sessions")


@require_POST
@members_only
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Log out everywhere, here too."""
    services.end_own_sessions(by=request.actor)
    logout(request)
    messages.success(request, _("You have logged out everywhere."))
    return gone_home()

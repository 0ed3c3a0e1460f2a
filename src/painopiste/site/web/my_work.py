"""My work: what waits for the reader."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from painopiste.base.web.pages import crumbs
from painopiste.site.waiting import list_groups


@require_safe
@never_cache
def my_work(request: HttpRequest) -> HttpResponse:
    """What waits for the one who has logged in, from all parts of the model"""
    by = request.actor
    if by.account_id is None:
        return redirect_to_login(request.get_full_path())
    context = {
        "groups": list_groups(by=by, on=timezone.localdate()),
        "crumbs": crumbs((_("Home"), reverse("site:home")), (_("My work"), "")),
    }
    return render(request, "site/my_work.html", context)

"""Choosing which letters come, and ending them by the link of a letter."""

from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from painopiste.base.actors import system
from painopiste.base.following import selectors, services
from painopiste.base.following.rules import Letters
from painopiste.base.web.pages import crumbs, form_page, takes_form
from painopiste.site.web.accounts.doors import members_only
from painopiste.site.web.following.forms import LettersForm

BY_LINK = system("the link of a letter")
WORDS = {
    Letters.DIGEST: lambda: _("Do you want no more digests of your work?"),
    Letters.ASKED: lambda: _("Do you want no more letters when something is asked of you?"),
}


@takes_form
@never_cache
@members_only
def choose(request: HttpRequest) -> HttpResponse:
    """Choose which letters come to oneself and when"""
    by = request.actor
    now = model_to_dict(selectors.get_choice(by=by), fields=services.CHOSEN)
    title = _("Letters about your work")
    return form_page(
        request,
        form=LettersForm(request.POST or None, initial=now),
        title=title,
        intro=_("Letters name only what is public. There is none when there is nothing to tell."),
        save=lambda given: services.choose_letters(values=given, by=by),
        done=reverse("site:my_work"),
        crumbs=crumbs((_("Home"), reverse("site:home")), (_("My work"), reverse("site:my_work")), (title, "")),
    )


@csrf_exempt
@takes_form
@never_cache
def stop_digest(request: HttpRequest, account: int) -> HttpResponse:
    """End the digests of who got the link. A mail program does it by one POST (RFC 8058)"""
    return _stop(request, account, Letters.DIGEST)


@csrf_exempt
@takes_form
@never_cache
def stop_asked(request: HttpRequest, account: int) -> HttpResponse:
    """End the letters about what is asked of who got the link"""
    return _stop(request, account, Letters.ASKED)


def _stop(request: HttpRequest, account: int, letters: Letters) -> HttpResponse:
    """A page with one button: programs that look at the links of letters end nothing by that. It says nobody's name.

    There is no token against forged requests: who can write this address may end these letters.
    """
    done = request.method == "POST"
    if done:
        services.stop_letters(account_id=account, letters=letters, by=BY_LINK)
    return render(request, "following/stop.html", {"done": done, "question": WORDS[letters]()})

"""Error pages that say what happened and what to do next. Never a traceback, never a hint of what is hidden."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext as _

from painopiste.base.errors import DomainError

BARE = """<!doctype html><html lang="fi"><head><meta charset="utf-8"><title>Painopiste</title></head><body>
<h1>Palvelussa on vika</h1><p>Mitään ei tallennettu. Yritä hetken kuluttua uudelleen.</p>
<h2 lang="sv">Det är ett fel i tjänsten</h2><p lang="sv">Ingenting sparades. Försök igen om en stund.</p>
<h2 lang="en">Something is broken</h2><p lang="en">Nothing was saved. Try again in a moment.</p></body></html>
"""


def error_page(request: HttpRequest, status: int, code: str, message: str, **more: Any) -> HttpResponse:
    """A page for an error, with the frame of every page around it."""
    titles = {
        400: _("The request was not understood"),
        403: _("You are not allowed to do this"),
        404: _("The page was not found"),
        409: _("Somebody else saved first"),
        413: _("The file is too large"),
        422: _("Something needs to be corrected"),
        500: _("Something went wrong on our side"),
    }
    advice = {
        403: _("Log in with an account that has the right, or ask the secretariat for it."),
        404: _("Check the address, or go to the home page and look for it there."),
        409: _("Open the page again, look at what has changed, and save your own change after that."),
        500: _("Try again in a moment. Nothing was saved. If this goes on, tell the secretariat."),
    }
    context = {
        "status": status,
        "code": code,
        "title": titles.get(status, titles[400]),
        "message": message,
        "advice": advice.get(status, ""),
    }
    return render(request, "look/error.html", context | more, status=status)


def domain_error(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The page of a refusal that a person can act on."""
    message = _(error.message)
    return error_page(request, error.status, error.code, message % error.values if error.values else message)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for an address that leads nowhere; in Finnish where the address names no language that we speak."""
    with override(get_language_from_path(request.path) or "fi"):
        return error_page(request, 404, "missing", _("There is nothing at this address, or it is not open to you."))


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 403, "not_allowed", _("You do not have the right to do this."))


def wrong_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(
        request, 400, "wrong_request", _("The address or the form contained something that can't be used.")
    )


def crashed(request: HttpRequest) -> HttpResponse:
    """The page for a fault of ours; without the database, when no page can be drawn, a bare one in all languages."""
    try:
        return error_page(request, 500, "crashed", _("The error has been recorded."))
    except Exception:  # noqa: BLE001  whatever is broken, the reader gets an answer
        return HttpResponse(BARE, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Not a matter of rights: the page had been open so long, or the cookies are off, that the form is not known."""
    message = _("Open the page again and send the form once more. The browser must accept cookies.")
    return error_page(request, 403, "stale_form", message, title=_("The form had expired"), advice="")

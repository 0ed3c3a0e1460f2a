"""The site's own pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language


def choose_language(request: HttpRequest) -> HttpResponse:
    """Send a reader to the pages in the language that the browser asks for."""
    response = redirect(f"/{(get_language() or 'fi')[:2]}/")
    response["Vary"] = "Accept-Language, Cookie"
    return response


def home(request: HttpRequest) -> HttpResponse:
    """The whole model at a glance."""
    return render(request, "site/home.html", {})

"""Bare pages on the same stack: what Django, the middleware and the layout cost before any content."""

from functools import cache
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import override_settings
from django.urls import path

from painopiste.site import urls

HELLO = "<!doctype html><title>Hello</title><p>Hello, {{ name }}!"
LAYOUT = '{% extends "look/base.html" %}{% block title %}Hello{% endblock %}{% block main %}<p>Hello!</p>{% endblock %}'


def plain(request: HttpRequest) -> HttpResponse:
    """No template at all."""
    return HttpResponse(HELLO)


def hello(request: HttpRequest) -> HttpResponse:
    """A Jinja2 template without a layout."""
    return HttpResponse(_compiled(HELLO).render({"name": "world"}))


def layout(request: HttpRequest) -> HttpResponse:
    """The layout of every page with nothing in it."""
    return HttpResponse(_compiled(LAYOUT).render({}, request))


@cache
def _compiled(source: str) -> Any:
    return engines["jinja2"].from_string(source)


urlpatterns = [
    path("bare/plain/", plain, name="bare_plain"),
    path("bare/hello/", hello, name="bare_hello"),
    path("bare/layout/", layout, name="bare_layout"),
    *urls.urlpatterns,
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


def without_middleware() -> WSGIHandler:
    """Django alone: the floor under everything."""
    with override_settings(MIDDLEWARE=[]):
        return WSGIHandler()

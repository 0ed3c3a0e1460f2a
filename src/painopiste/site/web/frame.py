"""What stands around every page: navigation, languages, the account, and the notice of demonstration data."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from painopiste.base.programmes.selectors import is_demonstration

SECTIONS = (
    ("site:home", lambda: _("Home")),
    ("focus_areas:list", lambda: _("Focus areas")),
    ("plans:measures", lambda: _("Measures")),
    ("organisations:list", lambda: _("Organisations")),
    ("bodies:list", lambda: _("Bodies")),
    ("programmes:timeline", lambda: _("Timeline")),
    ("progress:rounds", lambda: _("Progress")),
    ("reports:list", lambda: _("Reports")),
)
LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


def frame(request: HttpRequest) -> dict[str, Any]:
    """The variables that `look/base.html` draws."""
    return {
        "navigation": list(_navigation(request.path)),
        "language_links": [_language_link(request, code) for code in LANGUAGE_NAMES],
        "demonstration": is_demonstration(),
    }


def _navigation(path: str) -> Any:
    for name, label in SECTIONS:
        try:
            url = reverse(name)
        except NoReverseMatch:  # a section that this installation does not have
            continue
        current = path == url if name == "site:home" else path.startswith(url)
        yield {"label": label(), "url": url, "current": current}


def _language_link(request: HttpRequest, code: str) -> dict[str, Any]:
    url = translate_url(request.get_full_path(), code)
    return {"code": code, "name": LANGUAGE_NAMES[code], "url": url, "current": code == get_language()}

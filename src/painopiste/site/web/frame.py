"""What stands around every page: navigation, languages, the account, and the notice of demonstration data."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import NoReverseMatch, Resolver404, resolve
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _

from painopiste.base.actors import PUBLIC, Actor
from painopiste.base.following.permissions import may_follow
from painopiste.base.programmes.selectors import get_nameplate
from painopiste.base.web.addresses import address
from painopiste.base.words import words_of
from painopiste.site.following.kinds import is_followed

SECTIONS = (
    ("site:home", lambda: _("Home")),
    ("focus_areas:list", lambda: _("Focus areas")),
    ("plans:measures", lambda: _("Measures")),
    ("commitments:list", lambda: _("Commitments")),
    ("agenda:observations", lambda: _("New phenomena")),
    ("consultations:list", lambda: _("Consultations")),
    ("indicators:list", lambda: _("Indicators")),
    ("organisations:list", lambda: _("Organisations")),
    ("bodies:list", lambda: _("Bodies")),
    ("programmes:timeline", lambda: _("Timeline")),
    ("progress:rounds", lambda: pgettext("navigation", "Progress")),
    ("reports:list", lambda: _("Reports")),
)
FOOTER = (
    ("site:about", lambda: _("About the service")),
    ("site:accessibility", lambda: _("Accessibility statement")),
    ("feedback:give", lambda: _("Give feedback")),
    ("site:open_data", lambda: _("Open data and API")),
)
# Pages that only those with the right find.
WORK = (
    ("accounts.manage", "people:list", lambda: _("Users")),
    ("feedback.handle", "feedback:list", lambda: _("Feedback to answer")),
    ("markings.change", "markings:queue", lambda: _("Markings")),
    ("view_log.see", "viewing:list", lambda: _("Log of views")),
    ("jobs.see", "jobs:list", lambda: _("Background work")),
    ("mail.see", "mail:list", lambda: _("Outgoing mail")),
    ("programmes.load", "loading:choose", lambda: _("Load a programme")),
)
LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


def frame(request: HttpRequest) -> dict[str, Any]:
    """The variables that `look/base.html` draws."""
    plate = get_nameplate()
    return {
        "navigation": list(_navigation(request.path)),
        "footer_links": list(_links((*FOOTER, *_work(request)))),
        "language_links": list(_language_links(request)),
        "home_url": address("site:home"),
        "search_url": address("search:search"),
        "suggestions_url": address("search:suggestions"),
        "programme_name": words_of(plate, "name", language()),
        "demonstration": plate.demonstration,
        "following": partial(_following, getattr(request, "actor", PUBLIC)),
        **_account(request),
    }


@dataclass(frozen=True, slots=True)
class Following:
    """What the button of a page needs: whether its thing is followed, and where to say otherwise."""

    on: bool
    url: str


def _following(by: Actor, kind: str, word: str, key: str) -> Following | None:
    """For the page of a thing that the reader was found to see; `word` names its kind in addresses. One query."""
    if not may_follow(by):
        return None
    return Following(is_followed(kind=kind, key=key, by=by), address("following:follow", word, key))


def bare_frame(request: HttpRequest) -> dict[str, Any]:
    """The frame of a page that shows nothing else of the service, and not who has logged in: that behind a link."""
    nothing = dict.fromkeys(("search_url", "suggestions_url", "programme_name", "my_work_url", "log_in_url"), "")
    around = {"navigation": [], "account": None, "log_out_url": "", "footer_links": list(_links(FOOTER[1:2]))}
    return frame(request) | nothing | around


def gone_frame(request: HttpRequest) -> dict[str, Any]:
    """The same for a link that leads nowhere: no word of the address is on the page."""
    return bare_frame(request) | {"language_links": []}


def language() -> str:
    return (get_language() or "fi")[:2]


def _work(request: HttpRequest) -> list[tuple[str, Any]]:
    by: Actor | None = getattr(request, "actor", None)
    return [(name, label) for right, name, label in WORK if by is not None and by.may_somewhere(right)]


def _account(request: HttpRequest) -> dict[str, Any]:
    by: Actor | None = getattr(request, "actor", None)
    if by is None or by.account_id is None:
        return {"account": None, "my_work_url": "", "log_in_url": _log_in_url(request), "log_out_url": ""}
    account = {"name": by.label, "url": address("accounts:account")}
    own = {"account": account, "my_work_url": address("site:my_work")}
    return {**own, "log_in_url": "", "log_out_url": address("accounts:log_out")}


def _log_in_url(request: HttpRequest) -> str:
    """Where to log in, and to come back from to the page that is open now."""
    url = address("accounts:log_in")
    return url if request.path == url else f"{url}?{urlencode({'next': request.get_full_path()})}"


def _links(names: Any) -> Iterator[dict[str, Any]]:
    for name, label in names:
        try:
            yield {"label": label(), "url": address(name)}
        except NoReverseMatch:  # a part that this installation does not have
            continue


def _navigation(path: str) -> Iterator[dict[str, Any]]:
    home = address("site:home")
    for link in _links(SECTIONS):
        url = link["url"]
        here = path == url or (url != home and path.startswith(url))
        yield link | {"current": "page" if path == url else here}


def _language_links(request: HttpRequest) -> Iterator[dict[str, Any]]:
    """The same page in each language; the front page where the page does not exist."""
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    match = getattr(request, "resolver_match", None) or _match(request.path)
    for code, name in LANGUAGE_NAMES.items():
        with override(code):
            found = address(match.view_name, *match.args, **match.kwargs) + query if match else address("site:home")
        yield {"code": code, "name": name, "url": found, "current": code == language()}


def _match(path: str) -> Any:
    try:
        return resolve(path)
    except Resolver404:
        return None

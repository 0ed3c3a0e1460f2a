"""The pages behind a link: what is asked, and the answer. Whoever has the link answers; there is no account.

No cookie says who is there, so no other page can send anything in somebody's name: what decides is the secret in the
address. Forms here need no token against that, and browsers that tell no referrer could not show one's origin.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from markupsafe import Markup

from painopiste.base.accounts import selectors as accounts
from painopiste.base.accounts import services as account_services
from painopiste.base.uploads.receiving import received
from painopiste.base.web.markings import marking_words
from painopiste.base.web.pages import form_page, takes_form
from painopiste.base.web.wording import language, words
from painopiste.base.words import words_of
from painopiste.loop.agenda.rules import links_of
from painopiste.loop.consultations import labels, selectors, services
from painopiste.loop.consultations.rules import State
from painopiste.loop.consultations.selectors import Asked, LinkGone
from painopiste.loop.consultations.services import Returned
from painopiste.loop.consultations.web.forms import AnswerForm
from painopiste.site.sign_in import address_of
from painopiste.site.web.frame import bare_frame, gone_frame

WRONG_LINKS = "consultations.link"  # under which wrong links are counted, for each address of the network
AT_MOST = 100  # characters of a secret; ours have 43
HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}
SAVES, WITHIN = 60, 15 * 60  # how often one link may save, in how many seconds: only a program saves more often
View = Callable[..., HttpResponse]


def by_link(view: View) -> View:
    """Give the view the hash of the link's secret; say the same of every link that leads nowhere.

    Wrong links are counted: who tries many is told to wait. A right one always opens, for who has it has it.
    """

    @csrf_exempt
    @never_cache
    @wraps(view)
    def behind(request: HttpRequest, secret: str, **more: str) -> HttpResponse:
        request.frame = bare_frame  # type: ignore[attr-defined]
        sealed = accounts.hash_of(token=secret[:AT_MOST], by=request.actor)
        if request.method == "POST" and _too_often(sealed):
            response = _wait(request)
        else:
            response = _viewed(view, request, secret, sealed, **more)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return behind


def _viewed(view: View, request: HttpRequest, secret: str, sealed: str, **more: str) -> HttpResponse:
    try:
        return view(request, secret, sealed, **more)
    except LinkGone as gone:
        counted = {"name": WRONG_LINKS, "address": address_of(request), "by": request.actor}
        if accounts.is_waiting(**counted):
            return _wait(request)
        account_services.note_failure(**counted)
        request.frame = gone_frame  # type: ignore[attr-defined]
        return render(request, "consultations/gone.html", {"waits": False}, status=gone.status)


def _wait(request: HttpRequest) -> HttpResponse:
    request.frame = gone_frame  # type: ignore[attr-defined]
    return render(request, "consultations/gone.html", {"waits": True}, status=429)


def _too_often(sealed: str) -> bool:
    """Whether there have been too many saves by this link; what is counted is forgotten after a quarter of an hour."""
    name = f"consultations.saves.{sealed}"
    cache.add(name, 0, WITHIN)
    try:
        return cache.incr(name) > SAVES
    except ValueError:  # it was forgotten this very moment
        return False


@takes_form
@by_link
def answer(request: HttpRequest, secret: str, sealed: str) -> HttpResponse:
    """What is asked of whoever has the link: read, answered as a draft, and returned."""
    asked = selectors.get_asked(sealed=sealed, by=request.actor)
    form = AnswerForm(request.POST or None, request.FILES or None, initial=_saved(asked), questions=_questions(asked))

    def save(given: dict[str, Any]) -> Any:
        told = Returned(
            {row.key: given[f"answer_{row.key}"] for row in asked.questions},
            given["participants"],
            given["comment"],
            received(request, "file"),
            final="return" in request.POST or asked.invitee.answered_at is not None,
        )
        return services.return_answer(sealed=sealed, given=told, version=given["version"], by=request.actor)

    def done(saved: Any) -> str:
        return reverse(f"consultations:{'receipt' if saved.answered_at else 'answer'}", args=[secret])

    return form_page(
        request,
        form=form,
        title=words_of(asked.consultation, "title", language()),
        save=save,
        done=done,
        saved=_("Saved."),
        crumbs=[],
        current=lambda: _saved(selectors.get_asked(sealed=sealed, by=request.actor)),
        template="consultations/answer.html",
        **_shown(asked, secret),
    )


def _questions(asked: Asked) -> list[tuple[str, Markup, Markup]]:
    told = []
    for place, row in enumerate(asked.questions, start=1):
        told.append((row.key, Markup("{}. {}").format(place, words(row, "text")), words(row, "help")))
    return told


def _saved(asked: Asked) -> dict[str, Any]:
    mine = {f"answer_{row.key}": asked.answers.get(row.key, "") for row in asked.questions}
    return mine | {name: getattr(asked.invitee, name) for name in ("participants", "comment", "version")}


def _shown(asked: Asked, secret: str) -> dict[str, Any]:
    return {
        "asked": asked,
        "consultation": asked.consultation,
        "secret": secret,
        "links": links_of(asked.consultation.links),
        "readers": marking_words(asked.consultation.marking_id),
        "labels": labels,
        "state": State(asked.consultation.state),
    }


@require_safe
@by_link
def receipt(request: HttpRequest, secret: str, sealed: str) -> HttpResponse:
    """What has been returned, and when."""
    asked = selectors.get_asked(sealed=sealed, by=request.actor)
    if asked.invitee.answered_at is None:
        return redirect("consultations:answer", secret)
    answers = [(row, asked.answers.get(row.key, "")) for row in asked.questions]
    return render(request, "consultations/receipt.html", {"answers": answers} | _shown(asked, secret))


@require_POST
@by_link
def remove_file(request: HttpRequest, secret: str, sealed: str, file: str) -> HttpResponse:
    """Take a file of one's own answer back."""
    services.remove_file(sealed=sealed, key=file, by=request.actor)
    return redirect("consultations:answer", secret)

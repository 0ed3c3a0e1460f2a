"""Sending a programme as a file: what would change is shown, and the same person then says yes or no."""

import logging
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from painopiste.base.actors import Actor
from painopiste.base.programmes.permissions import LOAD
from painopiste.base.uploads import waiting
from painopiste.base.uploads.receiving import received
from painopiste.base.uploads.refusals import RefusedFile, shown
from painopiste.base.web.forms import add_errors
from painopiste.base.web.pages import crumbs, takes_form
from painopiste.site.exchange.apart import read_packed
from painopiste.site.exchange.compare import Comparison
from painopiste.site.exchange.folder import put_together
from painopiste.site.exchange.load import Result, load_folder
from painopiste.site.exchange.problems import Problem, WrongProgramme
from painopiste.site.web.loading.forms import ProgrammeFileForm

LOG = logging.getLogger(__name__)
PROBLEMS_AT_MOST, NAMES_AT_MOST = 100, 12
KINDS = {
    "organisation": gettext_lazy("Organisations"),
    "programme": gettext_lazy("The programme itself"),
    "body": gettext_lazy("Bodies"),
    "meeting": gettext_lazy("Meetings"),
    "follow_up": gettext_lazy("To be done"),
    "decision": gettext_lazy("Decisions"),
    "indicator": gettext_lazy("Indicators"),
    "focus_area": gettext_lazy("Focus areas"),
    "plan": gettext_lazy("Plans"),
    "measure": gettext_lazy("Measures"),
    "interface": gettext_lazy("Interfaces"),
    "consultation": gettext_lazy("Consultations"),
    "commitment": gettext_lazy("Commitments"),
    "timeline_event": gettext_lazy("Events of the timeline"),
    "finding": gettext_lazy("Strengths and needs"),
    "key_figure": gettext_lazy("Key figures"),
    "round": gettext_lazy("Progress rounds"),
    "focus_area_answer": gettext_lazy("Answers on focus areas"),
    "measure_answer": gettext_lazy("Answers on measures"),
}


@takes_form
def choose(request: HttpRequest) -> HttpResponse:
    """Take a file and show what it would change, or what is wrong with it."""
    by: Actor = request.actor
    by.require(LOAD)
    if request.method != "POST":
        return _choose_page(request, ProgrammeFileForm())
    form = ProgrammeFileForm(request.POST, request.FILES)
    try:
        sent = received(request, "file")
        if sent is None:
            return _choose_page(request, form, status=422)
        name, content = sent
        result = _load(name, content, by, only_try=True)
    except RefusedFile as error:
        LOG.warning("a file was refused: %s", error.message.partition("”")[2].split("%")[0].strip())
        form.errors.clear()
        add_errors(form, {"file": _(error.message) % error.values})
        return _choose_page(request, form, status=error.status)
    except WrongProgramme as error:
        return _choose_page(request, ProgrammeFileForm(), status=error.status, problems=error.problems)
    title = _("What would change")
    context = {"title": title, "crumbs": _crumbs(title), "file": shown(name), "rows": _rows(result), "result": result}
    return render(request, "loading/preview.html", context | {"sign": waiting.keep(content, by=by)})


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Load the file that was looked at: all of it or nothing."""
    by: Actor = request.actor
    by.require(LOAD)
    content = waiting.take(request.POST.get("sign", ""), by=by)
    try:
        result = _load(request.POST.get("name") or "programme.zip", content, by)
    except WrongProgramme as error:  # somebody has changed something meanwhile
        return _choose_page(request, ProgrammeFileForm(), status=error.status, problems=error.problems)
    waiting.drop(by=by)
    number = sum(len(each.created) + len(each.changed) for each in result.comparisons)
    said = ngettext("%(number)s entry was loaded.", "%(number)s entries were loaded.", number)
    messages.success(request, said % {"number": number})
    return redirect("site:home")


@require_POST
def cancel(request: HttpRequest) -> HttpResponse:
    """Forget the file."""
    request.actor.require(LOAD)
    waiting.drop(by=request.actor)
    messages.info(request, _("Nothing was loaded, and the file was removed."))
    return redirect("loading:choose")


def _load(name: str, content: bytes, by: Actor, *, only_try: bool = False) -> Result:
    """Load the file in one transaction, taken back when it is only tried: so trying finds all that doing would."""
    told = shown(name)
    folder = put_together(told, read_packed(name, content))
    with transaction.atomic():
        result = load_folder(folder, name=told, sender=by)
        transaction.set_rollback(only_try)
    return result


def _choose_page(
    request: HttpRequest, form: ProgrammeFileForm, *, status: int = 200, problems: list[Problem] | None = None
) -> HttpResponse:
    title, found = _("Load a programme"), problems or []
    context = {
        "form": form,
        "title": title,
        "intro": "",
        "crumbs": _crumbs(title),
        "submit": _("See what would change"),
        "cancel_url": reverse("site:home"),
        "problems": found[:PROBLEMS_AT_MOST],
        "more": max(len(found) - PROBLEMS_AT_MOST, 0),
    }
    return render(request, "loading/choose.html", context, status=status)


def _crumbs(title: str) -> list[dict[str, Any]]:
    above = [] if title == _("Load a programme") else [(_("Load a programme"), reverse("loading:choose"))]
    return crumbs((_("Home"), reverse("site:home")), *above, (title, ""))


def _rows(result: Result) -> list[dict[str, Any]]:
    return [_row(each) for each in result.comparisons if each.created or each.changed or each.unchanged or each.edited]


def _row(each: Comparison) -> dict[str, Any]:
    return {
        "label": KINDS[each.kind.name],
        "created": _names([wanted.key for wanted in each.created]),
        "changed": _names([wanted.key for wanted in each.changed]),
        "unchanged": len(each.unchanged),
        "edited": _names([wanted.key for wanted in each.edited]),
    }


def _names(keys: list[str]) -> dict[str, Any]:
    return {"number": len(keys), "first": keys[:NAMES_AT_MOST], "more": max(len(keys) - NAMES_AT_MOST, 0)}

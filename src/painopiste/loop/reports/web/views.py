"""The list of kept reports, making one, reading one, and its files."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_POST, require_safe

from painopiste.base.audit.selectors import list_history
from painopiste.base.documents import render_html
from painopiste.base.errors import Missing
from painopiste.base.markings.rules import Audience
from painopiste.base.programmes.selectors import get_programme
from painopiste.base.web.history import history_entries
from painopiste.base.web.markings import AUDIENCES, marking_words
from painopiste.base.web.pages import crumbs, form_page, takes_form
from painopiste.loop.reports import permissions, selectors, services
from painopiste.loop.reports.rules import DayAhead, DayBeforeModel
from painopiste.loop.reports.web.forms import LANGUAGES, NewReportForm
from painopiste.loop.reports.writing import FORMATS, restored
from painopiste.loop.reports.writing import render as make_file

FORMAT_NAMES = {"pdf": "PDF", "docx": "Word (DOCX)", "html": "HTML", "json": "JSON"}


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The kept reports that the reader may see."""
    asked = {name: request.GET.get(name, "").strip()[:20] for name in ("kieli", "lukijat")}
    filters = selectors.Filters(language=asked["kieli"], marking=asked["lukijat"])
    context = {
        "rows": selectors.list_reports(by=request.actor, filters=filters),
        "asked": asked,
        "languages": LANGUAGES,
        "audiences": AUDIENCES,
        "may_make": request.actor.may(permissions.MAKE),
        "crumbs": crumbs((_("Home"), reverse("site:home")), (_("Reports"), "")),
    }
    return render(request, "reports/list.html", context)


@takes_form
def new(request: HttpRequest) -> HttpResponse:
    """Choose a day and a language; the report is then made in the background."""
    by = request.actor
    if by.account_id is None and not by.may(permissions.MAKE):
        return redirect_to_login(request.get_full_path())
    by.require(permissions.MAKE)

    def save(given: dict[str, Any]) -> Any:
        try:
            return services.ask_for_report(**given | {"facts_for": Audience(given["facts_for"])}, by=by)
        except (DayAhead, DayBeforeModel) as error:
            error.fields = {"as_of": _(error.message) % error.values}
            raise

    return form_page(
        request,
        form=NewReportForm(request.POST or None, initial=_first_choice(), by=by),
        save=save,
        done=lambda job: reverse("jobs:job", args=[job.key]),
        saved=_("The report is being made."),
        title=_("New interim report"),
        submit=_("Make the report"),
        intro=_("The report is written from the database as it was on the day, and kept as it is now."),
        crumbs=crumbs(
            (_("Home"), reverse("site:home")), (_("Reports"), reverse("reports:list")), (_("New interim report"), "")
        ),
    )


def _first_choice() -> dict[str, str]:
    programme = get_programme()
    described = (programme.status_on if programme else None) or timezone.localdate()
    return {"as_of": f"{described.day}.{described.month}.{described.year}", "language": (get_language() or "fi")[:2]}


@require_safe
def report(request: HttpRequest, key: str) -> HttpResponse:
    """One kept report as a page, its files, and what it can be compared with."""
    by = request.actor
    found = selectors.get_report(key=key, by=by)
    others = [row for row in selectors.list_reports(by=by) if row["key"] != key]
    context = {
        "report": found,
        "document": render_html(restored(found.document)),
        "files": [
            {"title": name, "url": reverse("reports:file", args=[key, form])} for form, name in FORMAT_NAMES.items()
        ],
        "others": others,
        "language_name": LANGUAGES[found.language],
        "readers": marking_words(found.marking_id),
        "public_facts": found.content["audience"] == Audience.PUBLIC,
        "own": found.made_by_id is not None and found.made_by_id == by.account_id,
        "may_publish": by.may(permissions.PUBLISH) and found.marking_id != Audience.PUBLIC,
        "changes": history_entries(list_history(kind="report", key=key, by=by)),
        "crumbs": crumbs((_("Home"), reverse("site:home")), (_("Reports"), reverse("reports:list")), (found.title, "")),
    }
    return render(request, "reports/report.html", context)


@require_POST
def publish(request: HttpRequest, key: str) -> HttpResponse:
    """Open a report to everybody."""
    services.publish_report(key=key, by=request.actor)
    messages.success(request, _("The report has been published."))
    return redirect("reports:report", key=key)


def _etag(request: HttpRequest, key: str, form: str) -> str:
    return f'"{selectors.get_report(key=key, by=request.actor).fingerprint}-{form}"'


@require_safe
@condition(etag_func=_etag)
def file(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The report as a file, made from what was kept."""
    if form not in FORMATS:
        raise Missing
    found = selectors.get_report(key=key, by=request.actor)
    content = make_file(found.content, restored(found.document), form)
    name = f"valiraportti-{date.isoformat(found.as_of)}-{found.language}.{form}"
    cached = "no-cache" if found.marking_id == Audience.PUBLIC else "private, no-store"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": cached}
    return HttpResponse(content, content_type=FORMATS[form].content_type, headers=headers)

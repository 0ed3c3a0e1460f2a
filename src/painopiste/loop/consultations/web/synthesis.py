"""What came back: by question, as a file, and the synthesis that the secretariat writes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from painopiste.base.uploads.keeping import content_of
from painopiste.base.web.downloads import download, download_links, export_notes
from painopiste.base.web.markings import marking_words
from painopiste.base.web.pages import form_page, takes_form
from painopiste.base.web.tables import Column, Table
from painopiste.base.web.wording import language
from painopiste.base.words import words_of
from painopiste.loop.consultations import labels, permissions, selectors, services
from painopiste.loop.consultations.web.editing import in_consultation, to_manage
from painopiste.loop.consultations.web.forms import SynthesisForm
from painopiste.loop.consultations.web.lists import consultation_crumbs
from painopiste.loop.consultations.web.one import name_of, told_number

COLUMNS = [name for name in SynthesisForm.base_fields if name != "version"]
# Whoever opens a file that somebody sent gets nothing run, shown in a frame or sent on.
SANDBOX = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """All answers by question, who answered and who did not, the files, and what the secretariat makes of it."""
    by = request.actor
    found = selectors.get_consultation(key=key, by=by)
    title, here = words_of(found, "title", language()), reverse("consultations:consultation", args=[key])
    manages = by.may(permissions.MANAGE)
    context = {
        "consultation": found,
        "title": title,
        "labels": labels,
        "came": selectors.get_synthesis(consultation=found, by=by),
        "name": lambda row: name_of(row, manages=manages),
        "told_participants": told_number(found),
        "manages": manages,
        "exports": download_links("consultations:export", key=key),
        "crumbs": consultation_crumbs((title, here), (_("Synthesis"), "")),
    }
    return render(request, "consultations/synthesis.html", context)


@takes_form
def write(request: HttpRequest, key: str) -> HttpResponse:
    """Write what the answers come to."""
    by, found = request.actor, to_manage(request, key)

    def saved() -> dict[str, Any]:
        row = selectors.get_consultation(key=key, by=by)
        return {name: getattr(row, name) for name in (*COLUMNS, "version")}

    def save(given: dict[str, Any]) -> Any:
        values = {name: given[name] for name in COLUMNS}
        return services.write_synthesis(consultation=found, values=values, version=given["version"], by=by)

    place = in_consultation(found, _("Write the synthesis")) | {"done": reverse("consultations:synthesis", args=[key])}
    form = SynthesisForm(request.POST or None, initial=saved())
    return form_page(request, form=form, save=save, current=saved, **place)


@require_safe
def export(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The same answers as a file: one row for each answer. No cell is ever a formula."""
    by = request.actor
    found = selectors.get_consultation(key=key, by=by)
    came, manages = selectors.get_synthesis(consultation=found, by=by), by.may(permissions.MANAGE)
    titles = {
        "number": _("Number"), "question": _("Question"), "who": _("Who"),
        "participants": _("People who took part"), "answer": _("Answer"),
    }  # fmt: skip
    kinds = {"number": "number", "participants": "number"}
    columns = [Column(name, title, kinds.get(name, "text")) for name, title in titles.items()]  # type: ignore[arg-type]
    rows: list[tuple[Any, ...]] = [
        (place, str(words_of(each.question, "text", language())), name_of(row, manages=manages), row.participants, text)
        for place, each in enumerate(came.questions, start=1)
        for row, text in each.answers
    ]
    comments = [row for row in came.answered if row.comment]
    rows += [(None, _("Comments"), name_of(row, manages=manages), row.participants, row.comment) for row in comments]
    title = str(words_of(found, "title", language()))
    notes = [*export_notes(), (_("Who may read this"), marking_words(found.marking_id))]
    return download(Table(title, columns, rows, notes=notes, language=language()), form)


@require_safe
def file(request: HttpRequest, key: str, file: str) -> HttpResponse:
    """A file that came with an answer, to be saved and never shown here."""
    found = selectors.get_consultation(key=key, by=request.actor)
    row = selectors.get_file(consultation=found, key=file, by=request.actor)
    headers = {
        "Content-Disposition": content_disposition_header(True, row.name) or "attachment",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": SANDBOX,
    }
    return HttpResponse(content_of(row.sha256), content_type="application/octet-stream", headers=headers)

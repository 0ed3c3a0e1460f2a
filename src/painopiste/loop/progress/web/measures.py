"""All measures of a focus area in one table: their states, what stands in the way, a note."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from painopiste.base.errors import DomainError, NotAllowed, Stale
from painopiste.base.web.forms import PlainForm
from painopiste.base.web.pages import takes_form
from painopiste.base.words import words_of
from painopiste.loop.plans.labels import BLOCKED_BY, STATES
from painopiste.loop.plans.rules import State
from painopiste.loop.progress import permissions, selectors, services
from painopiste.loop.progress.rules import RoundNotOpen
from painopiste.loop.progress.web.answers import find, is_open
from painopiste.loop.progress.web.forms import MeasureForm, MeasureRows
from painopiste.loop.progress.web.rounds import language, round_crumbs


@takes_form
def measures(request: HttpRequest, key: str, area: str) -> HttpResponse:
    """Answer for many measures at once, with the keyboard alone if one likes."""
    found, focus_area = find(request, key, area)
    rows = selectors.list_measures_of(round_=found, focus_area=focus_area, by=request.actor)
    mine = [row for row in rows if row.pen.draft]
    if not mine and not permissions.pen_for(focus_area.group_id, by=request.actor).draft:
        raise NotAllowed
    if not is_open(found):
        raise RoundNotOpen
    forms = MeasureRows(_form(row, request.POST or None) for row in mine)
    whole, status = PlainForm(request.POST or None), 200
    if request.method == "POST":
        if not forms.total_error_count():  # looks at every row
            try:
                return _save(request, found, focus_area, mine, forms)
            except services.RowsRefused as error:
                _show(error, found, focus_area, mine, forms, request)
        status = 422
        whole.add_error(None, _("Nothing was saved. Correct the marked rows."))
    context: dict[str, Any] = {
        "title": _("Measures in the round"),
        "round": found,
        "focus_area": focus_area,
        "pairs": list(zip(mine, forms, strict=True)),
        "forms": forms,
        "form": whole,
        "states": STATES,
        "blocked_by": BLOCKED_BY,
        "others": [row for row in rows if not row.pen.draft],
        "may_submit": all(row.pen.submit for row in mine),
        "crumbs": round_crumbs(found, (_("Measures in the round"), "")),
    }
    return render(request, "progress/measures.html", context, status=status)


def _form(row: selectors.MeasureRow, given: Any) -> MeasureForm:
    answer = row.answer
    initial = {
        "state": answer.state if answer else row.measure.state,
        "blocked_by": answer.blocked_by if answer else row.blocked_by,
        "note": getattr(answer, f"note_{language()}") if answer else "",
        "version": answer.version if answer else 0,
        "measure_version": row.measure.version,
    }
    key, number = row.measure.key, row.measure.number
    return MeasureForm(given, initial=initial, prefix=key, number=number, present=row.measure.state)


def _save(request: HttpRequest, found: Any, focus_area: Any, rows: Any, forms: MeasureRows) -> HttpResponse:
    submit = request.POST.get("do") == "submit"
    values = {row.measure.key: _values(row, form.cleaned_data) for row, form in zip(rows, forms, strict=True)}
    changed = services.save_measure_answers(
        round_=found, focus_area=focus_area, rows=values, submit=submit, by=request.actor
    )
    said = ngettext("%(count)s measure was saved.", "%(count)s measures were saved.", changed) % {"count": changed}
    messages.success(request, said if changed else _("Nothing had changed."))
    if submit:
        return redirect("progress:round", found.key)
    return redirect("progress:measures", found.key, focus_area.key)


def _values(row: selectors.MeasureRow, cleaned: dict[str, Any]) -> services.MeasureValues:
    """A note is written in the language of the page; notes in other languages stay as they are."""
    notes = {code: getattr(row.answer, f"note_{code}", "") for code in ("fi", "sv", "en")}
    return services.MeasureValues(
        State(cleaned["state"]),
        cleaned["blocked_by"],
        notes | {language(): cleaned["note"]},
        cleaned["version"],
        cleaned["measure_version"],
    )


def _show(
    error: services.RowsRefused, found: Any, focus_area: Any, rows: Any, forms: MeasureRows, request: HttpRequest
) -> None:
    """Put each refusal beside its field. A row that somebody else saved shows their state and can then be saved."""
    now = {
        row.measure.key: row
        for row in selectors.list_measures_of(round_=found, focus_area=focus_area, by=request.actor)
    }
    for row, form in zip(rows, forms, strict=True):
        for name, refusal in error.rows.get(row.measure.key, {}).items():
            if isinstance(refusal, Stale):
                _take_over(form, now[row.measure.key])
            form.add_error(name if name in form.fields else "state", _message(refusal, now[row.measure.key]))


def _take_over(form: MeasureForm, row: selectors.MeasureRow) -> None:
    form.data = form.data.copy()
    form.data[form.add_prefix("version")] = str(row.answer.version if row.answer else 0)
    form.data[form.add_prefix("measure_version")] = str(row.measure.version)


def _message(error: DomainError, row: selectors.MeasureRow) -> str:
    if isinstance(error, Stale):
        state = STATES[State(row.answer.state if row.answer else row.measure.state)]
        note = str(words_of(row.answer, "note", language())) if row.answer else ""
        saved = f"{state}, {note}" if note else str(state)
        return _("Somebody else has saved this row: %(saved)s. If you save again, yours replaces it.") % {
            "saved": saved
        }
    values = {name: STATES.get(value, value) for name, value in error.values.items()}  # type: ignore[call-overload]
    return _(error.message) % values if values else _(error.message)

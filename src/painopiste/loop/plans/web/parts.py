"""Who takes part in a measure, and its milestones, deliverables, funding and dependencies."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from painopiste.base.bodies import selectors as bodies
from painopiste.base.dates import EndBeforeBeginning
from painopiste.base.errors import Missing
from painopiste.base.organisations import selectors as organisations
from painopiste.base.web.forms import DateTextField, PlainForm
from painopiste.base.web.pages import form_page, takes_form
from painopiste.base.web.sealing import kind_of_table, opened
from painopiste.base.words import words_of
from painopiste.loop.plans import labels, selectors, services
from painopiste.loop.plans.web import forms
from painopiste.loop.plans.web.choosing import body_choices, language, organisation_choices
from painopiste.loop.plans.web.editing import changeable, page_of
from painopiste.loop.plans.web.measure import measure_crumbs

FORMS: dict[str, tuple[Any, type[Form], Any]] = {
    "milestone": ("milestones", forms.MilestoneForm, gettext_lazy("Milestone")),
    "deliverable": ("deliverables", forms.DeliverableForm, gettext_lazy("Deliverable")),
    "funding": ("funding", forms.FundingForm, gettext_lazy("Funding")),
    "dependency": ("dependencies", forms.DependencyForm, gettext_lazy("Dependency")),
}


class EndForm(PlainForm):
    """When a party's part ended."""

    until = DateTextField(label=gettext_lazy("Until"))


@takes_form
def parties(request: HttpRequest, key: str) -> HttpResponse:
    """Add a lead, participant, funder or audience, or end one."""
    found = changeable(request, key)
    by = request.actor
    form = forms.PartyForm(request.POST or None, organisations=organisation_choices(by), bodies=body_choices(by))

    def save(values: dict[str, Any]) -> Any:
        organisation = (
            organisations.get_organisation(key=values.pop("organisation"), by=by) if values["organisation"] else None
        )
        body = bodies.get_body(key=values.pop("body"), by=by) if values["body"] else None
        values = {name: value for name, value in values.items() if name not in ("organisation", "body")}
        return services.add_party(measure=found, organisation=organisation, body=body, by=by, **values)

    title = _("Who takes part")
    return form_page(
        request,
        form=form,
        title=title,
        save=save,
        done=reverse("plans:parties", args=[key]),
        crumbs=measure_crumbs(found, (title, "")),
        submit=_("Add"),
        template="plans/edit_parties.html",
        measure=selectors.get_measure_page(key=key, by=by),
        roles=labels.PARTY_ROLES,
    )


@require_POST
def end_party(request: HttpRequest, key: str, party: int) -> HttpResponse:
    """End the part of one party on a day."""
    found = changeable(request, key)
    form = EndForm(request.POST)
    try:
        if form.is_valid():
            services.end_party(measure=found, party_id=party, until=form.cleaned_data["until"], by=request.actor)
        else:
            messages.error(request, form.errors["until"][0])
    except EndBeforeBeginning as error:
        messages.error(request, _(error.message))
    return redirect("plans:parties", key)


@takes_form
def save_part(request: HttpRequest, key: str, part: str, row: str = "") -> HttpResponse:
    """Add a milestone, deliverable, line of funding or dependency, or change one."""
    found = changeable(request, key)
    if part not in FORMS:
        raise Missing
    _related, form_class, label = FORMS[part]
    old = _row(found, part, row) if row else None
    form = _form(request, found, form_class, part, old)

    def save(values: dict[str, Any]) -> Any:
        version = values.pop("version")
        if part == "dependency":
            values["other"] = selectors.get_measure(key=values["other"], by=request.actor)
        return services.save_part(
            measure=found, part=part, values=values, row_id=old.pk if old else None, version=version, by=request.actor
        )

    return form_page(
        request,
        form=form,
        title=label,
        save=save,
        done=page_of(found),
        crumbs=measure_crumbs(found, (label, "")),
        current=lambda: _values(_row(found, part, row), form_class, part),
        of=("measure", key),
    )


def _row(found: Any, part: str, word: str) -> Any:
    """The part of the measure that this word of an address stands for.

    :raises Missing: if there is none
    """
    rows = getattr(found, FORMS[part][0])
    try:
        row = rows.filter(pk=opened(kind_of_table(rows.model), word)).first()
    except ValueError as error:
        raise Missing from error
    if row is None:
        raise Missing
    return row


def _values(row: Any, form_class: type[Form], part: str) -> dict[str, Any]:
    found = {name: getattr(row, name) for name in form_class.base_fields}
    return found | {"other": row.other.key} if part == "dependency" else found


def _form(request: HttpRequest, found: Any, form_class: type[Form], part: str, old: Any) -> Form:
    initial = _values(old, form_class, part) if old else {}
    if part != "dependency":
        return form_class(request.POST or None, initial=initial)
    known = selectors.list_choices(by=request.actor)
    options = [(m["key"], f"{m['number']} {words_of(m, 'title', language())}") for m in known if m["key"] != found.key]
    return forms.DependencyForm(request.POST or None, initial=initial, measures=options)


@require_POST
def remove_part(request: HttpRequest, key: str, part: str, row: str) -> HttpResponse:
    """Remove a part of a measure."""
    found = changeable(request, key)
    if part not in FORMS:
        raise Missing
    services.remove_part(measure=found, part=part, row_id=_row(found, part, row).pk, by=request.actor)
    messages.success(request, _("Removed."))
    return redirect(page_of(found))

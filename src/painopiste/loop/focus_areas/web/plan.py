"""The plan of a focus area: its versions, its effect chain, and what is weak in the chain."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from painopiste.base.bodies import selectors as bodies
from painopiste.base.bodies.permissions import seen_decision
from painopiste.base.errors import Conflict, NotAllowed
from painopiste.base.markings.rules import Audience
from painopiste.base.web.forms import (
    DateTextField,
    NewOrVersionedForm,
    PlainForm,
    VersionedForm,
    choices,
    language_fields,
)
from painopiste.base.web.pages import crumbs, form_page, takes_form
from painopiste.base.words import words_of
from painopiste.loop.focus_areas import selectors
from painopiste.loop.focus_areas.web.views import title_of
from painopiste.loop.plans import labels, permissions, services
from painopiste.loop.plans import selectors as plans
from painopiste.loop.plans.rules import Weakness


class ApproveForm(PlainForm):
    """When and by which decision a plan is approved."""

    on = DateTextField(label=gettext_lazy("Approved on"))
    decision = forms.ChoiceField(label=gettext_lazy("Decision"), required=False)


class ItemForm(NewOrVersionedForm):
    """An aim, outcome or output."""

    level = forms.ChoiceField(label=gettext_lazy("Level"), choices=choices(labels.LEVELS))
    parent = forms.ChoiceField(label=gettext_lazy("Leads to"), required=False)
    locals().update(language_fields("text", gettext_lazy("Text"), required=True, rows=3))


class IndicatorForm(PlainForm):
    """An indicator by name."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=choices(labels.INDICATOR_KINDS))
    locals().update(language_fields("name", gettext_lazy("Name"), required=True, max_length=300))


def _language() -> str:
    return (get_language() or "fi")[:2]


def _crumbs(found: Any, *more: tuple[Any, str]) -> list[dict[str, Any]]:
    page = reverse("focus_areas:focus_area", args=[found.key])
    start = (
        (_("Home"), reverse("site:home")),
        (_("Focus areas"), reverse("focus_areas:list")),
        (title_of(found), page),
    )
    return crumbs(*start, *more)


@require_safe
def plan(request: HttpRequest, key: str, number: int | None = None) -> HttpResponse:
    """One version of the plan: from the aim down to the measures."""
    found = selectors.get_focus_area(key=key, by=request.actor)
    versions = plans.list_plans(focus_area_key=key, by=request.actor)
    shown = plans.get_plan(focus_area_key=key, number=number, by=request.actor) if versions else None
    doubts = plans.chain_warnings(plan=shown, by=request.actor) if shown else []
    may_change = request.actor.may(permissions.CHANGE_PLAN, body=found.group_id)
    context = {
        "focus_area": found,
        "plan": shown,
        "decision": seen_decision(shown.decision, by=request.actor) if shown else None,
        "versions": versions,
        "tree": _tree(shown) if shown else [],
        "whole": [labels.WEAKNESSES[doubt.weakness] for doubt in doubts if not doubt.key],
        "of_item": {doubt.key: labels.WEAKNESSES[Weakness(doubt.weakness)] for doubt in doubts if doubt.key},
        "labels": labels,
        "may_change": may_change,
        "may_edit": may_change and shown is not None and shown.state == "draft",
        "may_approve": request.actor.may(permissions.APPROVE_PLAN) and shown is not None and shown.state == "draft",
        "crumbs": _crumbs(found, (_("Plan"), "")),
    }
    return render(request, "focus_areas/plan.html", context)


def _tree(shown: Any) -> list[tuple[Any, list[Any]]]:
    """The chain as nested pairs of an item and what leads to it."""
    items = list(shown.chain.all())

    def below(parent: int | None) -> list[tuple[Any, list[Any]]]:
        return [(item, below(item.pk)) for item in items if item.parent_id == parent]

    return below(None)


@require_POST
def start_version(request: HttpRequest, key: str) -> HttpResponse:
    """Start a new draft from the newest version."""
    found = selectors.get_focus_area(key=key, by=request.actor)
    marking = request.POST.get("marking", "members")
    try:
        draft = services.start_version(
            focus_area=found, marking=marking if marking in list(Audience) else "members", by=request.actor
        )
    except Conflict as error:
        messages.error(request, _(error.message))
        return redirect("focus_areas:plan", key)
    return redirect("focus_areas:plan_version", key, draft.number)


@takes_form
def approve(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Approve a draft."""
    found = selectors.get_focus_area(key=key, by=request.actor)
    request.actor.require(permissions.APPROVE_PLAN)
    shown = plans.get_plan(focus_area_key=key, number=number, by=request.actor)
    form = ApproveForm(request.POST or None)
    known = [(row["key"], words_of(row, "title", _language())) for row in bodies.list_decisions(by=request.actor)]
    form.fields["decision"].choices = [("", _("No decision recorded")), *known]  # type: ignore[attr-defined]

    def save(values: dict[str, Any]) -> Any:
        decision = bodies.get_decision(key=values["decision"], by=request.actor) if values["decision"] else None
        return services.approve_plan(plan=shown, on=values["on"], decision=decision, by=request.actor)

    title = _("Approve the plan")
    trail = _crumbs(found, (_("Plan"), _address(key, number)), (title, ""))
    return form_page(
        request, form=form, title=title, save=save, done=_address(key, number), crumbs=trail, submit=_("Approve")
    )


def _address(key: str, number: int) -> str:
    return reverse("focus_areas:plan_version", args=[key, number])


def _draft(request: HttpRequest, key: str, number: int) -> tuple[Any, Any]:
    found = selectors.get_focus_area(key=key, by=request.actor)
    if not request.actor.may(permissions.CHANGE_PLAN, body=found.group_id):
        raise NotAllowed
    return found, plans.get_plan(focus_area_key=key, number=number, by=request.actor)


@takes_form
def save_item(request: HttpRequest, key: str, number: int, item: str = "") -> HttpResponse:
    """Add an aim, outcome or output, or change one."""
    found, draft = _draft(request, key, number)
    row = plans.get_chain_item(plan=draft, key=item, by=request.actor) if item else None
    initial = _of_item(row) if row else {}
    form = ItemForm(request.POST or None, initial=request.GET.dict() | initial)
    others = {other.key: other for other in draft.chain.all() if other.level != "output" and other.key != item}
    parents = [
        (other.key, f"{labels.LEVELS[other.level]}: {words_of(other, 'text', _language())}")
        for other in others.values()
    ]
    form.fields["parent"].choices = [("", _("Nothing above it")), *parents]  # type: ignore[attr-defined]

    def save(values: dict[str, Any]) -> Any:
        values["parent"] = others.get(values["parent"])
        version = values.pop("version")
        return services.save_chain_item(plan=draft, item=row, values=values, version=version, by=request.actor)

    title = _("Edit the effect chain")
    trail = _crumbs(found, (_("Plan"), _address(key, number)), (title, ""))
    return form_page(
        request,
        form=form,
        title=title,
        save=save,
        done=_address(key, number),
        crumbs=trail,
        current=lambda: _of_item(plans.get_chain_item(plan=draft, key=item, by=request.actor)),
        of=("plan", draft.key),
    )


def _of_item(row: Any) -> dict[str, Any]:
    names = ("level", "text_fi", "text_sv", "text_en", "version")
    return {name: getattr(row, name) for name in names} | {"parent": row.parent.key if row.parent else ""}


@require_POST
def remove_item(request: HttpRequest, key: str, number: int, item: str) -> HttpResponse:
    """Remove an item and what leads only to it."""
    _found, draft = _draft(request, key, number)
    services.remove_chain_item(item=plans.get_chain_item(plan=draft, key=item, by=request.actor), by=request.actor)
    messages.success(request, _("Removed."))
    return redirect(_address(key, number))


@takes_form
def add_indicator(request: HttpRequest, key: str, number: int, item: str) -> HttpResponse:
    """Name an indicator of an item."""
    found, draft = _draft(request, key, number)
    row = plans.get_chain_item(plan=draft, key=item, by=request.actor)

    def save(values: dict[str, Any]) -> Any:
        return services.save_indicator(item=row, values=values, by=request.actor)

    title = _("Add an indicator")
    trail = _crumbs(found, (_("Plan"), _address(key, number)), (title, ""))
    return form_page(
        request,
        form=IndicatorForm(request.POST or None),
        title=title,
        save=save,
        done=_address(key, number),
        crumbs=trail,
    )


@takes_form
def link_measures(request: HttpRequest, key: str, number: int, item: str) -> HttpResponse:
    """Choose the measures that should bring an item about."""
    found, draft = _draft(request, key, number)
    row = plans.get_chain_item(plan=draft, key=item, by=request.actor)
    known = {measure.key: measure for measure in plans.list_of_focus_area(focus_area_key=key, by=request.actor)}

    def now() -> dict[str, Any]:
        item_now = plans.get_chain_item(plan=draft, key=item, by=request.actor)
        linked = {measure.key for measure in item_now.measures.visible_to(request.actor)} & set(known)
        return {"measures": sorted(linked), "version": item_now.version}

    form = _MeasuresForm(request.POST or None, initial=now())
    form.fields["measures"].choices = [(k, f"{m.number} {words_of(m, 'title', _language())}") for k, m in known.items()]  # type: ignore[attr-defined]

    def save(values: dict[str, Any]) -> None:
        chosen, linked = set(values["measures"]), set(now()["measures"])
        services.link_measures(
            item=row,
            linked=[known[measure] for measure in sorted(chosen - linked)],
            unlinked=[known[measure] for measure in sorted(linked - chosen)],
            version=values["version"],
            by=request.actor,
        )

    title = _("Measures that bring this about")
    trail = _crumbs(found, (_("Plan"), _address(key, number)), (title, ""))
    return form_page(
        request,
        form=form,
        title=title,
        save=save,
        done=_address(key, number),
        crumbs=trail,
        current=now,
        of=("plan", draft.key),
    )


class _MeasuresForm(VersionedForm):
    measures = forms.MultipleChoiceField(
        label=gettext_lazy("Measures"), required=False, widget=forms.CheckboxSelectMultiple
    )

"""The page of what touches a measure or a focus area: what people have confirmed, and what is near by its texts."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from painopiste.base.audit.selectors import list_histories
from painopiste.base.errors import NotAllowed
from painopiste.base.organisations import selectors as organisations
from painopiste.base.web.forms import PlainForm, choices, language_fields
from painopiste.base.web.history import history_entries
from painopiste.base.web.pages import crumbs, form_page, takes_form
from painopiste.base.words import Words, words_of
from painopiste.loop.plans import labels, permissions, selectors, services
from painopiste.loop.plans.rules import How
from painopiste.loop.plans.web.choosing import focus_area_choices, language, organisation_choices

THINGS = {"toimenpide": "measure", "painopiste": "focus_area"}  # the word in an address, and the kind of end
WORDS = {kind: word for word, kind in THINGS.items()}
PAGES = {"measure": "plans:measure", "focus_area": "focus_areas:focus_area"}
NOTES = ("note_fi", "note_sv", "note_en")


class InterfaceForm(PlainForm):
    """What two pieces of work have to do with each other."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    other = forms.ChoiceField(label=gettext_lazy("The other"))
    how = forms.ChoiceField(
        label=gettext_lazy("What they have to do with each other"),
        choices=choices(labels.HOW, empty=gettext_lazy("Choose")),
        help_text=gettext_lazy("“No interface” tells that somebody has looked: the pair is not suggested again."),
    )
    coordinator = forms.ChoiceField(label=gettext_lazy("Coordinated by"), required=False)
    locals().update(language_fields("note", gettext_lazy("Note"), rows=3))

    def __init__(self, *args: Any, others: list[Any], organisations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = [("", _("Choose")), *others]
        self.fields["coordinator"].choices = [("", _("Nobody yet")), *organisations]


@require_safe
def interfaces(request: HttpRequest, thing: str, key: str) -> HttpResponse:
    """What touches a measure or a focus area."""
    by, today = request.actor, timezone.localdate()
    end = _end(thing, key, by)
    seen = selectors.list_interfaces(end=end, by=by)
    dependencies = selectors.list_dependencies(end=end, by=by)
    known = {each.other.name for each in seen} | {each["other"].name for each in dependencies}
    elsewhere = request.GET.get("muualla") == "1"
    lines = list_histories(kind="interface", keys=[each.row.key for each in seen], by=by)
    context = {
        "end": end,
        "thing": thing,
        "title": _title(end),
        "confirmed": [each for each in seen if each.how is not How.NONE],
        "looked_at": [each for each in seen if each.how is How.NONE],
        "dependencies": dependencies,
        "suggestions": selectors.list_nearest(
            end=end, on=today, by=by, elsewhere=elsewhere, without=known, told_in=language()
        ),
        "elsewhere": elsewhere,
        "how": labels.HOW,
        "dependency_kinds": labels.DEPENDENCY_KINDS,
        "may_confirm_own": permissions.may_confirm((end.group,), by=by),
        "may_confirm": lambda other: permissions.may_confirm((end.group, other.group), by=by),
        "page_of": page_of,
        "word_of": lambda other: WORDS[other.kind],
        "changes": history_entries(lines, labels={"kind": labels.HOW}),
        "crumbs": _crumbs(end),
    }
    return render(request, "plans/interfaces.html", context)


@takes_form
def add(request: HttpRequest, thing: str, key: str) -> HttpResponse:
    """Confirm an interface, or that there is none."""
    by = request.actor
    end = _end(thing, key, by)
    if not by.may_somewhere(permissions.CONFIRM_INTERFACE):
        raise NotAllowed
    form = _form(request, end, {"other": request.GET.get("toinen", "")[:80]})

    def save(values: dict[str, Any]) -> Any:
        return services.confirm_interface(end=end, other=_other(values.pop("other"), by), by=by, **_values(values, by))

    return _page(request, form, end, _("Confirm an interface"), save)


@takes_form
def change(request: HttpRequest, thing: str, key: str, interface: str) -> HttpResponse:
    """Change what is recorded of an interface."""
    by = request.actor
    end = _end(thing, key, by)
    seen = selectors.get_interface(end=end, key=interface, by=by)
    if not permissions.may_confirm((end.group, seen.other.group), by=by):
        raise NotAllowed
    form = _form(request, end, _saved(seen))
    del form.fields["other"]

    def save(values: dict[str, Any]) -> Any:
        version = values["version"] or 0
        return services.change_interface(end=end, seen=seen, version=version, by=by, **_values(values, by))

    def current() -> dict[str, Any]:
        return _saved(selectors.get_interface(end=end, key=interface, by=by))

    return _page(
        request,
        form,
        end,
        _("Change an interface"),
        save,
        intro=_title(seen.other),
        current=current,
        of=("interface", interface),
    )


@require_POST
def remove(request: HttpRequest, thing: str, key: str, interface: str) -> HttpResponse:
    """Remove an interface: the pair may be suggested again."""
    end = _end(thing, key, request.actor)
    seen = selectors.get_interface(end=end, key=interface, by=request.actor)
    services.remove_interface(end=end, seen=seen, by=request.actor)
    messages.success(request, _("Removed."))
    return redirect("interfaces:list", thing, key)


def page_of(end: selectors.End) -> str:
    return reverse(PAGES[end.kind], args=[end.key])


def _end(thing: str, key: str, by: Any) -> selectors.End:
    return selectors.get_end(kind=THINGS.get(thing, ""), key=key, by=by)


def _other(written: str, by: Any) -> selectors.End:
    thing, _sep, key = written.partition(":")
    return _end(thing, key, by)


def _title(end: selectors.End) -> Words:
    return words_of(end, "title", language())


def _crumbs(end: selectors.End, *more: str) -> list[dict[str, Any]]:
    home = (_("Home"), reverse("site:home"))
    name = f"{end.number} {_title(end)}" if end.kind == "measure" else _title(end)
    parent = (
        (_("Measures"), reverse("plans:measures"))
        if end.kind == "measure"
        else (_("Focus areas"), reverse("focus_areas:list"))
    )
    own = reverse("interfaces:list", args=[WORDS[end.kind], end.key]) if more else ""
    return crumbs(home, parent, (name, page_of(end)), (_("Interfaces"), own), *((each, "") for each in more))


def _form(request: HttpRequest, end: selectors.End, initial: dict[str, Any]) -> InterfaceForm:
    by, reader = request.actor, language()
    measures = [
        (f"toimenpide:{row['key']}", f"{row['number']} {words_of(row, 'title', reader)}")
        for row in selectors.list_choices(by=by)
    ]
    areas = [(f"painopiste:{key}", name) for key, name in focus_area_choices(by)]
    own = f"{WORDS[end.kind]}:{end.key}"
    others = [
        (label, [choice for choice in group if choice[0] != own])
        for label, group in ((_("Focus areas"), areas), (_("Measures"), measures))
    ]
    return InterfaceForm(request.POST or None, initial=initial, others=others, organisations=organisation_choices(by))


def _saved(seen: selectors.Seen) -> dict[str, Any]:
    row = seen.row
    notes = {name: getattr(row, name) for name in NOTES}
    return {"version": row.version, "how": seen.how, "coordinator": row.coordinator and row.coordinator.key, **notes}


def _values(values: dict[str, Any], by: Any) -> dict[str, Any]:
    """What services take, from the values of the form."""
    key = values["coordinator"]
    return {
        "how": How(values["how"]),
        "coordinator": organisations.get_organisation(key=key, by=by) if key else None,
        "note": {name: values[name] for name in NOTES},
    }


def _page(request: HttpRequest, form: Any, end: selectors.End, title: str, save: Any, **more: Any) -> HttpResponse:
    done = reverse("interfaces:list", args=[WORDS[end.kind], end.key])
    intro = more.pop("intro", _title(end))
    return form_page(
        request, form=form, title=title, intro=intro, save=save, done=done, crumbs=_crumbs(end, title), **more
    )

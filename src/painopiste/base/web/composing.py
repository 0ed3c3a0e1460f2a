"""From a form to the page on which a marking is composed, and back with everything that had been typed."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from painopiste.base.actors import PUBLIC, Actor
from painopiste.base.markings.stored import reads
from painopiste.base.remarking.permissions import CHANGE
from painopiste.base.web.addresses import address
from painopiste.base.web.markings import MarkingField

BUTTON = "compose_marking"  # the button that leaves the form for the page of composing
BACK = "merkinta"  # the parameter with which that page comes back
KEPT = "composing"  # where the session keeps what was typed; one form at a time
LONGEST = 100_000  # letters of a form that are kept


def _by(request: HttpRequest) -> Actor:
    by: Actor = getattr(request, "actor", PUBLIC)
    return by


def is_asked(request: HttpRequest) -> bool:
    """Whether the reader has pressed the button and may compose a marking."""
    return BUTTON in request.POST and _by(request).may_somewhere(CHANGE)


def start(request: HttpRequest, form: forms.Form) -> HttpResponse:
    """Keep what has been typed and go to the page of composing."""
    given = request.POST.copy()
    for name in ("csrfmiddlewaretoken", BUTTON):
        given.pop(name, None)
    typed = given.urlencode()
    if len(typed) <= LONGEST:
        request.session[KEPT] = {"page": request.path, "query": request.GET.urlencode(), "typed": typed}
    return redirect(address("markings:compose"))


def finish(request: HttpRequest, code: str) -> str:
    """Keep the marking that was composed, and give the address of the form that waits for it; empty if none does."""
    kept = request.session.get(KEPT)
    if not kept:
        return ""
    request.session[KEPT] = kept | {"code": code}
    query = QueryDict(kept["query"], mutable=True)
    query[BACK] = "1"
    return f"{kept['page']}?{query.urlencode()}"


def waiting_page(request: HttpRequest) -> str:
    """The address of the form that waits for a marking; empty if none does."""
    kept = request.session.get(KEPT)
    return f"{kept['page']}?{kept['query']}" if kept else ""


def forget(request: HttpRequest) -> None:
    """What was typed has been saved."""
    if KEPT in request.session and request.session[KEPT]["page"] == request.path:
        del request.session[KEPT]


def prepare(request: HttpRequest, form: forms.Form) -> bool:
    """Offer in the form's field of markings what was composed or chosen, put back what had been typed, and tell
    whether the reader may compose one here."""
    names = [name for name, field in form.fields.items() if isinstance(field, MarkingField) and field.composable]
    if not names or not _by(request).may_somewhere(CHANGE):
        return False
    kept = request.session.get(KEPT) if BACK in request.GET else None
    if kept and "code" in kept and kept["page"] == request.path and not form.is_bound:
        _put_back(form, QueryDict(kept["typed"]))
        form.initial.update(dict.fromkeys(names, kept["code"]))
    for name in names:
        code = form.data.get(form.add_prefix(name)) if form.is_bound else form.initial.get(name)
        if code and reads(_by(request), str(code)):
            form.fields[name].offer(str(code))  # type: ignore[attr-defined]
    return True


def _put_back(form: forms.Form, typed: QueryDict) -> None:
    form.opened = typed.get("opened", "")  # type: ignore[attr-defined]  # what it looked like before anything was typed
    for name, field in form.fields.items():
        given: Any = field.widget.value_from_datadict(typed, {}, form.add_prefix(name))
        form.initial[name] = given

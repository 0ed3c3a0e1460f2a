"""The way in which all forms of the service are shown, refused and saved."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from painopiste.base.actors import PUBLIC
from painopiste.base.errors import Conflict, Invalid, Stale
from painopiste.base.web import composing, merging
from painopiste.base.web.forms import add_errors

# The door of a page with a form. One that is only read stands behind Django's `require_safe`, and what only takes
# a form in behind `require_POST`: any other method is answered 405, before anybody asks who the reader is.
takes_form = require_http_methods(["GET", "HEAD", "POST"])


def form_page(
    request: HttpRequest,
    *,
    form: forms.Form,
    title: Any,
    save: Callable[[dict[str, Any]], object],
    done: str | Callable[[Any], str],
    crumbs: list[dict[str, Any]],
    saved: Any = "",
    submit: Any = "",
    intro: Any = "",
    current: Callable[[], Mapping[str, Any]] | None = None,
    of: tuple[str, str] | None = None,
    template: str = "look/edit.html",
    **more: Any,
) -> HttpResponse:
    """Show a form; when it is sent, save and go on, or show it again with everything that was typed.

    `save` gets the cleaned values and may raise `Invalid` (put on the fields) or `Conflict` (said on the page).
    `done` is the address to go to, or makes it from what `save` gave. `current` gives the values that are saved now,
    `version` among them: what others have saved meanwhile is put together with what was typed, and where both have
    changed a field the person chooses. `of` is the kind and key by which the trail tells who saved last.
    """
    context: dict[str, Any] = {
        "form": form,
        "title": title,
        "crumbs": crumbs,
        "submit": submit or _("Save"),
        "intro": intro,
        **more,
    }
    by = getattr(request, "actor", PUBLIC)
    if composing.is_asked(request):
        return composing.start(request, form)
    context["may_compose"] = composing.prepare(request, form)
    context["cancel_url"] = crumbs[-2]["url"] if len(crumbs) > 1 else done
    status = 200
    if request.method == "POST":
        status = 422
        chosen = merging.Chosen(form, current)
        chosen.put()
        valid = form.is_valid()
        chosen.check()
        if valid and not form.errors:
            try:
                result = save(dict(form.cleaned_data))
            except Stale as error:
                context |= {"stale": _(error.message), "merge": merging.merge(form, chosen, current, by=by, of=of)}
                status = error.status
            except Invalid as error:
                add_errors(form, error.fields, _(error.message) % error.values if error.values else _(error.message))
            except Conflict as error:
                form.add_error(None, _(error.message) % error.values if error.values else _(error.message))
                status = error.status
            else:
                composing.forget(request)
                messages.success(request, saved or _("Saved."))
                return redirect(done(result) if callable(done) else done)
        if "merge" not in context:
            context["merge"] = chosen.again(by=by, of=of)
    context["opened"] = merging.opening(form)
    return render(request, template, context, status=status)


def crumbs(*items: tuple[Any, str]) -> list[dict[str, Any]]:
    """Breadcrumbs from pairs of label and address; the last may have an empty address."""
    return [{"label": label, "url": url} for label, url in items]

"""The way in which all forms of the service are shown, refused and saved."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from painopiste.base.errors import Conflict, Invalid, Stale
from painopiste.base.web import composing
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
    template: str = "look/edit.html",
    **more: Any,
) -> HttpResponse:
    """Show a form; when it is sent, save and go on, or show it again with everything that was typed.

    `save` gets the cleaned values and may raise `Invalid` (put on the fields) or `Conflict` (said on the page).
    `done` is the address to go to, or makes it from what `save` gave. `current` gives the values that are saved now,
    `version` among them: a stale form shows both versions and can then be saved knowingly.
    """
    context: dict[str, Any] = {
        "form": form,
        "title": title,
        "crumbs": crumbs,
        "submit": submit or _("Save"),
        "intro": intro,
        **more,
    }
    if composing.is_asked(request):
        return composing.start(request, form)
    context["may_compose"] = composing.prepare(request, form)
    context["cancel_url"] = crumbs[-2]["url"] if len(crumbs) > 1 else done
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                result = save(dict(form.cleaned_data))
            except Stale as error:
                context |= _both_versions(form, current, error)
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
    return render(request, template, context, status=status)


def _both_versions(form: forms.Form, current: Callable[[], Mapping[str, Any]] | None, error: Stale) -> dict[str, Any]:
    now = current() if current else {}
    if "version" in now:
        data = cast(QueryDict, form.data).copy()
        data["version"] = str(now["version"])
        form.data = data
    differing = [
        {
            "label": form[name].label,
            "saved": shown(form, name, now[name]),
            "yours": shown(form, name, form.cleaned_data.get(name)),
        }
        for name in form.fields
        if name != "version" and name in now and (now[name] or "") != (form.cleaned_data.get(name) or "")
    ]
    return {"stale": _(error.message), "differing": differing}


def shown(form: forms.Form, name: str, value: Any) -> Any:
    """A value, or several, as the form's own words say it."""
    if isinstance(value, list):
        return ", ".join(str(shown(form, name, one)) for one in value)
    options = dict(getattr(form.fields[name], "choices", ()) or ())
    return options.get(value, options.get(str(value), value)) if options else value


def crumbs(*items: tuple[Any, str]) -> list[dict[str, Any]]:
    """Breadcrumbs from pairs of label and address; the last may have an empty address."""
    return [{"label": label, "url": url} for label, url in items]

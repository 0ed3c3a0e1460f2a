"""The log of views for those who watch over it, erasing a person's traces, and telling why one reads."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.organisations.selectors import list_choices
from painopiste.base.viewing import permissions, rules, selectors, services
from painopiste.base.viewing.rules import How
from painopiste.base.web.forms import PlainForm
from painopiste.base.web.pages import crumbs, form_page, takes_form
from painopiste.base.words import words_of
from painopiste.site.labels import KINDS
from painopiste.site.people import list_accounts
from painopiste.site.web.frame import language
from painopiste.site.web.viewing.middleware import REASON

PAGE_SIZE = 50
HOW = {
    How.PAGE: pgettext_lazy("view", "Page"),
    How.FILE: pgettext_lazy("view", "File"),
    How.API: pgettext_lazy("view", "API"),
    How.CHANGE: pgettext_lazy("view", "Form"),
    How.DUMP: pgettext_lazy("view", "Taken out by the operator"),
}


class EraseForm(PlainForm):
    """Whose traces are erased, and why."""

    account = forms.ChoiceField(label=gettext_lazy("Account"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It stays in the audit trail. Write no personal data."),
    )

    def __init__(self, *args: Any, people: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = [("", _("Choose")), *people]  # type: ignore[attr-defined]


class ReasonForm(PlainForm):
    """Why one reads."""

    reason = forms.CharField(
        label=gettext_lazy("Why do you need to read it?"),
        min_length=10,
        max_length=rules.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "The task or the matter, for example the number of the matter. It holds until you log out."
        ),
    )


def rows_for_page(lines: Any, by: Actor) -> list[dict[str, Any]]:
    """Lines of the log as people read them. One query, for the names of organisations."""
    names = {row["id"]: str(words_of(row, "name", language())) for row in list_choices(by=by)} if lines else {}
    return [
        {
            "at": line.at,
            "how": HOW[How(line.how)],
            "objects": [(KINDS.get(kind, kind), kind, key) for kind, key in rules.read(line.objects_seen)],
            "who": line.personal["label"] if line.personal else "",
            "on_behalf": [names[each] for each in line.personal["on_behalf"] if each in names] if line.personal else [],
            "reason": line.personal["reason"] if line.personal else "",
            "account": line.account_id,
        }
        for line in lines
    ]


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """Who has looked at what is secret or personal, the newest first; of one object or one reader when asked."""
    by = request.actor
    if not by.may(permissions.SEE):
        raise Missing
    kind, _colon, key = request.GET.get("kohde", "")[:120].partition(":")
    reader = request.GET.get("lukija", "")
    account = int(reader) if reader.isdecimal() and len(reader) < 18 else None
    found = selectors.list_views(by=by, kind=kind, key=key, account_id=account)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    asked = {
        name: value for name, value in (("kohde", request.GET.get("kohde", "")[:120]), ("lukija", reader)) if value
    }
    context = {
        "page": page,
        "rows": rows_for_page(page.object_list, by),
        "asked": {"kohde": "", "lukija": ""} | asked,
        "query": urlencode(asked),
        "kinds": KINDS,
        "may_erase": by.may(permissions.ERASE),
        "crumbs": crumbs((_("Home"), reverse("site:home")), (_("Log of views"), "")),
    }
    return render(request, "viewing/list.html", context)


@takes_form
def erase(request: HttpRequest) -> HttpResponse:
    """Erase who somebody was from the log of views."""
    by = request.actor
    if not by.may(permissions.ERASE):
        raise Missing
    people = {row.key: row for row in list_accounts(by=by, closed=True)}
    log, title = reverse("viewing:list"), _("Erase a person's traces")
    return form_page(
        request,
        form=EraseForm(request.POST or None, people=[(key, row.name) for key, row in people.items()]),
        title=title,
        intro=_(
            "Who looked and why is taken out of the log of views, and what the audit trail tells about the account. "
            "What the person decided as an official stays in the trail. Both can still be verified."
        ),
        save=lambda given: services.erase_person(account=people[given["account"]], reason=given["reason"], by=by),
        done=log,
        submit=_("Erase for good"),
        crumbs=crumbs((_("Log of views"), log), (title, "")),
    )


@takes_form
def reason(request: HttpRequest) -> HttpResponse:
    """Take the reason for reading, and go on to where the reader was going."""
    by = request.actor
    if not by.member:
        raise Missing
    back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = reverse("site:home")

    def save(given: dict[str, Any]) -> None:
        request.session[REASON] = given["reason"].strip()

    title = _("Why do you read this?")
    return form_page(
        request,
        form=ReasonForm(request.POST or None),
        title=title,
        intro=_(
            "What you are about to read is of security class IV. Who reads it and why is written into the log of views."
        ),
        save=save,
        done=back,
        saved=_("Thank you. You can read on."),
        submit=_("Go on"),
        crumbs=crumbs((_("Home"), reverse("site:home")), (title, "")),
    )

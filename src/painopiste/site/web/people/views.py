"""The list of people and the page of one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from painopiste.base.accounts import permissions, selectors
from painopiste.base.accounts.rules import lasts
from painopiste.base.audit.selectors import list_history
from painopiste.base.organisations.selectors import list_choices
from painopiste.base.web.history import history_entries
from painopiste.base.web.pages import crumbs
from painopiste.site.labels import ROLES
from painopiste.site.web.people.doors import lookers_after

FACTORS = {"totp": lambda: _("Authenticator app"), "webauthn": lambda: _("Passkey")}


@require_safe
@never_cache
@lookers_after
def list_page(request: HttpRequest) -> HttpResponse:
    """The people that the reader looks after, and the invitations that wait."""
    by = request.actor
    asked = {name: request.GET.get(name, "").strip()[:100] for name in ("q", "organisaatio", "tila")}
    filters = selectors.PersonFilters(
        text=asked["q"], organisation=asked["organisaatio"], closed=asked["tila"] == "suljetut"
    )
    everybody = permissions.looks_after(by) is None
    context = {
        "rows": selectors.list_people(by=by, on=timezone.localdate(), filters=filters),
        "invitations": selectors.list_invitations(by=by, on=timezone.now()),
        "organisations": [(row["key"], row["abbreviation"]) for row in list_choices(by=by)] if everybody else [],
        "labels": ROLES,
        "asked": asked,
        "crumbs": crumbs((_("Home"), reverse("site:home")), (_("Users"), "")),
    }
    return render(request, "people/list.html", context)


@require_safe
@never_cache
@lookers_after
def person(request: HttpRequest, key: str) -> HttpResponse:
    """One person: organisations, roles, second factors, and what has happened."""
    by, today = request.actor, timezone.localdate()
    found = selectors.get_person(key=key, by=by)
    everybody = permissions.looks_after(by) is None
    context = {
        "person": found,
        "roles": _with_now(selectors.list_roles_of(account=found, by=by), today),
        "memberships": _with_now(selectors.list_memberships_of(account=found, by=by), today),
        "factors": [FACTORS[kind]() for kind in selectors.list_factors(account=found, by=by)],
        "may_reset": found.pk != by.account_id and permissions.may_change_proof(found, by=by),
        "own": found.pk == by.account_id,
        "labels": ROLES,
        "changes": history_entries(
            list_history(kind="account", key=found.key, by=by) if everybody else [], labels={"role": ROLES}
        ),
        "crumbs": crumbs((_("Home"), reverse("site:home")), (_("Users"), reverse("people:list")), (found.name, "")),
    }
    return render(request, "people/person.html", context)


def _with_now(rows: list[dict[str, Any]], today: Any) -> list[dict[str, Any]]:
    """The rows, each with whether it holds now or will."""
    return [
        row | {"now": lasts(row["since"], row["until"], on=today), "over": bool(row["until"] and row["until"] < today)}
        for row in rows
    ]

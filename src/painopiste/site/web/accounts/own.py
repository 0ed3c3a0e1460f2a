"""A person's own account: what it is, its password, language and access keys."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from painopiste.base.accounts import selectors, services
from painopiste.base.errors import Invalid
from painopiste.base.web.forms import add_errors
from painopiste.base.web.pages import crumbs, form_page, takes_form
from painopiste.site.labels import ROLES
from painopiste.site.signing import changes
from painopiste.site.web.accounts.doors import members_only
from painopiste.site.web.accounts.forms import LanguageForm, PasswordForm, TokenForm


@require_safe
@never_cache
@members_only
def account(request: HttpRequest) -> HttpResponse:
    """Everything about one's own account."""
    by = request.actor
    context = {
        "account_row": selectors.get_account(by=by),
        "roles": [row | {"label": ROLES.get(row["role"], row["role"])} for row in selectors.list_roles(by=by)],
        "memberships": selectors.list_memberships(by=by),
        "tokens": selectors.list_tokens(by=by),
        "crumbs": own_crumbs(_("My account"), ""),
    }
    return render(request, "accounts/account.html", context)


@takes_form
@never_cache
@members_only
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; this session goes on, others end."""

    def save(given: dict) -> None:
        changed = changes.change_password(old=given["old"], new=given["new"], by=request.actor)
        update_session_auth_hash(request, changed)

    title = _("Change password")
    return form_page(
        request,
        form=PasswordForm(request.POST or None),
        title=title,
        save=save,
        done=reverse("accounts:account"),
        crumbs=own_crumbs((_("My account"), reverse("accounts:account")), (title, "")),
        saved=_("The password has been changed."),
    )


@takes_form
@members_only
def choose_language(request: HttpRequest) -> HttpResponse:
    """Choose the language of messages."""
    now = {"language": selectors.get_account(by=request.actor).language}
    title = _("Language of messages")
    return form_page(
        request,
        form=LanguageForm(request.POST or None, initial=now),
        title=title,
        save=lambda given: services.change_language(language=given["language"], by=request.actor),
        done=reverse("accounts:account"),
        crumbs=own_crumbs((_("My account"), reverse("accounts:account")), (title, "")),
    )


@takes_form
@never_cache
@members_only
def make_token(request: HttpRequest) -> HttpResponse:
    """Make an access key and show it, this once: it is kept nowhere, not even in the session."""
    form = TokenForm(request.POST or None)
    context = {
        "form": form,
        "crumbs": own_crumbs((_("My account"), reverse("accounts:account")), (_("New access key"), "")),
    }
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            ends = timezone.now() + timedelta(days=int(given["days"]))
            try:
                context["token"] = services.make_token(
                    name=given["name"], may_write=given["may_write"], expires_at=ends, by=request.actor
                )
                status = 201
            except Invalid as error:
                add_errors(form, error.fields)
    return render(request, "accounts/make_token.html", context, status=status)


@require_POST
@members_only
def revoke_token(request: HttpRequest, token_id: int) -> HttpResponse:
    """Take an access key out of use."""
    services.revoke_token(token_id=token_id, by=request.actor)
    messages.success(request, _("The key has been taken out of use."))
    return redirect(reverse("accounts:account") + "#avaimet")


def own_crumbs(*items: object) -> list[dict]:
    home = (_("Home"), reverse("site:home"))
    return crumbs(home, *(items if isinstance(items[0], tuple) else [items]))

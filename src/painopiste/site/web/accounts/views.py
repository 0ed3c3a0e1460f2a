"""Logging in and out, and a person's own account."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import authenticate, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from painopiste.base.accounts import selectors, services
from painopiste.base.errors import Invalid
from painopiste.base.web.forms import add_errors
from painopiste.base.web.pages import crumbs, form_page, takes_form
from painopiste.site.demonstration import PASSWORD
from painopiste.site.labels import ROLES
from painopiste.site.sign_in import Identity, UnknownIdentity, address_of, sign_in
from painopiste.site.web.accounts.doors import members_only
from painopiste.site.web.accounts.forms import LanguageForm, LogInForm, PasswordForm, TokenForm


@takes_form
@never_cache
@sensitive_post_parameters("password")
def log_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password, and let in who gives the right ones."""
    onward = _onward(request)
    if request.actor.account_id is not None and request.method != "POST":
        return redirect(onward)
    form = LogInForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            status = _try(request, form)
            if status == 302:
                return redirect(onward)
    accounts = selectors.list_demonstration_accounts(by=request.actor)
    context = {
        "form": form,
        "onward": onward,
        "demonstration_accounts": accounts,
        "demonstration_password": PASSWORD,
    }
    return render(request, "accounts/log_in.html", context, status=status)


def _try(request: HttpRequest, form: LogInForm) -> int:
    """Try to log in: 302 if it went well; otherwise the form says so, and nothing of which accounts exist."""
    name, address = form.cleaned_data["username"], address_of(request)
    if selectors.is_waiting(name=name, address=address, by=request.actor):
        form.add_error(None, _("There have been too many attempts. Wait 15 minutes and try again."))
        return 429
    found = authenticate(request, username=name, password=form.cleaned_data["password"])
    try:
        if found is None:
            raise UnknownIdentity
        sign_in(request=request, identity=Identity(found.get_username()))
    except UnknownIdentity as error:
        services.note_failure(name=name, address=address, by=request.actor)
        form.add_error(None, _(error.message))
        return 422
    return 302


def _onward(request: HttpRequest) -> str:
    """Where to go after logging in: only an address of this service."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe and wanted.startswith("/") else reverse("site:home")


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    messages.success(request, _("You have logged out."))
    response = redirect("site:home")
    response.headers["Clear-Site-Data"] = '"cache"'  # the next person at the machine can't go back to what was read
    return response


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
        "crumbs": _crumbs(_("My account"), ""),
    }
    return render(request, "accounts/account.html", context)


@takes_form
@never_cache
@members_only
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; this session goes on, others end."""

    def save(given: dict) -> None:
        changed = services.change_password(old=given["old"], new=given["new"], by=request.actor)
        update_session_auth_hash(request, changed)

    title = _("Change password")
    return form_page(
        request,
        form=PasswordForm(request.POST or None),
        title=title,
        save=save,
        done=reverse("accounts:account"),
        crumbs=_crumbs((_("My account"), reverse("accounts:account")), (title, "")),
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
        crumbs=_crumbs((_("My account"), reverse("accounts:account")), (title, "")),
    )


@takes_form
@never_cache
@members_only
def make_token(request: HttpRequest) -> HttpResponse:
    """Make an access key and show it, this once: it is kept nowhere, not even in the session."""
    form = TokenForm(request.POST or None)
    context = {
        "form": form,
        "crumbs": _crumbs((_("My account"), reverse("accounts:account")), (_("New access key"), "")),
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


def _crumbs(*items: object) -> list[dict]:
    home = (_("Home"), reverse("site:home"))
    return crumbs(home, *(items if isinstance(items[0], tuple) else [items]))

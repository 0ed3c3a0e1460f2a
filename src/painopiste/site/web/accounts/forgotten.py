"""A forgotten password: ask for a letter, and choose a new one by its link."""

from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from painopiste.base.accounts import selectors, services
from painopiste.base.errors import Missing
from painopiste.base.web.pages import crumbs, form_page, takes_form
from painopiste.base.words import marked
from painopiste.site.sign_in import address_of
from painopiste.site.signing import changes, tell
from painopiste.site.web.accounts.forms import AddressForm, NewPasswordForm

ASKED = "reset"  # under what such questions are counted, beside wrong passwords


class LinkGone(Missing):
    """The link of the letter is used, too old, or was never one. The answer is the same."""

    message = marked("The link is no longer valid. Ask for a new one on the page for logging in.")


@takes_form
@never_cache
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for the letter. The answer and the work are the same whether the address has an account or not."""
    form = AddressForm(request.POST or None)
    asked, status = False, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            asked, status = _ask(request, form)
    title = _("Forgotten password")
    context = {"form": form, "asked": asked, "crumbs": _crumbs(title)}
    return render(request, "accounts/forgotten.html", context, status=status)


def _ask(request: HttpRequest, form: AddressForm) -> tuple[bool, int]:
    email, address = form.cleaned_data["email"], address_of(request)
    counted = {"name": f"{ASKED}\x1f{email}", "address": address}
    if selectors.is_waiting(**counted, by=request.actor):
        form.add_error(None, _("There have been too many attempts. Wait 15 minutes and try again."))
        return False, 429
    services.note_failure(**counted, by=request.actor)
    tell.reset_asked(email)
    return True, 200


@takes_form
@never_cache
@sensitive_post_parameters()
def new_password(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Choose a new password by the link of the letter."""
    account = _account(uid, token, request)

    def save(given: dict) -> None:
        changes.set_password(account=account, new=given["new"], by=request.actor)

    title = _("Choose a new password")
    return form_page(
        request,
        form=NewPasswordForm(request.POST or None),
        title=title,
        save=save,
        done=reverse("accounts:log_in"),
        crumbs=_crumbs(title),
        saved=_("The password has been changed. Log in with it."),
    )


def _account(uid: str, token: str, request: HttpRequest) -> Any:
    """The account of a letter's link."""
    try:
        key = urlsafe_base64_decode(uid).decode()
    except ValueError:
        raise LinkGone from None
    account = selectors.find_by_key_for_reset(key=key, by=request.actor)
    if account is None or not default_token_generator.check_token(account, token):
        raise LinkGone
    return account


def _crumbs(title: str) -> list[dict]:
    return crumbs((_("Home"), reverse("site:home")), (_("Log in"), reverse("accounts:log_in")), (title, ""))

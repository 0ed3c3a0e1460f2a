"""The letters themselves."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from painopiste.base.accounts import selectors, services
from painopiste.base.accounts.models import Account
from painopiste.base.jobs.registry import handler
from painopiste.base.jobs.work import Work
from painopiste.base.mail.registry import Words, letter
from painopiste.site.signing import tell
from painopiste.site.signing.tell import ASKER


@handler("accounts.tell_of_reset", title=gettext_noop("A message about an account"))
def tell_of_reset(work: Work) -> None:
    """A link to choose a new password, if the address has an account with one. Nobody learns whether it has."""
    account = selectors.find_for_reset(email=work.payload["email"], by=ASKER)
    if account is not None:
        tell.reset(account)


@letter(tell.PROOF, title=gettext_noop("The way of logging in has changed"))
def write_of_proof(about: Mapping[str, Any]) -> Words | None:
    """What proves an account has changed: its owner should know, if it was somebody else."""
    if _account(about) is None:
        return None
    return Words(
        subject=_("Painopiste: the way you log in has changed"),
        lines=(
            _("The password, a second factor or a linked identity of your account was changed."),
            _("If it was not you, tell the secretariat at once. You see how you log in here:"),
        ),
        link=_link("mfa_index"),
    )


@letter(tell.RESET, title=gettext_noop("A link to choose a new password"), kept_trying=timedelta(hours=6))
def write_of_reset(about: Mapping[str, Any]) -> Words | None:
    """The link is made now: its hour begins when the letter goes out."""
    account = _account(about)
    if account is None:
        return None
    uid, token = urlsafe_base64_encode(account.key.encode()), default_token_generator.make_token(account)
    return Words(
        subject=_("Painopiste: choose a new password"),
        lines=(
            _("Somebody asked for a new password for your account. The link is valid for an hour."),
            _("If it was not you, you need not do anything."),
        ),
        link=_link("accounts:new_password", uid=uid, token=token),
    )


@letter(tell.INVITATION, title=gettext_noop("An invitation"))
def write_of_invitation(about: Mapping[str, Any]) -> Words | None:
    """The link of an invitation. A letter that is sent again has a new link, and the link before it is void."""
    found = services.seal_invitation(key=about["invitation"], on=timezone.now(), by=ASKER)
    if found is None:
        return None
    return Words(
        subject=_("Painopiste: you have been invited"),
        lines=(_("You have been invited to take part. The link is valid for seven days and works once."),),
        link=_link("accounts:invitation", secret=found[1]),
    )


def _account(about: Mapping[str, Any]) -> Account | None:
    return Account.objects.filter(key=about["account"], is_active=True).first()


def _link(name: str, **args: str) -> str:
    return f"{settings.BASE_URL}{reverse(name, kwargs=args)}"

"""The letters themselves."""

from django.contrib.auth.tokens import default_token_generator
from django.utils import timezone
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext_noop

from painopiste.base.accounts import selectors, services
from painopiste.base.accounts.models import Account
from painopiste.base.jobs.registry import handler
from painopiste.base.jobs.work import Work
from painopiste.site.signing.tell import ASKER, letter

TITLE = gettext_noop("A message about an account")


@handler("accounts.tell_of_proof", title=TITLE)
def tell_of_proof(work: Work) -> None:
    """What proves an account has changed: its owner should know, if it was somebody else."""
    account = Account.objects.filter(key=work.payload["account"], is_active=True).first()
    if account is None or not address_of(account):
        return
    letter(
        address_of(account),
        account.language,
        subject=gettext_noop("Painopiste: the way you log in has changed"),
        lines=[
            gettext_noop("The password, a second factor or a linked identity of your account was changed."),
            gettext_noop("If it was not you, tell the secretariat at once. You see how you log in here:"),
        ],
        link="mfa_index",
    )


@handler("accounts.tell_of_reset", title=TITLE)
def tell_of_reset(work: Work) -> None:
    """A link to choose a new password, if the address has an account with one. Nobody learns whether it has."""
    account = selectors.find_for_reset(email=work.payload["email"], by=ASKER)
    if account is None:
        return
    letter(
        address_of(account),
        account.language,
        subject=gettext_noop("Painopiste: choose a new password"),
        lines=[
            gettext_noop("Somebody asked for a new password for your account. The link is valid for an hour."),
            gettext_noop("If it was not you, you need not do anything."),
        ],
        link="accounts:new_password",
        uid=urlsafe_base64_encode(account.key.encode()),
        token=default_token_generator.make_token(account),
    )


@handler("accounts.tell_of_invitation", title=TITLE)
def tell_of_invitation(work: Work) -> None:
    """The link of an invitation. A letter that is sent again has a new link, and the link before it is void."""
    found = services.seal_invitation(key=work.payload["invitation"], on=timezone.now(), by=ASKER)
    if found is None:
        return
    invitation, secret = found
    letter(
        invitation.email,
        invitation.language,
        subject=gettext_noop("Painopiste: you have been invited"),
        lines=[gettext_noop("You have been invited to take part. The link is valid for seven days and works once.")],
        link="accounts:invitation",
        secret=secret,
    )


def address_of(account: Account) -> str:
    """Where letters to an account go."""
    return account.email or (account.username if "@" in account.username else "")

"""Letters about accounts. They say that something has happened and where to look, never what: mail is read by others.

A letter is posted in the same transaction as what it tells of, and sent again if the mail server is away. The secrets
of links are made while the letter is written, so that none waits in the database.
"""

from painopiste.base.accounts.models import Account, Invitation
from painopiste.base.actors import system
from painopiste.base.jobs.services import enqueue
from painopiste.base.mail.services import post

ASKER = system("signing in")
PROOF, RESET, INVITATION = "accounts.proof_changed", "accounts.reset", "accounts.invitation"


def proof_changed(account: Account) -> None:
    """Tell the owner of an account that what it proves itself with has changed."""
    _post_to(account, PROOF)


def reset_asked(email: str) -> None:
    """Somebody asks for a new password for this address. Whether anybody has it is looked at later, not now."""
    enqueue(kind="accounts.tell_of_reset", payload={"email": email}, by=ASKER)


def reset(account: Account) -> None:
    """Send the link by which a new password is chosen."""
    _post_to(account, RESET)


def invited(invitation: Invitation) -> None:
    """Send an invitation."""
    about = {"invitation": invitation.key}
    post(kind=INVITATION, to=invitation.email, language=invitation.language, about=about, by=ASKER)


def address_of(account: Account) -> str:
    """Where letters to an account go."""
    return account.email or (account.username if "@" in account.username else "")


def _post_to(account: Account, kind: str) -> None:
    if address_of(account):
        about = {"account": account.key}
        post(kind=kind, to=address_of(account), language=account.language, about=about, by=ASKER)

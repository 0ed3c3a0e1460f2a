"""Letters about accounts. They say that something has happened and where to look, never what: mail is read by others.

A letter is a job: it is asked for in the same transaction as what it tells of, and sent again if the mail server is
away. The secrets of links are made while the letter is written, so that none waits in the database.
"""

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from painopiste.base.accounts.models import Account
from painopiste.base.actors import system
from painopiste.base.jobs.services import enqueue

ASKER = system("signing in")


def proof_changed(account: Account) -> None:
    """Tell the owner of an account that what it proves itself with has changed."""
    enqueue(kind="accounts.tell_of_proof", payload={"account": account.key}, by=ASKER)


def reset_asked(email: str) -> None:
    """Somebody asks for a new password for this address. Whether anybody has it is looked at later, not now."""
    enqueue(kind="accounts.tell_of_reset", payload={"email": email}, by=ASKER)


def invited(key: str) -> None:
    """Send an invitation."""
    enqueue(kind="accounts.tell_of_invitation", payload={"invitation": key}, by=ASKER)


def letter(to: str, language: str, *, subject: str, lines: list[str], link: str, **args: Any) -> None:
    """Send a letter: message ids of a subject and of lines, and the name of the page that a link leads to.

    :raises OSError: if the mail server can't be reached: the job is then done again
    """
    with override(language):
        address = f"{settings.BASE_URL}{reverse(link, kwargs=args)}"
        text = "\n\n".join([*(_(line) for line in lines), address, _("Do not answer this message.")])
        send_mail(_(subject), text, None, [to])

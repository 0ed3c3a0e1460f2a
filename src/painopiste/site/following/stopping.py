"""The links by which letters end: they need no login, and only who got the letter has one.

What stands in the address is the number of the account, sealed (base/web/sealing.py) by a key of its own for each sort
of letters: nobody can make one, and it says nothing of whose it is. It never ends, as letters are kept for years.
"""

from django.conf import settings
from django.urls import reverse

from painopiste.base.accounts.models import Account
from painopiste.base.following.rules import Letters

PAGES = {Letters.DIGEST: "following:stop_digest", Letters.ASKED: "following:stop_asked"}


def stop_address(account: Account, letters: Letters) -> str:
    """The whole address by which this account's letters of one sort end, in the present language."""
    return f"{settings.BASE_URL}{reverse(PAGES[letters], args=[account.pk])}"

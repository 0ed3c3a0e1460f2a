"""Demonstration accounts: they stand for roles, everybody knows their password, and production refuses them."""

from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password

from painopiste.base.accounts.models import Account
from painopiste.base.errors import Conflict

PASSWORD = "painopiste-demo"  # noqa: S105  public on purpose


class NotInProduction(Conflict):
    """The database holds demonstration accounts, whose password everybody knows."""

    code = "demonstration_accounts"
    message = (
        "The database holds %(count)d demonstration accounts, whose password is public. Painopiste does not start "
        "in production mode with them: use another database, or remove them in development mode."
    )


def prepare(account: Account) -> None:
    """Make a new row a demonstration account."""
    if not settings.DEMONSTRATION_ALLOWED:
        raise NotInProduction(count=1)
    account.demonstration = True
    account.password = _hashed()


def _hashed() -> str:
    """One hash for all demonstration accounts: hashing is slow on purpose, and their password is no secret."""
    known: Any = Account.objects.filter(demonstration=True).values_list("password", flat=True).first()
    return known or make_password(PASSWORD)


def count_accounts() -> int:
    """How many demonstration accounts there are."""
    return Account.objects.filter(demonstration=True).count()


def refuse_in_production() -> None:
    """Refuse to run in production beside demonstration accounts.

    :raises NotInProduction: if there are any
    """
    if not settings.DEMONSTRATION_ALLOWED and (count := count_accounts()):
        raise NotInProduction(count=count)

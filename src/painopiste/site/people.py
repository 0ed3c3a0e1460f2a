"""The accounts that somebody who watches over readers may choose from."""

from painopiste.base.accounts.models import Account
from painopiste.base.actors import Actor
from painopiste.base.errors import NotAllowed
from painopiste.base.remarking.permissions import CLEARANCES, COMPARTMENTS
from painopiste.base.viewing.permissions import ERASE


def list_accounts(*, by: Actor, closed: bool = False) -> list[Account]:
    """The open accounts, or with `closed` all there are, by name. One query.

    :raises NotAllowed: for those who neither clear people, let them into compartments nor erase their traces
    """
    if not any(by.may(right) for right in (CLEARANCES, COMPARTMENTS, ERASE)):
        raise NotAllowed
    found = Account.objects.all() if closed else Account.objects.filter(is_active=True)
    return list(found.order_by("name", "pk"))

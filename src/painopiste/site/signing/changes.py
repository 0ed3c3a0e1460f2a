"""Changes of accounts that a letter goes with: both or neither."""

from datetime import datetime
from typing import Any

from django.db import transaction

from painopiste.base.accounts import services
from painopiste.base.accounts.models import Account, Invitation
from painopiste.base.actors import Actor
from painopiste.site.signing import tell


@transaction.atomic
def change_password(*, old: str, new: str, by: Actor) -> Account:
    """Give the actor's own account a new password. Raises what `services.change_password` does."""
    account = services.change_password(old=old, new=new, by=by)
    tell.proof_changed(account)
    return account


@transaction.atomic
def set_password(*, account: Account, new: str, by: Actor) -> None:
    """Give the account of a letter's link a new password. Raises what `services.set_password` does."""
    services.set_password(account=account, new=new, by=by)
    tell.proof_changed(account)


@transaction.atomic
def reset_factors(*, account: Account, reason: str, by: Actor) -> None:
    """Take away somebody's second factors. Raises what `services.reset_factors` does."""
    services.reset_factors(account=account, reason=reason, by=by)
    tell.proof_changed(account)


@transaction.atomic
def invite(*, on: datetime, by: Actor, **asked: Any) -> Invitation:
    """Invite somebody. Raises what `services.invite` does."""
    made = services.invite(on=on, by=by, **asked)
    tell.invited(made)
    return made

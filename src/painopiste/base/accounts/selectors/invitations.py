"""Reading invitations."""

from datetime import datetime
from typing import Any

from django.db.models import F, Prefetch

from painopiste.base.accounts import permissions
from painopiste.base.accounts.models import Invitation, InvitedRole
from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.records import texts
from painopiste.base.words import marked

ORGANISATION = {f"organisation_{name}": F(f"organisation__{name}") for name in ("key", *texts("name"))}


class InvitationGone(Missing):
    """The link leads to no invitation that waits. Whatever the reason, the answer is the same."""

    message = marked("The invitation is no longer valid. Ask the one who invited you for a new one.")


def list_invitations(*, by: Actor, on: datetime) -> list[dict[str, Any]]:
    """The invitations that wait or ran out, newest first. One query."""
    found = permissions.visible_invitations(by).filter(accepted_at=None, withdrawn_at=None).order_by("-made_at", "-pk")
    columns = ("key", "email", "made_at", "expires_at")
    rows = [dict(row) for row in found.values(*columns, made_by_name=F("made_by__name"), **ORGANISATION)]
    return [row | {"expired": row["expires_at"] <= on} for row in rows]


def get_invitation(*, key: str, by: Actor) -> Invitation:
    """An invitation that the actor may withdraw.

    :raises Missing: if there is none, or it is not for them
    """
    found = permissions.visible_invitations(by).filter(key=key, accepted_at=None, withdrawn_at=None).first()
    if found is None:
        raise Missing
    return found


def find_invitation(*, sealed: str, on: datetime, by: Actor) -> Invitation:
    """The invitation that a link leads to, with its organisation and roles; `sealed` is the hash of its secret.

    :raises InvitationGone: if it is unknown, used, withdrawn, or too old
    """
    roles = Prefetch("roles", queryset=InvitedRole.objects.order_by("pk"))
    waiting = Invitation.objects.select_related("organisation").prefetch_related(roles)
    waiting = waiting.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=on)
    found = waiting.filter(hash=sealed).first()
    if found is None:
        raise InvitationGone
    return found

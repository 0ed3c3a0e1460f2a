"""Which accounts, keys and invitations an actor may see and change: their own, and those that they look after."""

from django.db.models import Q, QuerySet

from painopiste.base.accounts.models import Account, ApiToken, CalendarKey, Invitation, RoleGrant
from painopiste.base.accounts.rules import OF_ORGANISATION
from painopiste.base.actors import Actor

MANAGE = "accounts.manage"


def visible(by: Actor) -> QuerySet[Account]:
    """The account of the actor itself."""
    return Account.objects.none() if by.account_id is None else Account.objects.filter(pk=by.account_id)


def visible_tokens(by: Actor) -> QuerySet[ApiToken]:
    """The actor's own access keys."""
    return ApiToken.objects.filter(account=by.account_id)


def visible_calendar_keys(by: Actor) -> QuerySet[CalendarKey]:
    """The actor's own calendar feed, if it has an address."""
    return CalendarKey.objects.filter(account=by.account_id)


def looks_after(by: Actor) -> frozenset[int] | None:
    """The organisations whose people the actor looks after; None: everybody."""
    return None if MANAGE in by.everywhere else frozenset(by.for_organisations.get(MANAGE, ()))


def visible_people(by: Actor) -> QuerySet[Account]:
    """The accounts that the actor looks after: all of them, or those that work or have worked for an organisation."""
    theirs = looks_after(by)
    if theirs is None:
        return Account.objects.all()
    return Account.objects.filter(memberships__organisation__in=theirs).distinct()


def visible_invitations(by: Actor) -> QuerySet[Invitation]:
    """The invitations to the organisations that the actor looks after."""
    theirs = looks_after(by)
    return Invitation.objects.all() if theirs is None else Invitation.objects.filter(organisation__in=theirs)


def of_theirs(by: Actor, *, path: str = "organisation") -> Q:
    """The condition that leaves rows of the organisations that the actor looks after."""
    theirs = looks_after(by)
    return Q() if theirs is None else Q(**{f"{path}__in": theirs})


def may_give(role: str, *, organisation: int, by: Actor) -> bool:
    """Whether the actor may give this role to somebody of this organisation."""
    theirs = looks_after(by)
    return theirs is None or (organisation in theirs and role in OF_ORGANISATION)


def may_change_proof(account: Account, *, by: Actor) -> bool:
    """Whether the actor may take an account's second factors away: only if it is theirs altogether. Two queries."""
    theirs = looks_after(by)
    if theirs is None:
        return True
    elsewhere = account.memberships.exclude(organisation__in=theirs)
    higher = RoleGrant.objects.filter(account=account).exclude(role__in=OF_ORGANISATION, body=None)
    return not elsewhere.exists() and not higher.exists()

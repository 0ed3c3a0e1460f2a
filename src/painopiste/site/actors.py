"""Makes the actor of a request: what this account may do today."""

from collections import defaultdict
from datetime import date

from django.db.models import Q

from painopiste.base.accounts.models import Account, RoleGrant
from painopiste.base.actors import PUBLIC, Actor
from painopiste.site.roles import ROLES, Role


def actor_of(account: Account, *, on: date) -> Actor:
    """The actor that `account` is on the day `on`: only roles that hold on that day count. One query."""
    if not account.is_active:
        return PUBLIC
    everywhere: set[str] = set()
    in_bodies: defaultdict[str, set[int]] = defaultdict(set)
    for_organisations: defaultdict[str, set[int]] = defaultdict(set)
    holds = Q(since=None) | Q(since__lte=on), Q(until=None) | Q(until__gte=on)
    grants = list(RoleGrant.objects.filter(*holds, account=account).values_list("role", "body_id", "organisation_id"))
    for role, body, organisation in grants:
        rights = ROLES[Role(role)]
        everywhere |= rights.everywhere
        for right in rights.in_body if body else ():
            in_bodies[right].add(body)
        for right in rights.for_organisation if organisation else ():
            for_organisations[right].add(organisation)
    return Actor(
        account_id=account.pk,
        label=account.name,
        member=bool(grants),
        demonstration=account.demonstration,
        everywhere=frozenset(everywhere),
        in_bodies={right: frozenset(ids) for right, ids in in_bodies.items()},
        for_organisations={right: frozenset(ids) for right, ids in for_organisations.items()},
    )

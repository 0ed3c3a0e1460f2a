"""Who is asked in rounds of scanning, and what waits for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from painopiste.base.accounts.models import Account, RoleGrant
from painopiste.base.actors import Actor
from painopiste.loop.agenda import permissions
from painopiste.loop.agenda.models import ScanExpert, ScanRound


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is asked in a round, and how many of its candidates they have scored; never what they gave."""

    account: Account
    scored: int
    told_hours: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A round in which the actor has candidates left to score."""

    round: ScanRound
    left: int


def list_askable(*, by: Actor, on: date) -> list[Account]:
    """The people who may be asked to score: all who hold a role on the day, by name. One query.

    :raises NotAllowed: for those who do not manage rounds
    """
    by.require(permissions.MANAGE)
    holds = (Q(since=None) | Q(since__lte=on)) & (Q(until=None) | Q(until__gte=on))
    held = RoleGrant.objects.filter(holds).values("account")
    return list(Account.objects.filter(is_active=True, pk__in=held).order_by("name", "pk"))


def list_asked(*, round_: ScanRound, by: Actor) -> list[Asked]:
    """Who is asked in a visible round, by name. One query.

    :raises NotAllowed: for those who do not manage rounds: others know how many there are
    """
    by.require(permissions.MANAGE)
    seats = ScanExpert.objects.filter(round=round_).select_related("account").annotate(scored=Count("scores"))
    rows: Iterable[ScanExpert] = seats.order_by("account__name", "pk")
    return [Asked(row.account, row.scored, row.hours is not None) for row in rows]  # type: ignore[attr-defined]


def list_to_score(*, by: Actor, on: date) -> list[Waiting]:
    """The visible rounds that are open on the day and in which the actor has not scored everything. One query."""
    if by.account_id is None:
        return []
    mine = Q(candidates__scores__expert__account=by.account_id)
    there = permissions.visible_rounds(by).filter(closed_at=None, opens_on__lte=on, experts__account=by.account_id)
    counted = there.annotate(
        all=Count("candidates", distinct=True), done=Count("candidates__scores", mine, distinct=True)
    )
    left = [Waiting(row, row.all - row.done) for row in counted.order_by("closes_on", "pk")]
    return [each for each in left if each.left]


def list_to_close(*, by: Actor, on: date) -> list[ScanRound]:
    """The visible rounds whose closing date has passed, for those who close them. One query, none for others."""
    if not by.may(permissions.MANAGE):
        return []
    past = permissions.visible_rounds(by).filter(closed_at=None, closes_on__lt=on)
    return list(past.order_by("closes_on", F("pk")))

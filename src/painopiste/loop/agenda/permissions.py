"""The rights around the agenda, and which rows of it an actor may see."""

from django.db.models import QuerySet

from painopiste.base.actors import Actor
from painopiste.loop.agenda.models import Observation, ScanExpert, ScanRound
from painopiste.loop.agenda.rules import State

WRITE = "observations.write"  # of every member
HANDLE = "observations.handle"
MANAGE = "scans.manage"
SCORE = "scans.score"  # of every member, in the rounds in which they are asked


def visible(by: Actor) -> QuerySet[Observation]:
    """The observations that exist for this actor."""
    return Observation.objects.visible_to(by)


def is_writer(observation: Observation, *, by: Actor) -> bool:
    return by.account_id is not None and by.account_id == observation.writer_id


def may_change(observation: Observation, *, by: Actor) -> bool:
    """Whether the actor may change its texts: its writer until somebody has looked at it, and who handles them."""
    mine = is_writer(observation, by=by) and by.may(WRITE) and observation.state == State.RECEIVED
    return mine or by.may(HANDLE)


def visible_rounds(by: Actor) -> QuerySet[ScanRound]:
    """The rounds of scanning that exist for this actor."""
    return ScanRound.objects.visible_to(by)


def own_seats(by: Actor) -> QuerySet[ScanExpert]:
    """The rounds in which the actor is asked to score, as rows of their experts."""
    return ScanExpert.objects.filter(account=by.account_id) if by.account_id else ScanExpert.objects.none()

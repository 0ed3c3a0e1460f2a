"""Who a row is meant for. Pure: no Django.

The full markings (legal status, onward sharing, compartments) come later and build on the same gate: `visible(by)`.
"""

from enum import StrEnum

from painopiste.base.actors import Actor

READ_INTERNAL = "internal.read"


class Audience(StrEnum):
    """The widest circle that may read a row."""

    PUBLIC = "public"
    MEMBERS = "members"
    SECRETARIAT = "secretariat"


def audiences_of(actor: Actor) -> frozenset[Audience]:
    """The audiences that the actor belongs to."""
    circles = {Audience.PUBLIC}
    if actor.member:
        circles.add(Audience.MEMBERS)
    if actor.may(READ_INTERNAL):
        circles.add(Audience.SECRETARIAT)
    return frozenset(circles)

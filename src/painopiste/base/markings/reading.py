"""Who may read under a marking. Pure: no Django, no clock, no database."""

from datetime import date

from painopiste.base.actors import Actor
from painopiste.base.markings.rules import Audience, AudienceClause, Circle, Marking, Tlp

READ_INTERNAL = "internal.read"


def circles_of(reader: Actor) -> frozenset[Circle]:
    """The circles that the reader is in."""
    circles = {Circle.PUBLIC, *map(Circle, reader.circles)}
    if reader.may(READ_INTERNAL):
        circles |= {Circle.SECRETARIAT, Circle.MEMBERS}
    if reader.member:
        circles.add(Circle.MEMBERS)
    return frozenset(circles)


def level_of(reader: Actor, today: date) -> int:
    """The most closed legal status that the reader may read today, as its place in `STATUSES`."""
    own = 1 if Circle.MEMBERS in circles_of(reader) else 0
    cleared = reader.cleared_until is None or reader.cleared_until >= today
    return max(own, reader.clearance) if cleared else own


def audiences_of(actor: Actor) -> frozenset[Audience]:
    """The built-in markings under which the actor may read."""
    circles = circles_of(actor)
    return frozenset(audience for audience in Audience if Circle(audience.value) in circles)


def matches(clause: AudienceClause, reader: Actor) -> bool:
    """Whether the reader is one of those whom the clause names."""
    return not (
        clause.circles.isdisjoint(circles_of(reader))
        and clause.organisations.isdisjoint(reader.organisations)
        and clause.bodies.isdisjoint(reader.bodies)
    )


def may_read(reader: Actor, marking: Marking, today: date) -> bool:
    """Whether the reader may read what is marked so, on this day."""
    circles = circles_of(reader)
    return (
        marking.level <= level_of(reader, today)
        and (marking.tlp is Tlp.CLEAR or Circle.MEMBERS in circles)
        and (marking.embargo_until is None or marking.embargo_until <= today or Circle.SECRETARIAT in circles)
        and all(matches(clause, reader) for clause in marking.clauses)
        and marking.compartments <= reader.compartments
    )

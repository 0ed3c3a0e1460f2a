"""Markings and readers, drawn for general rules and listed for the exhaustive comparison."""

from datetime import date, timedelta
from itertools import product

from hypothesis import strategies as st

from painopiste.base.actors import PUBLIC, Actor
from painopiste.base.markings.reading import READ_INTERNAL
from painopiste.base.markings.rules import AudienceClause, Circle, Ground, LegalStatus, Marking, Tlp, normal

TODAY = date(2026, 3, 2)
IDS = (1, 2, 3)


def some(values):
    return st.frozensets(st.sampled_from(values), max_size=3)


clauses = st.builds(AudienceClause, circles=some(list(Circle)), organisations=some(IDS), bodies=some(IDS))
days = st.none() | st.sampled_from([TODAY + timedelta(days=n) for n in (-400, -1, 0, 1, 400)])
grounds = st.frozensets(st.builds(Ground, st.just("621/1999"), st.sampled_from(["9", "24"])), max_size=2)
markings = st.builds(
    Marking,
    legal_status=st.sampled_from(LegalStatus),
    grounds=grounds,
    tlp=st.sampled_from(Tlp),
    clauses=st.frozensets(clauses, max_size=3),
    compartments=some(IDS),
    embargo_until=days,
    expires_on=days,
).map(normal)
readers = st.just(PUBLIC) | st.builds(
    Actor,
    member=st.booleans(),
    everywhere=st.sampled_from([frozenset(), frozenset({READ_INTERNAL})]),
    circles=some([Circle.AUTHORITIES.value, Circle.ASSOCIATIONS.value, Circle.BUSINESS.value]),
    organisations=some(IDS),
    bodies=some(IDS),
    compartments=some(IDS),
    clearance=st.integers(0, 3),
    cleared_until=days,
)


def every_reader(organisations, bodies, compartments):
    """Readers that differ in every respect: some hundreds."""
    kinds = [
        {},
        {"member": True},
        {"member": True, "everywhere": frozenset({READ_INTERNAL})},
        {"member": True, "circles": frozenset({"authorities"})},
        {"circles": frozenset({"business", "associations"})},
    ]
    clearances = [(0, None), (2, None), (3, TODAY), (3, TODAY - timedelta(days=1))]
    groups = [
        (frozenset(organisations[:1]), frozenset(), frozenset()),
        (frozenset(), frozenset(bodies[:1]), frozenset(compartments[:1])),
        (frozenset(organisations), frozenset(bodies), frozenset(compartments)),
        (frozenset(), frozenset(), frozenset()),
    ]
    for kind, (level, until), (mine, seats, within) in product(kinds, clearances, groups):
        yield Actor(**kind, clearance=level, cleared_until=until, organisations=mine, bodies=seats, compartments=within)


def every_marking(organisations, bodies, compartments):
    """Markings that differ in every respect."""
    one, two = organisations[:2]
    sets = [
        frozenset(),
        frozenset({AudienceClause(circles=frozenset({Circle.MEMBERS}))}),
        frozenset({AudienceClause(circles=frozenset({Circle.SECRETARIAT}))}),
        frozenset({AudienceClause(circles=frozenset({Circle.AUTHORITIES, Circle.BUSINESS}))}),
        frozenset({AudienceClause(organisations=frozenset({one}))}),
        frozenset({AudienceClause(organisations=frozenset({two})), AudienceClause(bodies=frozenset(bodies[:1]))}),
        frozenset({AudienceClause(circles=frozenset({Circle.ASSOCIATIONS}), bodies=frozenset(bodies[1:]))}),
    ]
    within = [frozenset(), frozenset(compartments[:1]), frozenset(compartments[:2])]
    embargoes = [None, TODAY, TODAY + timedelta(days=1)]
    labels = [Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT, Tlp.RED]
    for status, tlp, named, inside, embargo in product(LegalStatus, labels, sets, within, embargoes):
        ground = frozenset() if status is LegalStatus.PUBLIC else frozenset({Ground("621/1999", "24", "9")})
        yield normal(Marking(status, ground, tlp, named, inside, embargo))

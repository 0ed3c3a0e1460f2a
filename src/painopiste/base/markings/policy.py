"""The one policy of who reads what: small rules, each as a test, a condition for the ORM, and a PostgreSQL predicate.

The three must agree; a test compares them for every combination of readers and markings.
"""

from dataclasses import dataclass
from datetime import date
from threading import local
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.markings import reading, rules
from painopiste.base.markings.models import Marking, MarkingClause, MarkingReader
from painopiste.base.markings.rules import Circle, Tlp

ALWAYS, NEVER = Q(pk__isnull=False), Q(pk__in=())  # an empty Q would vanish beside `|`


class Rule:
    """A condition on reader and marking.

    In the SQL predicate `m` is the marking's row, and `of_level`, `of_day`, `of_circles`, … are what `facts_of` tells
    of the reader: the parameters of the database's own function.
    """

    def test(self, reader: Actor, marking: rules.Marking, today: date) -> bool:
        raise NotImplementedError

    def q(self, reader: Actor, today: date) -> Q:
        raise NotImplementedError

    def sql(self) -> str:
        raise NotImplementedError

    def __and__(self, other: "Rule") -> "Rule":
        return Both(self, other)

    def __or__(self, other: "Rule") -> "Rule":
        return Either(self, other)


@dataclass(frozen=True)
class Both(Rule):
    """Both rules let the reader through."""

    one: Rule
    other: Rule

    def test(self, reader: Actor, marking: rules.Marking, today: date) -> bool:
        return self.one.test(reader, marking, today) and self.other.test(reader, marking, today)

    def q(self, reader: Actor, today: date) -> Q:
        return self.one.q(reader, today) & self.other.q(reader, today)

    def sql(self) -> str:
        return f"({self.one.sql()} AND {self.other.sql()})"


@dataclass(frozen=True)
class Either(Rule):
    """One of the rules lets the reader through."""

    one: Rule
    other: Rule

    def test(self, reader: Actor, marking: rules.Marking, today: date) -> bool:
        return self.one.test(reader, marking, today) or self.other.test(reader, marking, today)

    def q(self, reader: Actor, today: date) -> Q:
        return self.one.q(reader, today) | self.other.q(reader, today)

    def sql(self) -> str:
        return f"({self.one.sql()} OR {self.other.sql()})"


@dataclass(frozen=True)
class LevelReached(Rule):
    """The legal status is not more closed than the reader may read."""

    def test(self, reader: Actor, marking: rules.Marking, today: date) -> bool:
        return marking.level <= reading.level_of(reader, today)

    def q(self, reader: Actor, today: date) -> Q:
        return Q(level__lte=reading.level_of(reader, today))

    def sql(self) -> str:
        return "m.level <= of_level"


@dataclass(frozen=True)
class InCircle(Rule):
    """The reader is in the circle, whatever the marking."""

    circle: Circle

    def test(self, reader: Actor, marking: rules.Marking, today: date) -> bool:
        return self.circle in reading.circles_of(reader)

    def q(self, reader: Actor, today: date) -> Q:
        return ALWAYS if self.circle in reading.circles_of(reader) else NEVER

    def sql(self) -> str:
        return f"'{self.circle.value}' = ANY (of_circles)"


@dataclass(frozen=True)
class ForEverybody(Rule):
    """The marking lets everybody pass it on."""

    def test(self, reader: Actor, marking: rules.Marking, today: date) -> bool:
        return marking.tlp is Tlp.CLEAR

    def q(self, reader: Actor, today: date) -> Q:
        return Q(clear=True)

    def sql(self) -> str:
        return "m.clear"


@dataclass(frozen=True)
class EmbargoOver(Rule):
    """The day of the embargo has come, or there is none."""

    def test(self, reader: Actor, marking: rules.Marking, today: date) -> bool:
        return marking.embargo_until is None or marking.embargo_until <= today

    def q(self, reader: Actor, today: date) -> Q:
        return Q(embargo_until=None) | Q(embargo_until__lte=today)

    def sql(self) -> str:
        return "(m.embargo_until IS NULL OR m.embargo_until <= of_day)"


@dataclass(frozen=True)
class NamedInEveryClause(Rule):
    """Each clause names the reader's circle, organisation or body."""

    def test(self, reader: Actor, marking: rules.Marking, today: date) -> bool:
        return all(reading.matches(clause, reader) for clause in marking.clauses)

    def q(self, reader: Actor, today: date) -> Q:
        named = Q(circle__in=sorted(reading.circles_of(reader)))
        if reader.organisations:
            named |= Q(organisation__in=sorted(reader.organisations))
        if reader.bodies:
            named |= Q(body__in=sorted(reader.bodies))
        matched = MarkingReader.objects.filter(named, clause=OuterRef("pk"))
        return Q(~Exists(MarkingClause.objects.filter(~Exists(matched), marking=OuterRef("pk"))))

    def sql(self) -> str:
        return """NOT EXISTS (
            SELECT 1 FROM painopiste_markingclause c WHERE c.marking_id = m.code AND NOT EXISTS (
                SELECT 1 FROM painopiste_markingreader r WHERE r.clause_id = c.id AND (
                    r.circle = ANY (of_circles)
                    OR r.organisation_id = ANY (of_organisations)
                    OR r.body_id = ANY (of_bodies))))"""


@dataclass(frozen=True)
class InEveryCompartment(Rule):
    """The reader is in each of the marking's compartments."""

    def test(self, reader: Actor, marking: rules.Marking, today: date) -> bool:
        return marking.compartments <= reader.compartments

    def q(self, reader: Actor, today: date) -> Q:
        others = Marking.compartments.through.objects.exclude(compartment__in=sorted(reader.compartments))
        return Q(~Exists(others.filter(marking=OuterRef("pk"))))

    def sql(self) -> str:
        return """NOT EXISTS (
            SELECT 1 FROM painopiste_marking_compartments k
            WHERE k.marking_id = m.code AND NOT k.compartment_id = ANY (of_compartments))"""


READ: Rule = (
    LevelReached()
    & (ForEverybody() | InCircle(Circle.MEMBERS))
    & (EmbargoOver() | InCircle(Circle.SECRETARIAT))
    & NamedInEveryClause()
    & InEveryCompartment()
)


def readable(by: Actor) -> QuerySet[Marking]:
    """The markings under which the actor may read today."""
    return Marking.objects.filter(READ.q(by, timezone.localdate()))


# Stands for whoever reads, where a query is written for all readers (`written.py`). It has no right and no account,
# and no marking is open to it: the database knows no function of that name.
ANY_READER = Actor(label="any reader")
OPEN_HERE = "\x02open to the reader\x02"
OPEN_TO_READER = "painopiste_open_to_reader(%s)"

_written: dict[tuple[str, ...], tuple[str, tuple[Any, ...]]] = {}
WRITTEN_AT_MOST = 2000
_last = local()  # the reader whom this thread asked for last: a request asks for one and the same many times


def readable_codes(by: Actor) -> RawSQL:
    """The codes of `readable(by)`, to be used within a condition."""
    if by is ANY_READER:
        return RawSQL(OPEN_TO_READER, (OPEN_HERE,))  # noqa: S611  no text of anybody's
    return RawSQL(*codes_as_sql(by))  # noqa: S611  written by the ORM, with parameters


def codes_as_sql(by: Actor) -> tuple[str, tuple[Any, ...]]:
    """The query for the codes of `readable(by)`, and its values.

    To write it takes longer than to run it, and a page asks for it many times: what was written is kept, by everything
    about the reader that it depends on.
    """
    today = timezone.localdate()
    if getattr(_last, "reader", None) is not by or _last.day != today or _last.kept is not _written:
        told = tuple(map(str, facts_of(by, today).values()))
        if told not in _written:
            if len(_written) >= WRITTEN_AT_MOST:
                _written.clear()
            _written[told] = Marking.objects.filter(READ.q(by, today)).values("code").query.sql_with_params()
        _last.reader, _last.day, _last.kept, _last.codes = by, today, _written, _written[told]
    found: tuple[str, tuple[Any, ...]] = _last.codes
    return found


def facts_of(by: Actor, today: date) -> dict[str, Any]:
    """What a decision depends on, by the names that the database's own function has for it."""
    return {
        "of_level": reading.level_of(by, today),
        "of_day": today,
        "of_circles": sorted(circle.value for circle in reading.circles_of(by)),
        "of_organisations": sorted(by.organisations),
        "of_bodies": sorted(by.bodies),
        "of_compartments": sorted(by.compartments),
    }

"""The one policy of who reads what: small rules, each as a test, a condition for the ORM, and a PostgreSQL predicate.

The three must agree; a test compares them for every combination of readers and markings.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.markings import reading, rules
from painopiste.base.markings.models import Marking, MarkingClause, MarkingReader
from painopiste.base.markings.rules import Circle, Tlp

ALWAYS, NEVER = Q(pk__isnull=False), Q(pk__in=())  # an empty Q would vanish beside `|`


def setting(name: str) -> str:
    """A transaction-local setting as SQL; NULL where it has not been set, which opens nothing."""
    return f"NULLIF(current_setting('painopiste.{name}', true), '')"


def listed(name: str, kind: str) -> str:
    return f"string_to_array({setting(name)}, ',')::{kind}[]"


class Rule:
    """A condition on reader and marking. `m` is the marking's row in the SQL predicate."""

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
        return f"m.level <= {setting('level')}::int"


@dataclass(frozen=True)
class InCircle(Rule):
    """The reader is in the circle, whatever the marking."""

    circle: Circle

    def test(self, reader: Actor, marking: rules.Marking, today: date) -> bool:
        return self.circle in reading.circles_of(reader)

    def q(self, reader: Actor, today: date) -> Q:
        return ALWAYS if self.circle in reading.circles_of(reader) else NEVER

    def sql(self) -> str:
        return f"'{self.circle.value}' = ANY ({listed('circles', 'text')})"


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
        return f"(m.embargo_until IS NULL OR m.embargo_until <= {setting('today')}::date)"


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
        return f"""NOT EXISTS (
            SELECT 1 FROM painopiste_markingclause c WHERE c.marking_id = m.code AND NOT EXISTS (
                SELECT 1 FROM painopiste_markingreader r WHERE r.clause_id = c.id AND (
                    r.circle = ANY ({listed("circles", "text")})
                    OR r.organisation_id = ANY ({listed("organisations", "bigint")})
                    OR r.body_id = ANY ({listed("bodies", "bigint")}))))"""


@dataclass(frozen=True)
class InEveryCompartment(Rule):
    """The reader is in each of the marking's compartments."""

    def test(self, reader: Actor, marking: rules.Marking, today: date) -> bool:
        return marking.compartments <= reader.compartments

    def q(self, reader: Actor, today: date) -> Q:
        others = Marking.compartments.through.objects.exclude(compartment__in=sorted(reader.compartments))
        return Q(~Exists(others.filter(marking=OuterRef("pk"))))

    def sql(self) -> str:
        mine = f"k.compartment_id = ANY ({listed('compartments', 'bigint')})"
        return f"""NOT EXISTS (
            SELECT 1 FROM painopiste_marking_compartments k
            WHERE k.marking_id = m.code AND COALESCE({mine}, false) = false)"""


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


_written: dict[tuple[Any, ...], tuple[str, tuple[Any, ...]]] = {}
WRITTEN_AT_MOST = 2000


def readable_codes(by: Actor) -> RawSQL:
    """The codes of `readable(by)`, to be used within a condition.

    To write this query takes longer than to run it, and a page asks for it many times: what was written is kept, by
    everything about the reader that it depends on.
    """
    today = timezone.localdate()
    told = tuple(settings_of(by, today).values())
    if told not in _written:
        if len(_written) >= WRITTEN_AT_MOST:
            _written.clear()
        _written[told] = Marking.objects.filter(READ.q(by, today)).values("code").query.sql_with_params()
    return RawSQL(*_written[told])  # noqa: S611  written by the ORM, with parameters


def settings_of(by: Actor, today: date) -> dict[str, str]:
    """What the database must know of a reader for its own predicate, by the name of the setting."""
    told = {
        "level": str(reading.level_of(by, today)),
        "today": today.isoformat(),
        "circles": ",".join(sorted(reading.circles_of(by))),
        "organisations": ",".join(map(str, sorted(by.organisations))),
        "bodies": ",".join(map(str, sorted(by.bodies))),
        "compartments": ",".join(map(str, sorted(by.compartments))),
    }
    return {f"painopiste.{name}": value for name, value in told.items()}

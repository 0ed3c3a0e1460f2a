"""Markings between their rows and their values. A code always says the same, so a value that was read once is kept."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.markings.models import Compartment, Marking, MarkingClause, MarkingReader
from painopiste.base.markings.naming import as_system
from painopiste.base.markings.policy import readable
from painopiste.base.markings.reading import may_read
from painopiste.base.markings.rules import (
    BUILT_IN,
    AudienceClause,
    Circle,
    Ground,
    LegalStatus,
    Tlp,
    is_as_strict,
    join,
    normal,
)
from painopiste.base.markings.rules import Marking as Value

_known: dict[str, Value] = dict(BUILT_IN)


def value_of(code: str) -> Value:
    """What the marking with this code says."""
    if code not in _known:
        with as_system("what a marking says decides who may read"):
            _known[code] = _read(Marking.objects.get(code=code))
    return _known[code]


def _read(row: Marking) -> Value:
    clauses = row.clauses.prefetch_related("readers")
    return Value(
        legal_status=LegalStatus(row.legal_status),
        grounds=frozenset(Ground(*ground) for ground in row.grounds),
        tlp=Tlp(row.tlp),
        clauses=frozenset(_clause(list(clause.readers.all())) for clause in clauses),
        compartments=frozenset(row.compartments.values_list("pk", flat=True)),
        embargo_until=row.embargo_until,
        expires_on=row.expires_on,
    )


def _clause(readers: Iterable[MarkingReader]) -> AudienceClause:
    readers = list(readers)
    return AudienceClause(
        circles=frozenset(Circle(each.circle) for each in readers if each.circle),
        organisations=frozenset(each.organisation_id for each in readers if each.organisation_id),
        bodies=frozenset(each.body_id for each in readers if each.body_id),
    )


@transaction.atomic
def intern(value: Value) -> str:
    """The code of the marking, with a row for it."""
    value = normal(value)
    code = value.code
    if code in BUILT_IN:
        return code
    with as_system("a marking is made once, whoever may read under it"):
        row, made = Marking.objects.get_or_create(code=code, defaults=_columns(value))
        if made:
            row.compartments.set(value.compartments)
            for clause in value.clauses:
                _write_clause(row, clause)
    return code


def _columns(value: Value) -> dict[str, object]:
    return {
        "legal_status": value.legal_status.value,
        "level": value.level,
        "grounds": [[each.act, each.section, each.point] for each in sorted(value.grounds)],
        "tlp": value.tlp.value,
        "clear": value.tlp is Tlp.CLEAR,
        "embargo_until": value.embargo_until,
        "expires_on": value.expires_on,
    }


def _write_clause(row: Marking, clause: AudienceClause) -> None:
    made = MarkingClause.objects.create(marking=row)
    readers = [MarkingReader(clause=made, circle=circle.value) for circle in sorted(clause.circles)]
    readers += [MarkingReader(clause=made, organisation_id=each) for each in sorted(clause.organisations)]
    readers += [MarkingReader(clause=made, body_id=each) for each in sorted(clause.bodies)]
    MarkingReader.objects.bulk_create(readers)


def joined(codes: Iterable[str]) -> str:
    """The code of the strictest of these markings, with a row for it."""
    different = sorted(set(codes) - {"public"})
    if len(different) < 2:
        return different[0] if different else "public"
    value = value_of(different[0])
    for code in different[1:]:
        value = join(value, value_of(code))
    return value.code if value.code in different else intern(value)


def list_usable(by: Actor) -> list[str]:
    """The codes of the markings that are not built in and under which the actor may read."""
    return list(readable(by).exclude(code__in=BUILT_IN).order_by("code").values_list("code", flat=True))


def names_of(kind: str, ids: Collection[int]) -> list[str]:
    """The Finnish names of the organisations, bodies or compartments that a marking names."""
    if not ids:
        return []
    model = {"organisations": MarkingReader.organisation, "bodies": MarkingReader.body}.get(kind)
    table: Any = model.field.related_model if model else Compartment  # type: ignore[attr-defined]
    return list(table._base_manager.filter(pk__in=ids).order_by("name_fi").values_list("name_fi", flat=True))


def reads(by: Actor, code: str) -> bool:
    """Whether there is a marking with this code under which the actor may read today."""
    try:
        return may_read(by, value_of(code), timezone.localdate())
    except Marking.DoesNotExist:
        return False


def is_stricter(new: str, old: str) -> bool:
    """Whether the new marking lets in nobody whom the old one keeps out."""
    return is_as_strict(value_of(new), value_of(old))


def build_in() -> None:
    """Make the rows of the built-in markings where they are missing, as after a database was emptied."""
    with as_system("setting up"):
        for code, value in BUILT_IN.items():
            row, made = Marking.objects.get_or_create(code=code, defaults=_columns(value))
            for clause in value.clauses if made else ():
                _write_clause(row, clause)

"""The database refuses to change the trail, and who gets past that is found out."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction

from painopiste.base.actors import system
from painopiste.base.audit.guard import is_append_only
from painopiste.base.audit.models import AuditHead, AuditLine
from painopiste.base.audit.selectors import find_faults
from painopiste.base.audit.services import record
from painopiste.base.audit.tests.guarding import FIXED, put_guard, put_view_guard, take_guard
from painopiste.base.markings.tests.owning import as_owner

pytestmark = pytest.mark.django_db
SECRETARIAT = system("secretariat", rights={"audit.verify"})


@pytest.fixture
def trail():
    """Five lines in a guarded trail."""
    for number in range(1, 6):
        record("measures.changed", target=("measure", f"1.{number}"), by=SECRETARIAT, after={"state": "completed"})
    put_guard()
    put_view_guard()
    return AuditLine.objects.order_by("number")


def faults():
    return [(fault.number, fault.problem) for fault in find_faults(by=SECRETARIAT)]


@pytest.mark.parametrize(
    "write",
    [
        lambda lines: lines.filter(number=3).update(event="measures.nothing"),
        lambda lines: lines.filter(number=3).update(content={"after": {}}),
        lambda lines: lines.filter(number=3).update(content=None),
        lambda lines: lines.filter(number=3).update(content=None, salt=None, actor_label="nobody"),
        lambda lines: lines.filter(number=3).delete(),
        lambda lines: lines.all().delete(),
    ],
)
def test_lines_are_neither_changed_nor_removed(trail, write):
    before = list(trail.values())
    with pytest.raises(IntegrityError, match="only ever added"), transaction.atomic(), as_owner():
        write(trail)
    assert list(trail.values()) == before


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL can empty a table at once")
def test_the_trail_is_not_emptied(trail):
    with pytest.raises(IntegrityError), transaction.atomic(), as_owner(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE painopiste_auditline")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has roles")
def test_the_service_may_not_even_try(trail):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        trail.filter(number=3).update(event="measures.nothing")


def test_lines_can_still_be_added(trail):
    record("measures.changed", target=("measure", "1.6"), by=SECRETARIAT)
    assert faults() == []


def test_content_may_be_erased_with_its_salt_and_the_chain_still_holds(trail):
    trail.filter(number=3).update(content=None, salt=None)
    assert faults() == []


def test_an_altered_content_is_found(trail):
    take_guard()
    trail.filter(number=2).update(content={"before": {}, "after": {"state": "late"}})
    assert faults() == [(2, "the content has been altered")]


def test_an_altered_fact_is_found(trail):
    take_guard()
    with as_owner():
        trail.filter(number=2).update(actor_label="somebody else")
    assert faults() == [(2, "the line does not follow from the one before it")]


def test_a_missing_line_is_found(trail):
    take_guard()
    with as_owner():
        trail.filter(number=3).delete()
    assert faults() == [(3, "lines 3 to 3 are missing")]


def test_missing_lines_at_the_end_are_found(trail):
    take_guard()
    with as_owner():
        trail.filter(number__gte=4).delete()
    assert faults() == [(5, "the end of the trail is not where it should be")]


def test_a_trail_without_its_end_mark_is_found(trail):
    take_guard()
    AuditHead.objects.all().delete()
    assert faults() == [(0, "the end of the trail is not where it should be")]


def test_the_command_tells_how_many_lines_hold(trail, capsys):
    call_command("audit", "verify")
    assert capsys.readouterr().out == "The audit trail holds: 5 lines.\nThe log of views holds: 0 lines.\n"


def test_the_command_fails_with_the_faults(trail):
    take_guard()
    with as_owner():
        trail.filter(number=3).delete()
    put_guard()
    with pytest.raises(CommandError, match="line 3: lines 3 to 3 are missing\nThe audit trail does not hold: 1 fault"):
        call_command("audit", "verify")


def test_a_missing_guard_is_told(trail):
    take_guard()
    assert not is_append_only()
    with pytest.raises(CommandError, match="its triggers on the trail are missing"):
        call_command("audit", "verify")


def test_the_migration_guards_every_column(trail):
    assert set(FIXED) | {"content", "salt"} == {field.attname for field in AuditLine._meta.concrete_fields}

"""The test, the condition of the ORM and the predicate of PostgreSQL agree on every reader and every marking."""

import pytest
import time_machine
from django.db import connection

from painopiste.base.bodies.models import Body
from painopiste.base.markings.models import Compartment, Marking
from painopiste.base.markings.naming import reading_as
from painopiste.base.markings.policy import READ, readable, readable_codes
from painopiste.base.markings.reading import may_read
from painopiste.base.markings.stored import intern, value_of
from painopiste.base.markings.tests.drawn import TODAY, every_marking, every_reader
from painopiste.base.markings.tests.owning import as_owner
from painopiste.base.organisations.models import Organisation
from tests.guarantees.figures import tell


def by_database(reader) -> set[str]:
    """The codes that PostgreSQL itself shows to the reader."""
    with reading_as(reader), connection.cursor() as cursor:
        cursor.execute("SELECT code FROM painopiste_marking")
        return {code for (code,) in cursor.fetchall()}


@pytest.fixture
def world(db):
    organisations = [Organisation.objects.create(abbreviation=f"O{n}", name_fi=f"O{n}", kind="agency").pk for n in "12"]
    bodies = [Body.objects.create(name_fi=f"B{n}", kind="subgroup", marking_id="public").pk for n in "12"]
    compartments = [Compartment.objects.create(key=f"c{n}", name_fi=f"C{n}").pk for n in "12"]
    return organisations, bodies, compartments


def test_a_hundred_thousand_decisions_are_the_same_in_all_forms(world):
    values = {intern(each): each for each in every_marking(*world)} | {
        code: value_of(code) for code in ("public", "members", "secretariat")
    }
    if connection.vendor == "postgresql":  # thousands of new rows in one transaction: the planner has not seen them
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    compared, different = 0, []
    with time_machine.travel(TODAY, tick=False):
        for reader in every_reader(*world):
            by_test = {code for code, value in values.items() if may_read(reader, value, TODAY)}
            by_rules = {code for code, value in values.items() if READ.test(reader, value, TODAY)}
            written = Marking.objects.filter(code__in=readable_codes(reader)).values_list("code", flat=True)
            found = [by_rules, set(readable(reader).values_list("code", flat=True)), set(written)]
            if connection.vendor == "postgresql":
                found.append(by_database(reader))
            compared += len(values)
            different += [(reader, by_test ^ each) for each in found if each != by_test]
    tell("decisions compared", f"{compared} in {len(found) + 1} forms / differences {len(different)}")
    assert (compared >= 100_000, different) == (True, [])
    assert Marking.objects.count() == len(values)


def test_the_predicate_of_the_policy_is_the_one_in_the_database(db):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has the predicate")
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'painopiste_read_as'")
        (source,) = cursor.fetchone()
    assert "".join(READ.sql().split()) in "".join(source.split())


def test_a_marking_that_was_stored_says_what_it_said(world):
    for value in list(every_marking(*world))[::37]:
        from painopiste.base.markings import stored

        code = intern(value)
        stored._known.pop(code, None)
        assert value_of(code) == value

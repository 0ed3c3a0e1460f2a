"""PostgreSQL's own wall, alone: plain SQL as a role that owns nothing reads only what the named reader may read."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from painopiste.base.actors import PUBLIC, Actor
from painopiste.base.bodies.models import BodyMember, Decision
from painopiste.base.bodies.tests.factories import BodyFactory, DecisionFactory
from painopiste.base.markings.models import Compartment, Marking
from painopiste.base.markings.naming import reading_as
from painopiste.base.markings.policy import READ, settings_of
from painopiste.base.markings.reading import READ_INTERNAL, may_read
from painopiste.base.markings.stored import intern
from painopiste.base.markings.tests.drawn import TODAY, every_marking, every_reader
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.base.records import Guarded
from painopiste.loop.plans.tests.factories import MeasureChangeFactory, MeasureFactory

MEMBER = Actor(label="members", member=True)
SECRETARIAT = Actor(label="secretariat", member=True, everywhere=frozenset({READ_INTERNAL}))
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has this wall"),
]


@pytest.fixture
def web_role(db):
    """A role that owns no table, as the web processes have one."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE painopiste_web_test NOLOGIN")
        cursor.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO painopiste_web_test")
    return "painopiste_web_test"


def rows(role, sql, reader=None):
    """What plain SQL gives to the role, told of the reader or of nobody."""
    with transaction.atomic(), connection.cursor() as cursor:
        for name, value in (settings_of(reader, TODAY) if reader else {}).items():
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
        cursor.execute(f"SET LOCAL ROLE {role}")
        cursor.execute(sql)
        found = [row[0] for row in cursor.fetchall()]
        cursor.execute("RESET ROLE")
        for name in settings_of(PUBLIC, TODAY):
            cursor.execute("SELECT set_config(%s, '', true)", [name])
    return found


def test_a_reader_gets_what_is_open_to_them_and_nobody_gets_nothing(web_role):
    for code in ("public", "members", "secretariat"):
        DecisionFactory(key=code, body__marking_id=code, marking_id="public")
    ask = "SELECT key FROM painopiste_decision ORDER BY key"
    assert rows(web_role, ask) == []
    assert rows(web_role, ask, PUBLIC) == ["public"]
    assert rows(web_role, ask, MEMBER) == ["members", "public"]
    assert rows(web_role, ask, SECRETARIAT) == ["members", "public", "secretariat"]


def test_what_stands_in_a_hidden_row_is_hidden(web_role):
    hidden = BodyFactory(marking_id="members")
    BodyMember.objects.create(body=hidden, organisation=OrganisationFactory())
    MeasureChangeFactory(measure=MeasureFactory(focus_area__marking_id="members"))
    for table in ("bodymember", "measurechange", "measure"):
        assert rows(web_role, f"SELECT id FROM painopiste_{table}", PUBLIC) == []
        assert len(rows(web_role, f"SELECT id FROM painopiste_{table}", MEMBER)) == 1


def test_that_a_compartment_exists_is_hidden(web_role):
    Compartment.objects.create(key="tilannekuva", name_fi="Tilannekuva")
    assert rows(web_role, "SELECT key FROM painopiste_compartment", MEMBER) == []
    assert rows(web_role, "SELECT key FROM painopiste_compartment", SECRETARIAT) == ["tilannekuva"]


def test_the_wall_agrees_with_the_policy_on_every_marking(web_role):
    organisations = [OrganisationFactory().pk for _ in range(2)]
    bodies = [BodyFactory().pk for _ in range(2)]
    compartments = [Compartment.objects.create(key=f"c{n}", name_fi=f"C{n}").pk for n in "12"]
    values = {intern(each): each for each in every_marking(organisations, bodies, compartments)}
    others = set(Marking.objects.values_list("code", flat=True)) - set(values)
    for reader in list(every_reader(organisations, bodies, compartments))[::5]:
        found = set(rows(web_role, "SELECT code FROM painopiste_marking", reader))
        assert found - others == {code for code, value in values.items() if may_read(reader, value, TODAY)}


def test_every_marked_table_has_its_policy():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity")
        secured = {name for (name,) in cursor.fetchall()}
    marked = {
        model._meta.db_table
        for model in apps.get_app_config("painopiste").get_models()
        if issubclass(model, Guarded) or model is Compartment
    }
    assert marked - secured == set()


def test_a_transaction_that_names_its_reader_tells_the_database(web_role):
    DecisionFactory(key="closed", body__marking_id="members")
    with reading_as(MEMBER), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {web_role}")
        assert list(Decision._base_manager.values_list("key", flat=True)) == ["closed"]
        cursor.execute("RESET ROLE")


def test_the_predicate_of_the_policy_is_the_same_text_as_in_the_database():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('painopiste.level', '1', true), set_config('painopiste.circles', 'public', true)"
        )
        cursor.execute(f"SELECT m.code FROM painopiste_marking m WHERE {READ.sql()}")
        by_policy = set(cursor.fetchall())
        cursor.execute("SELECT painopiste_readable_markings()")
        assert set(cursor.fetchall()) == by_policy

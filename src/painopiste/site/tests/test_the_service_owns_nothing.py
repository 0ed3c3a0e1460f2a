"""In production the service is refused as a role that the database's wall does not bind."""

import pytest
from django.core.checks import Error
from django.core.checks import Warning as Notice
from django.core.management import call_command
from django.db import connection

from painopiste.base.audit.tests.guarding import put_guard
from painopiste.base.markings.tests.owning import as_owner
from painopiste.site import checks, database_roles
from painopiste.site.database_roles import Stand, connect_as_owner, roles_as_sql, stand
from painopiste.site.environment import Environment
from painopiste.site.starting import UnsafeDatabase, check_start

pytestmark = pytest.mark.django_db
only_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has roles")
TWO = {"DATABASE_URL": "postgresql://web@db/malli", "OWNER_DATABASE_URL": "postgresql://owner@db/malli"}


@pytest.fixture
def production(settings, monkeypatch):
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"mode": "production"})
    put_guard()


@only_postgresql
def test_a_role_that_owns_nothing_may_serve(production):
    check_start()
    assert checks.the_service_owns_nothing(["default"]) == []


@only_postgresql
def test_the_owner_of_the_tables_is_told_that_it_is(production):
    with as_owner():
        check_start()
        (told,) = checks.the_service_owns_nothing(["default"])
    assert (type(told), told.id) == (Notice, "painopiste.W004")


@only_postgresql
def test_a_table_whose_wall_is_down_is_refused(production):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE painopiste_measure NO FORCE ROW LEVEL SECURITY")
    assert stand().open_tables == ("painopiste_measure",)
    with pytest.raises(UnsafeDatabase, match=r"painopiste_measure\. Run: painopiste migrate"):
        check_start()


@only_postgresql
@pytest.mark.parametrize("which", ["SUPERUSER", "BYPASSRLS"])
def test_a_role_that_the_wall_does_not_bind_is_refused(production, monkeypatch, which):
    found = Stand(which == "SUPERUSER", which == "BYPASSRLS", False, ())
    monkeypatch.setattr("painopiste.site.starting.stand", lambda: found)
    monkeypatch.setattr(checks, "stand", lambda: found)
    with pytest.raises(UnsafeDatabase, match="painopiste roles"):
        check_start()
    (told,) = checks.the_service_owns_nothing(["default"])
    assert (type(told), told.id) == (Error, "painopiste.E002")


def test_outside_production_nothing_is_asked(settings):
    assert checks.the_service_owns_nothing(["default"]) == []


@pytest.fixture
def told_two(settings, monkeypatch):
    for name, value in TWO.items():
        monkeypatch.setenv(name, value)
    settings.ENVIRONMENT = Environment()


def test_the_command_prints_what_makes_both_roles(told_two, capsys):
    call_command("roles")
    told = capsys.readouterr().out
    assert 'CREATE ROLE "owner" LOGIN' in told
    assert 'ALTER ROLE "web" NOSUPERUSER NOBYPASSRLS NOCREATEROLE;' in told
    assert 'ALTER DATABASE "malli" OWNER TO "owner";' in told
    assert 'GRANT CONNECT ON DATABASE "malli" TO "web";' in told


def test_a_name_that_would_end_its_quotes_stays_a_name(settings, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://we%22b@db/mal%27li")
    settings.ENVIRONMENT = Environment()
    assert 'ALTER ROLE "we""b" ' in roles_as_sql()
    assert "datname = 'mal''li'" in roles_as_sql()


def test_with_one_address_there_is_one_role(settings, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://one@db/malli")
    monkeypatch.delenv("OWNER_DATABASE_URL", raising=False)
    settings.ENVIRONMENT = Environment()
    assert database_roles.owner_role() == database_roles.web_role() == "one"
    assert "REASSIGN" not in roles_as_sql()


def test_migrating_is_done_by_the_owner_who_reads_every_row(told_two, settings, monkeypatch):
    served = {"ENGINE": "django.db.backends.postgresql", "USER": "web", "OPTIONS": {}}
    monkeypatch.setitem(settings.DATABASES, "default", served)
    connect_as_owner()
    chosen = settings.DATABASES["default"]
    assert (chosen["USER"], chosen["OPTIONS"]["options"]) == ("owner", "-c painopiste.reads=*")

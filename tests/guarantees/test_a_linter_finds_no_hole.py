"""pgrls, which knows the usual holes of row-level security, finds none; what it need not say stands in pgrls.toml."""

import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from painopiste.site.database_roles import owner_role
from tests.architecture.walls import WITHOUT

ROOT = Path(__file__).parents[2]
CONFIG = tomllib.loads((ROOT / "pgrls.toml").read_text())
only_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has this wall")


def lint(*more):
    place = connection.settings_dict
    secret = f":{quote(place['PASSWORD'], safe='')}" if place["PASSWORD"] else ""
    port = f":{place['PORT']}" if place["PORT"] else ""
    address = f"postgresql://{owner_role()}{secret}@{quote(place['HOST'], safe='')}{port}/{place['NAME']}"
    command = [Path(sys.executable).parent / "pgrls", "lint", "--schemas", "public", "--database-url", address, *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


@only_postgresql
@pytest.mark.django_db
def test_no_finding_at_all():
    told = lint("--fail-on", "info")
    assert (told.returncode, told.stdout) == (0, "pgrls: no issues found.\n"), told.stdout + told.stderr


@only_postgresql
@pytest.mark.django_db
def test_it_looks_at_our_tables(tmp_path):
    (tmp_path / "all.toml").write_text("")
    told = lint("--config", str(tmp_path / "all.toml"))
    assert told.returncode != 0
    assert "public.painopiste_account" in told.stdout


def test_the_tables_that_it_may_find_open_are_those_without_a_wall():
    allowed = {name.removeprefix("public.") for name in CONFIG["lint"]["rules"]["SEC001"]["allowlist"]}
    ours = {name.removeprefix("painopiste_") for name in allowed if name.startswith("painopiste_")}
    assert ours - {"cache"} == set(WITHOUT)  # the cache has no model
    of_signing_in = ("account_", "mfa_", "usersessions_", "socialaccount_")
    assert all(name.startswith(("auth_", "django_", "painopiste_", *of_signing_in)) for name in allowed)

"""What every test stands on: quick passwords and a folder of its own; pyproject.toml leaves it only loopback."""

import sys
from collections.abc import Iterator
from importlib import import_module
from time import time
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.db import connection
from django.test import Client, override_settings
from django.utils import translation
from hypothesis import settings
from pytest_django.plugin import DjangoDbBlocker

from painopiste.site.database_roles import READS_ALL, owner_role, web_role

pytest_plugins = ["tests.guarantees.figures"]

settings.register_profile("painopiste", deadline=None)  # a busy machine is slow, not wrong
settings.load_profile("painopiste")


@pytest.fixture(scope="session", autouse=True)
def _quick_and_separate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Cheap password hashes, static files without a collected copy, and no file in the installation's folder."""
    folder = tmp_path_factory.mktemp("painopiste")
    (folder / "static").mkdir()
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder / "files"}}
    with override_settings(
        FOLDER=folder,
        STATIC_ROOT=folder / "static",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={
            "default": files,
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    ):
        yield


def _asked_by_a_test() -> bool:
    """Whether the nearest of our own functions that reads rows is a test, a fixture or a factory."""
    frame = sys._getframe(2)
    while frame is not None:
        path = frame.f_code.co_filename
        if "/painopiste/" in path and "/tests/" not in path and not path.endswith("/base/guarding.py"):
            return False
        if "/tests/" in path or path.endswith("conftest.py"):
            return True
        frame = frame.f_back  # type: ignore[assignment]
    return True


@pytest.fixture(scope="session", autouse=True)
def _tests_may_look() -> Iterator[None]:
    """A test may look at any row directly; what it tests may not."""
    from painopiste.base.guarding import GuardedQuerySet  # only now: Django must have been set up

    refuse = GuardedQuerySet._refuse
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(GuardedQuerySet, "_refuse", lambda rows: None if _asked_by_a_test() else refuse(rows))
        yield


@pytest.fixture(scope="session", autouse=True)
def _let_in_with_every_proof() -> Iterator[None]:
    """Who is let in by `force_login` has shown a second factor just now; tests of signing in log in for real."""
    force_login = Client.force_login

    def let_in(client: Client, user: Any, backend: str | None = None) -> None:
        force_login(client, user, backend)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": time(), "type": "totp"}]
        session["account_authentication_methods_user"] = str(user.pk)
        session["painopiste.seen"] = int(time())
        session.save()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "force_login", let_in)
        yield


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """The cache is emptied after every test."""
    translation.activate("fi")  # the last page of the test before may have been in another language
    yield
    caches["memory"].clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """On PostgreSQL the owner of the tables makes the database of the tests."""
    if has_two_roles():
        connection.settings_dict["USER"] = owner_role()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Tests may empty their tables; that the database guards its logs is tested on its own.

    On PostgreSQL the tests are the role of the service, which owns nothing, and what a test does itself reads every
    row: its requests name their own readers, as they do in production, and meet the wall.
    """
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            for name in ("0002_audit_is_append_only", "0014_views_and_clearance_requests"):
                import_module(f"painopiste.migrations.{name}").remove(None, editor)
            if has_two_roles():
                editor.execute(f"GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {web_role()}")
        if has_two_roles():
            connection.close()
            connection.settings_dict["OPTIONS"]["options"] = f"{READS_ALL} -c role={web_role()}"
    yield
    if has_two_roles():
        with django_db_blocker.unblock():
            connection.close()
        connection.settings_dict["OPTIONS"].pop("options")


def has_two_roles() -> bool:
    return connection.vendor == "postgresql" and bool(django_settings.ENVIRONMENT.owner_database_url)

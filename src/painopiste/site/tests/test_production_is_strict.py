"""An installation in production mode refuses what would be unsafe, and says what to do about it."""

import pytest

from painopiste.site.environment import DEVELOPMENT_SECRET, read

SAFE = {
    "PAINOPISTE_MODE": "production",
    "PAINOPISTE_SECRET_KEY": "s" * 60,
    "PAINOPISTE_ALLOWED_HOSTS": "painopiste.example",
    "PAINOPISTE_BASE_URL": "https://painopiste.example",
    "DATABASE_URL": "postgresql://localhost/painopiste",
}


@pytest.fixture
def environment(monkeypatch):
    def set_to(**changes: str | None):
        for name, value in {**SAFE, **changes}.items():
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)

    return set_to


def test_a_safe_production_environment_is_taken(environment):
    environment()
    assert read().production


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PAINOPISTE_SECRET_KEY", None),
        ("PAINOPISTE_SECRET_KEY", DEVELOPMENT_SECRET),
        ("PAINOPISTE_SECRET_KEY", "short"),
        ("PAINOPISTE_ALLOWED_HOSTS", None),
        ("PAINOPISTE_BASE_URL", None),
        ("PAINOPISTE_BASE_URL", "http://painopiste.example"),
        ("DATABASE_URL", None),
        ("DATABASE_URL", "sqlite:///painopiste.sqlite3"),
        ("DATABASE_URL", "postgresql://user:word@db.example/painopiste"),
        ("DATABASE_URL", "postgresql://user:word@db.example/painopiste?sslmode=require"),
        ("DATABASE_URL", "postgresql:///painopiste?host=db.example"),
        ("PAINOPISTE_SMTP_URL", "smtp://mail.example"),
        ("PAINOPISTE_SMTP_URL", "smtp://mail.example:2525"),
    ],
)
def test_an_unsafe_production_environment_is_refused_by_name(environment, name, value):
    environment(**{name: value})
    with pytest.raises(SystemExit, match=name):
        read()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgresql://user:word@db.example/painopiste?sslmode=verify-full"),
        ("DATABASE_URL", "postgresql:///painopiste"),
        ("DATABASE_URL", "postgresql:///painopiste?host=/var/run/postgresql"),
        ("PAINOPISTE_SMTP_URL", "smtps://mail.example"),
        ("PAINOPISTE_SMTP_URL", "smtp://mail.example:587"),
        ("PAINOPISTE_SMTP_URL", "smtp://localhost"),
    ],
)
def test_what_is_on_this_machine_or_behind_checked_tls_is_taken(environment, name, value):
    environment(**{name: value})
    assert read().production


def test_every_problem_is_told_at_once(environment):
    environment(PAINOPISTE_SECRET_KEY=None, PAINOPISTE_ALLOWED_HOSTS=None, DATABASE_URL=None)
    with pytest.raises(SystemExit) as refused:
        read()
    assert str(refused.value).count("\n- ") == 3


def test_without_any_setting_the_program_is_in_development_mode(monkeypatch):
    for name in SAFE:
        monkeypatch.delenv(name, raising=False)
    assert not read().production

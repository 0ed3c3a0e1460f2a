"""security.txt says whom to tell of a weakness, and never what may no longer hold (RFC 9116)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from painopiste.site.checks import a_weakness_can_be_reported
from painopiste.site.environment import read

pytestmark = pytest.mark.django_db
ADDRESS = "/.well-known/security.txt"


@pytest.fixture
def named(settings):
    def in_days(days: int | None, contact: str = "mailto:security@painopiste.example") -> date | None:
        settings.SECURITY_CONTACT = contact
        settings.SECURITY_EXPIRES = None if days is None else timezone.localdate() + timedelta(days=days)
        return settings.SECURITY_EXPIRES

    return in_days


def test_whom_to_tell_is_said_with_the_day_until_which_it_holds(client, named, settings):
    settings.BASE_URL = "https://painopiste.example"
    until = named(300)
    answer = client.get(ADDRESS)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "Contact: mailto:security@painopiste.example",
        f"Expires: {until.isoformat()}T23:59:59Z",
        "Preferred-Languages: fi, sv, en",
        "Canonical: https://painopiste.example/.well-known/security.txt",
    ]


@pytest.mark.parametrize(("days", "contact"), [(-1, "mailto:a@b.example"), (None, "mailto:a@b.example"), (300, "")])
def test_what_is_out_of_date_or_not_named_is_not_served(client, named, days, contact):
    named(days, contact)
    assert client.get(ADDRESS).status_code == 404


def test_the_last_day_still_counts(client, named):
    named(0)
    assert client.get(ADDRESS).status_code == 200


@pytest.mark.parametrize(
    ("days", "contact", "found"),
    [
        (300, "", ["painopiste.W001"]),
        (None, "mailto:a@b.example", ["painopiste.W002"]),
        (10, "mailto:a@b.example", ["painopiste.W002"]),
        (-10, "mailto:a@b.example", ["painopiste.W002"]),
        (700, "mailto:a@b.example", ["painopiste.W003"]),
        (300, "mailto:a@b.example", []),
    ],
)
def test_the_check_before_going_live_tells_what_is_missing(named, days, contact, found):
    named(days, contact)
    assert [message.id for message in a_weakness_can_be_reported()] == found


@pytest.mark.parametrize("contact", ["security@painopiste.example", "http://painopiste.example", "javascript:alert(1)"])
def test_a_contact_that_nobody_can_follow_is_refused_at_the_start(monkeypatch, contact):
    monkeypatch.setenv("PAINOPISTE_SECURITY_CONTACT", contact)
    with pytest.raises(SystemExit, match="PAINOPISTE_SECURITY_CONTACT"):
        read()

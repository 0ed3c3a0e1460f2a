"""A calendar program reads meetings: the public ones from an open address, one's own from a secret one."""

import re
from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from painopiste.base.accounts.models import Account, CalendarKey, Membership
from painopiste.base.accounts.tests.factories import RoleGrantFactory
from painopiste.base.audit.models import AuditLine
from painopiste.base.bodies.models import BodyMember
from painopiste.base.bodies.tests.factories import BodyFactory, MeetingFactory
from painopiste.base.markings import rules
from painopiste.base.markings.models import Clearance
from painopiste.base.markings.stored import intern
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.site.logs import mask
from painopiste.site.web.tests.conftest import signed_in

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + timedelta(days=20)


def events(answer):
    """The events of a feed by what they are called, read by another reader of the format than the writer's tests."""
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(event["SUMMARY"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def feed(client, **query):
    return client.get(reverse("meetings:feed"), query)


def address_on(page):
    """The secret address that a page shows."""
    assert page.status_code == 201
    return re.search(r'id="address" readonly value="([^"]+)"', page.content.decode())[1]


@pytest.fixture
def owner():
    """A reader with an organisation that sits in a body; and the secret address of their calendar."""
    grant = RoleGrantFactory(role="reader")
    organisation = OrganisationFactory()
    Membership.objects.create(account=grant.account, organisation=organisation)
    body = BodyFactory(key="oma", name_fi="Oma ryhmä")
    BodyMember.objects.create(body=body, organisation=organisation)
    client = Client()
    client.force_login(grant.account)
    client.address = address_on(client.post(reverse("meetings:calendar")))
    client.account = grant.account
    client.body = body
    return client


def test_a_meeting_is_an_event_with_its_times_place_and_page(client):
    told = {"held_on": SOON.isoformat(), "begins_at": time(9), "ends_at": time(11, 30), "place": "Valtioneuvosto"}
    meeting = MeetingFactory(title_fi="Syyskokous", state="invited", **told)
    event = events(feed(client))["Syyskokous"]
    assert event.decoded("DTSTART").isoformat()[:16] == f"{SOON}T09:00"
    assert str(event.decoded("DTSTART").tzinfo) == "Europe/Helsinki"
    assert event.decoded("DTEND").isoformat()[11:16] == "11:30"
    assert event["LOCATION"] == "Valtioneuvosto"
    assert event["URL"].endswith(f"/fi/kokoukset/{meeting.key}/")
    assert event["STATUS"] == "CONFIRMED"
    assert b"BEGIN:VTIMEZONE" in feed(client).content


def test_a_meeting_without_a_time_takes_its_day_and_keeps_nobody_busy(client):
    MeetingFactory(title_fi="Päivä", held_on=SOON.isoformat())
    event = events(feed(client))["Päivä"]
    assert event.decoded("DTSTART") == SOON
    assert event.decoded("DTEND") == SOON + timedelta(days=1)
    assert (event["TRANSP"], event["STATUS"]) == ("TRANSPARENT", "TENTATIVE")


def test_what_a_calendar_program_must_notice_changes_with_the_meeting(client):
    meeting = MeetingFactory(title_fi="Peruttu", held_on=SOON.isoformat())
    before = events(feed(client))["Peruttu"]
    meeting.__class__.objects.unguarded("a test").filter(pk=meeting.pk).update(state="cancelled", version=2)
    after = events(feed(client))["Peruttu"]
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (1, 2)
    assert after["STATUS"] == "CANCELLED"


def test_without_a_day_that_is_certain_or_long_ago_a_meeting_is_in_no_calendar(client):
    for held_on in ("2099", "2099-05~", "[..2099-05-24]", (date.today() - timedelta(days=800)).isoformat()):  # noqa: DTZ011
        MeetingFactory(held_on=held_on)
    assert events(feed(client)) == {}


def test_without_a_session_only_public_meetings_are_in_it(client):
    MeetingFactory(title_fi="Avoin", held_on=SOON.isoformat(), link="https://etayhteys.example/1")
    MeetingFactory(title_fi="Jäsenille", held_on=SOON.isoformat(), marking_id="members")
    MeetingFactory(
        title_fi="Suljetun", held_on=SOON.isoformat(), body=BodyFactory(marking_id="members"), marking_id="members"
    )
    answer = feed(client)
    assert list(events(answer)) == ["Avoin"]
    assert "etayhteys" not in answer.content.decode()  # how to take part from afar is for members
    assert len(events(feed(signed_in("reader")))) == 3


def test_a_hidden_body_has_the_same_empty_calendar_as_one_that_there_is_not(client):
    MeetingFactory(body=BodyFactory(key="piilossa", marking_id="members"), marking_id="members")
    hidden, absent = feed(client, toimielin="piilossa"), feed(client, toimielin="eiole")
    assert hidden.status_code == absent.status_code == 200
    assert hidden.content == absent.content


def test_the_secret_address_shows_the_meetings_of_ones_own_bodies_without_a_session(owner):
    MeetingFactory(body=owner.body, title_fi="Oma", held_on=SOON.isoformat(), marking_id="members")
    other = BodyFactory(key="muu")
    MeetingFactory(body=other, title_fi="Muu", held_on=SOON.isoformat(), marking_id="members")
    MeetingFactory(body=other, title_fi="Sihteeristölle", held_on=SOON.isoformat(), marking_id="secretariat")
    answer = Client().get(owner.address)
    assert list(events(answer)) == ["Oma"]
    assert answer["Cache-Control"] == "private, no-store"
    assert list(events(Client().get(owner.address + "?toimielin=muu"))) == ["Muu"]


def test_nothing_secret_is_in_a_calendar_though_its_owner_may_read_it(owner):
    ground = frozenset({rules.Ground("621/1999", "24", "1")})
    secret = intern(rules.Marking(legal_status=rules.LegalStatus.SECRET, grounds=ground, tlp=rules.Tlp.AMBER))
    Clearance.objects.create(account=owner.account, level=3)
    MeetingFactory(body=owner.body, title_fi="Salainen", held_on=SOON.isoformat(), marking_id=secret)
    assert "Salainen" in owner.get(reverse("meetings:list")).content.decode()
    assert events(Client().get(owner.address)) == {}


def test_a_new_address_ends_the_old_one_and_only_a_hash_of_it_is_kept(owner):
    again = address_on(owner.post(reverse("meetings:calendar")))
    assert again != owner.address
    assert Client().get(owner.address).status_code == 404
    assert Client().get(again).status_code == 200
    secret = again.rpartition("/")[2].removesuffix(".ics")
    assert secret not in CalendarKey.objects.get().hash
    assert not [line for line in AuditLine.objects.all() if secret in str(line.content)]
    assert again not in owner.get(reverse("meetings:calendar")).content.decode()  # it is shown once


def test_an_address_that_was_taken_out_of_use_and_one_of_a_closed_account_answer_like_none(owner):
    absent = Client().get(reverse("meetings:own_feed", args=["eiole"])).content

    def answered():
        """The answer, but for its own address: every page names that in its choice of language."""
        secret = owner.address.rpartition("/")[2].removesuffix(".ics")
        return Client().get(owner.address).content.replace(secret.encode(), b"eiole")

    Account.objects.filter(pk=owner.account.pk).update(is_active=False)
    assert answered() == absent
    Account.objects.filter(pk=owner.account.pk).update(is_active=True)
    assert Client().get(owner.address).status_code == 200
    assert owner.post(reverse("meetings:remove_calendar")).status_code == 302
    assert answered() == absent
    assert owner.post(reverse("meetings:remove_calendar")).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_a_feed_takes_one_query_more_than_knowing_who_asks(number, owner, client, django_assert_num_queries):
    for _ in range(number):
        MeetingFactory(body=owner.body, held_on=SOON.isoformat())
    with django_assert_num_queries(1):
        feed(client)
    with django_assert_num_queries(3):  # whose the secret is, who that is, the meetings
        client.get(owner.address)


def test_the_secret_of_an_address_gets_into_no_log(owner):
    secret = owner.address.rpartition("/")[2].removesuffix(".ics")
    assert secret not in mask(f"Not Found: {owner.address}")

"""The pages tell when a body has gone quiet, who takes part in it, and what has not moved."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from painopiste.base.bodies.models import Attendance, BodyMember, FollowUp
from painopiste.base.bodies.tests.factories import BodyFactory, MeetingFactory
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.site.web.tests.conftest import signed_in

pytestmark = pytest.mark.django_db


def ago(days):
    return (timezone.localdate() - timedelta(days=days)).isoformat()


def body_page(client, key):
    return client.get(reverse("bodies:body", args=[key])).content.decode()


@pytest.fixture
def quiet():
    """A body that meets every month by its tempo, and has not for a hundred days."""
    body = BodyFactory(key="hiljainen", name_fi="Hiljainen ryhmä", tempo="monthly")
    MeetingFactory(body=body, state="held", held_on=ago(100))
    return body


def test_a_quiet_body_is_told_on_its_page_in_the_list_and_to_the_secretariat_at_home(client, quiet):
    assert "Toimielin on hiljentynyt" in body_page(client, quiet.key)
    assert "hiljaa" in client.get(reverse("bodies:list")).content.decode()
    home = reverse("site:home")
    assert "Hiljainen ryhmä" in signed_in("secretariat").get(home).content.decode()
    for other in (client, signed_in("reader")):
        assert "Hiljainen ryhmä" not in other.get(home).content.decode()


def test_a_new_meeting_ends_the_silence(client, quiet):
    MeetingFactory(body=quiet, state="held", held_on=ago(3))
    assert "Toimielin on hiljentynyt" not in body_page(client, quiet.key)
    assert "Hiljainen ryhmä" not in signed_in("secretariat").get(reverse("site:home")).content.decode()


def test_a_meeting_that_one_may_not_see_does_not_tell_by_the_pulse_that_it_was_held(client, quiet):
    MeetingFactory(body=quiet, state="held", held_on=ago(3), marking_id="members")
    assert "Toimielin on hiljentynyt" in body_page(client, quiet.key)
    assert "Toimielin on hiljentynyt" not in body_page(signed_in("reader"), quiet.key)


def test_a_body_that_has_ended_is_not_quiet(client, quiet):
    quiet.__class__.objects.unguarded("a test").filter(pk=quiet.pk).update(ended="2021", ended_latest="2021-12-31")
    assert "Toimielin on hiljentynyt" not in body_page(client, quiet.key)
    assert "Hiljainen ryhmä" not in signed_in("secretariat").get(reverse("site:home")).content.decode()


def test_the_page_tells_in_how_many_meetings_each_member_was(client, quiet):
    always, once = OrganisationFactory(), OrganisationFactory()
    held = [quiet.meetings.unguarded("a test").get(), MeetingFactory(body=quiet, state="approved", held_on=ago(130))]
    for organisation, presences in ((always, ("present", "present")), (once, ("present", "absent"))):
        BodyMember.objects.create(body=quiet, organisation=organisation)
        for meeting, presence in zip(held, presences, strict=True):
            Attendance.objects.create(meeting=meeting, organisation=organisation, presence=presence)
    page = body_page(client, quiet.key)
    assert page.count("mukana 2/2 kokouksessa") == 1
    assert page.count("mukana 1/2 kokouksessa") == 1


def test_the_page_tells_what_has_not_moved(client, quiet):
    for text, due in (("Myöhässä oleva", "2022"), ("Tuleva", "2099")):
        FollowUp.objects.create(body=quiet, text_fi=text, due_on=due, marking_id="public")
    page = body_page(client, quiet.key)
    assert "Myöhässä oleva" in page
    assert "Tuleva" not in page
    assert "joista myöhässä: 1" in page


def test_the_home_page_of_the_secretariat_asks_no_more_for_more_quiet_bodies(quiet, django_assert_num_queries):
    secretary, home = signed_in("secretariat"), reverse("site:home")
    secretary.get(home)
    with django_assert_num_queries(12):
        secretary.get(home)
    for _ in range(3):
        MeetingFactory(body=BodyFactory(tempo="monthly"), state="held", held_on=ago(100))
    with django_assert_num_queries(12):
        secretary.get(home)

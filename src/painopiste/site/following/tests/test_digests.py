"""Digests tell each reader, once, what waits and what has changed in what they follow; only public things by name."""

import pytest
from django.utils import timezone

from painopiste.base.accounts.models import RoleGrant
from painopiste.base.following import selectors
from painopiste.base.following.models import LetterChoice
from painopiste.base.jobs.models import Job
from painopiste.base.mail.models import Letter
from painopiste.loop.commitments.tests.factories import CommitmentFactory
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans.tests.factories import MeasureFactory
from painopiste.site.following.tasks import post_digests
from painopiste.site.following.tests.conftest import body_of, changed, choose, follow, later, person, work

pytestmark = pytest.mark.django_db
CANARY = "Kanarialintu"


@pytest.fixture
def area():
    return FocusAreaFactory(name_fi="Nuorten jengit", name_sv="Ungdomsgäng", number=3, own_marking_id="public")


def begun(clock, *people):
    """The letters' job has seen these people, and the first digest by the defaults is an hour away."""
    work()
    assert LetterChoice.objects.count() >= len(people)
    later(clock, minutes=20)


def test_a_digest_names_what_is_public_and_leads_to_it(clock, server, area):
    reader = person()
    follow(reader, "focus_area", area.key)
    begun(clock, reader)
    changed("focus_area", area.key, "focus_areas.changed")
    later(clock, hours=1)
    work()
    (letter,) = server.taken
    text, html = body_of(letter), body_of(letter, "html")
    assert letter["To"] == reader.email
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Nuorten jengit" in text
    assert "Nuorten jengit" in html
    assert f"/fi/painopisteet/{area.key}/" in text
    assert f'/fi/painopisteet/{area.key}/">' in html


def test_a_digest_is_in_the_readers_language(clock, server, area):
    reader = person(language="sv")
    follow(reader, "focus_area", area.key)
    begun(clock, reader)
    changed("focus_area", area.key, "focus_areas.changed")
    later(clock, hours=1)
    work()
    (letter,) = server.taken
    assert letter["Content-Language"] == "sv"
    assert "Ungdomsgäng" in body_of(letter)
    assert f"/sv/painopisteet/{area.key}/" in body_of(letter)


@pytest.mark.parametrize("marking", ["members", "secretariat"])
def test_what_is_not_public_is_told_of_without_its_name_to_those_who_see_it_only(clock, server, marking):
    hidden = MeasureFactory(title_fi=CANARY, number="7.7", key="kanaria-77", own_marking_id=marking, marking_id=marking)
    reader, secretary = person(), person("secretariat")
    for each in (reader, secretary):
        follow(each, "measure", hidden.key)
    begun(clock, reader, secretary)
    changed("measure", hidden.key, title_fi=CANARY)
    later(clock, hours=1)
    work()
    told = {letter["To"] for letter in server.taken}
    assert told == ({secretary.email} if marking == "secretariat" else {reader.email, secretary.email})
    for letter in server.taken:
        everything = letter.as_string() + body_of(letter) + body_of(letter, "html")
        assert CANARY not in everything
        assert "kanaria-77" not in everything
        assert "7.7" not in everything
        assert "/fi/omat/#muuttunut" in everything


def test_nothing_is_sent_when_there_is_nothing_to_tell(clock, server, area):
    reader = person()
    follow(reader, "focus_area", area.key)
    begun(clock, reader)
    later(clock, hours=1)
    work()
    assert server.taken == []
    assert Letter.objects.get().state == "needless"


def test_what_waits_is_told_by_name_only_where_it_is_public(clock, server):
    shown = CommitmentFactory(measure__title_fi="Näkyvä", measure__own_marking_id="public", own_marking_id="public")
    hidden = CommitmentFactory(measure__title_fi=CANARY, organisation=shown.organisation, own_marking_id="members")
    coordinator = person("coordinator", organisation=shown.organisation)
    begun(clock, coordinator)
    later(clock, hours=1)
    work()
    (letter,) = server.taken
    text = body_of(letter)
    assert "Näkyvä" in text
    assert f"/sitoumukset/{shown.key}/" in text
    assert CANARY not in text
    assert hidden.key not in text
    assert "/fi/omat/#commitments" in text


def test_a_digest_is_posted_once_however_often_the_job_runs(clock, server, area):
    reader = person()
    follow(reader, "focus_area", area.key)
    begun(clock, reader)
    changed("focus_area", area.key, "focus_areas.changed")
    later(clock, hours=1)
    work()
    Job.objects.filter(kind="following.post_digests").update(state="waiting", ended_at=None, due_at=timezone.now())
    work()
    later(clock, minutes=30)
    work()
    assert len(server.taken) == 1
    assert Letter.objects.count() == 1


class DiesAfter:
    """A job's work whose worker dies when it comes to the account after some."""

    def __init__(self, accounts):
        self.left = accounts

    def confirm(self):
        if self.left == 0:
            raise SystemExit
        self.left -= 1


def test_a_job_that_dies_in_the_middle_forgets_nobody_and_writes_nobody_twice(clock, server, area):
    people = [person() for _ in range(3)]
    for each in people:
        follow(each, "focus_area", area.key)
    begun(clock, *people)
    changed("focus_area", area.key, "focus_areas.changed")
    later(clock, hours=1)
    with pytest.raises(SystemExit):
        post_digests(DiesAfter(2))
    assert Letter.objects.count() == 2
    work()
    assert sorted(letter["To"] for letter in server.taken) == sorted(each.email for each in people)


def test_what_one_has_done_oneself_is_no_news(clock, server, area):
    from painopiste.site.following.tests.conftest import actor

    reader = person()
    follow(reader, "focus_area", area.key)
    begun(clock, reader)
    changed("focus_area", area.key, "focus_areas.changed", by=actor(reader))
    later(clock, hours=1)
    work()
    assert server.taken == []


def test_who_has_left_gets_nothing_though_a_letter_is_waiting(clock, server, area):
    left, ended = person(), person()
    for each in (left, ended):
        follow(each, "focus_area", area.key)
    begun(clock, left, ended)
    changed("focus_area", area.key, "focus_areas.changed")
    server.stop()
    later(clock, hours=1)
    work()
    assert Letter.objects.filter(state="waiting").count() == 2
    left.is_active = False
    left.save()
    RoleGrant.objects.filter(account=ended).update(until="2026-11-22")
    server.start()
    later(clock, hours=5)
    work()
    assert server.taken == []
    assert set(Letter.objects.values_list("state", flat=True)) == {"needless"}


def test_a_mail_server_that_is_away_loses_nothing(clock, server, area):
    reader = person()
    follow(reader, "focus_area", area.key)
    begun(clock, reader)
    changed("focus_area", area.key, "focus_areas.changed")
    server.stop()
    later(clock, hours=1)
    work()
    server.start()
    later(clock, hours=1)
    work()
    assert [letter["To"] for letter in server.taken] == [reader.email]


def test_what_changed_while_no_worker_ran_is_told_once_they_run_again(clock, server, area):
    reader = person()
    choose(reader, digest="daily", hour=8)
    follow(reader, "focus_area", area.key)
    begun(clock, reader)
    later(clock, days=2)
    changed("focus_area", area.key, "focus_areas.changed")
    later(clock, days=3, hours=2)
    work()
    assert len(server.taken) == 1
    assert "Nuorten jengit" in body_of(server.taken[0])


def test_a_digest_at_a_quiet_hour_comes_when_that_is_over(clock, server, area):
    reader = person()
    choose(reader, digest="daily", hour=8, quiet_begins=22, quiet_ends=10)
    follow(reader, "focus_area", area.key)
    begun(clock, reader)
    changed("focus_area", area.key, "focus_areas.changed")
    later(clock, hours=1)
    work()
    assert server.taken == []
    assert timezone.localtime(Letter.objects.get().due_at).hour == 10
    later(clock, hours=2)
    work()
    assert len(server.taken) == 1


def test_who_wants_none_gets_none(clock, server, area):
    reader = person()
    choose(reader, digest="never")
    follow(reader, "focus_area", area.key)
    begun(clock, reader)
    changed("focus_area", area.key, "focus_areas.changed")
    later(clock, days=8)
    work()
    assert server.taken == []
    assert not Letter.objects.exists()


@pytest.mark.parametrize("people", [1, 4])
def test_whose_digest_is_due_is_asked_in_two_queries(clock, django_assert_num_queries, people):
    from painopiste.site.following.asked import TELLER

    for _ in range(people):
        choose(person(), digest="daily")
    zone = timezone.get_default_timezone()
    later(clock, days=1, hours=2)
    with django_assert_num_queries(2):
        due = list(selectors.list_due(now=timezone.now(), zone=zone, by=TELLER))
    assert len(due) == people

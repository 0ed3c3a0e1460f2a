"""What is asked of somebody has a letter follow it at once, unless they do not want it; not in the quiet hours."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from painopiste.base.accounts.models import RoleGrant
from painopiste.base.audit.models import AuditLine
from painopiste.base.bodies import services as bodies
from painopiste.base.bodies.models import BodyMember
from painopiste.base.bodies.tests.factories import BodyFactory
from painopiste.base.following.models import LetterChoice
from painopiste.base.mail.models import Letter
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.base.remarking import services as remarking
from painopiste.loop.commitments import services as commitments
from painopiste.loop.commitments.models import Commitment
from painopiste.loop.plans.tests.factories import MeasurePartyFactory
from painopiste.site.following.tests.conftest import actor, body_of, choose, later, person, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def party():
    return MeasurePartyFactory(measure__title_fi="Kanarialintu", measure__own_marking_id="members")


def ask(party, by, marking="members"):
    (made,) = commitments.ask(
        measure=party.measure, organisations=[party.organisation], on="2026-11-23", marking=marking, by=actor(by)
    )
    return made


@pytest.mark.parametrize(("language", "words"), [("fi", "sitoumusta"), ("sv", "åtagande"), ("en", "commitment")])
def test_who_is_asked_for_a_commitment_hears_of_it_at_once(clock, server, party, language, words):
    secretary, coordinator = (
        person("secretariat"),
        person("coordinator", organisation=party.organisation, language=language),
    )
    elsewhere = person("coordinator", organisation=OrganisationFactory())
    ask(party, secretary)
    work()
    (letter,) = server.taken
    assert letter["To"] == coordinator.email
    assert elsewhere.email not in letter.as_string()
    assert words in f"{letter['Subject']} {body_of(letter)}".lower()
    assert "Kanarialintu" not in letter.as_string() + body_of(letter) + body_of(letter, "html")
    assert f"/{language}/omat/#commitments" in body_of(letter)


def test_a_public_commitment_is_named_and_leads_to_where_it_is_answered(clock, server):
    party = MeasurePartyFactory(measure__title_fi="Yhteinen kuva", measure__own_marking_id="public")
    person("coordinator", organisation=party.organisation)
    asked = ask(party, person("secretariat"), marking="public")
    work()
    text = body_of(server.taken[0])
    assert "Yhteinen kuva" in text
    assert f"/sitoumukset/{asked.key}/" in text


def test_in_the_quiet_hours_the_letter_is_held_and_not_lost(clock, server, party):
    coordinator = person("coordinator", organisation=party.organisation)
    choose(coordinator, quiet_begins=20, quiet_ends=8, digest="never")
    ask(party, person("secretariat"))
    work()
    assert server.taken == []
    later(clock, minutes=59)
    work()
    assert server.taken == []
    later(clock, minutes=2)
    work()
    assert [letter["To"] for letter in server.taken] == [coordinator.email]
    assert Letter.objects.get(kind="following.asked").tries == 1


def test_quiet_hours_hold_the_next_attempt_too(clock, server, party):
    coordinator = person("coordinator", organisation=party.organisation)
    choose(coordinator, quiet_begins=8, quiet_ends=20, digest="never")
    server.stop()
    ask(party, person("secretariat"))
    work()
    server.start()
    later(clock, hours=2)
    work()
    assert server.taken == []
    later(clock, hours=11, minutes=1)
    work()
    assert len(server.taken) == 1


def test_who_wants_no_such_letters_gets_none(clock, server, party):
    choose(person("coordinator", organisation=party.organisation), asked=False)
    ask(party, person("secretariat"))
    work()
    assert not Letter.objects.exists()


def test_what_has_been_answered_before_the_letter_goes_out_needs_none(clock, server, party):
    coordinator = person("coordinator", organisation=party.organisation)
    choose(coordinator, quiet_begins=20, quiet_ends=8, digest="never")
    asked = ask(party, person("secretariat"))
    work()
    Commitment._base_manager.filter(pk=asked.pk).update(state="decided")
    later(clock, hours=2)
    work()
    assert server.taken == []
    assert Letter.objects.get(kind="following.asked").state == "needless"


def test_a_letter_follows_each_step_once_however_often_the_job_runs(clock, server, party):
    from painopiste.base.jobs.models import Job

    person("coordinator", organisation=party.organisation)
    ask(party, person("secretariat"))
    work()
    Job.objects.filter(kind="following.tell_who_is_asked").update(state="waiting", ended_at=None)
    work()
    assert len(server.taken) == 1


def test_who_raises_a_follow_up_is_not_told_of_it_and_the_organisation_is(clock, server):
    body, organisation = BodyFactory(), OrganisationFactory()
    theirs = person(works_for=organisation)
    secretary = person("secretariat", works_for=organisation)
    values = {"text_fi": "Kanarialintu", "organisation": organisation}
    bodies.raise_follow_up(body=body, values=values, by=actor(secretary))
    work()
    assert [letter["To"] for letter in server.taken] == [theirs.email]
    assert "Kanarialintu" not in body_of(server.taken[0])


def test_a_written_procedure_is_told_to_the_members_that_see_it(clock, server):
    body, organisation = BodyFactory(), OrganisationFactory()
    BodyMember.objects.create(body=body, organisation=organisation)
    member = person(works_for=organisation)
    person(works_for=OrganisationFactory())
    values = {"title_fi": "Nimi", "text_fi": "Hyväksytään", "closes_on": timezone.localdate(), "quorum": 1}
    procedure = bodies.open_procedure(body=body, values=values, by=actor(person("secretariat")))
    work()
    assert [letter["To"] for letter in server.taken] == [member.email]
    type(procedure)._base_manager.update(marking_id="secretariat")
    assert server.taken[0]["Subject"]


def test_a_proposal_to_open_something_goes_to_second_persons_only(clock, server, party):
    first, second, reader = person("secretariat"), person("secretariat"), person()
    remarking.propose_lowering(row=party.measure, marking="public", reason="Julkinen jo", by=actor(first))
    work()
    assert [letter["To"] for letter in server.taken] == [second.email]
    assert reader.email not in server.taken[0].as_string()


def path_of(letter):
    """The path of the link by which such letters end, as it stands in the header."""
    return re.fullmatch(r"<https?://[^/]+(/[^>]+)>", letter["List-Unsubscribe"].strip())[1]


def test_one_post_of_a_mail_program_ends_such_letters_without_a_log_in(clock, server, party):
    coordinator = person("coordinator", organisation=party.organisation)
    ask(party, person("secretariat"))
    work()
    (letter,) = server.taken
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    client = Client(enforce_csrf_checks=True)
    page = client.get(path_of(letter))
    assert page.status_code == 200
    assert LetterChoice.objects.filter(account=coordinator, asked=False).count() == 0  # looking ends nothing
    for told in (coordinator.email, coordinator.name, coordinator.username, coordinator.key):
        assert told not in page.text
    answer = client.post(path_of(letter), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert LetterChoice.objects.get(account=coordinator).asked is False
    assert LetterChoice.objects.get(account=coordinator).digest == "weekly"
    assert AuditLine.objects.order_by("number").last().event == "accounts.letters_chosen"


def test_the_page_of_a_link_tells_nothing_of_its_account(clock, server, party):
    coordinator = person("coordinator", organisation=party.organisation)
    ask(party, person("secretariat"))
    work()
    path, client = path_of(server.taken[0]), Client()
    page, answer = client.get(path).content, client.post(path).content
    assert client.get(path).content == page
    assert client.post(path).content == answer  # it had ended already
    RoleGrant.objects.filter(account=coordinator).delete()
    coordinator.is_active = False
    coordinator.save()
    assert client.get(path).content == page
    assert client.post(path).content == answer
    coordinator.delete()
    assert client.get(path).content == page
    assert client.post(path).content == answer


def test_a_link_that_was_not_given_is_none(clock, server, party):
    person("coordinator", organisation=party.organisation)
    ask(party, person("secretariat"))
    work()
    path = path_of(server.taken[0])
    word = path.rstrip("/").rpartition("/")[2]
    other = path.replace("pyynnot", "kooste")  # the key of one sort of letters opens no other
    wrong = path.replace(word, word[:-1] + ("A" if word[-1] != "A" else "B"))
    assert [Client().get(each).status_code for each in (path, other, wrong)] == [200, 404, 404]


def test_letters_are_chosen_on_a_page():
    reader = person()
    client = Client()
    client.force_login(reader)
    page = client.get("/fi/omat/viestit/")
    assert page.status_code == 200
    given = {"digest": "daily", "weekday": "2", "hour": "6", "quiet_begins": "21", "quiet_ends": "6"}
    assert client.post("/fi/omat/viestit/", given).status_code == 302
    row = LetterChoice.objects.get()
    assert (row.digest, row.weekday, row.hour, row.asked) == ("daily", 2, 6, False)
    assert (row.quiet_begins, row.quiet_ends) == (21, 6)
    refused = client.post("/fi/omat/viestit/", given | {"quiet_ends": ""})
    assert refused.status_code == 422
    assert client.post("/fi/omat/viestit/", given | {"hour": "24"}).status_code == 422

"""The pages of a round: opened, gathered, scored alone, closed, told; nobody finds on them what is not for them."""

import pytest
from django.urls import reverse

from painopiste.base.accounts.models import Account
from painopiste.loop.agenda.models import Candidate, ScanExpert, ScanRound, Score
from painopiste.loop.agenda.rules import Criterion
from painopiste.loop.agenda.tests.factories import CandidateFactory, ObservationFactory, ScanRoundFactory

pytestmark = pytest.mark.django_db
SCORES = {each.value: "4" for each in Criterion}


def address(name, *args):
    return reverse(f"agenda:{name}", args=args)


def text(response):
    return response.content.decode()


def test_a_round_goes_from_its_opening_to_what_it_led_to(secretariat, acting, browse):
    one, other = acting("analyst"), acting("reader")
    seen, office = ObservationFactory(title_fi="Verkkohuijaukset"), browse(secretariat)
    assert office.get(address("open_scan")).status_code == 200
    people = [Account.objects.get(pk=by.account_id).key for by in (one, other)]
    days = {"opens_on": "1.10.2026", "closes_on": "31.10.2026"}
    weights = {f"weight_{each.value}": "1" for each in Criterion}
    sent = {"title": "Syksyn kartoitus", "kind": "yearly", "experts": people, "own_marking_id": "public"}
    assert office.post(address("open_scan"), sent | days | weights).status_code == 302
    scan = ScanRound.objects.unguarded("a test").get()
    assert address("add_candidate", scan.key) in text(office.get(address("observation", seen.key)))
    form = f"{address('add_candidate', scan.key)}?havainto={seen.key}"
    assert "checked" in text(office.get(form))
    office.post(form, {"title": "Huijaukset", "observations": [seen.key]})
    row = Candidate.objects.get()
    score = address("score", scan.key, row.key)
    assert browse(one).get(score).status_code == 200
    assert browse(one).post(score, SCORES | {"words": "Kiireinen asia"}).status_code == 302
    assert "Kiireinen" not in text(browse(other).get(address("candidate", scan.key, row.key)))
    assert browse(other).post(score, SCORES | {"trend": "1"}).status_code == 302
    assert "Kiireinen" in text(browse(other).get(address("candidate", scan.key, row.key)))
    assert browse(one).post(address("scan_hours", scan.key), {"hours": "3,5"}).status_code == 302
    scan.refresh_from_db()
    assert office.post(address("close_scan", scan.key), {"version": scan.version, "hours": "10"}).status_code == 302
    settled = address("settle_candidate", scan.key, row.key)
    assert office.post(settled, {"outcome": "further", "version": row.version}).status_code == 302
    page = text(browse().get(address("scan", scan.key)))
    assert "13,5" in page
    assert "3,8" in page  # the mean of 4 and 3,5
    assert "<svg" in page
    assert "Kiireinen" in text(browse().get(address("candidate", scan.key, row.key)))


def test_a_round_that_the_reader_may_not_see_is_nowhere(browse, member):
    hidden = CandidateFactory(title_fi="SALAINEN", round__title_fi="SALAINEN", round__marking_id="members")
    seen = ObservationFactory()
    hidden.observations.add(seen)
    absent, refused = (browse().get(address("scan", key)) for key in ("no-such", hidden.round.key))
    assert (absent.status_code, refused.status_code) == (404, 404)
    assert text(absent).replace("no-such", "") == text(refused).replace(hidden.round.key, "")
    for page in (address("scans"), address("observation", seen.key)):
        assert "SALAINEN" not in text(browse().get(page))
        assert "SALAINEN" in text(browse(member).get(page))


def test_an_observation_that_the_reader_may_not_see_is_not_told_of_a_candidate(browse):
    row = CandidateFactory()
    row.observations.add(ObservationFactory(title_fi="SALAINEN", marking_id="members"))
    page = browse().get(address("candidate", row.round.key, row.key))
    assert page.status_code == 200
    assert "SALAINEN" not in text(page)


def test_only_who_is_asked_finds_the_form_and_only_the_secretariat_manages(browse, member, secretariat):
    row = CandidateFactory()
    keys = (row.round.key, row.key)
    assert browse(member).get(address("score", *keys)).status_code == 403
    for name in ("open_scan", "change_scan", "close_scan", "add_candidate", "change_candidate", "settle_candidate"):
        args = () if name == "open_scan" else keys if name.endswith("e_candidate") else keys[:1]
        assert browse(member).get(address(name, *args)).status_code == 403, name
        assert browse(secretariat).get(address(name, *args)).status_code == 200, name
    assert browse(secretariat).post(address("remove_candidate", *keys), {"version": "1"}).status_code == 302
    assert not Candidate.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_two_queries(rows, browse, django_assert_num_queries):
    for _ in range(rows):
        CandidateFactory()
    browse().get(address("scans"))
    with django_assert_num_queries(2):
        assert browse().get(address("scans")).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_one_round_takes_as_many_queries_for_any_number_of_candidates(rows, browse, acting, django_assert_num_queries):
    scan = ScanRoundFactory(closed_at="2026-10-01T09:00:00Z")
    seat = ScanExpert.objects.create(round=scan, account_id=acting("analyst").account_id)
    for _ in range(rows):
        given = dict.fromkeys((each.value for each in Criterion), 3)
        Score.objects.create(candidate=CandidateFactory(round=scan), expert=seat, given_at="2026-10-01T09:00Z", **given)
    browse().get(address("scan", scan.key))
    with django_assert_num_queries(5):
        assert browse().get(address("scan", scan.key)).status_code == 200

"""Every list of the API comes in pages, says how many there are, and asks the database no more for more rows."""

import pytest

from tests.api import rows

LISTS = {
    "events": (rows.event, 3),
    "findings": (rows.finding, 1),
    "figures": (rows.figure, 3),
    "focus-areas": (rows.focus_area, 2),
    "measures": (rows.measure, 3),
    "commitments": (rows.commitment, 3),
    "observations": (rows.observation, 2),
    "comments": (rows.comment, 2),
    "scan-rounds": (rows.scan_round, 1),
    "proposals": (rows.proposal, 2),
    "consultations": (rows.consultation, 2),
    "organisations": (rows.organisation, 1),
    "bodies": (rows.body, 1),
    "bodies/decisions": (rows.decision, 1),
    "meetings": (rows.meeting, 1),
    "meetings/follow-ups": (rows.follow_up, 1),
    "rounds": (rows.round_, 4),
    "reports": (rows.report, 1),
    "areas/municipality": (rows.municipality, 1),
    "plans/planned/versions": (rows.plan, 2),
}
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("count", [1, 3])
def test_a_list_asks_the_database_no_more_for_more_rows(path, count, client, django_assert_num_queries):
    make, queries = LISTS[path]
    for n in range(count):
        make(n=n)
    with django_assert_num_queries(queries):
        answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.content
    assert len(answer.json()["items"]) == count


@pytest.mark.parametrize("path", LISTS)
def test_pages_lead_from_one_to_the_next_until_all_has_been_seen(path, client):
    for n in range(3):
        LISTS[path][0](n=n)
    address, seen = f"/api/v1/{path}?limit=2", []
    while address:
        page = client.get(address).json()
        assert page["total"] == 3
        assert page["limit"] == 2
        seen += [str(item) for item in page["items"]]
        address = page["next"]
    assert len(set(seen)) == 3


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("query", ["limit=0", "limit=501", "offset=-1", "offset=x", "limit=", "nonsense=1"])
def test_a_list_refuses_what_it_does_not_know(path, query, client):
    rows.plan()
    answer = client.get(f"/api/v1/{path}?{query}")
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [query.partition("=")[0]]


def test_the_address_of_the_next_page_keeps_the_filters(client):
    for n in range(3):
        rows.measure(name=f"Opas {n}")
    rows.measure(name="Muu")
    page = client.get("/api/v1/measures?q=opas&state=under_way&state=blocked&limit=2").json()
    assert page["total"] == 3
    assert page["next"] == "/api/v1/measures?q=opas&state=under_way&state=blocked&limit=2&offset=2"
    assert client.get(page["next"]).json()["next"] is None


def test_measures_are_narrowed_by_state_focus_area_organisation_kind_and_words(client):
    found = rows.measure(name="Opas kunnille")
    other = rows.measure(name="Muu")
    type(other).objects.filter(pk=other.pk).update(state="blocked", kind="guide", focus_area=None)
    lead = found.parties.get().organisation.key
    for query, titles in {
        "state=under_way": ["Opas kunnille"],
        "kind=guide": ["Muu"],
        "focus_area=model": ["Muu"],
        f"focus_area={found.focus_area.key}": ["Opas kunnille"],
        f"organisation={lead}": ["Opas kunnille"],
        "q=OPAS": ["Opas kunnille"],
        "sort=title": ["Muu", "Opas kunnille"],
        "overdue=true": [],
    }.items():
        items = client.get(f"/api/v1/measures?{query}").json()["items"]
        assert [item["title"]["fi"] for item in items] == titles, query


def test_focus_areas_are_narrowed_by_state_and_organisation(client):
    found, other = rows.focus_area(), rows.focus_area()
    type(other).objects.filter(pk=other.pk).update(state="paused")
    lead = other.organisations.get().organisation.key
    for query, key in {
        "state=running": found.key,
        "state=paused": other.key,
        f"organisation={lead}": other.key,
    }.items():
        assert [item["key"] for item in client.get(f"/api/v1/focus-areas?{query}").json()["items"]] == [key], query


def test_findings_organisations_bodies_reports_and_areas_are_narrowed(client):
    rows.finding(), rows.body(), rows.organisation(), rows.report(), rows.municipality()
    for path, one, none in [
        ("findings", "kind=strength", "kind=need"),
        ("bodies", "kind=focus_area_group", "kind=network"),
        ("organisations", "kind=agency", "kind=ministry"),
        ("organisations", "existing=now", "existing=ended"),
        ("organisations", "q=organisaatio", "q=ministeri"),
        ("reports", "language=fi", "language=sv"),
        ("areas/municipality", "", "year=2022"),
    ]:
        assert client.get(f"/api/v1/{path}?{one}").json()["total"] == 1, (path, one)
        assert client.get(f"/api/v1/{path}?{none}").json()["total"] == 0, (path, none)

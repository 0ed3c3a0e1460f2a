"""Changes through the API: by a key or a session, by those who have the right, and never over another's change."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from painopiste.base.audit.models import AuditLine
from painopiste.base.web.tests.asking import account_with, assert_problem, key_of, send
from painopiste.loop.commitments.tests.factories import CommitmentFactory
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans.models import Measure
from painopiste.loop.plans.tests.factories import MeasureFactory

pytestmark = pytest.mark.django_db
CHANGE = {"version": 1, "aims": {"fi": "Uusi tavoite"}}


@pytest.fixture
def area():
    return FocusAreaFactory(key="p3", aims_fi="Vanha tavoite")


def unchanged():
    return FocusArea.objects.get(key="p3").aims_fi == "Vanha tavoite" and not AuditLine.objects.filter(
        target_kind="focus_area"
    )


def test_a_key_that_may_write_changes_and_leaves_one_audit_line(area, client):
    account = account_with()
    told = send(client, "PATCH", "focus-areas/p3", CHANGE, key_of(account))
    assert told.status_code == 200, told.content
    assert (told.json()["aims"]["fi"], told.json()["version"]) == ("Uusi tavoite", 2)
    line = AuditLine.objects.get(target_kind="focus_area")
    assert (line.event, line.target_key, line.actor_label) == ("focus_areas.changed", "p3", account.name)
    assert line.content["after"] == {"aims_fi": "Uusi tavoite"}


def test_without_a_key_or_a_session_nothing_is_changed(area, client):
    answer = send(client, "PATCH", "focus-areas/p3", CHANGE)
    assert_problem(answer, 401, "not_signed_in")
    assert answer["WWW-Authenticate"] == 'Bearer realm="painopiste"'
    assert unchanged()


def test_a_key_that_may_only_read_does_not_write(area, client):
    key = key_of(account_with(), may_write=False)
    assert client.get("/api/v1/focus-areas/p3", headers=key).status_code == 200
    assert_problem(send(client, "PATCH", "focus-areas/p3", CHANGE, key), 403, "key_only_reads")
    assert unchanged()


@pytest.mark.parametrize("sent", ["Bearer nonsense", "Bearer ", "Bearer", "Basic YTpi", "nonsense", "Bearer pp_ä"])
@pytest.mark.parametrize("method", ["GET", "PATCH"])
def test_an_unknown_key_is_refused_also_for_reading(sent, method, area, client):
    answer = client.generic(
        method, "/api/v1/focus-areas/p3", "{}", content_type="application/json", headers={"Authorization": sent}
    )
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"]


def test_an_expired_key_is_refused(area, client):
    key = key_of(account_with(), expires_at=timezone.now() - timedelta(seconds=1))
    assert_problem(send(client, "PATCH", "focus-areas/p3", CHANGE, key), 401, "wrong_key")
    assert_problem(client.get("/api/v1/focus-areas", headers=key), 401, "wrong_key")
    assert unchanged()


def test_the_key_of_a_closed_account_is_refused(area, client):
    account = account_with()
    key = key_of(account)
    account.is_active = False
    account.save()
    assert_problem(send(client, "PATCH", "focus-areas/p3", CHANGE, key), 401, "wrong_key")


def test_a_session_writes_with_the_csrf_token_and_not_without(area):
    client = Client(enforce_csrf_checks=True)
    client.force_login(account_with())
    assert_problem(send(client, "PATCH", "focus-areas/p3", CHANGE), 403, "csrf")
    assert_problem(send(client, "PATCH", "focus-areas/p3", CHANGE, {"X-CSRFToken": "x" * 32}), 403, "csrf")
    assert unchanged()
    client.cookies["csrftoken"] = token = "k" * 32
    assert send(client, "PATCH", "focus-areas/p3", CHANGE, {"X-CSRFToken": token}).status_code == 200


def test_a_form_of_another_site_can_not_write_by_session(area):
    client = Client(enforce_csrf_checks=True)
    client.force_login(account_with())
    answer = client.post("/api/v1/measures", {"title": "x"})
    assert_problem(answer, 415, "not_json")


@pytest.mark.parametrize("role", ["reader", "analyst", "group_member", "cooperation_group", "municipal_planner"])
def test_who_does_not_have_the_right_changes_nothing(role, area, client):
    key = key_of(account_with(role, body=area.group))
    assert_problem(send(client, "PATCH", "focus-areas/p3", CHANGE, key), 403, "not_allowed")
    assert_problem(send(client, "POST", "measures", {"title": {"fi": "Uusi"}}, key), 403, "not_allowed")
    assert unchanged()


def test_a_chair_changes_the_focus_area_of_the_own_group_only(area, client):
    key = key_of(account_with("group_chair", body=area.group))
    FocusAreaFactory(key="p4")
    assert send(client, "PATCH", "focus-areas/p3", CHANGE, key).status_code == 200
    assert_problem(send(client, "PATCH", "focus-areas/p4", CHANGE, key), 403, "not_allowed")
    step = {"state": "planning", "happened_on": "2022"}
    assert_problem(send(client, "POST", "focus-areas/p3/steps", step, key), 403, "not_allowed")


def test_what_is_hidden_can_not_be_changed_and_is_not_told_of(client):
    FocusAreaFactory(key="p3", marking_id="secretariat")
    answer = send(client, "PATCH", "focus-areas/p3", CHANGE, key_of(account_with("reader")))
    absent = send(client, "PATCH", "focus-areas/p99", CHANGE, key_of(account_with("reader")))
    assert_problem(answer, 404, "missing")
    assert answer.content == absent.content


def test_nobody_hides_a_row_from_themselves(area, client):
    key = key_of(account_with("group_chair", body=area.group))
    answer = send(client, "PATCH", "focus-areas/p3", {"version": 1, "marking": "secretariat"}, key)
    assert_problem(answer, 404, "missing")
    assert FocusArea.objects.get(key="p3").marking_id == "public"


def test_who_saw_an_older_version_changes_nothing(area, client):
    key = key_of(account_with())
    measure = MeasureFactory(focus_area=area)
    assert send(client, "PATCH", "focus-areas/p3", CHANGE, key).status_code == 200
    assert_problem(send(client, "PATCH", "focus-areas/p3", CHANGE | {"aims": {"fi": "Toinen"}}, key), 409, "stale")
    assert FocusArea.objects.get(key="p3").aims_fi == "Uusi tavoite"
    for path, body in (("", {"title": {"fi": "Toinen"}}), ("/steps", {"state": "completed"})):
        method = "POST" if path else "PATCH"
        answer = send(client, method, f"measures/{measure.key}{path}", {"version": 7} | body, key)
        assert_problem(answer, 409, "stale")
    now = Measure.objects.get(pk=measure.pk)
    assert (now.title_fi, now.state, now.version) == (measure.title_fi, "under_way", 1)


def test_a_measure_is_made_changed_and_brought_to_an_end(area, client):
    key = key_of(account_with())
    body = {"focus_area": "p3", "title": {"fi": "Opas", "sv": "Guide"}, "kind": "guide", "due_on": "2023-21"}
    made = send(client, "POST", "measures", body, key)
    assert made.status_code == 201, made.content
    told = made.json()
    assert (told["title"]["sv"], told["marking"], told["state"]) == ("Guide", "members", "not_started")
    assert told["due_on"] == {"edtf": "2023-21", "earliest": "2023-03-01", "latest": "2023-05-31"}
    path = f"measures/{told['key']}"
    change = {"version": told["version"], "title": {"en": "Guide"}, "marking": "members", "timing": None}
    changed = send(client, "PATCH", path, change, key).json()
    assert changed["title"] == {"fi": "Opas", "sv": "Guide", "en": "Guide"}
    step = {"version": changed["version"], "state": "cancelled", "happened_on": "2022", "reason": {"fi": "Ei rahaa"}}
    ended = send(client, "POST", f"{path}/steps", step, key)
    assert ended.status_code == 201, ended.content
    assert (ended.json()["state"], ended.json()["steps"][-1]["reason"]["fi"]) == ("cancelled", "Ei rahaa")
    assert client.get(f"/api/v1/{path}", headers=key).json()["state"] == "cancelled"


def test_a_focus_area_is_handed_over_by_a_decision(area, client):
    key = key_of(account_with())
    step = {"state": "handed_over", "happened_on": "2020-06", "reason": {"fi": "Työ jatkuu"}}
    refused = send(client, "POST", "focus-areas/p3/steps", step, key)
    assert list(assert_problem(refused, 422, "invalid")["errors"]) == ["destination"]
    told = send(client, "POST", "focus-areas/p3/steps", step | {"destination": {"fi": "Toinen ohjelma"}}, key)
    assert told.status_code == 201, told.content
    assert told.json()["steps"][-1]["destination"]["fi"] == "Toinen ohjelma"
    again = send(client, "POST", "focus-areas/p3/steps", {"state": "running", "happened_on": "2021"}, key)
    assert_problem(again, 409, "transition_refused")


@pytest.mark.parametrize("role", ["coordinator", "secretariat"])
def test_only_the_coordinator_answers_for_an_organisation(role, client):
    row = CommitmentFactory()
    account = account_with(role, organisation=row.organisation) if role == "coordinator" else account_with(role)
    answer = {"version": 1, "state": "decided", "happened_on": "2026-03", "euros": 20000.5, "unit": {"fi": "Osasto"}}
    told = send(client, "POST", f"commitments/{row.key}/answers", answer, key_of(account))
    if role == "secretariat":
        assert_problem(told, 403, "not_allowed")
        return
    assert told.status_code == 201, told.content
    assert (told.json()["state"], told.json()["euros"], told.json()["unit"]["fi"]) == ("decided", "20000.50", "Osasto")
    again = send(
        client,
        "POST",
        f"commitments/{row.key}/answers",
        answer | {"state": "considered", "version": 2},
        key_of(account),
    )
    assert_problem(again, 409, "transition_refused")
    refusal = answer | {"state": "withdrawn", "version": 2}
    assert send(client, "POST", f"commitments/{row.key}/answers", refusal, key_of(account)).status_code == 422

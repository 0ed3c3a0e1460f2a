"""What is sent to the API and can't be used changes nothing, and the answer says what and why."""

import pytest

from painopiste.base.web.tests.asking import account_with, assert_problem, key_of, send
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans.models import Measure
from painopiste.loop.plans.tests.factories import MeasureFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"version": 1, "due_on": "31.2.2022"}, ["due_on"]),
        ({"version": 1, "due_on": "2021-02-30"}, ["due_on"]),
        ({"version": 1, "title": {"fi": ""}}, ["title.fi"]),
        ({"version": 1, "title": {"fi": "  "}}, ["title.fi"]),
        ({"version": 1, "title": {"fi": "a\x00"}}, ["title.fi"]),
        ({"version": 1, "title": {"fi": "a" * 301}}, ["title.fi"]),
        ({"version": 1, "title": {"de": "Maßnahme"}}, ["title.de"]),
        ({"version": 1, "title": "Opas"}, ["title"]),
        ({"version": 1, "kind": "nonsense"}, ["kind"]),
        ({"version": 1, "nonsense": 1}, ["nonsense"]),
        ({"version": 0}, ["version"]),
        ({"version": 2**63}, ["version"]),
        ({"version": True}, ["version"]),
        ({"version": "1"}, ["version"]),
        ({"version": None}, ["version"]),
        ({}, ["version"]),
        ([], ["body"]),
        ("null", ["body"]),
        ('{"version": NaN}', ["version"]),
        ('{"version": 1, "\\ud800": 1}', None),
        ('{"version": 1, "title": {"fi": "\\ud800"}}', ["title.fi"]),
    ],
)
def test_what_can_not_be_used_is_told_by_field_and_changes_nothing(body, fields, client):
    measure = MeasureFactory(title_fi="Opas", due_on="2022")
    answer = send(client, "PATCH", f"measures/{measure.key}", body, key_of(account_with()))
    errors = assert_problem(answer, 422, "invalid")["errors"]
    assert fields is None or [name.removeprefix("change") or "body" for name in errors] == fields
    now = Measure.objects.get(pk=measure.pk)
    assert (now.title_fi, now.due_on, now.version) == ("Opas", "2022", 1)


@pytest.mark.parametrize("body", ["{", "{'version': 1}", b"\xff\xfe", "[" * 100_000, "1" * 5000])
def test_what_is_not_json_is_a_wrong_request(body, client):
    answer = send(client, "POST", "measures", body, key_of(account_with()))
    assert_problem(answer, 400, "wrong_request")


def test_too_much_is_refused(client):
    answer = send(client, "POST", "measures", '"' + "a" * 3_000_000 + '"', key_of(account_with()))
    assert_problem(answer, 413, "too_large")


def test_line_ends_are_saved_as_one_kind(client):
    FocusAreaFactory(key="p3")
    send(client, "PATCH", "focus-areas/p3", {"version": 1, "aims": {"fi": "a\r\nb\rc"}}, key_of(account_with()))
    assert FocusArea.objects.get(key="p3").aims_fi == "a\nb\nc"

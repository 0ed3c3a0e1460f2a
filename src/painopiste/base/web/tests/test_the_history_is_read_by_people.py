"""The audit trail is stored in codes and read in words."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.utils import translation

from painopiste.base.organisations.models import Organisation
from painopiste.base.web.history import event_name, history_entries

pytestmark = pytest.mark.django_db


def entry(event, before=None, after=None, **labels):
    line = SimpleNamespace(
        at=datetime(2022, 5, 24, 9, tzinfo=UTC),
        actor_label="Sihteeristö",
        event=event,
        content={"before": before or {}, "after": after or {}},
    )
    with translation.override("en"):
        (found,) = history_entries([line], labels=labels)
        return found["what"], [(row["label"], row["before"], row["after"]) for row in found["changes"]]


def test_dates_and_codes_are_told_in_words_and_empty_fields_not_at_all():
    told = entry(
        "focus_areas.planning",
        before={"state": "approved"},
        after={"state": "planning", "on": "2022-23", "reference": ""},
        state={"approved": "Approved", "planning": "Planning"},
    )
    assert told == ("Planning began", [("State", "Approved", "Planning"), ("From", "", "autumn 2022")])


def test_who_ended_is_told_with_the_end():
    facts = {"organisation": "sm", "role": "lead"}
    told = entry("focus_areas.organisation_ended", before=facts | {"until": ""}, after=facts | {"until": "2021-12-31"})
    assert told == (
        "Ended: Organisation",
        [("Organisation", "", "sm"), ("Role", "", "lead"), ("Until", "", "31.12.2021")],
    )


def test_an_event_tells_what_it_was_about():
    with translation.override("en"):
        assert event_name("plans.funding_added") == "Added: Funding"
        assert event_name("focus_areas.handed_over") == "Handed over"
        assert event_name("plans.measure_changed") == "Changed"


def test_an_organisation_is_told_by_its_abbreviation_and_one_that_is_gone_by_its_key():
    Organisation.objects.create(key="o7x", abbreviation="SM", name_fi="Sisäministeriö", kind="ministry")
    _what, changes = entry("plans.lead_changed", before={"lead": "gone"}, after={"lead": "o7x"})
    assert changes == [("Lead", "gone", "SM")]

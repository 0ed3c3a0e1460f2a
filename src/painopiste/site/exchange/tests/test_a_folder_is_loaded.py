"""What stands in the files stands in the tables afterwards."""

import pytest
from django.core.management import call_command

from painopiste.base.areas.models import Area
from painopiste.base.audit.models import AuditLine
from painopiste.base.bodies.models import Body
from painopiste.base.organisations.models import Organisation
from painopiste.base.programmes.models import KeyFigure, Programme
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.plans.models import ChainItem, Measure
from painopiste.loop.progress.models import FocusAreaAnswer, MeasureAnswer, Round
from painopiste.site.exchange.load import load
from painopiste.site.exchange.tests.folders import write_folder

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return write_folder(tmp_path / "kaupunki")


def test_every_file_is_loaded(folder):
    load(folder)
    assert Programme.objects.get().owner.key == "kaupunki"
    assert [Organisation.objects.count(), Body.objects.count(), FocusArea.objects.count()] == [3, 2, 1]
    assert [Measure.objects.count(), ChainItem.objects.count(), KeyFigure.objects.count()] == [3, 2, 2]
    assert [Round.objects.count(), FocusAreaAnswer.objects.count(), MeasureAnswer.objects.count()] == [1, 1, 1]


def test_the_state_is_that_of_the_last_step(folder):
    load(folder)
    assert FocusArea.objects.get().state == "running"
    assert dict(Measure.objects.values_list("key", "state")) == {
        "1.1": "blocked",
        "1.2": "not_started",
        "g.1": "continuous",
    }


def test_an_organisation_may_be_named_by_abbreviation_name_or_alias(folder):
    load(folder)
    members = Body.objects.get(key="ryhma").members.order_by("rank")
    assert [member.organisation.key for member in members] == ["kaupunki", "pelastus"]
    assert Measure.objects.get(key="1.1").parties.get(role="lead").organisation.key == "pelastus"


def test_a_successor_may_stand_further_down_in_the_file(folder):
    load(folder)
    assert Organisation.objects.get(key="pelastus").successor.key == "uusi-pelastus"


def test_leads_keep_their_order_and_dates(folder):
    load(folder)
    leads = FocusArea.objects.get().organisations.filter(role="lead").order_by("rank")
    assert [(lead.organisation.key, lead.since, lead.until) for lead in leads] == [
        ("kaupunki", "", "2023-12-31"),
        ("pelastus", "2024-01-01", ""),
    ]
    assert leads[1].part_fi == "paloturvallisuus"


def test_the_chain_ties_measures_to_the_plan(folder):
    load(folder)
    assert [item.key for item in Measure.objects.get(key="1.1").chain.all()] == ["asuminen-tuotos"]
    assert ChainItem.objects.get(key="asuminen-tuotos").parent.key == "asuminen-tavoite"


def test_measures_are_in_the_order_of_focus_areas_and_the_models_own_come_last(folder):
    load(folder)
    assert list(Measure.objects.order_by("rank").values_list("key", flat=True)) == ["1.1", "1.2", "g.1"]


def test_a_loaded_answer_was_given_on_the_last_day_of_its_round(folder):
    load(folder)
    assert FocusAreaAnswer.objects.get().submitted_at.date() == Round.objects.get().closes_on


def test_optional_files_may_be_missing(tmp_path):
    load(write_folder(tmp_path / "a", model=None, timeline=None, findings=None, figures=None, accounts=None))
    assert Measure.objects.count() == 2


def test_each_new_row_leaves_one_audit_line(folder):
    load(folder)
    events = list(AuditLine.objects.order_by("number").values_list("event", "target_key"))
    assert ("focus_areas.loaded", "asuminen") in events
    assert ("measures.loaded", "g.1") in events
    assert events[-1] == ("programmes.loaded", "kaupunki-2023")


def test_the_command_loads_the_areas_too_and_tells_what_it_did(folder, capsys):
    call_command("load", str(folder))
    assert Area.objects.filter(kind="municipality").count() == 309
    told = capsys.readouterr().out
    assert [line.split()[1:] for line in told.splitlines() if line.startswith("organisations")] == [
        ["3", "0", "0", "0"]
    ]

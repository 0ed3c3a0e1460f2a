"""A programme folder closes rows, and opens those that are there already only where two people answer for it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from painopiste.base.accounts.tests.factories import RoleGrantFactory
from painopiste.base.markings.models import MarkingDecision
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.plans.models import Measure
from painopiste.site.exchange.load import load
from painopiste.site.exchange.openings import WrongPeople, two_people
from painopiste.site.exchange.problems import WrongProgramme
from painopiste.site.exchange.tests.folders import change, write_folder

pytestmark = pytest.mark.django_db
AREA, PUBLIC = "focus-areas/asuminen.yaml", "audience: public\nparticipants"
MEMBERS = "audience: members\nparticipants"


@pytest.fixture
def folder(tmp_path):
    """A folder that has been loaded when its focus area was for members."""
    made = write_folder(tmp_path / "kaupunki")
    change(made, AREA, PUBLIC, MEMBERS)
    load(made)
    assert not MarkingDecision.objects.exists()  # the first loading changes no marking
    return made


def person(username, role="secretariat", **more):
    return RoleGrantFactory(role=role, account__username=username, account__name=username, **more).account


def test_opening_a_row_is_refused_with_its_file_line_and_field_and_nothing_is_changed(folder):
    change(folder, AREA, MEMBERS, PUBLIC)
    with pytest.raises(WrongProgramme, match=r"focus-areas/asuminen\.yaml:\d+: audience: would be opened") as refused:
        load(folder)
    assert "members → public" in str(refused.value)
    assert FocusArea.objects.get().marking_id == "members"


def test_opening_by_a_marking_names_that_field(folder):
    wider = "marking: {legal_status: public, tlp: clear}\nparticipants"
    change(folder, AREA, MEMBERS, wider)
    with pytest.raises(WrongProgramme, match="marking: would be opened"):
        load(folder)


def test_with_two_people_it_is_opened_and_their_decision_is_kept(folder):
    first, second = person("eka"), person("toka")
    change(folder, AREA, MEMBERS, PUBLIC)
    told = ["--opened-by", "eka", "--confirmed-by", "toka", "--reason", "Ryhmä päätti julkaista."]
    call_command("load", folder, *told, stdout=StringIO())
    assert FocusArea.objects.get().marking_id == "public"
    assert Measure.objects.get(key="1.1").marking_id == "public"
    decision = MarkingDecision.objects.get()
    assert (decision.decided_by, decision.confirmed_by, decision.lowers) == (first, second, True)
    assert (decision.target_kind, decision.reason) == ("focus_area", "Ryhmä päätti julkaista.")
    assert not load(folder).changed_anything


def test_closing_needs_nobody_and_is_kept_too(folder):
    change(folder, AREA, MEMBERS, "audience: secretariat\nparticipants")
    load(folder)
    decision = MarkingDecision.objects.get()
    assert (decision.before_id, decision.after_id, decision.lowers) == ("members", "secretariat", False)
    assert decision.decided_by_label == "painopiste load"


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("eka", "eka", "Syy"),
        ("eka", "nobody", "Syy"),
        ("eka", "lukija", "Syy"),
        ("lukija", "eka", "Syy"),
        ("eka", "suljettu", "Syy"),
        ("eka", "toka", " "),
    ],
)
def test_the_two_must_be_different_open_accounts_with_the_rights(first, second, reason):
    person("eka"), person("toka"), person("lukija", "reader"), person("suljettu", account__is_active=False)
    with pytest.raises(WrongPeople):
        two_people(first, second, reason)


def test_the_command_says_what_to_do(folder):
    change(folder, AREA, MEMBERS, PUBLIC)
    with pytest.raises(CommandError, match="--opened-by, --confirmed-by and --reason"):
        call_command("load", folder)
    with pytest.raises(CommandError, match="two different open accounts"):
        call_command("load", folder, "--opened-by", "eka")

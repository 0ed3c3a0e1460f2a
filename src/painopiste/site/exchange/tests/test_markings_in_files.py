"""An entry that none of the built-in audiences fits says in its file for whom it is."""

import pytest

from painopiste.base.bodies.models import Body, Decision
from painopiste.base.markings.models import Compartment
from painopiste.base.markings.rules import AudienceClause, Circle, Ground, LegalStatus, Tlp
from painopiste.base.markings.stored import value_of
from painopiste.base.organisations.models import Organisation
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.plans.models import Measure
from painopiste.site.exchange.dump import dump
from painopiste.site.exchange.load import load
from painopiste.site.exchange.problems import WrongProgramme
from painopiste.site.exchange.tests.folders import change, write_folder
from painopiste.site.exchange.tests.test_dumps import empty_everything, read_all

pytestmark = pytest.mark.django_db
AREA, MARKED = "focus-areas/asuminen.yaml", "audience: public\nparticipants"
SECRET = """marking:
  legal_status: secret
  grounds: [{act: 621/1999, section: '24', point: '9'}]
  tlp: amber
  readers:
    - {circles: [authorities], organisations: [Palokunta]}
    - {bodies: [ryhma]}
  embargo_until: 2030-01-01
participants"""


@pytest.fixture
def folder(tmp_path):
    return write_folder(tmp_path / "kaupunki")


def marked(folder, text=SECRET):
    change(folder, AREA, MARKED, text)
    return folder


def test_a_marking_is_loaded_and_raises_what_stands_in_the_row(folder):
    load(marked(folder))
    area = FocusArea.objects.get()
    value = value_of(area.own_marking_id)
    named = AudienceClause(
        circles=frozenset({Circle.AUTHORITIES}), organisations=frozenset({Organisation.objects.get(key="pelastus").pk})
    )
    assert (value.legal_status, value.tlp) == (LegalStatus.SECRET, Tlp.AMBER)
    assert value.grounds == {Ground("621/1999", "24", "9")}
    assert value.clauses == {named, AudienceClause(bodies=frozenset({Body.objects.get(key="ryhma").pk}))}
    measure = Measure.objects.get(key="1.1")
    assert (measure.own_marking_id, measure.marking_id) == ("public", area.marking_id)


def test_what_was_loaded_is_dumped_and_loaded_without_loss(folder, tmp_path):
    load(marked(folder))
    dump(tmp_path / "first")
    assert not load(tmp_path / "first").changed_anything
    assert not load(folder).changed_anything
    empty_everything()
    load(tmp_path / "first")
    dump(tmp_path / "second")
    assert read_all(tmp_path / "first") == read_all(tmp_path / "second")


def test_a_body_may_be_for_itself(folder):
    said = "legal_status: not_yet_public, grounds: [{act: a, section: '1'}], tlp: red, readers: [{bodies: [alaryhma]}]"
    own = f"kind: subgroup\n    marking: {{{said}}}\n"
    change(folder, "bodies.yaml", "kind: subgroup\n", own)
    load(folder)
    body = Body.objects.get(key="alaryhma")
    assert value_of(body.marking_id).clauses == {AudienceClause(bodies=frozenset({body.pk}))}
    assert not load(folder).changed_anything


def test_a_row_that_is_raised_by_a_file_raises_what_stands_in_it(folder):
    load(folder)
    change(folder, "bodies.yaml", "tempo: quarterly\n", "tempo: quarterly\n    audience: secretariat\n")
    load(folder)
    assert Decision.objects.get(key="2023-01-start").marking_id == "secretariat"


def test_a_compartment_must_be_there(folder):
    within = SECRET.replace("  embargo", "  compartments: [tilannekuva]\n  embargo")
    with pytest.raises(WrongProgramme, match='there is no compartment "tilannekuva"'):
        load(marked(folder, within))
    compartment = Compartment.objects.create(key="tilannekuva", name_fi="Tilannekuva")
    load(folder)
    assert value_of(FocusArea.objects.get().marking_id).compartments == {compartment.pk}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("  tlp: amber\n", "  tlp: clear\n", "can't be passed on to everybody"),
        ("  legal_status: secret\n", "  legal_status: restricted\n", "has not been approved"),
        ("marking:\n", "audience: public\nmarking:\n", "is left out where there is a marking"),
        (SECRET, "participants", "audience: is missing"),
        ("[Palokunta]", "[Palokuntaa]", 'there is no organisation "Palokuntaa"'),
    ],
)
def test_a_wrong_marking_is_refused_with_the_reason(folder, old, new, reason):
    with pytest.raises(WrongProgramme) as refused:
        load(marked(folder, SECRET.replace(old, new)))
    assert reason in str(refused.value)

"""Members read what was changed in what they see; notes, and what was written for fewer, stay with the secretariat."""

import pytest

from painopiste.base.actors import PUBLIC, Actor, system
from painopiste.base.audit.selectors import find_faults, list_history
from painopiste.base.audit.services import record
from painopiste.base.bodies.tests.factories import BodyFactory
from painopiste.base.markings.rules import AudienceClause, Marking
from painopiste.base.markings.stored import intern
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory

pytestmark = pytest.mark.django_db
SECRETARIAT = system("secretariat", rights={"internal.read", "audit.verify"})
MEMBER = Actor(label="member", member=True)


def told(by, key="p1"):
    return [line.content["after"] for line in list_history(kind="focus_area", key=key, by=by)]


def write(key="p1", **after):
    record("focus_areas.changed", target=("focus_area", key), by=SECRETARIAT, after=after)


def test_an_internal_note_is_left_out_and_so_is_a_line_of_nothing_else():
    write(internal_note="Vain meille")
    write(internal_note="Vain meille", aims_fi="Kaikille")
    assert told(MEMBER) == [{"aims_fi": "Kaikille"}]
    assert len(told(SECRETARIAT)) == 2
    assert list(find_faults(by=SECRETARIAT)) == []  # nothing was taken from the trail itself


def test_what_was_written_for_the_secretariat_is_left_out():
    write(title_fi="Suljettu päätös", audience="secretariat")
    write(title_fi="Avoin päätös", audience="members")
    assert told(MEMBER) == [{"title_fi": "Avoin päätös", "audience": "members"}]
    assert told(PUBLIC) == []


def test_two_long_keys_joined_have_histories_of_their_own():
    keys = [f"{'k' * 60}/{area * 60}" for area in "ab"]
    for key in keys:
        write(key, name=key[-1])
    assert [told(MEMBER, key) for key in keys] == [[{"name": "a"}], [{"name": "b"}]]


def test_what_was_told_while_a_row_was_hidden_stays_hidden_when_it_has_been_opened():
    area = FocusAreaFactory(key="p1", marking_id="secretariat")
    write(aims_fi="Salaa")
    FocusArea._base_manager.filter(pk=area.pk).update(marking="public", own_marking="public")
    write(aims_fi="Avoimesti")
    assert told(MEMBER) == [{"aims_fi": "Avoimesti"}]
    assert [line["aims_fi"] for line in told(SECRETARIAT)] == ["Avoimesti", "Salaa"]


def test_the_secretariat_reads_no_line_of_what_is_hidden_from_it_too():
    code = intern(Marking(clauses=frozenset({AudienceClause(organisations=frozenset({OrganisationFactory().pk}))})))
    area = FocusAreaFactory(key="p1", marking_id=code)
    write(aims_fi="Vain virastolle")
    FocusArea._base_manager.filter(pk=area.pk).update(marking="public", own_marking="public")
    assert told(SECRETARIAT) == []


def test_a_line_that_names_a_hidden_row_is_hidden_with_it():
    FocusAreaFactory(key="p1")
    hidden = BodyFactory(key="piilo", marking_id="secretariat")
    after = {"group": hidden.key}
    record("focus_areas.group_changed", target=("focus_area", "p1"), by=SECRETARIAT, after=after, naming=[hidden])
    assert (told(MEMBER), told(SECRETARIAT)) == ([], [after])


def test_hidden_lines_take_no_place_among_those_that_are_shown():
    write(aims_fi="Ensin")
    for number in range(60):
        write(internal_note=f"Muistio {number}")
    assert told(MEMBER) == [{"aims_fi": "Ensin"}]

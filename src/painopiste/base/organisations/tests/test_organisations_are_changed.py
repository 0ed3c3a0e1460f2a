"""Organisations are changed by those with the right, one at a time, and every change leaves a line."""

import pytest

from painopiste.base.actors import PUBLIC, Actor, system
from painopiste.base.audit.models import AuditLine
from painopiste.base.errors import Invalid, NotAllowed, Stale
from painopiste.base.organisations import selectors, services
from painopiste.base.organisations.models import Organisation
from painopiste.base.organisations.tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
EDITOR = system("editor", rights={"organisations.change"})


def test_the_public_changes_nothing():
    organisation = OrganisationFactory()
    with pytest.raises(NotAllowed):
        services.change(organisation=organisation, values={"name_fi": "Uusi"}, version=1, by=PUBLIC)
    with pytest.raises(NotAllowed):
        services.add(values={"abbreviation": "U", "name_fi": "Uusi", "kind": "agency"}, by=PUBLIC)
    assert not AuditLine.objects.exists()


def test_a_coordinator_changes_only_their_own_organisation():
    own, other = OrganisationFactory(), OrganisationFactory()
    coordinator = Actor(label="c", member=True, for_organisations={"organisations.change": frozenset({own.pk})})
    services.change(organisation=own, values={"website": "https://example.fi"}, version=1, by=coordinator)
    with pytest.raises(NotAllowed):
        services.change(organisation=other, values={"website": "https://example.fi"}, version=1, by=coordinator)


def test_an_older_form_does_not_save_over_a_newer_one():
    organisation = OrganisationFactory()
    same = Organisation.objects.get()
    services.change(organisation=organisation, values={"name_fi": "Ensimmäinen"}, version=1, by=EDITOR)
    with pytest.raises(Stale):
        services.change(organisation=same, values={"name_fi": "Toinen"}, version=1, by=EDITOR)
    assert Organisation.objects.get().name_fi == "Ensimmäinen"
    line = AuditLine.objects.get()
    assert (line.event, line.target_key) == ("organisations.changed", organisation.key)
    assert line.content["after"] == {"name_fi": "Ensimmäinen"}


def test_an_alias_belongs_to_one_organisation():
    police, other = OrganisationFactory(), OrganisationFactory()
    services.change(organisation=police, values={}, aliases=["POHA", " Poliisi "], version=1, by=EDITOR)
    with pytest.raises(Invalid) as refusal:
        services.change(organisation=other, values={}, aliases=["POHA"], version=1, by=EDITOR)
    assert "aliases" in refusal.value.fields
    services.change(organisation=police, values={}, aliases=["POHA"], version=2, by=EDITOR)
    assert [alias.name for alias in police.aliases.all()] == ["POHA"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "circus"}, "kind"),
        ({"name_fi": " "}, "name_fi"),
        ({"valid_from": "2022", "valid_to": "2020"}, "valid_to"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(values, field):
    organisation = OrganisationFactory()
    with pytest.raises(Invalid) as refusal:
        services.change(organisation=organisation, values=values, version=1, by=EDITOR)
    assert list(refusal.value.fields) == [field]
    assert Organisation.objects.get().version == 1


def test_an_organisation_is_not_part_of_itself():
    organisation = OrganisationFactory()
    with pytest.raises(Invalid):
        services.change(organisation=organisation, values={"parent": organisation}, version=1, by=EDITOR)


def test_units_and_predecessors_are_found_from_either_end():
    ministry = OrganisationFactory()
    OrganisationFactory(key="unit", parent=ministry)
    OrganisationFactory(key="old", successor=ministry)
    near = selectors.list_near(organisation=ministry, by=PUBLIC)
    assert {(row["key"], row["relation"]) for row in near} == {("unit", "unit"), ("old", "predecessor")}

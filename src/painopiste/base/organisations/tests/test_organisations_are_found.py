"""Organisations are found by any of their names, by kind, and by whether they exist."""

from datetime import date

import pytest

from painopiste.base.actors import PUBLIC
from painopiste.base.errors import Missing
from painopiste.base.organisations import selectors
from painopiste.base.organisations.models import OrganisationAlias
from painopiste.base.organisations.tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 1)


def found(**filters):
    rows = selectors.list_organisations(by=PUBLIC, on=TODAY, filters=selectors.Filters(**filters))
    return [row["key"] for row in rows]


def test_an_organisation_is_found_by_a_name_in_any_language_and_by_an_alias():
    police = OrganisationFactory(key="poha", name_fi="Poliisihallitus", name_sv="Polisstyrelsen")
    OrganisationAlias.objects.create(organisation=police, name="Poliisin ylijohto")
    OrganisationFactory(key="sm")
    for text in ("poliisi", "POLISS", "ylijohto"):
        assert found(text=text) == ["poha"]
    assert found(text="palokunta") == []


def test_those_that_have_ended_can_be_left_out_or_asked_for():
    OrganisationFactory(key="avi", abbreviation="A", valid_to="2025-12-31")
    OrganisationFactory(key="lvv", abbreviation="B", valid_from="2026")
    assert found(existing="now") == ["lvv"]
    assert found(existing="ended") == ["avi"]
    assert found() == ["avi", "lvv"]


def test_a_list_of_three_takes_as_many_queries_as_a_list_of_one(django_assert_num_queries):
    for wanted in (1, 3):
        while len(found()) < wanted:
            OrganisationFactory(parent=OrganisationFactory() if wanted == 3 else None)
        with django_assert_num_queries(1):
            found()


def test_a_key_that_does_not_exist_is_missing():
    with pytest.raises(Missing):
        selectors.get_organisation(key="nobody", by=PUBLIC)

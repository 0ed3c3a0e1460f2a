"""An organisation is abbreviated as its readers know it: SM in Finnish, IM in Swedish."""

import pytest

from painopiste.base.organisations.models import Organisation
from painopiste.base.words import abbreviation_of

BOTH = {"abbreviation": "SM", "abbreviation_sv": "IM"}


@pytest.mark.parametrize(("language", "expected"), [("fi", "SM"), ("sv", "IM"), ("en", "SM")])
def test_the_swedish_abbreviation_is_for_swedish_readers_alone(language, expected):
    assert abbreviation_of(BOTH, language) == expected
    assert abbreviation_of(Organisation(**BOTH), language) == expected
    of_a_party = {f"organisation_{name}": value for name, value in BOTH.items()}
    assert abbreviation_of(of_a_party, language, "organisation_abbreviation") == expected


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_one_abbreviation_serves_all_and_a_body_has_none(language):
    assert abbreviation_of({"abbreviation": "THL", "abbreviation_sv": ""}, language) == "THL"
    assert abbreviation_of({"abbreviation": None, "abbreviation_sv": None}, language) == ""
    assert abbreviation_of({"abbreviation": "THL"}, language) == "THL"


@pytest.mark.django_db
def test_lists_and_pages_in_swedish_show_it(client):
    organisation = Organisation.objects.create(key="sm", name_fi="Sisäministeriö", kind="ministry", **BOTH)
    assert ">IM<" in client.get("/sv/organisaatiot/").content.decode()
    assert "· IM" in client.get(f"/sv/organisaatiot/{organisation.key}/").content.decode()
    finnish = client.get("/fi/organisaatiot/").content.decode()
    assert ">SM<" in finnish
    assert ">IM<" not in finnish
    assert ">IM<" in client.get("/sv/organisaatiot/?q=im").content.decode(), "it is found by it"

"""A part in a measure, in a focus area or in a body ends on a day that is not before its beginning."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import translation

from painopiste.base.actors import system
from painopiste.base.bodies import services as bodies
from painopiste.base.bodies.tests.factories import BodyFactory
from painopiste.base.dates import EndBeforeBeginning
from painopiste.base.errors import Invalid
from painopiste.loop.focus_areas import services as focus_areas
from painopiste.loop.focus_areas.tests.factories import FocusAreaOrganisationFactory
from painopiste.loop.plans import services
from painopiste.loop.plans.tests.factories import MeasurePartyFactory

pytestmark = pytest.mark.django_db
SECRETARIAT = system("secretariat", rights=["measures.change", "focus_areas.change", "bodies.change"])


def test_a_party_of_a_measure():
    party = MeasurePartyFactory(since="2022")
    with pytest.raises(EndBeforeBeginning):
        services.end_party(measure=party.measure, party_id=party.pk, until="2021-12-31", by=SECRETARIAT)
    services.end_party(measure=party.measure, party_id=party.pk, until="2022-01-01", by=SECRETARIAT)
    party.refresh_from_db()
    assert party.until == "2022-01-01"


def test_a_measure_is_not_due_before_it_starts():
    values = {"title_fi": "Opas", "starts_on": "2023"}
    with pytest.raises(Invalid) as refused:
        services.create_measure(focus_area=None, values=values | {"due_on": "2022-23"}, by=SECRETARIAT)
    assert set(refused.value.fields) == {"due_on"}
    made = services.create_measure(focus_area=None, values=values | {"due_on": "2023"}, by=SECRETARIAT)
    with pytest.raises(Invalid):
        services.change_measure(measure=made, values={"due_on": "2022"}, version=made.version, by=SECRETARIAT)


def test_an_organisation_of_a_focus_area():
    link = FocusAreaOrganisationFactory(since="2022")
    with pytest.raises(EndBeforeBeginning):
        focus_areas.end_organisation(focus_area=link.focus_area, link_id=link.pk, until="2021", by=SECRETARIAT)
    link.refresh_from_db()
    assert link.until == ""


def test_a_body():
    body = BodyFactory(began="2022")
    with pytest.raises(Invalid) as refused:
        bodies.change(body=body, values={"ended": "2021"}, version=1, by=SECRETARIAT)
    assert "ended" in refused.value.fields


@pytest.mark.parametrize("until", ["2021", "eilen", ""])
def test_the_page_says_what_is_wrong_and_changes_nothing(browser_of, until):
    link, party = FocusAreaOrganisationFactory(since="2022"), MeasurePartyFactory(since="2022")
    with translation.override("fi"):
        pages = (
            reverse("focus_areas:end_organisation", args=[link.focus_area.key, link.pk]),
            reverse("plans:end_party", args=[party.measure.key, party.pk]),
        )
    browser = browser_of("secretariat")
    for told, page in enumerate(pages, start=1):
        answer = browser.post(page, {"until": until})
        assert answer.status_code == 302
        assert len(list(get_messages(answer.wsgi_request))) == told
    for row in (link, party):
        row.refresh_from_db()
        assert row.until == ""

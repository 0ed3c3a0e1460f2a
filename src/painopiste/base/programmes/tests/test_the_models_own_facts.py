"""Events and findings of the model: what is public is shown, and each new event leaves a line."""

import pytest

from painopiste.base.actors import PUBLIC, system
from painopiste.base.audit.models import AuditLine
from painopiste.base.errors import Invalid, NotAllowed
from painopiste.base.programmes import selectors, services
from painopiste.base.programmes.models import Finding, Programme, TimelineEvent

pytestmark = pytest.mark.django_db
SECRETARIAT = system("secretariat", rights={"programmes.change"})


def test_the_nameplate_is_empty_before_a_programme_is_loaded_and_is_read_once(django_assert_num_queries):
    assert not selectors.is_demonstration()
    selectors.caches["memory"].clear()
    Programme.objects.create(name_fi="Malli", demonstration=True)
    with django_assert_num_queries(1):
        assert selectors.is_demonstration()
        assert selectors.get_nameplate().name_fi == "Malli"


def test_the_public_sees_public_events_and_findings_in_their_order():
    TimelineEvent.objects.create(name_fi="Myöhempi", happened_on="2022", marking_id="public")
    TimelineEvent.objects.create(name_fi="Aiempi", happened_on="2019-23", marking_id="public")
    TimelineEvent.objects.create(name_fi="Sisäinen", happened_on="2020")
    Finding.objects.create(kind="need", theme="x", text_fi="Julkinen", marking_id="public")
    Finding.objects.create(kind="need", theme="x", text_fi="Sisäinen")
    assert [row["name_fi"] for row in selectors.list_events(by=PUBLIC)] == ["Aiempi", "Myöhempi"]
    assert [row["text_fi"] for row in selectors.list_findings(by=PUBLIC, kind="need")] == ["Julkinen"]


def test_an_event_needs_a_name_a_time_and_the_right():
    with pytest.raises(NotAllowed):
        services.add_event(values={"name_fi": "T", "happened_on": "2022"}, by=PUBLIC)
    with pytest.raises(Invalid) as refusal:
        services.add_event(values={}, by=SECRETARIAT)
    assert set(refusal.value.fields) == {"name_fi", "happened_on"}
    services.add_event(values={"name_fi": "T", "happened_on": "2022"}, by=SECRETARIAT)
    assert AuditLine.objects.get().event == "programmes.event_added"

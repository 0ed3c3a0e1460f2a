"""One change of many measures: all or none, nobody's work is written over, and it can be taken back."""

import threading
import time

import pytest
from django.db import connection, transaction

from painopiste.base.actors import system
from painopiste.base.audit.models import AuditLine
from painopiste.base.errors import Invalid
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans import permissions, services
from painopiste.loop.plans.models import Measure
from painopiste.loop.plans.tests.factories import MeasureFactory, MeasurePartyFactory

SECRETARIAT = system("secretariat", rights=[permissions.CHANGE_MEASURE, permissions.CHANGE_MANY])


@pytest.mark.django_db
def test_a_new_lead_begins_on_a_day_so_that_the_one_before_ends():
    old, new = MeasurePartyFactory(), OrganisationFactory()
    with pytest.raises(Invalid) as refused:
        services.change_many(keys=[old.measure.key], lead=new, by=SECRETARIAT)
    assert "on" in refused.value.fields
    services.change_many(keys=[old.measure.key], lead=new, on="2022", by=SECRETARIAT)
    assert [party.organisation for party in old.measure.parties.filter(role="lead", until="")] == [new]
    old.refresh_from_db()
    assert old.until == "2021-12-31"  # nobody leads twice on the first day of the new lead


@pytest.mark.django_db
def test_the_trail_tells_who_led_before_and_after():
    old, new = MeasurePartyFactory(), OrganisationFactory()
    change = services.change_many(keys=[old.measure.key], lead=new, on="2022", by=SECRETARIAT)
    services.undo_change(change=change, by=SECRETARIAT)
    told = [line.content for line in AuditLine.objects.filter(event="plans.lead_changed").order_by("number")]
    assert [(one["before"]["lead"], one["after"]["lead"]) for one in told] == [
        ([old.organisation.key], [new.key]),
        ([new.key], [old.organisation.key]),
    ]


@pytest.mark.django_db
def test_who_leads_already_does_not_begin_anew():
    lead = MeasurePartyFactory(since="2020")
    services.change_many(keys=[lead.measure.key], lead=lead.organisation, on="2022", by=SECRETARIAT)
    assert [(party.since, party.until) for party in lead.measure.parties.all()] == [("2020", "")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time")
def test_a_title_that_is_saved_meanwhile_is_not_written_over():
    measure = MeasureFactory()
    with transaction.atomic():
        services.change_measure(measure=measure, values={"title_fi": "Uusi nimi"}, version=1, by=SECRETARIAT)
        other = in_a_thread(lambda: services.change_many(keys=[measure.key], due_on="2023", by=SECRETARIAT))
        time.sleep(0.5)  # until the other stands at the row
    other.join(10)
    saved = Measure.objects.get()
    assert (saved.title_fi, saved.due_on) == ("Uusi nimi", "2023")


def in_a_thread(what):
    def run():
        try:
            what()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time")
def test_two_new_measures_never_get_the_same_number():
    area = FocusAreaFactory(number=7)

    def make():
        services.create_measure(focus_area=area, values={"title_fi": "Uusi"}, by=SECRETARIAT)

    with transaction.atomic():
        make()
        other = in_a_thread(make)
        time.sleep(0.5)
    other.join(10)
    assert sorted(Measure.objects.values_list("number", flat=True)) == ["7.1", "7.2"]

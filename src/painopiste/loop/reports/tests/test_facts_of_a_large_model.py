"""Gathering facts takes as many queries for one measure and for many, and five hundred take well under a second."""

import time
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from painopiste.base.actors import PUBLIC, system
from painopiste.base.bodies.tests.factories import BodyFactory
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.loop.focus_areas.models import FocusAreaChange, FocusAreaName
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory, FocusAreaOrganisationFactory
from painopiste.loop.plans.models import Measure, MeasureChange, MeasureParty
from painopiste.loop.plans.tests.factories import MeasureChangeFactory, MeasureFactory, MeasurePartyFactory
from painopiste.loop.reports import services
from painopiste.loop.reports.selectors import interim_facts

pytestmark = pytest.mark.django_db
DAY = date(2022, 5, 24)


def make(count):
    for _number in range(count):
        measure = MeasureFactory()
        FocusAreaChange.objects.create(focus_area=measure.focus_area, state="running", happened_on="2021")
        FocusAreaName.objects.create(focus_area=measure.focus_area, name_fi="Vanha", used_until="2020")
        FocusAreaOrganisationFactory(focus_area=measure.focus_area)
        MeasureChangeFactory(measure=measure, happened_on="2021")
        MeasurePartyFactory(measure=measure)


@pytest.mark.parametrize("count", [1, 3])
def test_the_facts_take_28_queries_whatever_the_number_of_rows(programme, count):
    make(count)
    with CaptureQueriesContext(connection) as queries:
        found = interim_facts(as_of=DAY, by=PUBLIC)
    assert (len(found["focus_areas"]), len(found["measures"])) == (count, count)
    assert len(queries) == 28


def test_five_hundred_measures_with_five_thousand_steps_are_frozen_in_a_second(programme):
    organisations = OrganisationFactory.create_batch(60)
    areas = FocusAreaFactory.create_batch(12)
    for area in areas:
        FocusAreaChange.objects.create(focus_area=area, state="running", happened_on="2020")
    measures = Measure.objects.bulk_create(
        Measure(
            key=f"m{n}",
            number=f"{n % 12}.{n}",
            rank=n,
            title_fi=f"Toimenpide {n}",
            marking_id="public",
            focus_area=areas[n % 12],
        )
        for n in range(500)
    )
    MeasureChange.objects.bulk_create(
        MeasureChange(
            measure=measure,
            state=("planned", "under_way")[step % 2],
            happened_on=f"20{20 + step // 4}-{1 + (n + step) % 12:02}-{1 + n % 28:02}",
            rank=step,
        )
        for n, measure in enumerate(measures)
        for step in range(10)
    )
    MeasureParty.objects.bulk_create(
        MeasureParty(measure=measure, role=role, organisation=organisations[(n + place) % 60])
        for n, measure in enumerate(measures)
        for place, role in enumerate(("lead", "participant", "participant"))
    )
    started = time.process_time()
    report = services.freeze_report(as_of=DAY, language="fi", by=system("test", rights={"reports.make"}))
    spent = time.process_time() - started
    assert len(report.content["measures"]) == 500
    assert spent < 1


def test_a_focus_area_without_a_group_has_no_subgroups(programme):
    BodyFactory(kind="subgroup", name_fi="Ryhmä ilman emoa")
    area = FocusAreaFactory(group=None)
    FocusAreaChange.objects.create(focus_area=area, state="running", happened_on="2021")
    facts = interim_facts(as_of=DAY, by=PUBLIC)
    assert [area["subgroups"] for area in facts["focus_areas"]] == [[]]

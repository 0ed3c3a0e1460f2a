"""Measures and plans for tests."""

import factory

from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans.models import ChainItem, Measure, MeasureChange, MeasureParty, Plan


class MeasureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Measure

    key = factory.Sequence(lambda n: f"measure-{n}")
    focus_area = factory.SubFactory(FocusAreaFactory)
    number = factory.Sequence(lambda n: f"9.{n}")
    rank = factory.Sequence(lambda n: n)
    title_fi = factory.Sequence(lambda n: f"Toimenpide {n}")
    state = "under_way"
    marking_id = "public"


class MeasurePartyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MeasureParty

    measure = factory.SubFactory(MeasureFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = "lead"


class MeasureChangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MeasureChange

    measure = factory.SubFactory(MeasureFactory)
    state = "under_way"
    happened_on = "2022-05-24"


class PlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Plan

    key = factory.Sequence(lambda n: f"plan-{n}")
    focus_area = factory.SubFactory(FocusAreaFactory)
    marking_id = "public"


class ChainItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ChainItem

    key = factory.Sequence(lambda n: f"item-{n}")
    plan = factory.SubFactory(PlanFactory)
    level = "aim"
    text_fi = factory.Sequence(lambda n: f"Tavoite {n}")

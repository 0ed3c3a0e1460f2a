"""Bodies and decisions for tests."""

from datetime import timedelta

import factory
from django.utils import timezone

from painopiste.base.bodies.models import Body, Decision, Meeting, WrittenProcedure


class BodyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Body

    key = factory.Sequence(lambda n: f"body-{n}")
    name_fi = factory.Sequence(lambda n: f"Toimielin {n}")
    kind = "focus_area_group"
    marking_id = "public"


class DecisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Decision

    key = factory.Sequence(lambda n: f"decision-{n}")
    body = factory.SubFactory(BodyFactory)
    title_fi = factory.Sequence(lambda n: f"Päätös {n}")
    decided_on = "2022-05-24"
    marking_id = "public"


class MeetingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Meeting

    key = factory.Sequence(lambda n: f"meeting-{n}")
    body = factory.SubFactory(BodyFactory)
    held_on = "2022-05-24"
    marking_id = "public"


class WrittenProcedureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = WrittenProcedure

    key = factory.Sequence(lambda n: f"procedure-{n}")
    body = factory.SubFactory(BodyFactory)
    title_fi = "Painopisteen tarkentaminen"
    text_fi = "Painopisteen nimi tarkennetaan."
    opened_on = factory.LazyFunction(timezone.localdate)
    closes_on = factory.LazyAttribute(lambda row: row.opened_on + timedelta(days=7))
    quorum = 2
    marking_id = "public"

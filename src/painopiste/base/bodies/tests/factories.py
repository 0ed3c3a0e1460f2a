"""Bodies and decisions for tests."""

import factory

from painopiste.base.bodies.models import Body, Decision


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

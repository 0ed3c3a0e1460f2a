"""Focus areas for tests."""

import factory

from painopiste.base.bodies.tests.factories import BodyFactory
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.loop.focus_areas.models import FocusArea, FocusAreaOrganisation


class FocusAreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FocusArea

    key = factory.Sequence(lambda n: f"area-{n}")
    number = factory.Sequence(lambda n: n + 1)
    name_fi = factory.Sequence(lambda n: f"Painopiste {n}")
    state = "running"
    marking_id = "public"
    group = factory.SubFactory(BodyFactory)


class FocusAreaOrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FocusAreaOrganisation

    focus_area = factory.SubFactory(FocusAreaFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = "lead"

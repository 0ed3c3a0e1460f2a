"""Organisations for tests."""

import factory

from painopiste.base.organisations.models import Organisation


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    key = factory.Sequence(lambda n: f"org-{n}")
    abbreviation = factory.Sequence(lambda n: f"ORG{n}")
    name_fi = factory.Sequence(lambda n: f"Organisaatio {n}")
    kind = "agency"

"""Commitments for tests."""

import factory

from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.loop.commitments.models import Commitment, CommitmentChange
from painopiste.loop.plans.tests.factories import MeasureFactory, MeasurePartyFactory


class CommitmentFactory(factory.django.DjangoModelFactory):
    """A commitment with the step that led to its state."""

    class Meta:
        model = Commitment
        skip_postgeneration_save = True

    key = factory.Sequence(lambda n: f"commitment-{n}")
    measure = factory.SubFactory(MeasureFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    marking_id = "public"

    @factory.post_generation
    def steps(self, create, extracted, **kwargs):
        asked = {"state": "asked", "happened_on": "2026-01-01"}
        CommitmentChange.objects.create(commitment=self, **asked)
        if self.state != "asked":
            CommitmentChange.objects.create(commitment=self, state=self.state, happened_on="2026-02-01", rank=1)


def part_in(measure, role="participant", **more):
    """An organisation with a part in the measure."""
    return MeasurePartyFactory(measure=measure, role=role, **more).organisation

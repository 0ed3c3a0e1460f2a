"""Observations for tests."""

from datetime import UTC, datetime

import factory

from painopiste.loop.agenda.models import Observation


class ObservationFactory(factory.django.DjangoModelFactory):
    """An observation that has just been received."""

    class Meta:
        model = Observation

    key = factory.Sequence(lambda n: f"observation-{n}")
    title_fi = factory.Sequence(lambda n: f"Havainto {n}")
    source_kind = "work"
    received_at = datetime(2026, 10, 1, 9, tzinfo=UTC)
    marking_id = "public"

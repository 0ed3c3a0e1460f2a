"""Consultations for tests."""

import factory

from painopiste.loop.consultations.models import Consultation, ConsultationInvitee, ConsultationQuestion


class ConsultationFactory(factory.django.DjangoModelFactory):
    """A consultation that is being prepared."""

    class Meta:
        model = Consultation

    key = factory.Sequence(lambda n: f"consultation-{n}")
    title_fi = factory.Sequence(lambda n: f"Kuuleminen {n}")
    closes_on = "2050-06-15"
    marking_id = "public"


class ConsultationQuestionFactory(factory.django.DjangoModelFactory):
    """A question of it."""

    class Meta:
        model = ConsultationQuestion

    consultation = factory.SubFactory(ConsultationFactory)
    text_fi = factory.Sequence(lambda n: f"Kysymys {n}?")


class ConsultationInviteeFactory(factory.django.DjangoModelFactory):
    """A stakeholder that is asked, without a link yet."""

    class Meta:
        model = ConsultationInvitee

    consultation = factory.SubFactory(ConsultationFactory)
    name = factory.Sequence(lambda n: f"Sidosryhmä {n}")
    email = factory.Sequence(lambda n: f"sidosryhma-{n}@jarjesto.example")

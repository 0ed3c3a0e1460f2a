"""Observations and rounds of scanning for tests."""

from datetime import UTC, date, datetime

import factory

from painopiste.base.records import texts
from painopiste.loop.agenda.models import Candidate, Observation, Proposal, ProposalVersion, ScanRound
from painopiste.loop.agenda.rules import Criterion
from painopiste.loop.agenda.selectors import PROPOSAL_TEXTS


class ObservationFactory(factory.django.DjangoModelFactory):
    """An observation that has just been received."""

    class Meta:
        model = Observation

    key = factory.Sequence(lambda n: f"observation-{n}")
    title_fi = factory.Sequence(lambda n: f"Havainto {n}")
    source_kind = "work"
    received_at = datetime(2026, 10, 1, 9, tzinfo=UTC)
    marking_id = "public"


class ScanRoundFactory(factory.django.DjangoModelFactory):
    """A round in which scores are given."""

    class Meta:
        model = ScanRound

    key = factory.Sequence(lambda n: f"scan-{n}")
    title_fi = factory.Sequence(lambda n: f"Kartoitus {n}")
    kind = "off_cycle"
    opens_on = date(2022, 1, 1)
    closes_on = date(2099, 12, 31)
    weights = factory.LazyFunction(lambda: {each.value: 1 for each in Criterion})
    marking_id = "public"


class CandidateFactory(factory.django.DjangoModelFactory):
    """A candidate that nobody has scored."""

    class Meta:
        model = Candidate

    key = factory.Sequence(lambda n: f"candidate-{n}")
    round = factory.SubFactory(ScanRoundFactory)
    title_fi = factory.Sequence(lambda n: f"Ehdokas {n}")


class ProposalFactory(factory.django.DjangoModelFactory):
    """A draft that says enough to be sent, when it has a lead."""

    class Meta:
        model = Proposal

    key = factory.Sequence(lambda n: f"proposal-{n}")
    title_fi = factory.Sequence(lambda n: f"Esitys {n}")
    phenomenon_fi = "Huijauspuhelut ovat lisääntyneet."
    why_now_fi = "Ilmiö kasvaa nopeasti."
    aims_fi = "Huijauksia on vähemmän."
    effect_fi = "Ikääntyneet tunnistavat huijaukset."
    signs_fi = "Ilmoitettujen huijausten määrä."
    begun_at = datetime(2026, 10, 1, 9, tzinfo=UTC)
    marking_id = "public"


class ProposalVersionFactory(factory.django.DjangoModelFactory):
    """A version that says only its title."""

    class Meta:
        model = ProposalVersion

    key = factory.Sequence(lambda n: f"version-{n}")
    proposal = factory.SubFactory(ProposalFactory)
    number = 1
    content = factory.Dict(
        dict.fromkeys(texts(*PROPOSAL_TEXTS), "")
        | {"title_fi": "Esitys", "marking": "public", "route": "new", "lead": ""}
        | {name: factory.List([]) for name in ("participants", "targets", "interfaces")}
    )
    digest = "0" * 64
    sent_at = datetime(2026, 10, 2, 9, tzinfo=UTC)

"""Kept reports for tests."""

import factory

from painopiste.loop.reports.models import Report


class ReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Report

    key = factory.Sequence(lambda n: f"report-{n}")
    title = factory.Sequence(lambda n: f"Väliraportti {n}")
    language = "fi"
    as_of = "2022-05-24"
    content = factory.LazyFunction(dict)
    document = factory.LazyFunction(dict)
    fingerprint = "0" * 64
    marking_id = "public"

"""Whatever markings rows are given, and in whatever order, what stands in a row is at least as strict as the row."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from painopiste.base.markings.rules import is_as_strict
from painopiste.base.markings.stored import intern, value_of
from painopiste.base.markings.tests.drawn import markings
from painopiste.base.remarking.spreading import spread
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans.tests.factories import MeasureFactory
from painopiste.loop.progress.models import FocusAreaAnswer, Round


class WhatStandsInARow(TestCase):
    """Hypothesis empties the tables after each example only within Django's own kind of test."""

    @settings(max_examples=15, deadline=None)
    @given(st.lists(markings, min_size=4, max_size=4), st.lists(st.integers(0, 3), max_size=4))
    def test_is_never_more_open(self, values, order):
        values = [_with_rows(value) for value in values]
        area = FocusAreaFactory(marking_id="public")
        measure = MeasureFactory(focus_area=area, marking_id="public")
        day = {"opens_on": "2022-01-01", "closes_on": "2022-02-01", "status_on": "2022-01-01"}
        round_ = Round.objects.create(title_fi="x", marking_id="public", **day)
        answer = FocusAreaAnswer.objects.create(round=round_, focus_area=area, marking_id="public")
        rows = [area, measure, round_, answer]
        for place in order:
            row = rows[place]
            row.refresh_from_db()
            row.own_marking_id = intern(values[place])
            row.save()
            spread(row)
        for row in rows:
            row.refresh_from_db()
        for inner, outer in ((measure, area), (answer, area), (answer, round_)):
            assert is_as_strict(value_of(inner.marking_id), value_of(outer.marking_id))
            assert is_as_strict(value_of(inner.marking_id), value_of(inner.own_marking_id))


def _with_rows(value):
    """The drawn marking with no named rows: those have other ids in each example."""
    clauses = frozenset(replace(each, organisations=frozenset(), bodies=frozenset()) for each in value.clauses)
    named = frozenset(each for each in clauses if each.circles)
    return replace(value, clauses=named, compartments=frozenset())

"""What the database counts for the front page is what the rules say of each measure, for any reader and any world."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from painopiste.base.actors import PUBLIC, Actor
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.loop.commitments.rules import Finding, State
from painopiste.loop.commitments.selectors import (
    annotate_findings,
    count_when,
    get_area_chain,
    list_area_chains,
    list_findings,
)
from painopiste.loop.commitments.tests.factories import CommitmentFactory
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans.models import Measure
from painopiste.loop.plans.permissions import visible_measures
from painopiste.loop.plans.tests.factories import MeasureChangeFactory, MeasureFactory, MeasurePartyFactory

ON = date(2026, 3, 2)
MEMBER = Actor(label="member", member=True)
MARKINGS = st.sampled_from(["public", "members"])
PARTS = st.fixed_dictionaries(
    {
        "role": st.sampled_from(["lead", "participant", "funder", "audience"]),
        "until": st.sampled_from(["", "2025"]),
        "state": st.sampled_from([None, *State]),
        "marking_id": MARKINGS,
        "euros": st.sampled_from([None, 0, 100]),
    }
)
MEASURES = st.fixed_dictionaries(
    {
        "state": st.sampled_from(["under_way", "blocked", "completed", "continuous"]),
        "marking_id": MARKINGS,
        "blocked_by": st.lists(st.sampled_from(["", "resources", "funding", "covid_19"]), max_size=2),
        "needed_euros": st.sampled_from([None, 50, 500]),
        "parts": st.lists(PARTS, max_size=3),
    }
)


def build(worlds):
    area = FocusAreaFactory()
    for told in worlds:
        known = {name: told[name] for name in ("state", "marking_id", "needed_euros")}
        measure = MeasureFactory(focus_area=area, **known)
        for rank, reason in enumerate(told["blocked_by"]):
            MeasureChangeFactory(measure=measure, state=told["state"], blocked_by=reason, rank=rank)
        for part in told["parts"]:
            organisation = OrganisationFactory()
            MeasurePartyFactory(measure=measure, organisation=organisation, role=part["role"], until=part["until"])
            if part["state"]:
                more = {name: part[name] for name in ("state", "marking_id", "euros")}
                CommitmentFactory(measure=measure, organisation=organisation, **more)
    return area


@pytest.mark.django_db
@settings(max_examples=40, deadline=None)
@given(worlds=st.lists(MEASURES, min_size=1, max_size=4))
def test_counts_and_lists_agree_with_the_rules(worlds):
    with transaction.atomic():
        area = build(worlds)
        for by in (PUBLIC, MEMBER):
            chains = get_area_chain(focus_area=area, by=by, on=ON).measures
            ruled = {each.measure["key"]: each.findings for each in chains}
            listed = {row["key"]: row["findings"] for row in list_findings(by=by, on=ON)}
            assert listed == {key: findings for key, findings in ruled.items() if findings}
            annotated = annotate_findings(measures=visible_measures(by), by=by, on=ON)
            counted = annotated.aggregate(**{each.value: count_when(finding=each, by=by) for each in Finding})
            assert counted == {each.value: sum(each in some for some in ruled.values()) for each in Finding}
            whole = {each.measure["key"]: each for area in list_area_chains(by=by, on=ON) for each in area.measures}
            assert {key: each.verdict for key, each in whole.items()} == {
                each.measure["key"]: each.verdict for each in chains
            }
        transaction.set_rollback(True)


@pytest.mark.django_db
@settings(max_examples=30, deadline=None)
@given(worlds=st.lists(MEASURES, min_size=1, max_size=3), hidden=st.lists(PARTS, max_size=3))
def test_what_is_hidden_changes_nothing_that_the_public_is_told(worlds, hidden):
    """The same world with more that is for members: the public is told the same, to the letter."""
    with transaction.atomic():
        area = build(worlds)
        before = told(area)
        MeasureFactory(focus_area=area, marking_id="members", needed_euros=10**6)
        for measure in Measure.objects.filter(marking="public"):
            for part in hidden:
                more = {"state": part["state"] or "decided", "euros": part["euros"], "marking_id": "members"}
                CommitmentFactory(measure=measure, **more)
        assert told(area) == before
        transaction.set_rollback(True)


def told(area):
    chain = get_area_chain(focus_area=area, by=PUBLIC, on=ON)
    each = [(one.measure["key"], one.verdict, one.findings, one.days, len(one.links)) for one in chain.measures]
    return each, chain.committed, chain.needed, chain.organisations, list_findings(by=PUBLIC, on=ON)

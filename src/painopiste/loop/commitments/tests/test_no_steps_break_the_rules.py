"""Whatever people do in whatever order, through the services: no forbidden step, and no step without its line."""

import itertools
from decimal import Decimal

import pytest
from django.db import connection, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from painopiste.base.accounts.tests.factories import RoleGrantFactory
from painopiste.base.audit.models import AuditLine
from painopiste.base.audit.selectors import find_faults
from painopiste.base.errors import DomainError, NotAllowed, Stale
from painopiste.loop.commitments.models import Commitment, CommitmentChange
from painopiste.loop.commitments.rules import ANSWERS, NEEDS_REASON, NEXT_STATES, State
from painopiste.loop.commitments.services import Answer, RowsRefused, answer, answer_many, ask
from painopiste.loop.commitments.tests.conftest import TODAY
from painopiste.loop.commitments.tests.factories import part_in
from painopiste.loop.plans.tests.factories import MeasureFactory
from painopiste.site.actors import actor_of

WHO = st.sampled_from(["secretariat", "chair", "other_chair", "first", "second", "reader"])
WHICH = st.sampled_from([0, 1])
STATES = st.sampled_from([None, *State])
DAYS = st.sampled_from(["", "2025", "2026-01-05", "2026-02-05", "2026-03-01"])
REASONS = st.sampled_from([{}, {"fi": " "}, {"fi": "Ei voimavaroja"}])
DETAILS = st.sampled_from([{}, {"euros": Decimal(100)}, {"euros": Decimal(-1)}, {"since": "2026", "until": "2025"}])


class Life(RuleBasedStateMachine):
    """Two organisations of one measure, six people, and a model of what should be there."""

    @initialize()
    def begin(self):
        self.point = transaction.atomic()
        self.point.__enter__()
        self.measure = MeasureFactory()
        self.organisations = [part_in(self.measure, "lead"), part_in(self.measure)]
        limits = {
            "secretariat": ("secretariat", {}),
            "chair": ("group_chair", {"body": self.measure.focus_area.group}),
            "other_chair": ("group_chair", {"body": MeasureFactory().focus_area.group}),
            "first": ("coordinator", {"organisation": self.organisations[0]}),
            "second": ("coordinator", {"organisation": self.organisations[1]}),
            "reader": ("reader", {}),
        }
        self.people = {
            name: actor_of(RoleGrantFactory(role=role, **some).account, on=TODAY)
            for name, (role, some) in limits.items()
        }
        self.expected = {}  # place of the organisation → (state, version)
        self.lines = 0

    def teardown(self):
        if hasattr(self, "point"):
            transaction.set_rollback(True)
            self.point.__exit__(None, None, None)

    def row(self, which):
        return Commitment.objects.filter(organisation=self.organisations[which]).first()

    @rule(who=WHO, which=st.sets(WHICH, max_size=2), on=DAYS)
    def ask(self, who, which, on):
        by = self.people[who]
        askable = all(self.expected.get(each, ("declined",))[0] in ("declined", "withdrawn") for each in which)
        try:
            chosen = [self.organisations[each] for each in sorted(which)]
            ask(measure=self.measure, organisations=chosen, on=on, marking="public", by=by)
        except DomainError as error:
            if isinstance(error, NotAllowed):
                assert who not in ("secretariat", "chair")
            return
        assert who in ("secretariat", "chair")
        assert which
        assert askable
        assert on
        for each in which:
            version = self.expected[each][1] + 1 if each in self.expected else 1
            self.expected[each] = ("asked", version)
            self.lines += 1

    @rule(who=WHO, which=WHICH, state=STATES, on=DAYS, reason=REASONS, details=DETAILS, behind=st.booleans())
    def answer(self, who, which, state, on, reason, details, behind):
        row = self.row(which)
        if row is None:
            return
        version = row.version - behind
        given = Answer(version, state, on, reason, details)
        before = self.expected[which]
        try:
            changed = answer(commitment=row, given=given, by=self.people[who])
        except DomainError as error:
            if isinstance(error, NotAllowed):
                assert who != ("first", "second")[which]
            if isinstance(error, Stale):
                assert behind
            return
        self.happened(who, which, before, given, changed, behind)

    @rule(who=WHO, states=st.tuples(STATES, STATES), on=DAYS, reason=REASONS)
    def answer_many(self, who, states, on, reason):
        """For one organisation; the row of the other is not one of its own."""
        which = 0 if who == "first" else 1
        row = self.row(which)
        if row is None:
            return
        before, given = self.expected[which], Answer(row.version, states[which], on, reason)
        try:
            changed = answer_many(organisation=self.organisations[which], rows={row.key: given}, by=self.people[who])
        except (NotAllowed, RowsRefused):
            return
        self.happened(who, which, before, given, bool(changed), False)

    def happened(self, who, which, before, given, changed, behind):
        """What has been saved was allowed, and becomes what is expected."""
        assert who == ("first", "second")[which]
        if not changed:
            return
        assert not behind
        steps = given.state is not None and given.state != before[0]
        if steps:
            assert given.state in NEXT_STATES[State(before[0])] & (ANSWERS | {State.ASKED})
            assert given.on
            assert given.state not in NEEDS_REASON or given.reason["fi"].strip()
        self.expected[which] = (given.state.value if steps else before[0], before[1] + 1)
        self.lines += 1

    @invariant()
    def everything_is_as_expected(self):
        if not hasattr(self, "expected"):
            return
        for which, told in self.expected.items():
            row = self.row(which)
            assert (row.state, row.version) == told
            steps = [State(step.state) for step in row.changes.order_by("rank", "id")]
            assert steps[0] is State.ASKED
            assert steps[-1] == row.state
            assert all(after in NEXT_STATES[before] for before, after in itertools.pairwise(steps))
        assert Commitment.objects.count() == len(self.expected)
        assert AuditLine.objects.filter(target_kind="commitment").count() == self.lines
        events = AuditLine.objects.filter(target_kind="commitment").exclude(event="commitments.changed").count()
        assert CommitmentChange.objects.count() == events
        assert list(find_faults(by=actor_with_audit())) == []


def actor_with_audit():
    from painopiste.base.actors import system

    return system("test", rights={"audit.verify"})


@pytest.mark.django_db
def test_no_sequence_of_steps_breaks_the_rules():
    assert connection.in_atomic_block
    run_state_machine_as_test(Life, settings=settings(max_examples=25, stateful_step_count=25, deadline=None))

"""Between meetings a body decides in writing: each member once, the quorum counts, conflicts of interest stay out."""

from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from painopiste.base.actors import Actor, system
from painopiste.base.bodies import services
from painopiste.base.bodies.models import BodyMember, Decision
from painopiste.base.bodies.rules import Answer, ProcedureState, outcome
from painopiste.base.bodies.tests.factories import BodyFactory, WrittenProcedureFactory
from painopiste.base.errors import Conflict, Invalid, NotAllowed
from painopiste.base.organisations.tests.factories import OrganisationFactory

SECRETARIAT = system("secretariat", rights={"bodies.change", "bodies.meet"})


@given(answers=st.lists(st.sampled_from(Answer), max_size=12), quorum=st.integers(1, 12))
def test_the_outcome_is_decided_by_quorum_and_majority(answers, quorum):
    counts = Counter(answers)
    found = outcome(answers, quorum)
    assert (found is ProcedureState.LAPSED) == (len(answers) < quorum)
    if found is ProcedureState.DECIDED:
        assert counts[Answer.AGREES] > counts[Answer.DISAGREES]
    if found is ProcedureState.REJECTED:
        assert counts[Answer.AGREES] <= counts[Answer.DISAGREES]


def of(organisation):
    return Actor(label="member", member=True, organisations=frozenset({organisation.pk}))


@pytest.fixture
def procedure(db):
    return WrittenProcedureFactory()


@pytest.fixture
def members(procedure):
    found = [OrganisationFactory() for _ in range(3)]
    for organisation in found:
        BodyMember.objects.create(body=procedure.body, organisation=organisation)
    return found


def answer(procedure, organisation, said, by=None):
    return services.answer_procedure(
        procedure=procedure, organisation=organisation, answer=said, comment="", by=by or of(organisation)
    )


def test_a_decision_comes_with_its_numbers_and_is_closed_once(procedure, members):
    for organisation, said in zip(members, ("agrees", "agrees", "disagrees"), strict=True):
        answer(procedure, organisation, said)
    decision = services.close_procedure(procedure=procedure, by=SECRETARIAT)
    assert (decision.way, decision.votes_for, decision.votes_against, decision.votes_abstained) == ("written", 2, 1, 0)
    assert decision.title_fi == procedure.title_fi
    with pytest.raises(Conflict):
        services.close_procedure(procedure=procedure, by=SECRETARIAT)
    assert Decision.objects.unguarded("a test").count() == 1


def test_the_last_answer_counts_and_none_is_taken_after_the_last_day(procedure, members):
    answer(procedure, members[0], "disagrees")
    answer(procedure, members[0], "agrees")
    assert procedure.answers.get().answer == "agrees"
    with time_machine.travel(procedure.closes_on + timedelta(days=1, hours=12)), pytest.raises(Conflict):
        answer(procedure, members[1], "agrees")


def test_it_is_not_closed_before_its_time_while_an_answer_is_missing(procedure, members):
    answer(procedure, members[0], "agrees")
    with pytest.raises(Conflict):
        services.close_procedure(procedure=procedure, by=SECRETARIAT)
    with time_machine.travel(procedure.closes_on + timedelta(days=1, hours=12)):
        assert services.close_procedure(procedure=procedure, by=SECRETARIAT) is None
    procedure.refresh_from_db()
    assert procedure.state == "lapsed"


def test_who_has_told_of_a_conflict_of_interest_does_not_answer_and_is_not_waited_for(procedure, members):
    apart = members[0]
    services.declare_conflict(of=procedure, organisation=apart, reason="Hakee rahoitusta", by=of(apart))
    with pytest.raises(NotAllowed):
        answer(procedure, apart, "agrees")
    for organisation in members[1:]:
        answer(procedure, organisation, "agrees")
    assert services.close_procedure(procedure=procedure, by=SECRETARIAT).votes_for == 2


def test_an_answer_given_before_a_conflict_was_told_does_not_count(procedure, members):
    for organisation in members:
        answer(procedure, organisation, "agrees")
    services.declare_conflict(of=procedure, organisation=members[0], reason="Hakee rahoitusta", by=SECRETARIAT)
    assert services.close_procedure(procedure=procedure, by=SECRETARIAT).votes_for == 2


def test_nobody_answers_for_another_and_no_outsider_answers(procedure, members):
    with pytest.raises(NotAllowed):
        answer(procedure, members[0], "agrees", by=of(members[1]))
    with pytest.raises(NotAllowed):
        answer(procedure, members[0], "agrees", by=SECRETARIAT)
    with pytest.raises(Invalid):
        answer(procedure, OrganisationFactory(), "agrees")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"quorum": 4}, "quorum"),
        ({"quorum": 0}, "quorum"),
        ({"title_fi": " "}, "title_fi"),
        ({"text_fi": ""}, "text_fi"),
    ],
)
def test_a_procedure_that_could_not_end_well_is_not_opened(values, field, procedure, members):
    given_values = {"title_fi": "O", "text_fi": "T", "closes_on": procedure.closes_on, "quorum": 2}
    with pytest.raises(Invalid) as refused:
        services.open_procedure(body=procedure.body, values=given_values | values, by=SECRETARIAT)
    assert set(refused.value.fields) == {field}


def test_nobody_opens_a_procedure_of_a_body_they_do_not_lead(db):
    with pytest.raises(NotAllowed):
        services.open_procedure(body=BodyFactory(), values={}, by=Actor(member=True))

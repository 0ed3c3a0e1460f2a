"""Closing a row takes one person; opening it to more readers takes two people and a reason."""

import pytest

from painopiste.base.accounts.models import Account
from painopiste.base.actors import PUBLIC, Actor
from painopiste.base.audit.models import AuditLine
from painopiste.base.bodies import services as bodies
from painopiste.base.bodies.models import Decision
from painopiste.base.bodies.permissions import visible, visible_decisions
from painopiste.base.bodies.tests.factories import BodyFactory, DecisionFactory
from painopiste.base.errors import Invalid, NotAllowed
from painopiste.base.markings.models import MarkingDecision
from painopiste.base.markings.reading import READ_INTERNAL
from painopiste.base.markings.rules import AudienceClause, Circle, Ground, LegalStatus, Marking, Tlp
from painopiste.base.markings.stored import intern
from painopiste.base.remarking import permissions, services
from painopiste.base.remarking.selectors import find_waiting, list_decisions

RIGHTS = frozenset({READ_INTERNAL, permissions.LOWER, permissions.CHANGE, "bodies.change"})
pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    account = Account.objects.create(username="first", name="Sihteeristö 1 (demo)")
    return Actor(account_id=account.pk, label="first", member=True, everywhere=RIGHTS)


@pytest.fixture
def second():
    account = Account.objects.create(username="second", name="Sihteeristö 2 (demo)")
    return Actor(account_id=account.pk, label="second", member=True, everywhere=RIGHTS)


def propose(row, by, marking="public", reason="Ryhmä päätti julkaista."):
    return services.propose_lowering(row=row, marking=marking, reason=reason, by=by)


def test_one_person_closes_a_row_and_what_stands_in_it(first):
    decision = DecisionFactory(marking_id="public")
    services.raise_marking(row=decision.body, marking="secretariat", version=1, by=first)
    decision.refresh_from_db()
    assert (decision.own_marking_id, decision.marking_id) == ("public", "secretariat")
    assert not visible_decisions(PUBLIC).exists()
    assert AuditLine.objects.get().event == "markings.raised"
    assert not MarkingDecision.objects.get().lowers


def test_one_person_alone_opens_nothing(first):
    body = BodyFactory(marking_id="members")
    with pytest.raises(services.NeedsSecondPerson):
        services.raise_marking(row=body, marking="public", version=1, by=first)
    body.refresh_from_db()
    with pytest.raises(services.NeedsSecondPerson):
        bodies.change(body=body, values={"own_marking_id": "public"}, version=body.version, by=first)


def test_the_one_who_proposes_does_not_confirm(first):
    body = BodyFactory(marking_id="members")
    proposed = propose(body, first)
    with pytest.raises(services.SamePerson):
        services.confirm_lowering(row=body, decision_id=proposed.pk, by=first)
    assert not visible(PUBLIC).exists()


def test_a_second_person_opens_the_row_and_what_stands_in_it(first, second):
    body = BodyFactory(marking_id="members")
    decision = DecisionFactory(body=body, marking_id="public")
    assert decision.marking_id == "members"
    proposed = propose(body, first)
    assert find_waiting(kind="body", key=body.key, by=second) == proposed
    services.confirm_lowering(row=body, decision_id=proposed.pk, by=second)
    assert visible(PUBLIC).get() == body
    assert visible_decisions(PUBLIC).get() == decision
    told = list_decisions(kind="body", key=body.key, by=first)
    assert [(each.decided_by_id, each.confirmed_by_id) for each in told] == [(first.account_id, second.account_id)]
    events = list(AuditLine.objects.order_by("number").values_list("event", flat=True))
    assert events == ["markings.lowering_proposed", "markings.lowered"]


def test_a_proposal_is_settled_once(first, second):
    body = BodyFactory(marking_id="members")
    proposed = propose(body, first)
    with pytest.raises(services.AlreadyProposed):
        propose(body, second)
    services.confirm_lowering(row=body, decision_id=proposed.pk, by=second)
    with pytest.raises(services.NothingWaits):
        services.withdraw_lowering(row=body, decision_id=proposed.pk, by=first)


def test_a_proposal_that_was_withdrawn_opens_nothing(first, second):
    body = BodyFactory(marking_id="members")
    proposed = propose(body, first)
    services.withdraw_lowering(row=body, decision_id=proposed.pk, by=second)
    with pytest.raises(services.NothingWaits):
        services.confirm_lowering(row=body, decision_id=proposed.pk, by=second)


def test_a_proposal_needs_a_reason_and_must_open_something(first):
    body = BodyFactory(marking_id="members")
    with pytest.raises(Invalid):
        propose(body, first, reason=" ")
    with pytest.raises(services.NotLower):
        propose(body, first, marking="secretariat")


def test_confirming_needs_the_right(first, second):
    body = BodyFactory(marking_id="members")
    proposed = propose(body, first)
    with pytest.raises(NotAllowed):
        services.confirm_lowering(
            row=body, decision_id=proposed.pk, by=Actor(account_id=second.account_id, member=True)
        )


def test_a_marking_that_has_changed_since_is_not_opened_by_an_old_proposal(first, second):
    body = BodyFactory(marking_id="members")
    proposed = propose(body, first)
    services.raise_marking(row=body, marking="secretariat", version=1, by=second)
    with pytest.raises(services.NothingWaits):
        services.confirm_lowering(row=body, decision_id=proposed.pk, by=second)


def test_nobody_chooses_a_marking_under_which_they_could_not_read(first):
    secret = Marking(
        LegalStatus.SECRET,
        frozenset({Ground("621/1999", "24", "9")}),
        Tlp.AMBER,
        frozenset({AudienceClause(circles=frozenset({Circle.AUTHORITIES}))}),
    )
    body = BodyFactory(marking_id="members")
    with pytest.raises(Invalid):
        services.define(value=secret, by=first)
    with pytest.raises(Invalid):
        services.raise_marking(row=body, marking=intern(secret), version=1, by=first)


def test_a_decision_of_a_hidden_body_is_never_more_open_however_it_is_saved():
    decision = DecisionFactory(body__marking_id="secretariat", marking_id="public")
    other = Decision(body=decision.body, title_fi="Toinen", marking_id="members")
    Decision.objects.bulk_create([other])
    assert {each.marking_id for each in Decision._base_manager.all()} == {"secretariat"}

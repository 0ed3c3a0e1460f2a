"""Others ask, the organisation itself answers; each change is one line in the trail; nobody saves over another."""

from decimal import Decimal

import pytest

from painopiste.base.actors import PUBLIC
from painopiste.base.audit.models import AuditLine
from painopiste.base.dates import EndBeforeBeginning
from painopiste.base.errors import Conflict, Invalid, Missing, NotAllowed, Stale
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.base.remarking.services import NeedsSecondPerson
from painopiste.loop.commitments.models import Commitment
from painopiste.loop.commitments.rules import State, TransitionRefused
from painopiste.loop.commitments.services import Answer, AskedAlready, RowsRefused, answer, answer_many, ask
from painopiste.loop.commitments.services.steps import StepOutOfOrder
from painopiste.loop.commitments.tests.factories import CommitmentFactory, part_in
from painopiste.loop.plans.tests.factories import MeasureFactory

pytestmark = pytest.mark.django_db
DAY = "2026-03-02"


def asked(measure, *organisations, by, on="2026-02-01", marking="public"):
    return ask(measure=measure, organisations=organisations, on=on, marking=marking, by=by)


def lines():
    return list(AuditLine.objects.order_by("number").values_list("event", flat=True))


def test_organisations_are_asked_with_one_line_for_each(measure, lead, participant, secretariat):
    rows = asked(measure, lead, participant, by=secretariat)
    assert [(row.organisation, row.state, row.marking_id) for row in rows] == [
        (lead, "asked", "public"),
        (participant, "asked", "public"),
    ]
    assert lines() == ["commitments.asked"] * 2
    assert [step.happened_on for step in rows[0].changes.all()] == ["2026-02-01"]


def test_a_chair_asks_for_the_measures_of_the_own_group(measure, lead, acting):
    asked(measure, lead, by=acting("group_chair", body=measure.focus_area.group))
    with pytest.raises(NotAllowed):
        asked(MeasureFactory(), lead, by=acting("group_chair", body=measure.focus_area.group))


@pytest.mark.parametrize("role", ["coordinator", "group_member", "cooperation_group", "analyst", "reader"])
def test_nobody_else_asks(role, measure, lead, acting):
    limits = {"organisation": lead} if role == "coordinator" else {"body": measure.focus_area.group}
    with pytest.raises(NotAllowed):
        asked(measure, lead, by=acting(role, **limits))


def test_only_who_has_a_part_is_asked_and_not_for_what_has_ended(measure, lead, secretariat):
    with pytest.raises(Invalid):
        asked(measure, OrganisationFactory(), by=secretariat)
    with pytest.raises(Invalid):
        asked(measure, by=secretariat)
    over = MeasureFactory(state="completed")
    with pytest.raises(Conflict, match="ended"):
        asked(over, part_in(over), by=secretariat)
    assert not Commitment.objects.exists()


def test_nobody_is_asked_twice_but_who_has_refused_is_asked_anew(measure, lead, secretariat, coordinator):
    row = asked(measure, lead, by=secretariat)[0]
    with pytest.raises(AskedAlready):
        asked(measure, lead, by=secretariat)
    refusal = Answer(1, State.DECLINED, "2026-02-10", {"fi": "Ei voimavaroja"})
    answer(commitment=row, given=refusal, by=coordinator)
    again = asked(measure, lead, by=secretariat, on=DAY)[0]
    assert (again.pk, again.state, again.version) == (row.pk, "asked", 3)
    assert [step.state for step in again.changes.order_by("rank")] == ["asked", "declined", "asked"]


def test_the_organisation_decides_with_what_it_gives_in_one_line(measure, lead, secretariat, coordinator):
    row = asked(measure, lead, by=secretariat)[0]
    details = {
        "reference": "STM/2026/12",
        "person_months": Decimal("1.5"),
        "euros": Decimal(20000),
        "years": "2026/2027",
    }
    assert answer(commitment=row, given=Answer(1, State.DECIDED, DAY, details=details), by=coordinator)
    row.refresh_from_db()
    assert (row.state, row.euros, row.years, row.version) == ("decided", 20000, "2026/2027", 2)
    assert lines() == ["commitments.asked", "commitments.decided"]
    content = AuditLine.objects.latest("number").content
    assert content["before"]["state"] == "asked"
    assert content["after"]["reference"] == "STM/2026/12"


def test_what_changes_nothing_leaves_no_line(measure, lead, secretariat, coordinator):
    row = asked(measure, lead, by=secretariat)[0]
    assert not answer(commitment=row, given=Answer(1, State.ASKED, DAY, details={"reference": ""}), by=coordinator)
    assert lines() == ["commitments.asked"]
    row.refresh_from_db()
    assert row.version == 1


def test_a_change_of_details_is_a_line_of_its_own(measure, lead, secretariat, coordinator):
    row = asked(measure, lead, by=secretariat)[0]
    assert answer(commitment=row, given=Answer(1, details={"unit_fi": "Pelastusosasto"}), by=coordinator)
    assert lines()[-1] == "commitments.changed"


@pytest.mark.parametrize("role", ["secretariat", "group_chair", "coordinator", "reader"])
def test_nobody_answers_for_another_organisation(role, measure, lead, acting):
    row = CommitmentFactory(measure=measure, organisation=lead)
    limits = {"group_chair": {"body": measure.focus_area.group}, "coordinator": {"organisation": OrganisationFactory()}}
    for by in (acting(role, **limits.get(role, {})), PUBLIC):
        with pytest.raises(NotAllowed):
            answer(commitment=row, given=Answer(1, State.DECIDED, DAY), by=by)
        with pytest.raises(NotAllowed):
            answer_many(organisation=lead, rows={row.key: Answer(1, State.DECIDED, DAY)}, by=by)


@pytest.mark.parametrize(("state", "from_"), [("declined", "asked"), ("withdrawn", "decided")])
def test_a_refusal_needs_its_reason(state, from_, measure, lead, coordinator):
    row = CommitmentFactory(measure=measure, organisation=lead, state=from_)
    with pytest.raises(Invalid) as refused:
        answer(commitment=row, given=Answer(1, State(state), DAY, {"fi": " "}), by=coordinator)
    assert list(refused.value.fields) == ["reason"]


def test_a_step_has_a_day_that_does_not_come_before_the_last(measure, lead, coordinator):
    row = CommitmentFactory(measure=measure, organisation=lead)  # asked on the first of January
    with pytest.raises(Invalid):
        answer(commitment=row, given=Answer(1, State.DECIDED), by=coordinator)
    row.refresh_from_db()
    with pytest.raises(StepOutOfOrder):
        answer(commitment=row, given=Answer(1, State.DECIDED, "2025-12-31"), by=coordinator)
    row.refresh_from_db()
    assert answer(commitment=row, given=Answer(1, State.DECIDED, "2026"), by=coordinator)


def test_wrong_numbers_and_ends_before_beginnings_are_refused(measure, lead, coordinator):
    row = CommitmentFactory(measure=measure, organisation=lead)
    for details in ({"euros": Decimal(-1)}, {"person_months": Decimal(10) ** 6}):
        with pytest.raises(Invalid):
            answer(commitment=row, given=Answer(1, details=details), by=coordinator)
        row.refresh_from_db()
    with pytest.raises(EndBeforeBeginning):
        answer(commitment=row, given=Answer(1, details={"since": "2026", "until": "2025"}), by=coordinator)


def test_a_stale_answer_changes_nothing(measure, lead, coordinator):
    row = CommitmentFactory(measure=measure, organisation=lead)
    answer(commitment=Commitment.objects.get(pk=row.pk), given=Answer(1, State.CONSIDERED, DAY), by=coordinator)
    with pytest.raises(Stale):
        answer(commitment=row, given=Answer(1, details={"reference": "x"}), by=coordinator)
    row.refresh_from_db()
    assert (row.state, row.reference) == ("considered", "")


def test_the_organisation_may_close_its_commitment_but_opening_takes_two(measure, lead, coordinator):
    row = CommitmentFactory(measure=measure, organisation=lead)
    assert answer(commitment=row, given=Answer(1, details={"own_marking_id": "members"}), by=coordinator)
    with pytest.raises(NeedsSecondPerson):
        answer(commitment=row, given=Answer(2, details={"own_marking_id": "public"}), by=coordinator)
    row.refresh_from_db()
    with pytest.raises(Invalid):  # nobody hides a row from themselves
        answer(commitment=row, given=Answer(2, details={"own_marking_id": "secretariat"}), by=coordinator)


def test_a_commitment_is_never_more_open_than_its_measure(lead, secretariat):
    hidden = MeasureFactory(marking_id="members")
    row = asked(hidden, part_in(hidden), by=secretariat, marking="public")[0]
    assert row.marking_id == "members"


def test_many_answers_are_saved_together_or_not_at_all(measure, lead, coordinator):
    first, second = CommitmentFactory(measure=measure, organisation=lead), CommitmentFactory(organisation=lead)
    rows = {first.key: Answer(1, State.DECIDED, DAY), second.key: Answer(1, State.DECLINED, DAY)}
    with pytest.raises(RowsRefused) as refused:
        answer_many(organisation=lead, rows=rows, by=coordinator)
    assert list(refused.value.rows) == [second.key]
    assert list(refused.value.rows[second.key]) == ["reason"]
    assert set(Commitment.objects.values_list("state", "version")) == {("asked", 1)}
    assert lines() == []
    rows[second.key] = Answer(1, State.DECLINED, DAY, {"fi": "Ei voimavaroja"})
    assert answer_many(organisation=lead, rows=rows, by=coordinator) == 2
    assert sorted(lines()) == ["commitments.decided", "commitments.declined"]


def test_another_organisations_row_or_a_hidden_one_does_not_exist(measure, lead, coordinator):
    others = CommitmentFactory(measure=measure)
    hidden = CommitmentFactory(organisation=lead, marking_id="secretariat")
    for row in (others, hidden):
        with pytest.raises(Missing):
            answer_many(organisation=lead, rows={row.key: Answer(1, State.DECIDED, DAY)}, by=coordinator)


def test_a_forbidden_step_is_told_with_its_row(measure, lead, coordinator):
    row = CommitmentFactory(measure=measure, organisation=lead, state="decided")
    with pytest.raises(RowsRefused) as refused:
        answer_many(organisation=lead, rows={row.key: Answer(1, State.CONSIDERED, DAY)}, by=coordinator)
    assert isinstance(refused.value.rows[row.key]["state"], TransitionRefused)

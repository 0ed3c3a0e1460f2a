"""Opening a round and answering in it: drafts, submissions, lateness, and two who save at the same time."""

from dataclasses import replace
from datetime import date

import pytest
import time_machine

from painopiste.base.accounts.models import Account
from painopiste.base.actors import PUBLIC
from painopiste.base.audit.models import AuditLine
from painopiste.base.errors import Invalid, Missing, NotAllowed, Stale
from painopiste.base.remarking.services import NeedsSecondPerson, confirm_lowering, propose_lowering
from painopiste.loop.progress import selectors, services
from painopiste.loop.progress.models import FocusAreaAnswer, Round
from painopiste.loop.progress.rules import AlreadySubmitted, RoundNotOpen
from painopiste.loop.progress.tests.conftest import TODAY, TOLD


def save(round_, area, by, *, version=0, submit=True, **changes):
    values = TOLD | changes
    return services.save_answer(round_=round_, focus_area=area, values=values, version=version, submit=submit, by=by)


def test_the_secretariat_opens_a_round_and_nobody_else_does(secretariat, chair):
    days = {"opens_on": TODAY, "closes_on": date(2022, 5, 31), "status_on": date(2022, 5, 24)}
    opened = services.open_round(title={"fi": "Kevät 2022"}, marking="public", by=secretariat, **days)
    assert selectors.get_round(key=opened.key, by=PUBLIC) == opened
    assert AuditLine.objects.get().event == "progress.round_opened"
    with pytest.raises(NotAllowed):
        services.open_round(title={"fi": "Kevät 2022"}, marking="public", by=chair, **days)


def test_a_round_can_not_close_before_it_opens(secretariat):
    days = {"opens_on": TODAY, "closes_on": date(2022, 5, 9), "status_on": TODAY}
    with pytest.raises(Invalid) as refused:
        services.open_round(title={"fi": "Kevät"}, marking="public", by=secretariat, **days)
    assert list(refused.value.fields) == ["closes_on"]
    assert not Round.objects.exists()


def test_a_chair_drafts_and_then_submits_with_a_line_in_the_trail_for_each(round_, area, chair):
    draft = save(round_, area, chair, submit=False, activity="", done_fi="")
    assert (draft.submitted_at, draft.version) == (None, 1)
    given = save(round_, area, chair, version=1)
    assert (given.submitted_at.date(), given.version, given.answered_by_id) == (TODAY, 2, chair.account_id)
    lines = AuditLine.objects.order_by("number").values_list("event", "target_key")
    assert list(lines) == [("progress.answer_drafted", "2022a/p1"), ("progress.answer_submitted", "2022a/p1")]


def test_saving_without_a_change_writes_nothing(round_, area, chair):
    save(round_, area, chair, submit=False)
    assert save(round_, area, chair, version=1, submit=False).version == 1
    assert AuditLine.objects.count() == 1


def test_a_member_may_draft_but_not_submit(round_, area, member):
    assert save(round_, area, member, submit=False).version == 1
    with pytest.raises(NotAllowed):
        save(round_, area, member, version=1)
    assert FocusAreaAnswer.objects.get().submitted_at is None


def test_a_chair_answers_for_the_own_group_only(round_, make_area, chair, secretariat):
    other = make_area(2)
    with pytest.raises(NotAllowed):
        save(round_, other, chair, submit=False)
    assert save(round_, other, secretariat).submitted_at


def test_an_answer_lacking_something_is_refused_field_by_field(round_, area, chair):
    with pytest.raises(Invalid) as refused:
        save(round_, area, chair, forecast="", done_fi="")
    assert sorted(refused.value.fields) == ["done_fi", "forecast"]
    assert not FocusAreaAnswer.objects.exists()


def test_a_submitted_answer_is_corrected_but_never_a_draft_again(round_, area, chair):
    first = save(round_, area, chair)
    with pytest.raises(AlreadySubmitted):
        save(round_, area, chair, version=1, submit=False, done_fi="Muutos.")
    with time_machine.travel("2022-06-01T09:00:00+00:00"):
        corrected = save(round_, area, chair, version=1, done_fi="Opas on valmis.")
    assert (corrected.submitted_at, corrected.version) == (first.submitted_at, 2)


def test_whoever_saves_second_is_told_so_and_nothing_is_overwritten(round_, area, chair, secretariat):
    save(round_, area, secretariat, submit=False, done_fi="Sihteeristön teksti.")
    with pytest.raises(Stale):
        save(round_, area, chair, done_fi="Puheenjohtajan teksti.")
    assert FocusAreaAnswer.objects.get().done_fi == "Sihteeristön teksti."


@pytest.mark.parametrize("days", [{"opens_on": date(2022, 5, 11)}, {"closed": True}])
def test_no_answer_is_taken_in_before_a_round_opens_or_after_it_is_closed(make_round, area, chair, days):
    with pytest.raises(RoundNotOpen):
        save(make_round(**days), area, chair)
    assert not FocusAreaAnswer.objects.exists()


def test_a_reopened_round_takes_answers_in_again(round_, area, chair, secretariat):
    services.close_round(round_=round_, version=1, by=secretariat)
    services.reopen(round_=round_, version=2, by=secretariat)
    assert save(round_, area, chair).submitted_at
    with pytest.raises(Stale):
        services.close_round(round_=round_, version=2, by=secretariat)


def test_an_answer_after_the_last_day_is_taken_in_and_shown_as_late(round_, area, make_area, chair):
    make_area(2)
    with time_machine.travel("2022-05-21T09:00:00+03:00"):
        save(round_, area, chair)
    overview = selectors.get_overview(round_=round_, by=PUBLIC, on=date(2022, 5, 25))
    assert [(row.state, row.late) for row in overview.rows] == [("submitted", True), ("missing", True)]
    assert overview.late == 2


def test_before_the_last_day_nobody_is_late(round_, area):
    assert selectors.get_overview(round_=round_, by=PUBLIC, on=date(2022, 5, 20)).late == 0


def test_a_draft_exists_only_for_those_who_write_it(round_, area, make_area, chair, member, acting, secretariat):
    save(round_, area, member, submit=False, obstacles=["secrecy"])
    outsiders = [PUBLIC, acting("reader"), acting("group_chair", body=make_area(2).group)]
    for reader in outsiders:
        with pytest.raises(Missing):
            selectors.get_answer(round_=round_, focus_area=area, by=reader, on=TODAY)
        assert selectors.get_overview(round_=round_, by=reader, on=TODAY).counts["draft"] == 0
        assert selectors.list_answers_of(focus_area=area, by=reader) == []
    for writer in (chair, member, secretariat):
        assert selectors.get_answer(round_=round_, focus_area=area, by=writer, on=TODAY).answer.done_fi
        overview = selectors.get_overview(round_=round_, by=writer, on=TODAY)
        assert (overview.counts["draft"], overview.obstacles) == (1, {})


def test_a_round_for_members_does_not_exist_for_the_public_until_it_is_opened_to_all(
    make_round, area, chair, secretariat
):
    inner = make_round(marking_id="members")
    save(inner, area, chair)
    with pytest.raises(Missing):
        selectors.get_round(key=inner.key, by=PUBLIC)
    assert selectors.list_answers_of(focus_area=area, by=PUBLIC) == []
    with pytest.raises(NeedsSecondPerson):
        services.change_round(round_=inner, values={"own_marking_id": "public"}, version=1, by=secretariat)
    inner.refresh_from_db()
    other = replace(secretariat, account_id=Account.objects.create(username="toinen", name="Toinen (demo)").pk)
    asked = propose_lowering(row=inner, marking="public", reason="Kierros on kaikille.", by=secretariat)
    confirm_lowering(row=inner, decision_id=asked.pk, by=other)
    assert selectors.get_round(key=inner.key, by=PUBLIC) == inner
    assert len(selectors.list_answers_of(focus_area=area, by=PUBLIC)) == 1


def test_the_answer_stands_beside_that_of_the_round_before(round_, earlier, area, chair):
    before = FocusAreaAnswer.objects.create(
        round=earlier, focus_area=area, marking_id="public", submitted_at="2021-05-02T10:00Z", **TOLD
    )
    save(round_, area, chair, forecast="yes", obstacles=["secrecy"])
    page = selectors.get_answer(round_=round_, focus_area=area, by=PUBLIC, on=TODAY)
    assert (page.before, page.previous) == (before, earlier)
    assert page.comparison.forecast == "better"
    assert (page.comparison.new_obstacles, page.comparison.gone_obstacles) == ({"secrecy"}, {"resources"})


def test_obstacles_and_forecasts_are_counted_from_submitted_answers(round_, area, make_area, secretariat):
    save(round_, area, secretariat, obstacles=["resources", "covid_19"])
    save(round_, make_area(2), secretariat, obstacles=["resources"], forecast="yes")
    save(round_, make_area(3), secretariat, submit=False, obstacles=["other"])
    overview = selectors.get_overview(round_=round_, by=secretariat, on=TODAY)
    assert overview.obstacles == {"resources": 2, "covid_19": 1}
    assert overview.forecasts == {"yes": 1, "partly": 1}
    assert overview.counts == {"missing": 0, "draft": 1, "submitted": 2}

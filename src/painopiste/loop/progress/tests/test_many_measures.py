"""Many measures answered in one table: all rows are saved, or none."""

import threading
from datetime import date
from time import sleep

import pytest
from django.db import connection, transaction

from painopiste.base.actors import PUBLIC
from painopiste.base.audit.models import AuditLine
from painopiste.base.audit.services import record
from painopiste.base.errors import Missing, NotAllowed, Stale
from painopiste.base.records import take_version
from painopiste.loop.plans.models import MeasureChange
from painopiste.loop.plans.rules import State
from painopiste.loop.progress import selectors, services
from painopiste.loop.progress.models import MeasureAnswer
from painopiste.loop.progress.rules import RoundNotOpen
from painopiste.loop.progress.services import MeasureValues, RowsRefused


def row(state, *, blocked_by="", note="", version=0, measure_version=1):
    return MeasureValues(State(state), blocked_by, {"fi": note}, version, measure_version)


def save(round_, area, by, rows, *, submit=True):
    return services.save_measure_answers(round_=round_, focus_area=area, rows=rows, submit=submit, by=by)


def states(*measures):
    for measure in measures:
        measure.refresh_from_db()
    return [measure.state for measure in measures]


def test_a_submitted_row_gives_the_measure_its_step_on_the_day_of_the_round(round_, area, make_measure, chair):
    done, kept = make_measure(1), make_measure(2)
    assert save(round_, area, chair, {"m1": row("completed"), "m2": row("under_way")}) == 2
    assert states(done, kept) == ["completed", "under_way"]
    assert list(done.changes.order_by("rank").values_list("state", "happened_on"))[1:] == [("completed", "2022-04-30")]
    assert kept.changes.count() == 1
    assert MeasureAnswer.objects.filter(submitted_at__isnull=False).count() == 2
    assert AuditLine.objects.filter(event="plans.measure_state").count() == 1


def test_one_refused_row_leaves_all_unsaved_and_tells_row_field_and_why(round_, area, make_measure, chair):
    measures = make_measure(1), make_measure(2, "completed"), make_measure(3)
    rows = {"m1": row("completed"), "m2": row("planned"), "m3": row("blocked")}
    with pytest.raises(RowsRefused) as refused:
        save(round_, area, chair, rows)
    assert sorted(refused.value.fields) == ["m2.state", "m3.blocked_by"]
    assert states(*measures) == ["under_way", "completed", "under_way"]
    assert (MeasureAnswer.objects.count(), MeasureChange.objects.count(), AuditLine.objects.count()) == (0, 3, 0)


def test_a_cancelled_measure_needs_its_reason_in_the_note(round_, area, make_measure, chair):
    make_measure(1)
    with pytest.raises(RowsRefused) as refused:
        save(round_, area, chair, {"m1": row("cancelled")})
    assert list(refused.value.fields) == ["m1.note"]
    save(round_, area, chair, {"m1": row("cancelled", note="Ei rahoitusta.")})
    assert MeasureChange.objects.latest("rank").reason_fi == "Ei rahoitusta."


def test_a_measure_that_was_cancelled_long_ago_is_confirmed_without_a_reason(round_, area, make_measure, chair):
    make_measure(1, "cancelled")
    assert save(round_, area, chair, {"m1": row("cancelled")}) == 1


def test_another_obstacle_of_a_blocked_measure_is_a_step_too(round_, area, make_measure, chair):
    measure = make_measure(1, "blocked")
    save(round_, area, chair, {"m1": row("blocked", blocked_by="secrecy")})
    assert list(measure.changes.order_by("rank").values_list("blocked_by", flat=True)) == ["", "secrecy"]
    assert save(round_, area, chair, {"m1": row("blocked", blocked_by="secrecy", version=1, measure_version=2)}) == 0


def test_a_draft_keeps_changed_rows_only_and_moves_no_measure(round_, area, make_measure, chair):
    measures = make_measure(1), make_measure(2)
    assert save(round_, area, chair, {"m1": row("completed"), "m2": row("under_way")}, submit=False) == 1
    assert states(*measures) == ["under_way", "under_way"]
    assert MeasureAnswer.objects.get().submitted_at is None


def test_a_member_may_draft_the_rows_and_the_chair_submits_them(round_, area, make_measure, member, chair):
    measure = make_measure(1)
    save(round_, area, member, {"m1": row("completed")}, submit=False)
    with pytest.raises(NotAllowed):
        save(round_, area, member, {"m1": row("completed", version=1)})
    save(round_, area, chair, {"m1": row("completed", version=1)})
    assert states(measure) == ["completed"]


def test_the_coordinator_of_a_lead_reports_its_own_measures_and_no_other(round_, area, make_measure, coordinator_of):
    led, other = make_measure(1), make_measure(2)
    coordinator = coordinator_of(led)
    with pytest.raises(NotAllowed):
        save(round_, area, coordinator, {"m1": row("late"), "m2": row("late")})
    save(round_, area, coordinator, {"m1": row("late")})
    assert states(led, other) == ["late", "under_way"]


def test_a_row_that_somebody_else_saved_is_refused(round_, area, make_measure, chair, secretariat):
    make_measure(1)
    save(round_, area, secretariat, {"m1": row("late")}, submit=False)
    with pytest.raises(RowsRefused) as refused:
        save(round_, area, chair, {"m1": row("completed")})
    assert refused.value.rows["m1"]["state"].code == "stale"


def test_a_measure_that_was_changed_elsewhere_meanwhile_is_refused(round_, area, make_measure, chair):
    measure = make_measure(1, version=4)
    with pytest.raises(RowsRefused) as refused:
        save(round_, area, chair, {"m1": row("completed", measure_version=3)})
    assert refused.value.rows["m1"]["state"].code == "stale"
    assert states(measure) == ["under_way"]


def test_a_round_never_overrides_a_step_from_after_its_day(round_, area, make_measure, chair):
    measure = make_measure(1)
    MeasureChange.objects.create(measure=measure, state="under_way", happened_on="2022-05-05", rank=1)
    with pytest.raises(RowsRefused) as refused:
        save(round_, area, chair, {"m1": row("completed")})
    assert refused.value.rows["m1"]["state"].code == "newer_step"
    assert save(round_, area, chair, {"m1": row("under_way")}) == 1


def test_a_measure_of_another_focus_area_does_not_exist_here(round_, area, make_area, make_measure, chair):
    make_measure(1, focus_area=make_area(2))
    with pytest.raises(Missing):
        save(round_, area, chair, {"m1": row("completed")})


def test_a_closed_round_takes_no_rows_in(earlier, area, make_measure, chair):
    make_measure(1)
    with pytest.raises(RoundNotOpen):
        save(earlier, area, chair, {"m1": row("completed")})


def test_the_public_sees_what_was_told_of_measures_once_the_round_is_closed(
    round_, area, make_measure, chair, secretariat
):
    make_measure(1), make_measure(2)
    save(round_, area, chair, {"m1": row("late", note="Viivästyi.")})
    save(round_, area, chair, {"m2": row("late", note="Luonnos.")}, submit=False)

    def seen(by):
        found = selectors.list_measures_of(round_=round_, focus_area=area, by=by)
        return [one.answer.note_fi if one.answer else None for one in found]

    assert seen(PUBLIC) == [None, None]
    assert seen(chair) == ["Viivästyi.", "Luonnos."]
    services.close_round(round_=round_, version=1, by=secretariat)
    assert seen(PUBLIC) == ["Viivästyi.", None]


def test_the_last_answer_stands_beside_the_present_one(round_, earlier, area, make_measure, chair):
    measure = make_measure(1)
    before = MeasureAnswer.objects.create(
        round=earlier, measure=measure, state="planned", submitted_at="2021-05-02T10:00Z", note_fi="Alkaa syksyllä."
    )
    found = selectors.list_measures_of(round_=round_, focus_area=area, by=chair)
    assert [(one.answer, one.before) for one in found] == [(None, before)]
    assert earlier.status_on == date(2021, 4, 30)


@pytest.mark.parametrize("count", [1, 3])
def test_the_measures_of_a_round_take_four_queries(
    count, round_, earlier, area, make_measure, chair, django_assert_num_queries
):
    for number in range(1, count + 1):
        measure = make_measure(number)
        MeasureAnswer.objects.create(round=earlier, measure=measure, state="planned", submitted_at="2021-05-02T10:00Z")
    with django_assert_num_queries(4):
        assert len(selectors.list_measures_of(round_=round_, focus_area=area, by=chair)) == count


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time")
def test_who_reports_many_and_who_changes_one_do_not_wait_for_each_other(round_, area, make_measure, secretariat):
    """Each would hold what the other needs next: the end of the trail, and the row of a measure."""
    first, second = make_measure(1), make_measure(2)
    refused = []

    def report():
        try:
            save(round_, area, secretariat, {"m1": row("completed"), "m2": row("completed")})
        except RowsRefused as error:
            refused.append(error.rows)
        finally:
            connection.close()

    with transaction.atomic():
        take_version(second, 1)
        other = threading.Thread(target=report)
        other.start()
        sleep(0.5)  # until the other stands at `second`
        record("plans.measure_changed", target=("measure", second.key), by=secretariat)
    other.join(10)
    assert [isinstance(row["state"], Stale) for rows in refused for row in rows.values()] == [True]
    assert states(first, second) == ["under_way", "under_way"]

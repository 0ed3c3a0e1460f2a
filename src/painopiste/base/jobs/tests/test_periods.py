"""Jobs that come by themselves."""

from datetime import UTC, datetime, time, timedelta

import pytest

from painopiste.base.actors import system
from painopiste.base.jobs import clock, periods, registry, services
from painopiste.base.jobs.models import Job
from painopiste.base.jobs.rules import Daily, Every, State
from painopiste.base.jobs.worker import Worker


@pytest.fixture
def at(monkeypatch):
    """Put the shared clock to a moment."""
    return lambda *moment: monkeypatch.setattr(clock, "now", lambda: datetime(*moment, tzinfo=UTC))


@pytest.mark.django_db
def test_a_period_is_made_once_and_the_next_when_it_begins(handlers, at):
    handlers("test.hourly", schedule=Every(timedelta(hours=1)))(lambda work: None)
    at(2026, 1, 5, 10, 15)
    assert [periods.make_due_jobs(), periods.make_due_jobs()] == [1, 0]
    at(2026, 1, 5, 11, 0)
    assert periods.make_due_jobs() == 1
    assert list(Job.objects.order_by("pk").values_list("period", flat=True)) == [
        "2026-01-05T10:00:00+00:00",
        "2026-01-05T11:00:00+00:00",
    ]


@pytest.mark.django_db
def test_what_was_missed_is_made_up_once(handlers, at):
    handlers("test.daily", schedule=Daily(time(3, 30)))(lambda work: None)
    at(2026, 1, 5, 2, 0)
    periods.make_due_jobs()
    at(2026, 1, 9, 12, 0)
    assert periods.make_due_jobs() == 1
    assert list(Job.objects.order_by("pk").values_list("period", flat=True)) == ["2026-01-05", "2026-01-09"]


@pytest.mark.django_db
def test_the_worker_makes_and_does_what_is_due(handlers):
    done = []
    handlers("test.daily", schedule=Daily(time(3, 30)))(lambda work: done.append(work.payload["period"]))
    assert Worker(pulse_thread=False).run_waiting() == 1
    assert Worker(pulse_thread=False).run_waiting() == 0
    assert len(done) == 1


@pytest.mark.django_db
def test_old_work_is_removed_and_the_rest_kept(worker):
    registry.discover()
    jobs = [services.enqueue(kind="jobs.tidy", payload={}, by=system("test")) for _ in range(3)]
    long_ago = clock.now() - timedelta(days=91)
    Job.objects.filter(pk=jobs[0].pk).update(state=State.FAILED, ended_at=long_ago)
    Job.objects.filter(pk=jobs[1].pk).update(state=State.DONE, ended_at=clock.now())
    worker.run_waiting()
    left = set(Job.objects.values_list("pk", flat=True))
    assert jobs[0].pk not in left
    assert {jobs[1].pk, jobs[2].pk} <= left

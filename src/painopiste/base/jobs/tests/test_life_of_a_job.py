"""What may happen to a job from asking to its end."""

from datetime import timedelta

import pytest
from django.db import transaction

from painopiste.base.actors import PUBLIC, Actor, system
from painopiste.base.errors import Invalid, Missing
from painopiste.base.jobs import clock, selectors, services
from painopiste.base.jobs.models import Job
from painopiste.base.jobs.rules import State, StepRefused

pytestmark = pytest.mark.django_db
SYSTEM = system("test")


def ask(kind="test.add", by=SYSTEM, **more):
    return services.enqueue(kind=kind, payload={"a": 1, "b": 2}, by=by, **more)


def state_of(job):
    return State(Job.objects.get(pk=job.pk).state)


def make_due(job):
    Job.objects.filter(pk=job.pk).update(due_at=clock.now() - timedelta(seconds=1))


def test_a_job_is_done_and_its_result_kept(handlers, worker, asker):
    @handlers("test.add", title="Adding")
    def add(work):
        work.progress(50, "Adding %(count)s numbers", count=2)
        return {"sum": work.payload["a"] + work.payload["b"]}

    job = ask(by=asker)
    assert worker.run_waiting() == 1
    status = selectors.get_job(key=job.key, by=asker)
    assert (status.state, status.percent, status.result, status.title) == (State.DONE, 100, {"sum": 3}, "Adding")
    assert status.ended
    assert not status.may_cancel
    assert not status.may_retry


def test_progress_is_told_as_a_message_and_its_values(handlers, worker):
    seen = []

    @handlers("test.add")
    def add(work):
        work.progress(40, "Drawing page %(page)s", page=3)
        seen.append(selectors.get_job(key=work.key, by=Actor(everywhere=frozenset({"jobs.see"}))))

    ask()
    worker.run_waiting()
    assert (seen[0].state, seen[0].percent) == (State.RUNNING, 40)
    assert (seen[0].step.message, seen[0].step.values) == ("Drawing page %(page)s", {"page": 3})


def test_a_rolled_back_transaction_leaves_no_job(handlers):
    handlers("test.add")(lambda work: None)
    with transaction.atomic():
        ask()
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_a_job_of_an_unknown_kind_is_refused(handlers):
    with pytest.raises(LookupError, match="no handler is registered"):
        ask("nobody.knows")


def test_two_functions_cannot_have_the_same_code(handlers):
    handlers("test.add")(lambda work: None)
    with pytest.raises(ValueError, match="taken"):
        handlers("test.add")(lambda work: 1)


def test_the_same_once_key_gives_the_same_job(handlers):
    handlers("test.add")(lambda work: None)
    assert ask(once_key="one").key == ask(once_key="one").key
    assert ask(once_key="two").key != ask(once_key="one").key


def test_the_urgent_come_first_and_the_future_waits(handlers, worker):
    order = []
    handlers("test.add")(lambda work: order.append(work.key))
    usual = ask()
    later = ask(due_at=clock.now() + timedelta(hours=1))
    urgent = ask(priority=10)
    assert worker.run_waiting() == 2
    assert order == [urgent.key, usual.key]
    assert state_of(later) == State.WAITING


def test_a_failing_job_is_tried_again_after_a_pause_and_then_fails_visibly(handlers, worker, asker):
    @handlers("test.add")
    def broken(work):
        raise RuntimeError("secret detail")

    job = ask(by=asker, max_attempts=2)
    worker.run_waiting()
    status = selectors.get_job(key=job.key, by=asker)
    assert status.will_be_tried_again
    pause = (status.due_at - clock.now()).total_seconds()
    assert 0 < pause <= 5
    make_due(job)
    worker.run_waiting()
    status = selectors.get_job(key=job.key, by=asker)
    assert (status.state, status.attempts) == (State.FAILED, 2)
    assert job.key in status.fault.message % status.fault.values
    assert "secret detail" not in status.fault.message % status.fault.values
    assert "secret detail" in status.fault.trace


def test_a_refusal_of_the_domain_is_not_tried_again(handlers, worker, asker):
    @handlers("test.add")
    def refused(work):
        raise Invalid("The day %(day)s is in the future.", day="1.1.2100")

    job = ask(by=asker)
    worker.run_waiting()
    status = selectors.get_job(key=job.key, by=asker)
    assert (status.state, status.fault.code) == (State.FAILED, "invalid")
    assert status.fault.message % status.fault.values == "The day 1.1.2100 is in the future."


def test_a_result_that_json_cannot_hold_is_a_failure(handlers, worker, asker):
    handlers("test.add")(lambda work: object())
    job = ask(by=asker, max_attempts=1)
    worker.run_waiting()
    assert state_of(job) == State.FAILED


def test_a_waiting_job_is_cancelled_at_once(handlers, worker, asker):
    handlers("test.add")(lambda work: pytest.fail("must not run"))
    job = ask(by=asker)
    services.cancel(key=job.key, by=asker)
    assert worker.run_waiting() == 0
    assert state_of(job) == State.CANCELLED
    with pytest.raises(StepRefused):
        services.cancel(key=job.key, by=asker)


def test_a_running_job_stops_at_its_next_step(handlers, worker, asker):
    reached = []

    @handlers("test.add")
    def long(work):
        work.progress(10)
        services.cancel(key=work.key, by=asker)
        services.cancel(key=work.key, by=asker)  # a double click
        work.progress(20)
        reached.append("the end")

    job = ask(by=asker)
    worker.run_waiting()
    assert state_of(job) == State.CANCELLED
    assert reached == []


def test_a_job_that_fails_while_being_cancelled_is_not_tried_again(handlers, worker, asker):
    @handlers("test.add")
    def broken(work):
        services.cancel(key=work.key, by=asker)
        raise RuntimeError

    job = ask(by=asker)
    worker.run_waiting()
    assert state_of(job) == State.CANCELLED


def test_what_failed_or_was_cancelled_can_be_done_again(handlers, worker, asker):
    answers = iter([Invalid("Not yet."), None])

    @handlers("test.add")
    def second_time(work):
        answer = next(answers)
        if answer:
            raise answer

    job = ask(by=asker)
    worker.run_waiting()
    services.retry(key=job.key, by=asker)
    status = selectors.get_job(key=job.key, by=asker)
    assert (status.state, status.attempts, status.fault) == (State.WAITING, 0, None)
    worker.run_waiting()
    assert state_of(job) == State.DONE
    with pytest.raises(StepRefused):
        services.retry(key=job.key, by=asker)


def test_only_the_asker_and_those_with_the_right_see_a_job(handlers, asker, other):
    handlers("test.add")(lambda work: None)
    job, nobodys = ask(by=asker), ask()
    overseer = Actor(everywhere=frozenset({"jobs.see"}))
    for stranger in (other, PUBLIC):
        for door in (selectors.get_job, services.cancel, services.retry):
            with pytest.raises(Missing):
                door(key=job.key, by=stranger)
        assert selectors.list_jobs(by=stranger) == ()
    assert [one.key for one in selectors.list_jobs(by=asker)] == [job.key]
    assert [one.key for one in selectors.list_jobs(by=overseer)] == [nobodys.key, job.key]
    services.cancel(key=job.key, by=overseer)
    assert [one.key for one in selectors.list_jobs(by=overseer, state=State.CANCELLED)] == [job.key]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_jobs_takes_one_query(handlers, count, asker, django_assert_num_queries):
    handlers("test.add")(lambda work: None)
    for _ in range(count):
        ask(by=asker)
    with django_assert_num_queries(1):
        assert len(selectors.list_jobs(by=asker)) == count


def test_a_job_acts_for_the_one_who_asked_with_the_rights_of_today(handlers, worker, asker):
    from painopiste.base.jobs.worker import Worker

    actors = []
    handlers("test.add", rights=["reports.make"])(lambda work: actors.append(work.by))
    ask(by=asker)
    Worker(
        pulse_thread=False, actor_of=lambda account, *, on: Actor(account_id=account.pk, label="today")
    ).run_waiting()
    ask()
    worker.run_waiting()
    assert (actors[0].account_id, actors[0].label) == (asker.account_id, "today")
    assert (actors[1].account_id, actors[1].everywhere) == (None, frozenset({"reports.make"}))


def test_an_unknown_kind_waits_for_a_worker_that_knows_it(handlers, worker, asker):
    handlers("test.add")(lambda work: None)
    job = ask(by=asker)
    Job.objects.filter(pk=job.pk).update(kind="test.newer")
    assert worker.run_waiting() == 0
    assert selectors.get_job(key=job.key, by=asker).state == State.WAITING

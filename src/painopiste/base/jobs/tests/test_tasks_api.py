"""The django-tasks API on the jobs table."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, default_task_backend, task, task_backends
from django_tasks.exceptions import InvalidTaskError, TaskResultDoesNotExist, TaskResultMismatch

from painopiste.base.jobs.backend import JobFailed, registered
from painopiste.base.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _backend(settings, handlers):
    settings.TASKS = {"default": {"BACKEND": "painopiste.base.jobs.backend.LeasedBackend"}}
    registered("test.greet", title="Greeting")(greeting())
    registered("test.attempt")(task(which_attempt, takes_context=True))
    registered("test.broken")(task(broken))


def greet(name, *, warmly=False):
    return f"Hei, {name}{'!' if warmly else '.'}"


def which_attempt(context, extra):
    return [context.attempt, context.task_result.status, extra]


def broken():
    raise RuntimeError("no")


async def slow():
    return None


def greeting():
    return task(greet)


def test_an_enqueued_task_is_done_by_the_worker_and_its_value_returned(worker):
    result = greeting().enqueue("Maija", warmly=True)
    assert result.status == TaskResultStatus.READY
    assert worker.run_waiting() == 1
    result.refresh()
    assert (result.status, result.return_value, result.attempts) == (TaskResultStatus.SUCCESSFUL, "Hei, Maija!", 1)
    assert result.is_finished
    assert result.finished_at
    assert greeting().get_result(result.id).return_value == "Hei, Maija!"


def test_only_the_code_of_a_task_is_stored():
    greeting().enqueue("Maija")
    job = Job.objects.get()
    assert (job.kind, job.payload) == ("test.greet", {"args": ["Maija"], "kwargs": {}})


def test_a_task_without_a_code_is_refused():
    with pytest.raises(InvalidTaskError, match="has no code"):
        task(greet_again).enqueue("Maija")


def greet_again(name):
    return name


def test_the_context_tells_the_attempt(worker):
    result = task(which_attempt, takes_context=True).enqueue("more")
    worker.run_waiting()
    result.refresh()
    assert result.return_value == [1, "RUNNING", "more"]


def test_priority_and_time_are_kept(worker):
    later = greeting().using(run_after=timezone.now() + timedelta(hours=1)).enqueue("later")
    urgent = greeting().using(priority=50).enqueue("urgent")
    assert worker.run_waiting() == 1
    urgent.refresh()
    later.refresh()
    assert (urgent.status, later.status) == (TaskResultStatus.SUCCESSFUL, TaskResultStatus.READY)
    assert greeting().get_result(urgent.id).task.priority == 50


def test_a_failed_task_says_so_without_a_stored_path(worker):
    result = task(broken).enqueue()
    Job.objects.update(max_attempts=1)
    worker.run_waiting()
    result.refresh()
    assert result.status == TaskResultStatus.FAILED
    assert result.errors[0].exception_class is JobFailed
    assert "RuntimeError: no" in result.errors[0].traceback
    with pytest.raises(ValueError, match="failed"):
        _ = result.return_value


def test_a_task_of_a_rolled_back_transaction_never_was():
    with transaction.atomic():
        result = greeting().enqueue("Maija")
        transaction.set_rollback(True)
    with pytest.raises(TaskResultDoesNotExist):
        default_task_backend.get_result(result.id)


def test_a_result_of_another_task_is_not_given():
    result = greeting().enqueue("Maija")
    with pytest.raises(TaskResultMismatch):
        task(broken).get_result(result.id)


def test_what_the_table_cannot_hold_is_refused():
    with pytest.raises(InvalidTaskError, match="async"):
        task(slow)
    with pytest.raises(InvalidTaskError, match="Queue"):
        task(greet, queue_name="elsewhere")
    with pytest.raises(TypeError):
        greeting().enqueue(object())


def test_the_installation_keeps_its_tasks_in_the_jobs_table():
    from painopiste.site import settings as site

    assert site.TASKS["default"]["BACKEND"] == "painopiste.base.jobs.backend.LeasedBackend"
    assert task_backends["default"].supports_get_result

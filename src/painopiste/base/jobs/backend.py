"""The jobs table as a backend of the django-tasks API, so that code written for that API loses no work either.

    @registered("greetings.send")
    @task(priority=5)
    def send(name: str) -> str: ...

    send.enqueue("Maija")

Only the code is stored. A task without one is refused when it is asked for.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskContext, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import InvalidTaskError, TaskResultDoesNotExist
from django_tasks.signals import task_enqueued
from django_tasks.utils import get_module_path, normalize_json

from painopiste.base.actors import system
from painopiste.base.jobs import registry, services
from painopiste.base.jobs.models import Job
from painopiste.base.jobs.rules import State
from painopiste.base.jobs.told import Fault
from painopiste.base.jobs.work import Work

AnyTask = TypeVar("AnyTask", bound="Task[Any, Any]")
STATUSES: Mapping[State, TaskResultStatus] = {
    State.WAITING: TaskResultStatus.READY,
    State.RUNNING: TaskResultStatus.RUNNING,
    State.DONE: TaskResultStatus.SUCCESSFUL,
    State.FAILED: TaskResultStatus.FAILED,
    State.CANCELLED: TaskResultStatus.FAILED,
}
_tasks: dict[str, "Task[Any, Any]"] = {}
_codes: dict[Callable[..., Any], str] = {}


class JobFailed(Exception):
    """Stands for whatever error ended a task: class paths are not stored."""


def registered(code: str, *, title: str = registry.TITLE) -> Callable[[AnyTask], AnyTask]:
    """Give a task the stable code by which it is stored; stands above `@task`."""

    def register(task: AnyTask) -> AnyTask:
        def run(work: Work) -> Any:
            arguments = list(work.payload["args"])
            if task.takes_context:
                arguments.insert(0, TaskContext(task_result=_result(work.job, task)))
            return normalize_json(task.call(*arguments, **work.payload["kwargs"]))

        registry.handler(code, title=title)(run)
        _tasks[code], _codes[task.func] = task, code
        return task

    return register


class LeasedBackend(BaseTaskBackend):
    """Keeps tasks in the jobs table, for `painopiste work` to do."""

    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: "Task[Any, Any]", args: Any, kwargs: Any) -> "TaskResult[Any]":
        """Ask for a task, in the caller's transaction.

        :raises InvalidTaskError: if the task has no code
        """
        self.validate_task(task)
        code = _codes.get(task.func)
        if code is None:
            name = get_module_path(task.func)
            raise InvalidTaskError(f"{name} has no code: put @registered('package.verb') above @task")
        job = services.enqueue(
            kind=code,
            payload={"args": normalize_json(list(args)), "kwargs": normalize_json(kwargs)},
            by=system("tasks"),
            priority=task.priority,
            due_at=task.run_after,
        )
        result = _result(job, task)
        task_enqueued.send(type(self), task_result=result)
        return result

    def get_result(self, result_id: str) -> "TaskResult[Any]":
        registry.discover()
        job = Job.objects.filter(key=result_id, kind__in=_tasks).first()
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return _result(job, _tasks[job.kind])


def _result(job: Job, task: "Task[Any, Any]") -> "TaskResult[Any]":
    fault = Fault.of_text(job.error)
    errors = [TaskError(exception_class_path=get_module_path(JobFailed), traceback=fault.trace)] if fault else []
    result: TaskResult[Any] = TaskResult(
        task=replace(task, priority=job.priority),
        id=job.key,
        status=STATUSES[State(job.state)],
        enqueued_at=job.asked_at,
        started_at=job.started_at,
        finished_at=job.ended_at,
        last_attempted_at=job.started_at,
        args=job.payload["args"],
        kwargs=job.payload["kwargs"],
        backend=task.backend,
        errors=errors,
        worker_ids=[job.worker] * job.attempts,  # earlier workers are not remembered, only how many there were
    )
    if job.state == State.DONE:
        object.__setattr__(result, "_return_value", job.result)  # the API's dataclass is frozen
    return result

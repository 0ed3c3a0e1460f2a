"""Asking for jobs, cancelling them, and having them done again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from painopiste.base.actors import Actor
from painopiste.base.audit import services as audit
from painopiste.base.errors import Missing
from painopiste.base.jobs import clock, permissions, registry
from painopiste.base.jobs.models import Job
from painopiste.base.jobs.rules import State, StepRefused, check_transition, may_cancel, may_retry

ALREADY_ENDED = gettext_noop("The work has ended already, so there is nothing to cancel.")
NOT_AGAIN = gettext_noop("Only work that failed or was cancelled can be done again.")


@transaction.atomic
def enqueue(
    *,
    kind: str,
    payload: Mapping[str, Any],
    by: Actor,
    priority: int = 0,
    due_at: datetime | None = None,
    max_attempts: int = 5,
    once_key: str | None = None,
    period: str = "",
) -> Job:
    """Ask for a job, in the caller's transaction: if that is rolled back, there is no job.

    `kind` is the code of a registered handler, `payload` what JSON can hold. Of jobs with the same `once_key` there
    is only one: the first is returned again.

    :raises LookupError: if no handler is registered for the kind
    """
    fields = {
        "kind": registry.find(kind).code,
        "payload": dict(payload),
        "priority": priority,
        "due_at": due_at or clock.now(),
        "max_attempts": max_attempts,
        "period": period,
        "asked_by_id": by.account_id,
    }
    if once_key:
        job, made = Job.objects.get_or_create(once_key=once_key, defaults=fields)
    else:
        job, made = Job.objects.create(**fields), True
    if made and by.account_id is not None:
        audit.record("jobs.asked", target=("job", job.key), by=by, after={"kind": kind})
    return job


@transaction.atomic
def cancel(*, key: str, by: Actor) -> None:
    """Cancel a job that waits, or ask a running one to stop at its next step.

    :raises Missing: if there is no such job that the actor may see
    :raises StepRefused: if it has ended
    """
    job = _locked(key, by)
    state = State(job.state)
    if not may_cancel(state, cancel_asked=job.cancel_asked):
        if job.cancel_asked and state == State.RUNNING:
            return
        raise StepRefused(ALREADY_ENDED)
    job.cancel_asked = True
    if state == State.WAITING:
        check_transition(state, State.CANCELLED)
        job.state, job.ended_at = State.CANCELLED, clock.now()
    job.save(update_fields=["cancel_asked", "state", "ended_at"])
    audit.record(
        "jobs.cancelled", target=("job", key), by=by, before={"state": state.value}, after={"state": job.state}
    )


@transaction.atomic
def retry(*, key: str, by: Actor) -> None:
    """Have a failed or cancelled job done again from the beginning.

    :raises Missing: if there is no such job that the actor may see
    :raises StepRefused: if it has neither failed nor been cancelled
    """
    job = _locked(key, by)
    state = State(job.state)
    if not may_retry(state):
        raise StepRefused(NOT_AGAIN)
    job.state, job.due_at = State.WAITING, clock.now()
    job.attempts, job.progress, job.step, job.error = 0, 0, "", ""
    job.cancel_asked, job.ended_at, job.leased_until = False, None, None
    job.save()
    audit.record("jobs.retried", target=("job", key), by=by, before={"state": state.value}, after={"state": job.state})


def _locked(key: str, by: Actor) -> Job:
    job = permissions.visible(by).select_for_update().filter(key=key).first()
    if job is None:
        raise Missing
    return job

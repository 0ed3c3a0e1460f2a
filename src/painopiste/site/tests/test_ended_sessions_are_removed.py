"""What is left of a log-in goes away by itself."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from painopiste.base.jobs.models import Job
from painopiste.base.jobs.periods import make_due_jobs
from painopiste.base.jobs.worker import Worker


@pytest.mark.django_db
def test_the_worker_removes_sessions_whose_time_is_over():
    for key, days in (("old", -1), ("now", 1)):
        Session.objects.create(session_key=key, expire_date=timezone.now() + timedelta(days=days))
    make_due_jobs()
    Worker(pulse_thread=False).run_waiting()
    assert Job.objects.get(kind="sessions.tidy").state == "done"
    assert [session.session_key for session in Session.objects.all()] == ["now"]

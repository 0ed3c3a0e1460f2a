"""What happens to jobs when workers are killed, stopped, or come back from the dead."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection

from painopiste.base.actors import system
from painopiste.base.jobs import clock, leases, services
from painopiste.base.jobs.models import Job
from painopiste.base.jobs.rules import State
from painopiste.base.jobs.told import Fault
from painopiste.base.jobs.work import LeaseLost
from painopiste.site.database_roles import web_role

SYSTEM = system("test")
KILLS = 20


@contextmanager
def workers(folder, *arguments):
    """Real worker processes on a file database, or on the PostgreSQL database of the tests."""
    environment = dict(os.environ, DJANGO_SETTINGS_MODULE="painopiste.site.settings", PAINOPISTE_FOLDER=str(folder))
    if connection.vendor == "postgresql":
        place = connection.settings_dict
        user, host, port = web_role(), quote(place["HOST"], safe=""), place["PORT"]
        secret = f":{quote(place['PASSWORD'], safe='')}" if place["PASSWORD"] else ""
        environment["DATABASE_URL"] = f"postgresql://{user}{secret}@{host}{f':{port}' if port else ''}/{place['NAME']}"
    else:
        environment.pop("DATABASE_URL", None)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(folder / "painopiste.sqlite3")])
    command = [sys.executable, "-m", "painopiste.base.jobs.tests.worker_process", *map(str, arguments)]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        alarm = threading.Timer(90, os.killpg, (process.pid, signal.SIGKILL))
        alarm.start()
        try:
            yield process
        finally:
            alarm.cancel()
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def report_of(line):
    assert line.startswith("report "), line
    return json.loads(line.removeprefix("report "))


@pytest.mark.django_db(transaction=True)
def test_killed_twenty_times_in_the_middle_nothing_is_lost_and_no_effect_is_doubled(tmp_path):
    killed, last, jobs = 0, "", 30
    with workers(tmp_path, "test.effect", jobs, 2, 1.0, 0) as process:
        for last in process.stdout:
            word, *rest = last.split()
            if word == "begun" and killed < KILLS and random.random() < 0.8:
                time.sleep(random.uniform(0, 0.04))  # anywhere between the two effects
                os.kill(int(rest[0]), signal.SIGKILL)
                killed += 1
    report = report_of(last)
    assert killed == KILLS
    assert report["states"] == {"done": jobs}
    assert report["attempts"] > jobs, "no job was ever in the middle when its worker was killed"
    assert (report["effects"], report["most_often"]) == (2 * jobs, 1)
    assert report["faults"] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("kind", "jobs", "lease"), [("test.effect", 25, 30), ("test.long", 2, 1.2)])
def test_two_workers_never_do_the_same_job(tmp_path, kind, jobs, lease):
    """Not even when a job takes longer than its lease: the worker's pulse extends it."""
    begun, last = [], ""
    with workers(tmp_path, kind, jobs, 3, lease, 0) as process:
        for last in process.stdout:
            if last.startswith("begun"):
                begun.append(last.split()[2])
    assert sorted(begun) == sorted(set(begun))
    assert len(begun) == jobs
    report = report_of(last)
    assert report["attempts"] == jobs
    assert report["periodic"] == 1, "all workers began at the same moment, and made the period's job once"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("grace", "state", "attempts"), [(0, "waiting", 0), (30, "done", 1)])
def test_a_worker_told_to_stop_puts_its_job_back_or_finishes_it(tmp_path, grace, state, attempts):
    with workers(tmp_path, "test.long", 1, 1, 30, grace) as process:
        assert process.stdout.readline().startswith("begun")
        process.send_signal(signal.SIGTERM)
        report = report_of(process.stdout.readline())
    assert (report["states"], report["attempts"]) == ({state: 1}, attempts)


# --- the same rules, looked at one by one -------------------------------------------------------------------------


def ask(**more):
    return services.enqueue(kind="test.add", payload={}, by=SYSTEM, **more)


def take(worker="one"):
    return leases.take(worker=worker, kinds=["test.add"], seconds=30)


def expire(job):
    Job.objects.filter(pk=job.pk).update(leased_until=clock.now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_a_stale_worker_is_not_heard(handlers):
    handlers("test.add")(lambda work: None)
    ask()
    stale = take("stale")
    assert take("other") is None, "a held job is nobody else's"
    expire(stale)
    fresh = take("fresh")
    assert (fresh.pk, fresh.lease, fresh.attempts) == (stale.pk, stale.lease + 1, 2)
    assert not leases.finish(job=stale, result="stale")
    assert not leases.fail(job=stale, fault=Fault("x", "X"), permanent=True)
    assert not leases.stop(job=stale)
    assert not leases.release(job=stale)
    assert not leases.extend(job=stale, seconds=30, told=(99, ""))
    assert not leases.hold(job=stale)
    assert leases.is_cancel_asked(job=stale) is None
    assert leases.finish(job=fresh, result="fresh")
    assert Job.objects.get().result == "fresh"


@pytest.mark.django_db
def test_a_handler_that_lost_its_lease_is_told_so_and_leaves_nothing(handlers, worker):
    @handlers("test.add")
    def slow(work):
        Job.objects.update(lease=work.job.lease + 1)  # another worker took it
        with pytest.raises(LeaseLost):
            work.confirm()
        work.progress(50)
        pytest.fail("must not go on")

    ask()
    assert worker.run_one()
    job = Job.objects.get()
    assert (job.state, job.progress, job.result) == (State.RUNNING, 0, None)


@pytest.mark.django_db
def test_a_job_that_kills_every_worker_fails_visibly(handlers):
    handlers("test.add")(lambda work: None)
    ask(max_attempts=2)
    for _ in range(2):
        expire(take())
    assert take() is None
    job = Job.objects.get()
    fault = Fault.of_text(job.error)
    assert (job.state, fault.code) == (State.FAILED, "jobs.worker_died")
    assert "2 times" in fault.message % fault.values


@pytest.mark.django_db
def test_a_cancelled_job_of_a_dead_worker_is_not_begun_again(handlers):
    handlers("test.add")(lambda work: None)
    job = ask()
    expire(take())
    services.cancel(key=job.key, by=system("test", rights=["jobs.see"]))
    assert take() is None
    assert Job.objects.get().state == State.CANCELLED


@pytest.mark.django_db
def test_a_job_in_good_hands_is_kept_while_it_takes_longer_than_its_lease(handlers):
    handlers("test.add")(lambda work: None)
    ask()
    job = take()
    before = Job.objects.get().leased_until
    assert leases.extend(job=job, seconds=60, told=(10, ""))
    after = Job.objects.get()
    assert after.leased_until - before > timedelta(seconds=25)
    assert after.progress == 10

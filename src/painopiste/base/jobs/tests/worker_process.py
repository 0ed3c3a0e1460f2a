"""Real workers on a real database, for tests that kill them.

`python -m …worker_process KIND JOBS WORKERS LEASE GRACE` asks for JOBS jobs and keeps WORKERS forked workers alive
until all are done, or until it is itself told to stop. It prints "begun PID KEY" when a job is under way, and a
report at the end.
"""

import json
import os
import signal
import sys
import time
from collections import Counter
from datetime import timedelta

import django


def half(work, name):
    """One effect of the job: written once, however often the job is begun."""
    from django.db import transaction

    from painopiste.base.actors import system
    from painopiste.base.audit import services as audit
    from painopiste.base.audit.models import AuditLine
    from painopiste.base.markings.naming import as_system

    with transaction.atomic(), as_system("the test's own lines"):
        work.confirm()
        if not AuditLine.objects.filter(event=f"test.{name}", target_key=work.key).exists():
            audit.record(f"test.{name}", target=("job", work.key), by=system("test"))


def say(*words):
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def effect(work):
    half(work, "first")
    say("begun", os.getpid(), work.key)
    time.sleep(0.05)
    work.progress(50)
    half(work, "second")
    say("ended", os.getpid(), work.key)


def long(work):
    say("begun", os.getpid(), work.key)
    for percent in range(100):
        work.progress(percent)
        time.sleep(0.02)


def report():
    from painopiste.base.actors import system
    from painopiste.base.audit.models import AuditLine
    from painopiste.base.audit.selectors import find_faults
    from painopiste.base.jobs.models import Job
    from painopiste.base.markings.naming import as_system

    jobs = Job.objects.filter(kind__startswith="test.")
    with as_system("the test's own lines"):
        effects = Counter(AuditLine.objects.filter(event__startswith="test.").values_list("target_key", "event"))
    faults = [fault.problem for fault in find_faults(by=system("test", rights=["audit.verify"]))]
    states, attempts = dict(Counter(jobs.values_list("state", flat=True))), sum(jobs.values_list("attempts", flat=True))
    periodic = Job.objects.filter(kind="periodic.once").count()
    content = {"periodic": periodic, "states": states, "attempts": attempts, "effects": len(effects), "faults": faults}
    say("report", json.dumps(content | {"most_often": max(effects.values(), default=0)}))


def begin_worker(lease, grace):
    """Fork one worker and give its number."""
    from django.db import connection

    from painopiste.base.jobs.models import Job
    from painopiste.base.jobs.worker import Worker

    connection.close()
    if number := os.fork():
        return number
    try:
        worker = Worker(lease_seconds=lease, grace_seconds=grace)
        worker.stop_on_signals()
        worker.run(
            until=lambda: not Job.objects.filter(kind__startswith="test.", state__in=["waiting", "running"]).exists()
        )
        os._exit(0)
    finally:
        os._exit(1)


def main(kind, jobs, workers, lease, grace):
    django.setup()
    from django.db import connection

    from painopiste.base.actors import system
    from painopiste.base.jobs import services
    from painopiste.base.jobs.registry import handler
    from painopiste.base.jobs.rules import Every

    handler("test.effect")(effect)
    handler("test.long")(long)
    handler("periodic.once", schedule=Every(timedelta(days=36500)))(lambda work: None)
    for _ in range(int(jobs)):
        services.enqueue(kind=kind, payload={}, by=system("test"), max_attempts=100)
    alive = {begin_worker(float(lease), float(grace)) for _ in range(int(workers))}

    def stop(number, frame):
        for one in alive:
            os.kill(one, signal.SIGTERM)

    signal.signal(signal.SIGTERM, stop)
    while alive:
        number, status = os.wait()
        alive.discard(number)
        if os.waitstatus_to_exitcode(status) == -signal.SIGKILL:
            alive.add(begin_worker(float(lease), float(grace)))
        elif status:
            say("crashed", os.waitstatus_to_exitcode(status))
    connection.close()
    report()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Jobs that nobody asks for: made by the workers once in each period, however many workers there are."""

from django.utils import timezone

from painopiste.base.actors import system
from painopiste.base.jobs import clock, registry
from painopiste.base.jobs.models import Job
from painopiste.base.jobs.rules import period_of
from painopiste.base.jobs.services import enqueue


def make_due_jobs() -> int:
    """Make the job of every period that has begun and has none yet, and tell how many that were.

    What was missed while no worker ran is made up once.
    """
    now, zone = clock.now(), timezone.get_default_timezone()
    scheduled = [handler for handler in registry.all_handlers() if handler.schedule]
    wanted = {f"{one.code}@{period_of(one.schedule, now, zone=zone)}": one.code for one in scheduled if one.schedule}
    known = set(Job.objects.filter(once_key__in=wanted).values_list("once_key", flat=True))
    new = {once_key: code for once_key, code in wanted.items() if once_key not in known}
    for once_key, code in new.items():
        period = once_key.partition("@")[2]
        enqueue(kind=code, payload={"period": period}, by=system("jobs"), once_key=once_key, period=period)
    return len(new)

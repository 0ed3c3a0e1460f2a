"""The jobs that keep the table of jobs itself in order."""

from datetime import time, timedelta

from django.utils.translation import gettext_noop

from painopiste.base.jobs import clock
from painopiste.base.jobs.models import Job
from painopiste.base.jobs.registry import handler
from painopiste.base.jobs.rules import ENDED, Daily
from painopiste.base.jobs.work import Work

KEPT = timedelta(days=90)


@handler("jobs.tidy", title=gettext_noop("Removing old work from the list"), schedule=Daily(time(3, 30)))
def tidy(work: Work) -> dict[str, int]:
    """Remove jobs that ended more than 90 days ago. What they made stays where it was put."""
    old = Job.objects.filter(state__in=ENDED, ended_at__lt=clock.now() - KEPT)
    return {"removed": old.delete()[0]}

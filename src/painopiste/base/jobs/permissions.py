"""Whose jobs an actor may see: one's own, and everybody's with the right `jobs.see`."""

from django.db.models import QuerySet

from painopiste.base.actors import Actor
from painopiste.base.jobs.models import Job

SEE = "jobs.see"


def visible(by: Actor) -> QuerySet[Job]:
    """The jobs that the actor may see, cancel and have done again. What nobody asked for needs the right."""
    if by.may(SEE):
        return Job.objects.all()
    if by.account_id is None:
        return Job.objects.none()
    return Job.objects.filter(asked_by_id=by.account_id)

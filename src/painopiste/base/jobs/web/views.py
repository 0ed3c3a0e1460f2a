"""Views of jobs: how one stands, all of one's own, and the two things that can be done to them."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from painopiste.base.actors import Actor
from painopiste.base.jobs import selectors, services

STOP_POLLING = 286  # htmx swaps such an answer and asks no more


def progress_context(job: selectors.JobStatus) -> dict[str, Any]:
    """What `jobs/progress.html` needs, for any page that shows a job."""
    return {"job": job, "result_url": result_url(job)}


def result_url(job: selectors.JobStatus) -> str:
    """The page of what the job made: its result has `page`: a name of an address and its `arguments`."""
    page = job.result.get("page") if isinstance(job.result, dict) else None
    try:
        return reverse(page["name"], kwargs=page.get("arguments")) if page else ""
    except NoReverseMatch:  # made by an earlier version of the program
        return ""


def _by(request: HttpRequest) -> Actor:
    by: Actor = request.actor  # type: ignore[attr-defined]  # set by the site's middleware
    return by


@require_safe
@never_cache
def list_page(request: HttpRequest) -> HttpResponse:
    """The newest jobs that the reader may see."""
    if _by(request).account_id is None:
        return redirect_to_login(request.get_full_path())
    return render(request, "jobs/list.html", {"jobs": selectors.list_jobs(by=_by(request))})


@require_safe
@never_cache
def job_page(request: HttpRequest, key: str) -> HttpResponse:
    """One job. Without JavaScript the page loads itself again until the job has ended."""
    return render(request, "jobs/job.html", progress_context(selectors.get_job(key=key, by=_by(request))))


@require_safe
@never_cache
def progress(request: HttpRequest, key: str) -> HttpResponse:
    """The part of the page that changes."""
    job = selectors.get_job(key=key, by=_by(request))
    return render(request, "jobs/state.html", progress_context(job), status=STOP_POLLING if job.ended else 200)


@require_POST
def cancel(request: HttpRequest, key: str) -> HttpResponse:
    services.cancel(key=key, by=_by(request))
    return redirect("jobs:job", key=key)


@require_POST
def retry(request: HttpRequest, key: str) -> HttpResponse:
    services.retry(key=key, by=_by(request))
    return redirect("jobs:job", key=key)

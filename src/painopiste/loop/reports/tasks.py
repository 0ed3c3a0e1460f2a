"""Reports that are made in the background."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_noop

from painopiste.base.jobs.registry import handler
from painopiste.base.jobs.work import Work
from painopiste.base.markings.rules import Audience
from painopiste.loop.reports import services
from painopiste.loop.reports.writing import render, restored


@handler(services.JOB, title=gettext_noop("Making an interim report"))
def make(work: Work) -> dict[str, Any]:
    """Make a report and keep it. The key was given when the job was asked for, so that no report is made twice."""
    asked = work.payload
    work.progress(10, gettext_noop("Gathering the facts of the day and writing the report"))
    report = services.freeze_report(
        key=asked["key"],
        as_of=date.fromisoformat(asked["as_of"]),
        language=asked["language"],
        title=asked.get("title", ""),
        facts_for=Audience(asked.get("facts_for", Audience.PUBLIC)),
        by=work.by,
    )
    work.progress(70, gettext_noop("Checking that the files can be made"))
    render(report.content, restored(report.document), "pdf")
    return {"key": report.key, "page": {"name": "reports:report", "arguments": {"key": report.key}}}

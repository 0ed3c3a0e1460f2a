"""Work that is more than a page: downloads and reports of 500 measures."""

import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.core.handlers.wsgi import WSGIHandler

from benchmarks.pages import get, session_of
from painopiste.base.markings.naming import reading_as
from painopiste.loop.reports.services import freeze_report
from painopiste.loop.reports.writing import render, restored
from painopiste.site.actors import actor_of

AS_OF = date(2022, 5, 24)


def measure_work(*, account: Any, quick: bool) -> dict[str, float]:
    """Seconds of processor time of each, the best of three."""
    by, whole, cookie = actor_of(account, on=AS_OF), WSGIHandler(), session_of(account)

    def freeze() -> Any:
        with reading_as(by):
            return freeze_report(as_of=AS_OF, language="fi", by=by)

    report = freeze()
    tasks: dict[str, Callable[[], Any]] = {
        f"{form.upper()} of 500 measures × 20 columns": partial(get, whole, f"/fi/toimenpiteet/vienti.{form}", cookie)
        for form in ("xlsx", "ods", "csv", "json")
    }
    tasks["freezing a report of 500 measures"] = freeze
    document = restored(report.document)
    for form in ("pdf", "docx", "html"):
        tasks[f"{form.upper()} of that report"] = partial(render, report.content, document, form)
    return {name: min(_seconds(task) for _ in range(1 if quick else 3)) for name, task in tasks.items()}


def _seconds(task: Callable[[], Any]) -> float:
    began = time.process_time()
    task()
    return time.process_time() - began

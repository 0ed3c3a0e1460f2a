"""Making, keeping and publishing reports. Each function is one transaction and leaves one audit line."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.audit.services import canonical, record, sha256
from painopiste.base.errors import Conflict, Missing, NotAllowed
from painopiste.base.jobs.models import Job
from painopiste.base.jobs.services import enqueue
from painopiste.base.markings.naming import as_system, reading_as
from painopiste.base.markings.reading import audiences_of
from painopiste.base.markings.rules import Audience
from painopiste.base.programmes.selectors import get_programme
from painopiste.base.records import new_key
from painopiste.base.remarking.services import lower_together
from painopiste.base.words import marked
from painopiste.loop.reports import permissions
from painopiste.loop.reports.models import Report
from painopiste.loop.reports.rules import check_day
from painopiste.loop.reports.selectors import interim_facts
from painopiste.loop.reports.writing import check_language, interim_document, interim_title, stored

JOB = "reports.make"  # the kind of the job; `tasks` does it


class NotForPublic(Conflict):
    """A report that tells what is not public can't be published."""

    code = "not_for_public"
    message = marked(
        "This report contains facts that are not public. Make a report of the public facts and publish that."
    )


@transaction.atomic
def ask_for_report(
    *, as_of: date, language: str, by: Actor, title: str = "", facts_for: Audience = Audience.PUBLIC
) -> Job:
    """Have a report made in the background; what can't succeed is refused at once.

    :raises NotAllowed: if the actor may not make reports, or does not belong to those whom the facts are for
    :raises DayAhead, DayBeforeModel, WrongLanguage: if there can be no such report
    """
    _check_may_make(by, facts_for)
    check_language(language)
    programme = get_programme()
    check_day(as_of, today=timezone.localdate(), began=programme.began if programme else "")
    payload = {"key": new_key(), "as_of": as_of.isoformat(), "language": language, "title": title.strip()}
    return enqueue(kind=JOB, payload=payload | {"facts_for": facts_for.value}, by=by)


def _check_may_make(by: Actor, facts_for: Audience) -> None:
    by.require(permissions.MAKE)
    if facts_for not in audiences_of(by):
        raise NotAllowed


@transaction.atomic
def freeze_report(
    *,
    as_of: date,
    language: str,
    by: Actor,
    title: str = "",
    facts_for: Audience = Audience.PUBLIC,
    key: str = "",
) -> Report:
    """Make a report of a day and keep it as it is now. `facts_for`: whose facts it tells, as a rule everybody's.

    Asking again with the same `key` gives the report that was made at first.

    :raises NotAllowed: if the actor may not make reports, or does not belong to those whom the facts are for
    :raises DayAhead, DayBeforeModel, WrongLanguage: if there can be no such report
    """
    _check_may_make(by, facts_for)
    check_language(language)
    with as_system("whether the same job has made it already"):
        made = Report.objects.unguarded("the same job again").filter(key=key).first() if key else None
    if made is not None:
        return made
    reader = permissions.reader_for(facts_for)
    with reading_as(reader):
        facts = interim_facts(as_of=as_of, by=reader)
    title = title.strip() or interim_title(as_of, language)
    document = stored(interim_document(facts, language=language, base_url=settings.BASE_URL, title=title))
    report = Report.objects.create(
        key=key or new_key(),
        title=title,
        language=language,
        as_of=as_of,
        content=facts,
        document=document,
        fingerprint=fingerprint_of(content=facts, document=document, by=by),
        own_marking_id=max(facts_for, Audience.MEMBERS, key=permissions.WIDEST_FIRST.index).value,
        made_by_id=by.account_id,
        made_by_label=by.label,
    )
    after = {name: getattr(report, name) for name in ("title", "language", "as_of", "own_marking_id", "fingerprint")}
    record("reports.made", target=("report", report.key), by=by, after=after)
    return report


def fingerprint_of(*, content: object, document: object, by: Actor) -> str:
    """SHA-256 of what a report holds; two reports with the same fingerprint say the same."""
    return sha256(canonical(content), canonical(document))


@transaction.atomic
def publish_report(*, key: str, by: Actor) -> Report:
    """Open a kept report to everybody. Whoever made it is the first person, whoever publishes it the second.

    :raises NotAllowed: if the actor may not publish reports
    :raises SamePerson: if the actor has made it, or has no account
    :raises Missing: if there is no such report that the actor may see
    :raises NotForPublic: if it tells what is not public
    """
    report = permissions.visible(by).select_for_update().filter(key=key).first()
    if report is None:
        raise Missing
    by.require(permissions.PUBLISH)
    if report.content["audience"] != Audience.PUBLIC:
        raise NotForPublic
    if report.marking_id != Audience.PUBLIC:
        before = report.marking_id
        first, label = report.made_by_id, report.made_by_label
        lower_together(row=report, marking=Audience.PUBLIC.value, first=first, first_label=label, reason="", by=by)
        told, after = {"own_marking_id": before}, {"own_marking_id": report.own_marking_id}
        record("reports.published", target=("report", report.key), by=by, before=told, after=after)
    return report

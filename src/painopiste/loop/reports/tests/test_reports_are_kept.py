"""A report freezes what was reported: later changes do not reach it, and only public facts are published."""

import json
from datetime import date, timedelta

import pytest
from django.db import transaction

from painopiste.base.actors import PUBLIC, system
from painopiste.base.audit.models import AuditLine
from painopiste.base.errors import Missing, NotAllowed
from painopiste.base.jobs.models import Job
from painopiste.base.jobs.worker import Worker
from painopiste.base.markings.models import MarkingDecision
from painopiste.base.markings.reading import READ_INTERNAL
from painopiste.base.markings.rules import Audience
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.base.remarking.services import SamePerson
from painopiste.loop.focus_areas.models import FocusArea, FocusAreaChange
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory, FocusAreaOrganisationFactory
from painopiste.loop.plans.tests.factories import MeasureChangeFactory, MeasureFactory
from painopiste.loop.reports import selectors, services
from painopiste.loop.reports.models import Report
from painopiste.loop.reports.rules import DayAhead, DayBeforeModel
from painopiste.loop.reports.writing import WrongLanguage, render, restored
from painopiste.site.actors import actor_of

DAY = date(2022, 5, 24)


@pytest.fixture
def model(programme):
    """One public focus area with a measure, and one that only the secretariat sees."""
    area = FocusAreaFactory(key="p1", number=1, name_fi="Avoin painopiste")
    FocusAreaChange.objects.create(focus_area=area, state="running", happened_on="2020")
    FocusAreaOrganisationFactory(focus_area=area, organisation=OrganisationFactory(key="sm", abbreviation="SM"))
    MeasureChangeFactory(measure=MeasureFactory(key="1.1", number="1.1", focus_area=area), happened_on="2021")
    hidden = FocusAreaFactory(key="p2", number=2, name_fi="Salainen painopiste", marking_id="secretariat")
    FocusAreaChange.objects.create(focus_area=hidden, state="running", happened_on="2020")
    return area


@pytest.fixture
def freeze(model, secretariat):
    def make(**more):
        return services.freeze_report(**{"as_of": DAY, "language": "fi", "by": secretariat} | more)

    return make


def files(report):
    return [render(report.content, restored(report.document), name) for name in ("pdf", "docx", "html", "json")]


def test_a_kept_report_says_the_same_after_everything_has_changed(freeze, model):
    report = freeze()
    before = files(report)
    FocusArea.objects.filter(pk=model.pk).update(name_fi="Toinen nimi")
    FocusAreaChange.objects.create(focus_area=model, state="completed", happened_on="2022-01-01")
    assert files(Report.objects.get(pk=report.pk)) == before
    assert freeze().content["focus_areas"][0]["state"] == "completed"


def test_the_fingerprint_is_that_of_the_kept_content(freeze, secretariat):
    report = Report.objects.get(pk=freeze().pk)
    again = services.fingerprint_of(content=report.content, document=report.document, by=secretariat)
    assert report.fingerprint == again
    assert freeze().fingerprint == report.fingerprint
    assert freeze(language="sv").fingerprint != report.fingerprint


def test_making_and_publishing_leave_a_line_each(freeze, publisher):
    report = freeze()
    services.publish_report(key=report.key, by=publisher)
    lines = AuditLine.objects.filter(target_kind="report", target_key=report.key).order_by("number")
    assert [line.event for line in lines] == ["reports.made", "reports.published"]
    assert lines[0].content["after"]["fingerprint"] == report.fingerprint


def test_a_report_is_for_members_until_it_is_published(freeze, publisher):
    report = freeze()
    with pytest.raises(Missing):
        selectors.get_report(key=report.key, by=PUBLIC)
    services.publish_report(key=report.key, by=publisher)
    assert selectors.get_report(key=report.key, by=PUBLIC).marking_id == "public"
    assert [row["key"] for row in selectors.list_reports(by=PUBLIC)] == [report.key]


def test_publishing_takes_two_people_whose_decision_is_kept(freeze, secretariat, publisher):
    report = freeze()
    for alone in (secretariat, system("a command", rights={"reports.publish", READ_INTERNAL})):
        with pytest.raises(SamePerson):
            services.publish_report(key=report.key, by=alone)
    assert Report.objects.get().marking_id == "members"
    services.publish_report(key=report.key, by=publisher)
    decision = MarkingDecision.objects.get()
    assert (decision.decided_by_id, decision.confirmed_by_id) == (secretariat.account_id, publisher.account_id)
    assert (decision.before_id, decision.after_id, decision.lowers) == ("members", "public", True)


def test_a_report_tells_only_public_facts_unless_asked_otherwise(freeze):
    text = json.dumps([freeze().content, freeze().document], ensure_ascii=False)
    assert "Avoin painopiste" in text
    assert "Salainen" not in text
    own = freeze(facts_for=Audience.SECRETARIAT)
    assert "Salainen painopiste" in json.dumps(own.document, ensure_ascii=False)
    assert own.marking_id == "secretariat"


def test_a_report_of_facts_that_are_not_public_is_never_published(freeze, acting, publisher):
    report = freeze(facts_for=Audience.SECRETARIAT)
    with pytest.raises(services.NotForPublic):
        services.publish_report(key=report.key, by=publisher)
    with pytest.raises(Missing):
        selectors.get_report(key=report.key, by=acting("reader"))


def test_nobody_makes_a_report_of_facts_that_they_may_not_see_themselves(freeze, acting):
    with pytest.raises(NotAllowed):
        freeze(facts_for=Audience.SECRETARIAT, by=acting("cooperation_group"))
    assert freeze(facts_for=Audience.MEMBERS, by=acting("cooperation_group")).marking_id == "members"


@pytest.mark.parametrize("role", ["reader", "coordinator", "municipal_planner"])
def test_making_and_publishing_need_their_rights(freeze, acting, role):
    with pytest.raises(NotAllowed):
        freeze(by=acting(role))
    with pytest.raises(NotAllowed):
        services.publish_report(key=freeze().key, by=acting("cooperation_group"))


def test_to_publish_what_one_may_not_see_tells_no_more_than_to_publish_nothing(freeze):
    for key in (freeze(facts_for=Audience.SECRETARIAT).key, "x"):
        with pytest.raises(Missing):
            services.publish_report(key=key, by=PUBLIC)


def test_a_wrong_day_or_language_is_refused_and_nothing_is_kept(freeze, today):
    for wrong, error in (
        ({"as_of": today + timedelta(days=1)}, DayAhead),
        ({"as_of": date(2019, 8, 31)}, DayBeforeModel),
        ({"language": "de"}, WrongLanguage),
    ):
        with pytest.raises(error), transaction.atomic():
            freeze(**wrong)
    assert not Report.objects.exists()


def test_a_report_asked_for_is_made_once_however_often_the_job_is_tried(model, person, today):
    by = actor_of(person("secretariat"), on=today)
    job = services.ask_for_report(as_of=DAY, language="fi", by=by)
    for _attempt in range(2):
        Job.objects.filter(pk=job.pk).update(state="waiting", attempts=0)
        Worker(actor_of=actor_of).run_waiting()
    job.refresh_from_db()
    assert (job.state, job.error) == ("done", "")
    report = Report.objects.get()
    assert job.result["page"] == {"name": "reports:report", "arguments": {"key": report.key}}
    assert report.made_by_label == by.label


def test_a_report_that_can_not_be_made_is_refused_before_there_is_a_job(model, secretariat, today):
    with pytest.raises(DayAhead):
        services.ask_for_report(as_of=today + timedelta(days=1), language="fi", by=secretariat)
    assert not Job.objects.exists()

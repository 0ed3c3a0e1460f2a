"""Rows for every list of the API: each function makes one more."""

from datetime import date

from painopiste.base.areas.models import Area
from painopiste.base.bodies.models import AgendaItem, Attendance, DiscussionPoint, FollowUp
from painopiste.base.bodies.tests.factories import BodyFactory, DecisionFactory, MeetingFactory
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.base.programmes.models import Finding, KeyFigure, TimelineEvent
from painopiste.loop.agenda.tests.factories import CandidateFactory, ObservationFactory, ProposalFactory
from painopiste.loop.commitments.tests.factories import CommitmentFactory
from painopiste.loop.consultations.tests.factories import ConsultationFactory
from painopiste.loop.discussion.models import Comment
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory, FocusAreaOrganisationFactory
from painopiste.loop.plans.models import Plan
from painopiste.loop.plans.tests.factories import MeasureFactory, MeasurePartyFactory, PlanFactory
from painopiste.loop.progress.models import FocusAreaAnswer, Round
from painopiste.loop.reports.models import Report

NOW = "2022-05-24T12:00:00+03:00"


def event(marking: str = "public", name: str = "Tapahtuma", n: int = 0) -> TimelineEvent:
    return TimelineEvent.objects.create(name_fi=name, happened_on="2021", marking_id=marking)


def finding(marking: str = "public", name: str = "Vahvuus", n: int = 0) -> Finding:
    return Finding.objects.create(text_fi=name, kind="strength", theme="model", marking_id=marking)


def figure(marking: str = "public", name: str = "Luku", n: int = 0) -> KeyFigure:
    return KeyFigure.objects.create(name_fi=name, value=21, marking_id=marking)


def focus_area(marking: str = "public", name: str = "Painopiste", n: int = 0) -> FocusAreaOrganisationFactory:
    return FocusAreaOrganisationFactory(focus_area__name_fi=name, focus_area__marking_id=marking).focus_area


def measure(marking: str = "public", name: str = "Toimenpide", n: int = 0) -> MeasureFactory:
    return MeasurePartyFactory(measure__title_fi=name, measure__marking_id=marking).measure


def commitment(marking: str = "public", name: str = "Toimenpide", n: int = 0) -> CommitmentFactory:
    return CommitmentFactory(measure__title_fi=name, marking_id=marking)


def observation(marking: str = "public", name: str = "Havainto", n: int = 0) -> ObservationFactory:
    return ObservationFactory(title_fi=name, marking_id=marking)


def comment(marking: str = "public", name: str = "Sanottua", n: int = 0) -> Comment:
    said = {"text": f"{name} {n}", "title": f"{name} {n}", "language": "fi", "written_at": NOW}
    return Comment.objects.create(measure=MeasureFactory(marking_id="public"), marking_id=marking, **said)


def scan_round(marking: str = "public", name: str = "Kartoitus", n: int = 0) -> CandidateFactory:
    return CandidateFactory(round__title_fi=name, round__marking_id=marking).round


def proposal(marking: str = "public", name: str = "Esitys", n: int = 0) -> ProposalFactory:
    return ProposalFactory(title_fi=name, marking_id=marking)


def consultation(marking: str = "public", name: str = "Kuuleminen", n: int = 0) -> ConsultationFactory:
    return ConsultationFactory(title_fi=name, marking_id=marking)


def organisation(marking: str = "public", name: str = "Organisaatio", n: int = 0) -> OrganisationFactory:
    return OrganisationFactory(name_fi=name)


def body(marking: str = "public", name: str = "Toimielin", n: int = 0) -> BodyFactory:
    return BodyFactory(name_fi=name, marking_id=marking)


def decision(marking: str = "public", name: str = "Päätös", n: int = 0) -> DecisionFactory:
    return DecisionFactory(title_fi=name, marking_id=marking)


def meeting(marking: str = "public", name: str = "Kokous", n: int = 0) -> MeetingFactory:
    made = MeetingFactory(title_fi=name, marking_id=marking)
    DecisionFactory(body=made.body, meeting=made, item=AgendaItem.objects.create(meeting=made, title_fi=name), number=1)
    DiscussionPoint.objects.create(meeting=made, text_fi=name)
    Attendance.objects.create(meeting=made, organisation=OrganisationFactory(), presence="present", people=2)
    return made


def follow_up(marking: str = "public", name: str = "Tehtävä", n: int = 0) -> FollowUp:
    held = MeetingFactory()
    told = {"text_fi": name, "organisation": OrganisationFactory(), "marking_id": marking}
    return FollowUp.objects.create(body=held.body, meeting=held, **told)


def round_(marking: str = "public", name: str = "Kierros", n: int = 0) -> Round:
    days = dict.fromkeys(("opens_on", "closes_on", "status_on"), date(2022, 5, 24 - n))
    made = Round.objects.create(title_fi=name, marking_id=marking, closed=True, **days)
    FocusAreaAnswer.objects.create(round=made, focus_area=FocusAreaFactory(), submitted_at=NOW, marking_id=marking)
    return made


def report(marking: str = "public", name: str = "Raportti", n: int = 0) -> Report:
    told = {"language": "fi", "as_of": "2022-05-24", "content": {}, "document": [], "fingerprint": "0" * 64}
    return Report.objects.create(title=name, marking_id=marking, **told)


def municipality(marking: str = "public", name: str = "Kunta", n: int = 0) -> Area:
    code = f"{Area.objects.count() + 1:03}"
    return Area.objects.create(key=f"municipality-{code}", kind="municipality", code=code, name_fi=name)


def plan(marking: str = "public", name: str = "", n: int = 0) -> Plan:
    area = FocusAreaFactory._meta.model.objects.filter(key="planned").first() or FocusAreaFactory(key="planned")
    return PlanFactory(focus_area=area, number=n + 1, marking_id=marking, note_fi=name, decision=DecisionFactory())

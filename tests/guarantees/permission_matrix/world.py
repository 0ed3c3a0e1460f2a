"""A small model in which each kind of thing is one's own, another's, and hidden; and a reader for each role."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth.tokens import default_token_generator
from django.utils import timezone
from django.utils.http import urlsafe_base64_encode

from painopiste.base.accounts.models import Account, ApiToken, CalendarKey, Invitation, Membership, RoleGrant
from painopiste.base.accounts.selectors import hash_of
from painopiste.base.accounts.services import AskedRole, invite
from painopiste.base.accounts.tests.factories import PASSWORD
from painopiste.base.actors import PUBLIC, system
from painopiste.base.areas.models import Area
from painopiste.base.bodies.models import AgendaItem, Attendance, BodyMember, DiscussionPoint, FollowUp
from painopiste.base.bodies.tests.factories import BodyFactory, DecisionFactory, MeetingFactory, WrittenProcedureFactory
from painopiste.base.jobs.models import Job
from painopiste.base.mail.models import Letter
from painopiste.base.markings.models import Clearance, ClearanceRequest, Compartment, CompartmentMember, MarkingDecision
from painopiste.base.markings.rules import BUILT_IN, Audience
from painopiste.base.markings.stored import intern
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.base.programmes.models import Finding, KeyFigure, Programme, TimelineEvent
from painopiste.base.uploads.keeping import keep
from painopiste.knowledge.indicators.tests.factories import make_indicator
from painopiste.loop.agenda.models import ScanExpert, ScanRound
from painopiste.loop.agenda.tests.factories import (
    CandidateFactory,
    ObservationFactory,
    ProposalFactory,
    ProposalVersionFactory,
    ScanRoundFactory,
)
from painopiste.loop.commitments.tests.factories import CommitmentFactory
from painopiste.loop.consultations.models import ConsultationEvent, ConsultationFile
from painopiste.loop.consultations.tests.factories import (
    ConsultationFactory,
    ConsultationInviteeFactory,
    ConsultationQuestionFactory,
)
from painopiste.loop.discussion.models import Comment
from painopiste.loop.focus_areas.models import FocusAreaChange
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory, FocusAreaOrganisationFactory
from painopiste.loop.plans.models import BulkChange, Interface, Measure, Milestone, SavedView
from painopiste.loop.plans.tests.factories import (
    ChainItemFactory,
    MeasureChangeFactory,
    MeasureFactory,
    MeasurePartyFactory,
    PlanFactory,
)
from painopiste.loop.progress.models import FocusAreaAnswer, MeasureAnswer, Round
from painopiste.loop.reports.services import freeze_report
from painopiste.loop.reports.tests.factories import ReportFactory
from painopiste.site.roles import WITHOUT_CONTENT, Role
from painopiste.support.feedback.models import Feedback
from tests.guarantees.permission_matrix.things import ABSENT_NUMBER, WORDS

NO_ROLE = "no_role"  # an account whose roles have all ended, or that has not been given one yet
READERS = ("public", NO_ROLE, *(role.value for role in reversed(Role) if role is not Role.PUBLIC))
TIERS = ("members", "secretariat", "nobody")  # for whom what is hidden is meant
CANARY = "kanarialintu"  # stands in everything that is hidden, with its tier
TODAY = timezone.localdate()
LETTER = {"kind": "accounts.invitation", "to": "uusi@organisaatio.example"}
DAYS = {"opens_on": TODAY - timedelta(9), "closes_on": TODAY + timedelta(9), "status_on": TODAY - timedelta(9)}


def tier_of(role: str) -> str:
    """The most open tier that the reader can't read: what it hides, it hides best there."""
    outside = {NO_ROLE, *(each.value for each in WITHOUT_CONTENT)}
    return "members" if role in outside else "nobody" if role == Role.SECRETARIAT else "secretariat"


@dataclass
class World:
    """`things[kind][place]` is what stands in an address; places are own, other, the tiers and "… inside"."""

    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def put(self, kind: str, place: str, value: Any) -> None:
        self.things.setdefault(kind, {})[place] = value

    def has(self, place: str) -> set[str]:
        """The kinds of which there is something in this place."""
        return {kind for kind, there in self.things.items() if place in there}

    def value(self, kind: str, place: str, role: str) -> Any:
        """What stands for a thing in the addresses that a role asks for."""
        if kind in WORDS:
            return WORDS[kind][place == "absent"]
        there, tier = self.things[kind], tier_of(role)
        if place == "absent":
            return ABSENT_NUMBER if isinstance(there["other"], int) else "eiole"
        if place == "hidden inside":
            return there.get(f"{tier} inside", there[tier])
        if place == "own":  # the public owns nothing
            return there.get(f"own {role}") or there.get("own") or there["other"]
        return there[tier if place == "hidden" else place]


def build() -> World:
    """The whole world."""
    world = World()
    make_indicator("luku")
    Area.objects.create(key="municipality-091", kind="municipality", code="091", name_fi="Kunta")
    sm = OrganisationFactory(key="omistaja")
    Programme.objects.create(key="malli", name_fi="Malli", began="2020", owner=sm, status_on=date(2022, 5, 24))
    body, area = _place(world, "own", "public")
    _place(world, "other", "public")
    markings = hide(world, body, area, Round.objects.get(key="round-own"))
    make_accounts(world, body, OrganisationFactory._meta.model.objects.get(key="org-own"))
    _of_accounts(world)
    _observations(world)
    _own_comments(world)
    _experts(world)
    _compartments(world, markings)
    _people(world)
    _reports(world, markings)
    return world


def hide(world: World, body: Any, area: Any, round_: Any) -> dict[str, str]:
    """Put in what is hidden, beside what is open and inside it. Gives the marking of each tier."""
    compartment = Compartment.objects.create(key="suljettu", name_fi="Suljettu")
    nobody = intern(replace(BUILT_IN[Audience.MEMBERS], compartments=frozenset({compartment.pk})))
    markings = {tier: nobody if tier == "nobody" else tier for tier in TIERS}
    for tier, marking in markings.items():
        _place(world, tier, marking)
        _inside(world, tier, marking, body, area, round_)
    return markings


def _place(world: World, place: str, marking: str) -> tuple[Any, Any]:
    """A body, its focus area and all that hangs on these, under one marking. Gives the body and the focus area."""
    word = f" {CANARY}-{place}" if place in TIERS else ""
    organisation = OrganisationFactory(key=f"org-{place}")
    body = BodyFactory(key=f"body-{place}", name_fi=f"Ryhmä{word}", marking_id=marking)
    member = BodyMember.objects.create(body=body, organisation=organisation)
    closed = "members" if marking == "public" else marking  # so that one may propose to open it
    decision = DecisionFactory(key=f"decision-{place}", body=body, title_fi=f"Päätös{word}", marking_id=closed)
    open_one = DecisionFactory(key=f"open-{place}", body=body, title_fi=f"Avoin{word}", marking_id=marking)
    area = FocusAreaFactory(key=f"area-{place}", name_fi=f"Alue{word}", group=body, marking_id=marking)
    FocusAreaChange.objects.create(focus_area=area, state="running", happened_on="2021")
    link = FocusAreaOrganisationFactory(focus_area=area, organisation=organisation)
    ready = FocusAreaFactory(key=f"ready-{place}", name_fi=f"Valmis{word}", group=body, marking_id=marking)
    PlanFactory(focus_area=ready, state="approved", marking_id=marking)
    if place not in TIERS:
        world.put("organisation", place, organisation.key)
    world.put("body", place, body.key)
    world.put("decision", place, decision.key)
    world.put("open decision", place, open_one.key)
    world.put("area", place, area.key)
    world.put("area without a draft", place, ready.key)
    world.put("member", place, member.pk)
    _meetings(world, place, marking, body, organisation, word)
    world.put("link", place, link.pk)
    world.put("proposal", place, _proposal(decision, "public" if marking == "public" else "members"))
    _measure(world, place, marking, area, organisation, word)
    _plan(world, place, marking, area, word)
    _rounds(world, place, marking, area, word)
    _around(place, marking, word)
    return body, area


def _meetings(world: World, place: str, marking: str, body: Any, organisation: Any, word: str) -> None:
    """A meeting that was held, one that was invited to, something to be done, and decisions asked in writing."""
    told = {"body": body, "marking_id": marking, "title_fi": f"Kokous{word}"}
    held = MeetingFactory(key=f"meeting-{place}", state="held", **told)
    ahead = MeetingFactory(key=f"ahead-{place}", state="invited", **told)
    Attendance.objects.create(meeting=ahead, organisation=organisation)
    item = AgendaItem.objects.create(key=f"topic-{place}", meeting=held, title_fi=f"Asia{word}")
    AgendaItem.objects.create(key=f"later-{place}", meeting=held, title_fi=f"Toinen{word}", rank=1)
    point = DiscussionPoint.objects.create(key=f"point-{place}", meeting=held, text_fi=f"Nosto{word}")
    task = {"body": body, "organisation": organisation, "marking_id": marking, "text_fi": f"Tehtävä{word}"}
    todo = FollowUp.objects.create(key=f"task-{place}", **task)
    asked = {"body": body, "marking_id": marking, "title_fi": f"Kirjallinen{word}", "quorum": 1}
    written = WrittenProcedureFactory(key=f"written-{place}", **asked)
    past = {"opened_on": TODAY - timedelta(9), "closes_on": TODAY - timedelta(2)}
    over = WrittenProcedureFactory(key=f"over-{place}", **asked, **past)
    found = {"meeting": held, "meeting to come": ahead, "agenda item": item, "point": point, "follow-up": todo}
    for kind, row in (found | {"procedure": written, "ended procedure": over}).items():
        world.put(kind, place, row.key)


def _proposal(decision: Any, after: str) -> int:
    told = {"target_kind": "decision", "target_key": decision.key, "before_id": decision.own_marking_id}
    made = MarkingDecision.objects.create(**told, after_id=after, decided_at=timezone.now(), lowers=True, reason="Syy")
    return made.pk


def _measure(world: World, place: str, marking: str, area: Any, organisation: Any, word: str) -> None:
    measure = MeasureFactory(key=f"measure-{place}", title_fi=f"Toimi{word}", focus_area=area, marking_id=marking)
    MeasureChangeFactory(measure=measure)
    world.put("measure", place, measure.key)
    world.put("party", place, MeasurePartyFactory(measure=measure, organisation=organisation).pk)
    touching = MeasureFactory(key=f"touching-{place}", title_fi=f"Viereinen{word}", focus_area=area, marking_id=marking)
    ends = {"measure": measure, "other_measure": touching}
    made = Interface.objects.create(key=f"interface-{place}", kind="overlaps", note_fi=f"Sovittu{word}", **ends)
    world.put("interface", place, made.key)
    told = {"organisation": organisation, "marking_id": marking, "reference": word}
    world.put("commitment", place, CommitmentFactory(key=f"commitment-{place}", measure=measure, **told).key)
    other = MeasureFactory(key=f"to-ask-{place}", title_fi=f"Toimi{word}", focus_area=area, marking_id=marking)
    MeasurePartyFactory(measure=other, organisation=organisation)
    world.put("measure to ask for", place, other.key)
    seen = ObservationFactory(key=f"observation-{place}", title_fi=f"Havainto{word}", marking_id=marking)
    world.put("observation", place, seen.key)
    _comments(world, place, marking, measure, word)
    _consultation(world, place, marking, word)
    _scans(world, place, marking, word)
    _proposals(world, place, marking, word, measure, organisation)
    world.put("part", place, Milestone.objects.create(measure=measure, title_fi=f"Välietappi{word}").pk)


def _comments(world: World, place: str, marking: str, measure: Any, word: str) -> None:
    """What somebody else has said; what each person has said comes with their accounts."""
    said = {"text": f"Sanottua{word}", "title": f"Sanottua{word}", "language": "fi", "written_at": timezone.now()}
    made = Comment.objects.create(key=f"comment-{place}", measure=measure, marking_id=marking, **said)
    world.put("comment", place, made.key)


def _own_comments(world: World) -> None:
    """What each person has said, and may change."""
    measure = Measure.objects.get(key="measure-own")
    said = {"text": "Oma", "title": "Oma", "language": "fi", "written_at": timezone.now() - timedelta(1)}
    mine = {
        f"own {role}": Comment.objects.create(
            key=f"said-by-{role}", measure=measure, writer=account, marking_id="public", **said
        ).key
        for role, account in world.accounts.items()
    }
    world.things["comment of one's own"] = dict(world.things["comment"]) | mine


def _proposals(world: World, place: str, marking: str, word: str, measure: Any, lead: Any) -> None:
    """A proposal of each state that a step can be taken from, with what stands in it."""
    for state in ("draft", "sent", "withdrawn"):
        told = {"title_fi": f"Esitys{word}", "state": state, "marking_id": marking, "lead": lead}
        row = ProposalFactory(key=f"{state}-proposal-{place}".replace(" ", "-"), **told)
        world.put(f"{state} proposal", place, row.key)
        touching = row.interfaces.create(measure=measure, how="overlaps", note_fi=word)
        version = ProposalVersionFactory(proposal=row, content__title_fi=word)
        if state == "draft":
            world.put("touching", place, touching.key)
            world.put("proposal version", place, version.key)


def _scans(world: World, place: str, marking: str, word: str) -> None:
    """A round of scanning that takes scores, and one that has been closed, each with a candidate."""
    for kind, closed_at in (("", None), ("closed ", timezone.now())):
        key = f"{kind}scan-{place}".replace(" ", "-")
        told = {"title_fi": f"Kartoitus{word}", "marking_id": marking, "closed_at": closed_at}
        row = ScanRoundFactory(key=key, opens_on=TODAY - timedelta(9), closes_on=TODAY + timedelta(9), **told)
        candidate = CandidateFactory(
            key=f"{kind}candidate-{place}".replace(" ", "-"), round=row, title_fi=f"Ehdokas{word}"
        )
        world.put(f"{kind}scan round", place, row.key)
        world.put(f"{kind}candidate", place, candidate.key)


def _experts(world: World) -> None:
    """Every account is asked in the round of its own."""
    own = ScanRound._base_manager.get(key="scan-own")
    for account in world.accounts.values():
        ScanExpert.objects.create(round=own, account=account)


def _consultation(world: World, place: str, marking: str, word: str) -> None:
    """A consultation that takes answers in, with one that is asked by a link and has answered."""
    row = ConsultationFactory(
        key=f"consultation-{place}", title_fi=f"Kuuleminen{word}", state="open", marking_id=marking
    )
    question = ConsultationQuestionFactory(key=f"question-{place}", consultation=row, text_fi=f"Kysymys{word}")
    event = ConsultationEvent.objects.create(key=f"event-{place}", consultation=row, name_fi=f"Tilaisuus{word}")
    secret = f"link-{place}"
    told = {"hash": hash_of(token=secret, by=PUBLIC), "answered_at": timezone.now(), "participants": 3}
    asked = ConsultationInviteeFactory(key=f"asked-{place}", consultation=row, name=f"Kutsuttu{word}", **told)
    content = f"Liite{word}".encode()
    kept = {"kind": "text/plain", "size": len(content), "sha256": keep(content), "received_at": timezone.now()}
    file = ConsultationFile.objects.create(key=f"file-{place}", invitee=asked, name=f"liite{word}.txt", **kept)
    found = {"consultation": row, "question": question, "event of a consultation": event, "one that is asked": asked}
    for kind, made in (found | {"file of an answer": file}).items():
        world.put(kind, place, made.key)
    if place in ("own", "other"):  # who has a link has it: what is hidden otherwise is not hidden from them
        world.put("secret of a consultation", place, secret)
        world.put("file by the link", place, file.key)


def _observations(world: World) -> None:
    """What each person has seen and may still correct; others' stand for what they may not."""
    mine = {
        f"own {role}": ObservationFactory(key=f"seen-by-{role}", writer=account).key
        for role, account in world.accounts.items()
    }
    world.things["observation of one's own"] = dict(world.things["observation"]) | mine


def _plan(world: World, place: str, marking: str, area: Any, word: str, number: int = 0, to: str = "") -> None:
    number = number or 50 + sorted(("own", "other", *TIERS)).index(place)
    plan = PlanFactory(focus_area=area, number=number, note_fi=word, marking_id=marking)
    item = ChainItemFactory(key=f"item-{to or place}".replace(" ", "-"), plan=plan, text_fi=f"Tavoite{word}")
    world.put("plan", to or place, plan.number)
    world.put("chain item", to or place, item.key)


def _rounds(world: World, place: str, marking: str, area: Any, word: str) -> None:
    for kind in ("empty round", "round", "closed round"):
        names = {"key": f"{kind.replace(' ', '-')}-{place}", "title_fi": f"Kierros{word}"}
        row = Round.objects.create(marking_id=marking, closed=kind == "closed round", **names, **DAYS)
        world.put(kind, place, row.key)
        if kind == "empty round":
            continue
        told = {"submitted_at": timezone.now(), "done_fi": f"Tehty{word}", "activity": "active", "forecast": "yes"}
        FocusAreaAnswer.objects.create(round=row, focus_area=area, state="running", marking_id=marking, **told)


def _around(place: str, marking: str, word: str) -> None:
    """What has no page of its own but stands on others'."""
    row = {"key": f"around-{place}", "marking_id": marking}
    TimelineEvent.objects.create(name_fi=f"Tapahtuma{word}", happened_on="2021", **row)
    Finding.objects.create(kind="need", theme="model", text_fi=f"Tarve{word}", **row)
    KeyFigure.objects.create(name_fi=f"Luku{word}", value=1, **row)
    if place == "secretariat":  # only it reads feedback
        due = {"received_at": timezone.now(), "due_on": TODAY}
        Feedback.objects.create(kind="other", message=f"Palaute{word}", **due)


def _inside(world: World, tier: str, marking: str, body: Any, area: Any, round_: Any) -> None:
    """What is hidden inside what is one's own and open, and what of another thing has the wrong container."""
    word, to = f" {CANARY}-{tier}", f"{tier} inside"
    _plan(world, tier, marking, area, word, number=10 + TIERS.index(tier), to=to)
    secret = MeasureFactory(key=f"inside-{tier}", title_fi=f"Toimi{word}", focus_area=area, marking_id=marking)
    told = {"round": round_, "state": "late", "submitted_at": timezone.now()}
    MeasureAnswer.objects.create(measure=secret, note_fi=word, **told)
    DecisionFactory(key=f"inside-decision-{tier}", body=body, title_fi=f"Päätös{word}", marking_id=marking)


def make_accounts(world: World, body: Any, organisation: Any) -> None:
    """An account for each role. All work for the same organisation and sit in the same body: a seat gives no right."""
    for role in READERS[1:]:
        account = Account.objects.create_user(username=role, name=f"{role} (testi)", password=PASSWORD)
        world.accounts[role] = account
        Membership.objects.create(account=account, organisation=organisation)
        BodyMember.objects.create(body=body, organisation=organisation, account=account)
        if role != NO_ROLE:
            RoleGrant.objects.create(account=account, role=role, body=body, organisation=organisation)
    stranger = Account.objects.create(username="muu", key="account-muu", name="Muu (testi)")
    world.accounts["other"] = stranger


def _of_accounts(world: World) -> None:
    """What belongs to an account: for each reader one of its own, and one of somebody else."""
    now = timezone.now()
    measure = {"state": "under_way", "due_on": "", "version": 1, "leads": [world.things["party"]["own"]]}
    undo = {"before": {"measure-own": measure | {"state": "not_started"}}, "after": {"measure-own": measure}}
    for name, account in world.accounts.items():
        place = "other" if name == "other" else f"own {name}"
        job = {"kind": "reports.make", "asked_by": account, "due_at": now + timedelta(days=9)}
        world.put("job", place, Job.objects.create(**job).key)
        world.put("failed job", place, Job.objects.create(**job, state="failed", ended_at=now).key)
        world.put("view", place, SavedView.objects.create(account=account, page="measures", name="x", shared=True).key)
        world.put("bulk change", place, BulkChange.objects.create(account=account, **undo).key)
        CalendarKey.objects.create(account=account, hash=hash_of(token=f"calendar-{name}", by=PUBLIC), made_at=now)
        world.put("secret of a calendar", place, f"calendar-{name}")
        world.put("token", place, ApiToken.objects.create(account=account, name="x", hash=name).pk)
        _proofs(world, place, account)
    for place in ("own", "other"):
        due = {"received_at": now, "due_on": TODAY}
        world.put("letter", place, Letter.objects.create(**LETTER, posted_at=now, due_at=now + timedelta(days=9)).key)
        ended = {"state": "failed", "posted_at": now, "due_at": now, "ended_at": now}
        world.put("failed letter", place, Letter.objects.create(**LETTER, **ended).key)
        world.put("feedback", place, Feedback.objects.create(kind="other", message="Palaute", **due).key)


def _compartments(world: World, markings: dict[str, str]) -> None:
    """Compartments that members hear of, whose members the secretariat knows, and hidden ones; clearances."""
    stranger, asker = world.accounts["other"], Account.objects.create(username="pyytaja", name="Pyytäjä (testi)")
    for place in ("own", "other", *TIERS):
        marking = markings.get(place, "members")
        told = {"key": f"compartment-{place}", "members_marking_id": markings.get(place, "secretariat")}
        name = f"Rajattu {CANARY}-{place}" if place in TIERS else "Rajattu"
        row = Compartment.objects.create(name_fi=name, marking_id=marking, **told)
        world.put("compartment", place, row.key)
        member = CompartmentMember.objects.create(compartment=row, account=stranger)
        world.put("compartment member", place, member.pk)
    for place in ("own", "other"):
        told = {"account": stranger, "until": TODAY + timedelta(9)}
        asked = ClearanceRequest.objects.create(level=3, reason="Syy", asked_by=asker, **told)
        world.put("clearance request", place, asked.pk)
        world.put("clearance", place, Clearance.objects.create(level=2, **told).pk)


def _proofs(world: World, place: str, account: Account) -> None:
    """What an account is proved by: a session, a passkey, an identity of a sign-in service."""
    session = UserSession.objects.create(user=account, session_key=f"session-{place}", ip="127.0.0.1")
    world.put("session", place, session.pk)
    world.put("identity", place, SocialAccount.objects.create(user=account, provider="oidc", uid=place).pk)
    if place == "other":  # a reader who had one would have to show it
        data = {"name": "x", "credential": {}}
        world.put("passkey", place, Authenticator.objects.create(user=account, type="webauthn", data=data).pk)


def _people(world: World) -> None:
    """Somebody who works for one's own organisation, somebody who does not, and invitations to both."""
    for place in ("own", "other"):
        organisation = OrganisationFactory._meta.model.objects.get(key=f"org-{place}")
        account = Account.objects.create_user(username=f"person-{place}", name="Henkilö", password=PASSWORD)
        Account.objects.filter(pk=account.pk).update(key=f"person-{place}")
        account.key = f"person-{place}"
        works = Membership.objects.create(account=account, organisation=organisation)
        grant = RoleGrant.objects.create(account=account, role="reader", organisation=organisation)
        by, secret = system("test", rights=["accounts.manage"]), f"secret-{place}"
        asked = {"organisation": organisation, "roles": [AskedRole("reader")], "on": timezone.now(), "by": by}
        sent = invite(email=f"{place}@example.org", **asked)
        Invitation.objects.filter(pk=sent.pk).update(hash=hash_of(token=secret, by=by))
        waits = invite(email=f"waits-{place}@example.org", **asked)
        world.put("person", place, account.key)
        world.put("membership", place, works.pk)
        world.put("grant", place, grant.pk)
        world.put("invitation", place, waits.key)
        world.put("secret of an invitation", place, secret)
        world.put("account for a new password", place, urlsafe_base64_encode(account.key.encode()))
        world.put("secret for a new password", place, default_token_generator.make_token(account))


def _reports(world: World, markings: dict[str, str]) -> None:
    """Reports of real facts: published ones, one that waits for it, and hidden ones."""
    by = system("test", rights=["reports.make", "internal.read"])
    first = freeze_report(as_of=date(2022, 5, 24), language="fi", by=by)
    told = {"content": first.content, "document": first.document}
    for place in ("own", "other", *TIERS):
        marking = markings.get(place, "public")
        word = f" {CANARY}-{place}" if place in TIERS else ""
        world.put("report", place, ReportFactory(title=f"Raportti{word}", marking_id=marking, **told).key)
        kept = "members" if marking == "public" else marking
        world.put("kept report", place, ReportFactory(title=f"Odottaa{word}", marking_id=kept, **told).key)

"""Puts some work in progress beside the real programme and tells as JSON what it made. Runs inside an installation."""

import json
import os
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "painopiste.site.settings")

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from django.utils.http import urlsafe_base64_encode

from painopiste.analysis.bank import read_file
from painopiste.base.accounts.models import Account, ApiToken, CalendarKey, Membership, RoleGrant
from painopiste.base.accounts.selectors import hash_of
from painopiste.base.accounts.services import AskedRole, invite, make_token, seal_invitation
from painopiste.base.actors import system
from painopiste.base.bodies.models import Body, BodyMember
from painopiste.base.bodies.services import (
    move_meeting,
    open_procedure,
    plan_meeting,
    raise_follow_up,
    record_decision,
    save_item,
    save_point,
)
from painopiste.base.jobs.models import Job
from painopiste.base.jobs.told import Fault
from painopiste.base.jobs.worker import UNEXPECTED
from painopiste.base.mail.models import Letter
from painopiste.base.markings.models import Compartment
from painopiste.base.organisations.models import Organisation
from painopiste.base.remarking.services import clear, keep_marking, let_in, make_compartment
from painopiste.base.viewing.rules import How as Shown
from painopiste.base.viewing.services import note_views
from painopiste.base.web.sealing import sealed_row
from painopiste.knowledge.indicators.permissions import IMPORT as TAKE_IN
from painopiste.knowledge.indicators.services import accept, propose
from painopiste.loop.agenda.models import Observation
from painopiste.loop.agenda.rules import Criterion, RoundKind
from painopiste.loop.agenda.rules import Outcome as LedTo
from painopiste.loop.agenda.rules import State as Seen
from painopiste.loop.agenda.services import (
    Draft,
    Outcome,
    change_proposal,
    draft_proposal,
    observe,
    send_back_proposal,
    send_proposal,
    settle_observation,
    touch_proposal,
    withdraw_proposal,
)
from painopiste.loop.agenda.services import rounds as scans
from painopiste.loop.agenda.services.candidates import add_candidate, settle_candidate
from painopiste.loop.agenda.services.scoring import give_hours, score
from painopiste.loop.commitments.rules import State as Commitment
from painopiste.loop.commitments.services import Answer, ask
from painopiste.loop.commitments.services import answer as answer_for
from painopiste.loop.consultations.models import ConsultationFile
from painopiste.loop.consultations.rules import State as Consulted
from painopiste.loop.consultations.services import (
    Returned,
    move_consultation,
    prepare_consultation,
    put_event,
    put_question,
    return_answer,
)
from painopiste.loop.consultations.services import (
    invite as ask_for_views,
)
from painopiste.loop.consultations.services.inviting import secret_of
from painopiste.loop.discussion.services import remove as take_away
from painopiste.loop.discussion.services import write as say
from painopiste.loop.focus_areas.models import FocusArea, FocusAreaOrganisation
from painopiste.loop.plans.models import Measure
from painopiste.loop.plans.rules import How, State
from painopiste.loop.plans.selectors import get_end
from painopiste.loop.plans.services import change_many, confirm_interface, save_part, save_view, start_version
from painopiste.loop.progress.models import FocusAreaAnswer
from painopiste.loop.progress.services import open_round, save_answer
from painopiste.loop.reports.services import freeze_report, publish_report
from painopiste.site.actors import actor_of
from painopiste.site.sign_in import BACKEND
from painopiste.support.feedback.models import Feedback
from painopiste.support.feedback.services import answer, give

TODAY = timezone.localdate()
ASKER = Account.objects.get(username="sihteeristo")
BY = actor_of(ASKER, on=TODAY)
MAKER = actor_of(Account.objects.get(username="analyytikko"), on=TODAY)  # another publishes what one has made


def name(row: Any, key: str) -> None:
    """Give a row a key that the tests know."""
    type(row)._base_manager.filter(pk=row.pk).update(key=key)


def sessions() -> dict[str, str]:
    """A session for each demonstration account, so that tests need not log in each time."""
    made = {}
    for account in Account.objects.filter(demonstration=True):
        session = SessionStore()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(account.pk), BACKEND
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.create()
        made[account.username] = session.session_key
    return made


def reports() -> None:
    """Two published reports of different days, and one that only members read."""
    for key, day, language in (("kevat", date(2022, 5, 24), "fi"), ("kesa", date(2021, 6, 30), "sv")):
        freeze_report(as_of=day, language=language, by=MAKER, key=key)
        publish_report(key=key, by=BY)
    freeze_report(as_of=date(2022, 5, 24), language="en", by=MAKER, key="draft")


def progress_round() -> None:
    """A round that takes answers in: one is submitted, one is a draft."""
    title = {"fi": "Syksyn kierros", "sv": "Höstens omgång", "en": "Autumn round"}
    days = {"opens_on": TODAY - timedelta(14), "closes_on": TODAY + timedelta(14), "status_on": TODAY}
    opened = open_round(title=title, marking="public", by=BY, **days)
    name(opened, "syksy")
    opened.key = "syksy"
    told = ("activity", "state", "forecast", "obstacles", "done_fi", "obstacles_fi", "outlook_fi", "needs_fi")
    for area, submit in (("p1", True), ("p2", True), ("p5", False)):
        before = FocusAreaAnswer._base_manager.get(round__key="2022-spring", focus_area__key=area)
        values = {each: getattr(before, each) for each in told} | {"activity": "very_active", "forecast": "partly"}
        focus_area = FocusArea._base_manager.get(key=area)
        save_answer(round_=opened, focus_area=focus_area, values=values, version=0, submit=submit, by=BY)


def feedback() -> None:
    """Feedback that waits for an answer, and some that has one."""
    for kind, message in (("accessibility", "Taulukkoa on vaikea lukea puhelimella."), ("other", "Kiitos!")):
        row = give(kind=kind, message=message, page="/fi/toimenpiteet/", email="", language="fi", by=BY)
    answer(feedback=row, text="Kiitos itsellesi.", version=row.version, by=BY)
    name(Feedback.objects.exclude(pk=row.pk).get(), "odottaa")
    name(row, "vastattu")


def jobs() -> None:
    """A piece of background work in each state."""
    now = timezone.now()
    fault = Fault("jobs.unexpected", UNEXPECTED, {"key": "failed"}).to_text()
    page = {"name": "reports:report", "arguments": {"key": "kevat"}}
    states: dict[str, dict[str, Any]] = {
        "waiting": {"due_at": now + timedelta(days=30)},
        "running": {"progress": 40, "leased_until": now + timedelta(days=1), "started_at": now},
        "done": {"progress": 100, "result": {"page": page}, "ended_at": now},
        "failed": {"error": fault, "ended_at": now},
        "cancelled": {"ended_at": now},
    }
    for state, fields in states.items():
        Job.objects.create(key=state, kind="reports.make", state=state, asked_by=ASKER, **{"due_at": now} | fields)


def meetings() -> None:
    """A meeting to come with an agenda, a decision that is asked in writing, and something to be done."""
    group, marking = Body._base_manager.get(key="p3-group"), {"own_marking_id": "public"}
    day = (TODAY + timedelta(days=20)).isoformat()
    meeting = plan_meeting(
        body=group, values={"held_on": day, "begins_at": time(9), "place": "Helsinki", **marking}, by=BY
    )
    move_meeting(meeting=meeting, to="invited", version=1, by=BY)
    for title in ("Tilannekatsaus", "Seuraavat toimet"):
        item = save_item(meeting=meeting, values={"title_fi": title, "kind": "discussion"}, by=BY)
    point = save_point(meeting=meeting, values={"kind": "remark", "text_fi": "Aikataulu on tiukka."}, by=BY)
    values = {"text_fi": "Selvittää rahoitus", "due_on": "2022", **marking}
    task = raise_follow_up(body=group, meeting=meeting, values=values, by=BY)
    asked = {"title_fi": "Nimen tarkennus", "text_fi": "Tarkennetaan nimi.", "closes_on": TODAY + timedelta(days=9)}
    written = open_procedure(body=group, values={**asked, "quorum": 3, **marking}, by=BY)
    for row, key in (
        (meeting, "kokous"),
        (item, "asia"),
        (point, "nosto"),
        (task, "tehtava"),
        (written, "kirjallinen"),
    ):
        name(row, key)


def mail() -> None:
    """A letter in each state."""
    now = timezone.now()
    said = {"trouble": "no_such_address", "reply": "550 5.1.1 Unknown user", "ended_at": now, "tries": 1}
    stuck = {"trouble": "no_server", "tries": 3, "due_at": now + timedelta(days=30)}
    states: dict[str, dict[str, Any]] = {"waiting": stuck, "sent": {"tries": 1, "ended_at": now}, "failed": said}
    states |= {"withdrawn": {"ended_at": now}, "needless": {"ended_at": now}}
    keys = {"waiting": "odottaa", "failed": "ei-perilla"}
    for state, fields in states.items():
        told = {"posted_at": now, "due_at": now, "to": f"{state}@kunta.example", "kind": "accounts.invitation"}
        Letter.objects.create(key=keys.get(state, state), state=state, **told | fields)


def plan_draft() -> dict[str, Any]:
    """A new version of a plan that has an effect chain."""
    draft = start_version(focus_area=FocusArea._base_manager.get(key="p2"), marking="members", by=BY)
    return {"draft": draft.number, "item": draft.chain.order_by("rank").first().key}


def parts_of_a_measure() -> dict[str, Any]:
    """A milestone, a deliverable, funding, a dependency and a party of measure 1.1."""
    measure = Measure._base_manager.get(key="1.1")
    values: dict[str, dict[str, Any]] = {
        "milestone": {"title_fi": "Käyttöönotto", "due_on": "2023"},
        "deliverable": {"title_fi": "Opas", "link": "https://example.org/opas"},
        "funding": {"amount": 1000, "from_fi": "Sisäministeriö", "state": "applied"},
        "dependency": {"other": Measure._base_manager.get(key="1.2"), "kind": "supports"},
    }
    made = {
        part: sealed_row(save_part(measure=measure, part=part, values=given, by=BY)) for part, given in values.items()
    }
    return made | {"party": measure.parties.first().pk}


def markings() -> None:
    """A compartment with a member, a clearance, a row to look at, and a view of something personal."""
    let_in(compartment=compartment("tilannekuva"), account=Account.objects.get(username="lukija"), by=BY)
    until = TODAY + timedelta(days=90)
    clear(account=Account.objects.get(username="lukija"), level=2, until=until, reason="Tehtävä", by=BY)
    clear(account=Account.objects.get(username="kunta"), level=3, until=until, reason="Tehtävä", by=BY)
    row = Measure._base_manager.get(key="9.1")
    keep_marking(row=row, reason="Yhä julkinen", review_on=TODAY + timedelta(days=7), by=BY)
    note_views(rows=[("compartment", "tilannekuva")], how=Shown.PAGE, reason="Asia 12/2026", by=BY)


def compartment(key: str) -> Compartment:
    names = {"name_fi": "Tilannekuvaryhmä", "name_sv": "Lägesbildsgruppen"}
    made = make_compartment(names=names, marking="secretariat", members_marking="secretariat", by=BY)
    name(made, key)
    made.key = key
    return made


def interface() -> None:
    """An interface of measure 1.1 that somebody has confirmed."""
    ends = [get_end(kind=kind, key=key, by=BY) for kind, key in (("measure", "1.1"), ("measure", "6.3"))]
    note = {"note_fi": "Molemmat olivat esillä samassa tilaisuudessa."}
    sm = Organisation.objects.get(key="sm")
    name(confirm_interface(end=ends[0], other=ends[1], how=How.OVERLAPS, coordinator=sm, note=note, by=BY), "koe")


def people() -> dict[str, Any]:
    """A person with a role, somebody who waits for an invitation, and links as letters have them."""
    organisation = Organisation.objects.get(key="sm")
    someone = Account.objects.create_user("lukija@organisaatio.example", "not a demonstration", name="Lukija")
    name(someone, "lukija")
    works = Membership.objects.create(account=someone, organisation=organisation, since=TODAY)
    grant = RoleGrant.objects.create(account=someone, role="reader", organisation=organisation, since=TODAY)
    roles = [AskedRole("coordinator")]
    asked = {"organisation": organisation, "roles": roles, "on": timezone.now(), "by": BY}
    waiting, linked = (invite(email=f"{one}@organisaatio.example", **asked) for one in ("odottava", "kutsuttu"))
    found = seal_invitation(key=linked.key, on=timezone.now(), by=BY)
    someone.key = "lukija"
    return {
        "membership": works.pk,
        "grant": grant.pk,
        "waiting": waiting.key,
        "invitation": found[1] if found else "",
        "uid": urlsafe_base64_encode(b"lukija"),
        "reset": default_token_generator.make_token(someone),
    }


def commitments() -> None:
    """The ministry of social affairs and health has been asked three times, has decided once and declined once."""
    stm, coordinator = Organisation.objects.get(key="stm"), Account.objects.get(username="koordinaattori")
    by, day = actor_of(coordinator, on=TODAY), (TODAY - timedelta(30)).isoformat()
    rows = []
    for key in ("2.1", "5.9", "5.10"):
        measure = Measure._base_manager.get(key=key)
        rows += ask(measure=measure, organisations=[stm], on=day, marking="public", by=BY)
    for row, key in zip(rows, ("stm-pyydetty", "stm-paatetty", "stm-kieltaytynyt"), strict=True):
        name(row, key)
        row.key = key
    given = {
        "reference": "STM/2022/1",
        "person_months": 2,
        "euros": 15000,
        "years": "2022/2023",
        "place_fi": "Tulossopimus",
    }
    answer_for(commitment=rows[1], given=Answer(1, Commitment.DECIDED, TODAY.isoformat(), details=given), by=by)
    reason = {"fi": "Voimavaroja ei ole.", "sv": "Det finns inga resurser."}
    answer_for(commitment=rows[2], given=Answer(1, Commitment.DECLINED, TODAY.isoformat(), reason), by=by)


def observations() -> None:
    """One that has been received, with a duplicate that has been merged with it; one that a focus area deals with."""
    told = {"source_kind": "network", "own_marking_id": "public", "seen_on": "2022-04"}
    huijaus = {
        "title_fi": "Verkkohuijaukset kohdistuvat ikääntyneisiin",
        "title_sv": "Nätbedrägerier riktas mot äldre",
        "description_fi": "Huijauspuhelut ja -viestit ovat lisääntyneet kunnissa, ja uhrit eivät ilmoita niistä.",
        "groups_fi": "Ikääntyneet ja heidän läheisensä",
        "evidence": "https://poliisi.fi/huijaukset",
    }
    first = observe(values=told | huijaus, by=BY)
    same = observe(values=told | {"title_fi": "Ikääntyneitä huijataan verkossa"}, by=BY)
    village = observe(values=told | {"title_fi": "Kylien turvallisuus ja väkivalta"}, by=BY)
    for row, key in ((first, "verkkohuijaukset"), (same, "huijataan"), (village, "kylien-vakivalta")):
        name(row, key)
        row.key = key
    settle_observation(
        observation=same, outcome=Outcome(Seen.MERGED, {"fi": "Sama asia."}, into=first), version=1, by=BY
    )
    dealt = Outcome(Seen.LINKED, {"fi": "Ryhmä ottaa sen suunnitelmaansa."}, [FocusArea._base_manager.get(key="p3")])
    settle_observation(observation=village, outcome=dealt, version=1, by=BY)


def discussion() -> None:
    """A comment with an answer that mentions somebody, and one that was removed."""
    row, told = Measure._base_manager.get(key="1.1"), {"kind": "measure", "language": "fi", "by": BY}
    first = say(row=row, text="Onko aikataulu vielä tämä? https://intermin.fi", marking="public", **told)
    chair = Account.objects.get(username="puheenjohtaja")
    say(row=row, text="@Puheenjohtaja, katsotko?", marking="members", reply_to=first, mentioned=[chair], **told)
    gone = say(row=row, text="Väärässä paikassa.", marking="public", **told)
    take_away(comment=gone, reason="Väärä toimenpide.", version=1, by=BY)
    name(first, "kommentti")


def scan_rounds() -> None:
    """A round that is being scored, and a closed one of seven candidates whose top five does not hold."""
    usernames = ("sihteeristo", "analyytikko", "lukija")
    people = [Account.objects.get(username=each) for each in usernames]
    experts = [actor_of(each, on=TODAY) for each in people]
    seen = [Observation._base_manager.get(key="verkkohuijaukset")]
    named = {"title_fi": "Vuoden kartoitus", "title_sv": "Årets kartläggning", "own_marking_id": "public"}
    asked = {"questions_fi": "Mikä ei voi odottaa seuraavaan hallituskauteen?"}
    days = {"opens_on": TODAY - timedelta(7), "closes_on": TODAY + timedelta(14)}
    now = scans.open_round(values=named | asked, kind=RoundKind.YEARLY, **days, experts=people, by=BY)
    told = {
        "title_fi": "Verkkohuijaukset",
        "title_sv": "Nätbedrägerier",
        "description_fi": "Kohdistuvat ikääntyneisiin.",
    }
    first = add_candidate(round_=now, values=told, observations=seen, by=BY)
    add_candidate(round_=now, values={"title_fi": "Kylien autioituminen", "title_sv": "Byar som töms"}, by=BY)
    for by, value in zip(experts[:2], (5, 2), strict=True):
        score(candidate=first, scores=dict.fromkeys(Criterion, value), words="", by=by)
    name(now, "kartoitus")
    name(first, "huijaukset")
    named = {
        "title_fi": "Keväällä suljettu kartoitus",
        "title_sv": "Kartläggningen i våras",
        "own_marking_id": "public",
    }
    days = {"opens_on": TODAY - timedelta(400), "closes_on": TODAY - timedelta(370)}
    before = scans.open_round(values=named, kind=RoundKind.OFF_CYCLE, **days, experts=people, by=BY)
    rows = [
        add_candidate(round_=before, values={"title_fi": f"Ilmiö {n}", "title_sv": f"Fenomen {n}"}, by=BY)
        for n in range(1, 8)
    ]
    for n, row in enumerate(rows):
        name(row, f"suljettu-{n + 1}")
        for m, by in enumerate(experts):
            given = {each: 1 + (n * 2 + m + place * (n % 3)) % 5 for place, each in enumerate(Criterion)}
            score(candidate=row, scores=given, words="Eri mieltä: poliisi hoitaa tätä jo." if n == m else "", by=by)
    for by, hours in zip(experts, (6, 3, 4), strict=True):
        give_hours(round_=before, hours=hours, by=by)
    closed = scans.close_round(round_=before, hours=12, version=1, by=BY)
    rows[0].refresh_from_db()
    settle_candidate(candidate=rows[0], outcome=LedTo.FURTHER, reason={"fi": "Kuntien tarve."}, version=1, by=BY)
    name(closed, "suljettu-kartoitus")


def proposals() -> None:
    """A draft, one that waits with two versions, a withdrawn one, and one that the cooperation group has accepted."""
    lead = Organisation.objects.get(key="stm")
    told = {
        "title_fi": "Verkkohuijausten torjunta",
        "title_sv": "Bekämpning av nätbedrägerier",
        "phenomenon_fi": "Huijauspuhelut ja -viestit ovat lisääntyneet, ja uhrit eivät ilmoita niistä.",
        "why_now_fi": "Ilmiö kasvaa nopeasti.",
        "aims_fi": "Ikääntyneitä huijataan harvemmin, ja he kertovat siitä.",
        "effect_fi": "Ikääntyneet tunnistavat huijaukset.",
        "signs_fi": "Ilmoitettujen huijausten määrä ja kysely.",
        "own_marking_id": "public",
    }
    seen = [Observation._base_manager.get(key="verkkohuijaukset")]
    rows = {}
    for key in ("esitys", "esitys-luonnos", "peruttu-esitys", "sovittu-esitys"):
        draft = Draft(told, lead=lead, participants=[Organisation.objects.get(key="tem")], observations=seen)
        rows[key] = draft_proposal(draft=draft, by=BY)
        name(rows[key], key)
        rows[key].key = key
    end = get_end(kind="measure", key="2.6", by=BY)
    touching = touch_proposal(
        proposal=rows["esitys-luonnos"], end=end, how=How.SUPPORTS, coordinator=lead, note={"note_fi": "Tukee"}, by=BY
    )
    name(touching, "esitys-liittyma")
    withdraw_proposal(proposal=rows["peruttu-esitys"], answer={"fi": "Sisältyy toiseen."}, version=1, by=BY)
    send_proposal(proposal=rows["esitys"], version=1, by=BY)
    again = send_back_proposal(proposal=rows["esitys"], answer={"fi": "Tarkentakaa."}, version=2, by=BY)
    changed = Draft(told | {"why_now_fi": "Vuodessa määrä on kaksinkertaistunut."}, lead=lead)
    again = change_proposal(proposal=again, draft=changed, version=3, by=BY)
    name(send_proposal(proposal=again, version=again.version, by=BY), "esitys-2")
    send_proposal(proposal=rows["sovittu-esitys"], version=1, by=BY)
    values = {"title_fi": "Hyväksyttiin esitys", "decided_on": "2022-05-24", "own_marking_id": "public"}
    about = {"about_kind": "proposal", "about_key": "sovittu-esitys"}
    record_decision(body=Body._base_manager.get(kind="cooperation_group"), values=values | about, by=BY)


def consultations() -> dict[str, str]:
    """One that is open: an organisation has begun an answer, a stakeholder has returned one with a file."""
    day = TODAY + timedelta(14)
    told = {
        "title_fi": "Näkemyksiä verkkohuijausten torjuntaan", "title_sv": "Synpunkter på nätbedrägerier",
        "purpose_fi": "Painopisteryhmä täydentää kuvauksensa teidän näkemyksillänne.",
        "material_fi": "Lukekaa luonnos ennen työpajaa.", "links": "https://poliisi.fi/huijaukset",
        "closes_on": day.isoformat(), "own_marking_id": "public",
    }  # fmt: skip
    area = FocusArea._base_manager.get(key="p3")
    row = prepare_consultation(values=told, focus_area=area, by=BY)
    name(row, "nakemyksia")
    row.key = "nakemyksia"
    question = {
        "text_fi": "Mitä huijauksia kohtaatte?",
        "text_sv": "Vilka bedrägerier möter ni?",
        "help_fi": "Lyhyesti.",
    }
    name(put_question(consultation=row, values=question, by=BY), "kysymys")
    asked = put_question(consultation=row, values={"text_fi": "Mitä pitäisi tehdä?"}, by=BY)
    event = {"name_fi": "Seminaari", "state": "cancelled", "held_on": "2022-04", "reason_fi": "Tilaa ei saatu."}
    name(put_event(consultation=row, values=event, by=BY), "seminaari")
    to = {"consultation": row, "language": "fi", "by": BY}
    police = ask_for_views(email="turva@organisaatio.example", organisation=Organisation.objects.get(key="poha"), **to)
    village = ask_for_views(email="kyla@yhdistys.example", name="Kyläyhdistys", **to)
    move_consultation(consultation=row, new=Consulted.OPEN, version=row.version, by=BY)
    secrets = {}
    for each, final in ((police, False), (village, True)):
        each.refresh_from_db()
        secrets[final] = secret_of(invitee=each, by=BY)
        file = ("muistio.txt", "Työpajan muistio".encode())
        sent = Returned({asked.key: "Neuvontaa kunnissa."}, 12, "Kiitos.", file, final)
        return_answer(sealed=hash_of(token=secrets[final], by=BY), given=sent, version=1, by=BY)
    name(police, "kutsuttu")
    name(ConsultationFile.objects.get(invitee=village), "muistio")
    return {"secret": secrets[False], "returned": secrets[True]}


def indicators() -> None:
    """The real offences and population."""
    taker = system("contents", rights=(TAKE_IN,))
    for name in ("population.csv", "offences.csv"):
        path = Path("programmes/fi-internal-security-2019/values") / name
        accept(proposal=propose(table=read_file(path), source_name=name, source_sha256="0" * 64, by=taker), by=taker)


def main() -> None:
    markings()
    indicators()
    commitments()
    observations()
    discussion()
    scan_rounds()
    proposals()
    reports()
    progress_round()
    feedback()
    jobs()
    meetings()
    mail()
    interface()
    CalendarKey.objects.create(account=ASKER, hash=hash_of(token="salainen", by=BY), made_at=timezone.now())
    make_token(name="Raportointi", may_write=False, by=BY)
    name(save_view(page="measures", name="Esteessä", query="tila=blocked", shared=True, by=BY), "esteessa")
    name(change_many(keys=["2.6", "2.7"], new_state=State.LATE, on="2022-05-01", by=BY), "monta")
    link = FocusAreaOrganisation.objects.filter(focus_area__key="p3").first()
    member = BodyMember.objects.filter(body__key="p3-group").first()
    told = {"sessions": sessions(), "token": ApiToken.objects.get().pk, "link": link.pk, "member": member.pk}
    print(json.dumps(told | parts_of_a_measure() | plan_draft() | people() | consultations()))


main()

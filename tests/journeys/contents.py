"""Puts some work in progress beside the real programme and tells as JSON what it made. Runs inside an installation."""

import json
import os
from datetime import date, timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "painopiste.site.settings")

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from painopiste.base.accounts.models import Account, ApiToken
from painopiste.base.accounts.services import make_token
from painopiste.base.bodies.models import BodyMember
from painopiste.base.jobs.models import Job
from painopiste.base.jobs.told import Fault
from painopiste.base.jobs.worker import UNEXPECTED
from painopiste.base.organisations.models import Organisation
from painopiste.loop.commitments.rules import State as Commitment
from painopiste.loop.commitments.services import Answer, ask
from painopiste.loop.commitments.services import answer as answer_for
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
        freeze_report(as_of=day, language=language, by=BY, key=key)
        publish_report(key=key, by=BY)
    freeze_report(as_of=date(2022, 5, 24), language="en", by=BY, key="draft")


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


def plan_draft() -> dict[str, Any]:
    """A new version of a plan that has an effect chain."""
    draft = start_version(focus_area=FocusArea._base_manager.get(key="p2"), marking="members", by=BY)
    return {"draft": draft.number, "item": draft.chain.order_by("rank").first().key}


def parts_of_a_measure() -> dict[str, int]:
    """A milestone, a deliverable, funding, a dependency and a party of measure 1.1."""
    measure = Measure._base_manager.get(key="1.1")
    values: dict[str, dict[str, Any]] = {
        "milestone": {"title_fi": "Käyttöönotto", "due_on": "2023"},
        "deliverable": {"title_fi": "Opas", "link": "https://example.org/opas"},
        "funding": {"amount": 1000, "from_fi": "Sisäministeriö", "state": "applied"},
        "dependency": {"other": Measure._base_manager.get(key="1.2"), "kind": "supports"},
    }
    made = {part: save_part(measure=measure, part=part, values=given, by=BY).pk for part, given in values.items()}
    return made | {"party": measure.parties.first().pk}


def interface() -> None:
    """An interface of measure 1.1 that somebody has confirmed."""
    ends = [get_end(kind=kind, key=key, by=BY) for kind, key in (("measure", "1.1"), ("measure", "6.3"))]
    note = {"note_fi": "Molemmat olivat esillä samassa tilaisuudessa."}
    sm = Organisation.objects.get(key="sm")
    name(confirm_interface(end=ends[0], other=ends[1], how=How.OVERLAPS, coordinator=sm, note=note, by=BY), "koe")


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


def main() -> None:
    commitments()
    reports()
    progress_round()
    feedback()
    jobs()
    interface()
    make_token(name="Raportointi", may_write=False, by=BY)
    name(save_view(page="measures", name="Esteessä", query="tila=blocked", shared=True, by=BY), "esteessa")
    name(change_many(keys=["2.6", "2.7"], new_state=State.LATE, on="2022-05-01", by=BY), "monta")
    link = FocusAreaOrganisation.objects.filter(focus_area__key="p3").first()
    member = BodyMember.objects.filter(body__key="p3-group").first()
    told = {"sessions": sessions(), "token": ApiToken.objects.get().pk, "link": link.pk, "member": member.pk}
    print(json.dumps(told | parts_of_a_measure() | plan_draft()))


main()

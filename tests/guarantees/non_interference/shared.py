"""What two worlds share: a small model with something of everything, and readers of every role."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from painopiste.base.accounts.models import Account, Membership, RoleGrant
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.bodies.models import Body
from painopiste.base.markings.models import Clearance, ClearanceRequest, Compartment, CompartmentMember, MarkingDecision
from painopiste.base.markings.rules import Audience, AudienceClause, Ground, LegalStatus, Marking, Tlp
from painopiste.base.markings.stored import intern
from painopiste.base.organisations.models import Organisation
from painopiste.base.programmes.models import Finding
from painopiste.loop.agenda.models import Observation
from painopiste.loop.focus_areas.models import FocusArea, FocusAreaChange
from painopiste.loop.plans.models import Measure, MeasureChange, MeasureParty, SavedView
from painopiste.loop.progress.models import FocusAreaAnswer, MeasureAnswer, Round
from painopiste.loop.reports.services import freeze_report, publish_report
from painopiste.site.actors import actor_of
from painopiste.site.exchange.load import load
from painopiste.site.exchange.tests.folders import write_folder
from painopiste.site.roles import ROLES, Role
from painopiste.support.feedback.models import Feedback
from tests.guarantees.non_interference.addresses import routes
from tests.guarantees.non_interference.repeatable import NOW

TODAY = NOW.date()
DAYS = {"opens_on": date(2026, 5, 1), "closes_on": date(2026, 6, 15), "status_on": date(2026, 5, 31)}
EVERYTHING = Actor(label="sihteeristö", member=True, everywhere=ROLES[Role.SECRETARIAT].everywhere)
SECRET = {"legal_status": LegalStatus.SECRET, "tlp": Tlp.AMBER, "grounds": frozenset({Ground("621/1999", "24", "9")})}


def build(folder: Path) -> dict[str, Account | None]:
    """Make what is shared, and give back the readers by name; the public is None."""
    routes()  # every module of the product is there before anything is planted in one
    load(write_folder(folder / "shared"))
    area, group = FocusArea.objects.get(key="asuminen"), Body.objects.get(key="alaryhma")
    Organisation.objects.create(key="muu", abbreviation="MUU", name_fi="Muu virasto", kind="agency")
    Body.objects.create(key="toinen", name_fi="Toinen ryhmä", kind="subgroup", own_marking_id="public")
    readers = _readers(group)
    _second_focus_area()
    _round(area)
    own = _for_organisation()
    Finding.objects.create(key="oma", kind="need", theme="x", text_fi="Kaupungille", own_marking_id=own)
    secret = intern(Marking(**SECRET))
    Finding.objects.create(key="salainen", kind="need", theme="x", text_fi="Selvitetyille", own_marking_id=secret)
    Measure.objects.create(
        key="2.2", number="2.2", focus_area=FocusArea.objects.get(key="liikenne"), title_fi="Valvonta", rank=10,
        state="under_way", due_on="2026-12-31", marking_id=secret,
    )  # fmt: skip
    _personal(readers)
    _trail(area)
    return readers


def _readers(group: Body) -> dict[str, Account | None]:
    city = Organisation.objects.get(key="kaupunki")
    readers: dict[str, Account | None] = {"public": None}
    for role in Role:
        if role is Role.PUBLIC:
            continue
        account = Account.objects.create(key=f"tili-{role}", username=f"tili-{role}", name=f"Tili {role}")
        limits = {"body": group if ROLES[role].in_body else None}
        limits["organisation"] = city if ROLES[role].for_organisation else None
        RoleGrant.objects.create(account=account, role=role.value, **limits)
        readers[role.value] = account
    member = Account.objects.create(key="tili-jasen", username="tili-jasen", name="Kaupungin väki")
    RoleGrant.objects.create(account=member, role="reader")
    Membership.objects.create(account=member, organisation=city)
    cleared = Account.objects.create(key="tili-selvitetty", username="tili-selvitetty", name="Selvitetty väki")
    RoleGrant.objects.create(account=cleared, role="reader")
    Clearance.objects.create(account=cleared, level=2)
    Account.objects.create(key="sivullinen", username="sivullinen", name="Sivullinen")
    return readers | {"organisation_member": member, "cleared_reader": cleared}


def _second_focus_area() -> None:
    """One for members, without a group, an owner or a decision: places where something hidden can be named."""
    area = FocusArea.objects.create(key="liikenne", number=2, name_fi="Liikenne", state="running", marking_id="members")
    FocusAreaChange.objects.create(focus_area=area, state="running", happened_on="2024")
    measure = Measure.objects.create(
        key="2.1", number="2.1", focus_area=area, title_fi="Nopeudet", state="under_way", due_on="2025-12-31",
        marking_id="members", rank=9,
    )  # fmt: skip
    MeasureChange.objects.create(measure=measure, state="under_way", happened_on="2024-03")
    new = Organisation.objects.get(key="uusi-pelastus")  # takes part and has not been asked to commit
    MeasureParty.objects.create(measure=measure, role="participant", organisation=new)


def _round(area: FocusArea) -> None:
    now = Round.objects.create(key="2026-kevat", title_fi="Kevään 2026 kierros", own_marking_id="public", **DAYS)
    told = {"activity": "active", "state": "running", "forecast": "yes", "done_fi": "Tehty", "submitted_at": NOW}
    FocusAreaAnswer.objects.create(key="vastaus", round=now, focus_area=area, own_marking_id="public", **told)
    measure = Measure.objects.get(key="1.1")
    MeasureAnswer.objects.create(round=now, measure=measure, state="late", note_fi="Myöhässä", submitted_at=NOW)


def _for_organisation() -> str:
    city = frozenset({Organisation.objects.get(key="kaupunki").pk})
    return intern(Marking(clauses=frozenset({AudienceClause(organisations=city)}), **SECRET))


def _personal(readers: dict[str, Account | None]) -> None:
    told = {"source_kind": "network", "own_marking_id": "public", "seen_on": "2026-04", "received_at": NOW}
    Observation.objects.create(key="havainto", title_fi="Varoittimet puuttuvat", **told)
    Observation.objects.create(key="sama", title_fi="Varoittimia ei ole", state="merged", **told)
    handler, outsider = readers["secretariat"], Account.objects.get(key="sivullinen")
    known = Compartment.objects.create(key="tunnettu", name_fi="Tunnettu rajaus", marking_id="members")
    CompartmentMember.objects.create(compartment=known, account=outsider)
    asked = {"account": outsider, "level": 2, "until": date(2026, 12, 31), "reason": "Valmistelu"}
    ClearanceRequest.objects.create(**asked, asked_by=readers["data_protection"])
    SavedView.objects.create(key="oma-nakyma", account=handler, page="measures", name="Myöhässä", query="myohassa=1")
    SavedView.objects.create(key="jaettu", account=handler, page="measures", name="Kaikki", query="q=", shared=True)
    days = {"received_at": NOW, "due_on": TODAY}
    Feedback.objects.create(key="palaute", kind="other", message="Kiitos", email="a@example.org", **days)


def _trail(area: FocusArea) -> None:
    """A few lines, and a proposal to open a body that waits."""
    for text in ("Ensin", "Sitten"):
        after = {"aims_fi": text}
        record(
            "focus_areas.changed", target=("focus_area", area.key), by=EVERYTHING, before={"aims_fi": ""}, after=after
        )
    codes = {"target_kind": "focus_area", "target_key": "liikenne", "before_id": "members", "after_id": "public"}
    by = {"decided_by": Account.objects.get(key="sivullinen"), "decided_by_label": "Sivullinen"}
    MarkingDecision.objects.create(**codes, **by, decided_at=NOW, lowers=True, reason="Avataan")


def keep_reports() -> None:
    """Reports as they are written in this world: one of public facts for everybody, one for each narrower circle."""
    made = [
        freeze_report(as_of=date(2024, 6, 30), language="fi", facts_for=facts, key=f"raportti-{facts}", by=EVERYTHING)
        for facts in Audience
    ]
    publish_report(key=made[0].key, by=replace(EVERYTHING, account_id=Account.objects.get(key="sivullinen").pk))


def actor(account: Account | None) -> Actor:
    return actor_of(account, on=TODAY) if account else Actor()

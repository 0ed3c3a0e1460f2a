"""Reading bodies, their members and their decisions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Count, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.bodies import permissions
from painopiste.base.bodies.models import Body, BodyMember, Decision, WrittenProcedure
from painopiste.base.errors import Missing
from painopiste.base.guarding import behind
from painopiste.base.records import texts, visible_rows
from painopiste.base.words import ABBREVIATIONS

ROLE_ORDER = ("chair", "vice_chair", "convener", "secretary", "member", "expert")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of bodies is narrowed to."""

    kind: str = ""
    organisation: str = ""
    text: str = ""


LIST_COLUMNS = ("id", "key", "kind", "tempo", "began", "ended", "rotating_chair", "source", *texts("name"))


def list_bodies(*, by: Actor, filters: Filters = Filters()) -> list[dict[str, Any]]:
    """The visible bodies as plain rows with their parent and how many members and decisions they have. One query."""
    members = BodyMember.objects.filter(body=OuterRef("pk")).order_by().values("body").annotate(n=Count("pk"))
    decisions = (
        permissions.visible_decisions(by).filter(body=OuterRef("pk")).order_by().values("body").annotate(n=Count("pk"))
    )
    counted = {
        "member_count": Coalesce(Subquery(members.values("n")), 0),
        "decision_count": Coalesce(Subquery(decisions.values("n")), 0),
    }
    parent = {f"parent_{name}": F(f"parent__{name}") for name in ("key", *texts("name"))}
    found = permissions.visible(by).filter(_condition(filters)).annotate(**counted).order_by("pk")
    seen = Case(When(visible_rows(by, path="parent__"), then=True), default=False, output_field=BooleanField())
    return [
        row if row["parent_seen"] else row | dict.fromkeys(parent)
        for row in found.values(*LIST_COLUMNS, *counted, parent_seen=seen, **parent)
    ]


def _condition(filters: Filters) -> Q:
    condition = Q(kind=filters.kind) if filters.kind else Q()
    if filters.organisation:
        of = BodyMember.objects.filter(organisation__key=filters.organisation)
        condition &= Q(pk__in=of.values("body"))
    for word in filters.text.split():
        condition &= Q(name_fi__icontains=word) | Q(name_sv__icontains=word) | Q(name_en__icontains=word)
    return condition


def get_body(*, key: str, by: Actor) -> Body:
    """One body with its parent.

    :raises Missing: if there is none with this key, or the actor may not see it
    """
    found = permissions.visible(by).select_related("parent").filter(key=key).first()
    if found is None:
        raise Missing
    return found


def list_subgroups(*, body: Body, by: Actor) -> list[dict[str, Any]]:
    """The visible bodies under this one."""
    return list(permissions.visible(by).filter(parent=body).order_by("pk").values("key", "kind", *texts("name")))


MEMBER_COLUMNS = ("id", "organisation_id", "role", "rank", "since", "until", "source")


def list_members(*, body: Body, by: Actor) -> list[dict[str, Any]]:
    """The members of a (visible) body by role, those of today and before. One query."""
    organisation = {
        f"organisation_{name}": F(f"organisation__{name}") for name in ("key", *ABBREVIATIONS, *texts("name"))
    }
    members = BodyMember.objects.filter(body=body).order_by("rank", "pk")
    rows = list(members.values(*MEMBER_COLUMNS, account_name=F("account__name"), **organisation))
    return sorted(rows, key=lambda row: ROLE_ORDER.index(row["role"]) if row["role"] in ROLE_ORDER else len(ROLE_ORDER))


def is_past(member: dict[str, Any], *, on: date, by: Actor) -> bool:
    """Whether a membership was certainly over before the day."""
    return dates.lasted(member["since"], member["until"], on) is dates.Happened.NO


DECISION_COLUMNS = (
    "key",
    "decided_on",
    "earliest",
    "latest",
    "reference",
    "marking_id",
    "source",
    *texts("title", "text"),
)


def list_decisions(*, by: Actor, body: Body | None = None) -> list[dict[str, Any]]:
    """The visible decisions, of one body or of all, newest first. One query."""
    found = permissions.visible_decisions(by)
    if body is not None:
        found = found.filter(body=body)
    found = found.order_by(F("latest").desc(nulls_last=True), "-pk")
    return list(
        found.values(
            *DECISION_COLUMNS, body_key=F("body__key"), **{f"body_{n}": F(f"body__{n}") for n in texts("name")}
        )
    )


def list_memberships(*, organisation_id: int, by: Actor) -> list[dict[str, Any]]:
    """The visible bodies that an organisation is a member of, with role and dates. One query."""
    visible = permissions.visible(by).values("pk")
    members = BodyMember.objects.filter(organisation=organisation_id, body__in=visible).order_by(
        "body__pk", "rank", "pk"
    )
    body = {f"body_{name}": F(f"body__{name}") for name in ("key", "kind", *texts("name"))}
    return list(behind(members, by, "body__").values(*MEMBER_COLUMNS, **body))


def get_decision_of(*, procedure: WrittenProcedure, by: Actor) -> Decision | None:
    """The visible decision that a written procedure came to, if it came to one."""
    return permissions.visible_decisions(by).filter(procedure=procedure).first()


def get_decision(*, key: str, by: Actor) -> Decision:
    """One decision with its body.

    :raises Missing: if there is none with this key, or the actor may not see it
    """
    found = permissions.visible_decisions(by).select_related("body").filter(key=key).first()
    if found is None:
        raise Missing
    return found

"""Which tables the entries of a programme are kept in. One list, read by loading and dumping alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model

from painopiste.base.accounts.models import Account, Membership, RoleGrant
from painopiste.base.bodies.models import (
    AgendaItem,
    Attendance,
    Body,
    BodyMember,
    Decision,
    DiscussionPoint,
    FollowUp,
    Meeting,
)
from painopiste.base.markings.models import Compartment
from painopiste.base.organisations.models import Organisation, OrganisationAlias
from painopiste.base.programmes.models import Finding, KeyFigure, Programme, ProgrammeSource, TimelineEvent
from painopiste.knowledge.indicators.models import Indicator, IndicatorBreak
from painopiste.loop.commitments.models import Commitment, CommitmentChange
from painopiste.loop.consultations.models import Consultation, ConsultationEvent, ConsultationQuestion
from painopiste.loop.focus_areas.models import (
    FocusArea,
    FocusAreaChange,
    FocusAreaIndicator,
    FocusAreaName,
    FocusAreaOrganisation,
)
from painopiste.loop.plans.models import (
    ChainIndicator,
    ChainItem,
    Deliverable,
    Dependency,
    FundingLine,
    Interface,
    Measure,
    MeasureChange,
    MeasureParty,
    Milestone,
    Plan,
)
from painopiste.loop.progress.models import FocusAreaAnswer, MeasureAnswer, Round
from painopiste.site.exchange import schema
from painopiste.site.exchange.columns import Marked, Part, Reference, part_of, parts_of
from painopiste.site.exchange.fields import Entry


@dataclass(frozen=True)
class Table:
    """Where one kind of entry is kept.

    `owner` is the column that names the row it belongs to, `known_by` the fields by which a changed entry is known
    again, `ranked` whether its place in the list is kept, `fixed` what tells apart two lists in the same table.
    """

    entry: type[Entry] | None  # None: a list of plain texts or keys, each in the column `text`
    model: type[Model]
    owner: str = ""
    known_by: tuple[str, ...] = ("key",)
    ranked: bool = False
    text: str = "name"
    renamed: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)
    lists: Mapping[str, "Table"] = field(default_factory=dict)

    @cached_property
    def parts(self) -> list[Part]:
        if self.entry is None:
            return [part_of(self.text, self.model._meta.get_field(self.text))]
        return parts_of(self.entry, self.model, self.renamed)

    @cached_property
    def own(self) -> list[Part]:
        """References to rows of the same table: set when all its rows exist."""
        return [
            part
            for part in self.parts
            if (isinstance(part, Reference) and part.field.related_model is self.model)
            or (self.model is Body and isinstance(part, Marked) and part.name == "marking")  # it may name bodies
        ]

    @cached_property
    def has_rank(self) -> bool:
        return any(column.name == "rank" for column in self.model._meta.get_fields())


@dataclass(frozen=True)
class Kind(Table):
    """A kind of entry that stands on its own; `event` is what the audit trail says when it is loaded."""

    name: str = ""
    plural: str = ""
    event: str = ""
    trail: str = ""  # its kind in the audit trail, where that is not its name

    @property
    def target_kind(self) -> str:
        return self.trail or self.name


def _organisations(role: str, entry: type[Entry]) -> Table:
    return Table(entry, FocusAreaOrganisation, "focus_area", ("organisation",), ranked=True, fixed={"role": role})


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            schema.Organisation,
            Organisation,
            name="organisation",
            plural="organisations",
            event="organisations.loaded",
            lists={"aliases": Table(None, OrganisationAlias, "organisation")},
        ),
        Kind(
            schema.Programme,
            Programme,
            name="programme",
            plural="programme",
            event="programmes.programme_loaded",
            lists={"sources": Table(schema.ProgrammeSource, ProgrammeSource, "programme", ("code",))},
        ),
        Kind(
            schema.Body,
            Body,
            name="body",
            plural="bodies",
            event="bodies.loaded",
            lists={"members": Table(schema.Member, BodyMember, "body", ("organisation", "role"))},
        ),
        Kind(
            schema.Meeting,
            Meeting,
            name="meeting",
            plural="meetings",
            event="bodies.meeting_loaded",
            lists={
                "items": Table(schema.AgendaItem, AgendaItem, "meeting", ("title",), ranked=True),
                "attendance": Table(schema.Attendance, Attendance, "meeting", ("organisation",)),
                "points": Table(schema.DiscussionPoint, DiscussionPoint, "meeting", ("text",), ranked=True),
            },
        ),
        Kind(schema.FollowUp, FollowUp, name="follow_up", plural="follow_ups", event="bodies.follow_up_loaded"),
        Kind(schema.Decision, Decision, name="decision", plural="decisions", event="bodies.decision_loaded"),
        Kind(
            schema.IndicatorDefinition,
            Indicator,
            name="indicator",
            plural="indicators",
            event="indicators.loaded",
            lists={"breaks": Table(schema.IndicatorBreak, IndicatorBreak, "indicator", ("period",))},
        ),
        Kind(
            schema.FocusArea,
            FocusArea,
            name="focus_area",
            plural="focus areas",
            event="focus_areas.loaded",
            lists={
                "former_names": Table(schema.FormerName, FocusAreaName, "focus_area", ("name",), ranked=True),
                "leads": _organisations("lead", schema.Lead),
                "participants": _organisations("participant", schema.Participant),
                "changes": Table(schema.FocusAreaStep, FocusAreaChange, "focus_area", ("state",), ranked=True),
                "indicators": Table(None, FocusAreaIndicator, "focus_area", text="indicator", ranked=True),
            },
        ),
        Kind(
            schema.Plan,
            Plan,
            owner="focus_area",
            name="plan",
            plural="plans",
            event="plans.loaded",
            lists={
                "chain": Table(
                    schema.ChainItem,
                    ChainItem,
                    "plan",
                    ranked=True,
                    lists={"indicators": Table(schema.Indicator, ChainIndicator, "item", ("name",))},
                )
            },
        ),
        Kind(
            schema.Measure,
            Measure,
            owner="focus_area",
            ranked=True,
            name="measure",
            plural="measures",
            event="measures.loaded",
            lists={
                "parties": Table(
                    schema.Party, MeasureParty, "measure", ("role", "organisation", "body", "named"), ranked=True
                ),
                "changes": Table(schema.MeasureStep, MeasureChange, "measure", ("state",), ranked=True),
                "milestones": Table(schema.Milestone, Milestone, "measure"),
                "deliverables": Table(schema.Deliverable, Deliverable, "measure"),
                "funding": Table(schema.Funding, FundingLine, "measure"),
                "depends_on": Table(
                    schema.Dependency, Dependency, "measure", ("measure",), renamed={"measure": "other"}
                ),
                "chain": Table(None, Measure.chain.through, "measure", text="chainitem"),
            },
        ),
        Kind(schema.Interface, Interface, name="interface", plural="interfaces", event="plans.interface_loaded"),
        Kind(
            schema.Commitment,
            Commitment,
            name="commitment",
            plural="commitments",
            event="commitments.loaded",
            lists={
                "changes": Table(schema.CommitmentStep, CommitmentChange, "commitment", ("state",), ranked=True),
            },
        ),
        Kind(
            schema.Consultation,
            Consultation,
            name="consultation",
            plural="consultations",
            event="consultations.loaded",
            lists={
                "questions": Table(schema.ConsultationQuestion, ConsultationQuestion, "consultation", ranked=True),
                "events": Table(schema.ConsultationEvent, ConsultationEvent, "consultation"),
            },
        ),
        Kind(
            schema.TimelineEvent,
            TimelineEvent,
            name="timeline_event",
            plural="events",
            event="programmes.event_loaded",
        ),
        Kind(schema.Finding, Finding, name="finding", plural="findings", event="programmes.finding_loaded"),
        Kind(schema.KeyFigure, KeyFigure, name="key_figure", plural="figures", event="programmes.figure_loaded"),
        Kind(schema.Round, Round, name="round", plural="rounds", event="progress.round_loaded"),
        Kind(
            schema.FocusAreaAnswer,
            FocusAreaAnswer,
            owner="round",
            known_by=("focus_area",),
            renamed={"obstacles_text": "obstacles"},
            name="focus_area_answer",
            trail="progress_answer",
            plural="answers on focus areas",
            event="progress.answer_loaded",
        ),
        Kind(
            schema.MeasureAnswer,
            MeasureAnswer,
            owner="round",
            known_by=("measure",),
            name="measure_answer",
            trail="progress_measure_answer",
            plural="answers on measures",
            event="progress.measure_loaded",
        ),
        Kind(
            schema.Account,
            Account,
            known_by=("username",),
            name="account",
            plural="demonstration accounts",
            event="accounts.loaded",
            lists={
                "roles": Table(schema.Grant, RoleGrant, "account", ("role", "body", "organisation")),
                "memberships": Table(schema.Membership, Membership, "account", ("organisation",)),
            },
        ),
    )
}
# What a reference of a kind leads to.
MODELS: Mapping[str, type[Model]] = {name: kind.model for name, kind in KINDS.items() if kind.known_by == ("key",)} | {
    "chain_item": ChainItem,
    "compartment": Compartment,
}

"""The door to all tables. Django finds them here; our own code imports from the package that owns a table."""

from painopiste.base.accounts.models import (
    Account,
    ApiToken,
    CalendarKey,
    FailedLogIn,
    Invitation,
    InvitedRole,
    Membership,
    RoleGrant,
)
from painopiste.base.areas.models import Area, AreaPopulation, AreaYear
from painopiste.base.audit.models import AuditHead, AuditLine
from painopiste.base.bodies.models import (
    Body,
    BodyMember,
    Decision,
)
from painopiste.base.following.models import Follow, LetterChoice
from painopiste.base.jobs.models import Job
from painopiste.base.mail.models import Letter
from painopiste.base.markings.models import (
    Clearance,
    ClearanceRequest,
    Compartment,
    CompartmentMember,
    Marking,
    MarkingClause,
    MarkingDecision,
    MarkingReader,
)
from painopiste.base.organisations.models import Organisation, OrganisationAlias
from painopiste.base.programmes.models import Finding, KeyFigure, Programme, TimelineEvent
from painopiste.base.search.models import SearchDocument, SearchWord
from painopiste.base.viewing.models import ViewLine
from painopiste.knowledge.indicators.models import Indicator, IndicatorBreak, IndicatorRelease
from painopiste.loop.agenda.models import (
    Candidate,
    Observation,
    Proposal,
    ProposalInterface,
    ProposalVersion,
    ScanExpert,
    ScanRound,
    Score,
)
from painopiste.loop.commitments.models import Commitment, CommitmentChange
from painopiste.loop.consultations.models import (
    Consultation,
    ConsultationAnswer,
    ConsultationEvent,
    ConsultationFile,
    ConsultationInvitee,
    ConsultationQuestion,
)
from painopiste.loop.discussion.models import Comment, Mention
from painopiste.loop.focus_areas.models import (
    FocusArea,
    FocusAreaChange,
    FocusAreaIndicator,
    FocusAreaName,
    FocusAreaOrganisation,
)
from painopiste.loop.plans.models import (
    BulkChange,
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
    SavedView,
)
from painopiste.loop.progress.models import FocusAreaAnswer, MeasureAnswer, Round
from painopiste.loop.reports.models import Report
from painopiste.support.feedback.models import Feedback

__all__ = [
    "Account",
    "ApiToken",
    "Area",
    "AreaPopulation",
    "AreaYear",
    "AuditHead",
    "AuditLine",
    "Body",
    "BodyMember",
    "BulkChange",
    "CalendarKey",
    "Candidate",
    "ChainIndicator",
    "ChainItem",
    "Clearance",
    "ClearanceRequest",
    "Comment",
    "Commitment",
    "CommitmentChange",
    "Compartment",
    "CompartmentMember",
    "Consultation",
    "ConsultationAnswer",
    "ConsultationEvent",
    "ConsultationFile",
    "ConsultationInvitee",
    "ConsultationQuestion",
    "Decision",
    "Deliverable",
    "Dependency",
    "FailedLogIn",
    "Feedback",
    "Finding",
    "FocusArea",
    "FocusAreaAnswer",
    "FocusAreaChange",
    "FocusAreaIndicator",
    "FocusAreaName",
    "FocusAreaOrganisation",
    "Follow",
    "FundingLine",
    "Indicator",
    "IndicatorBreak",
    "IndicatorRelease",
    "Interface",
    "Invitation",
    "InvitedRole",
    "Job",
    "KeyFigure",
    "Letter",
    "LetterChoice",
    "Marking",
    "MarkingClause",
    "MarkingDecision",
    "MarkingReader",
    "Measure",
    "MeasureAnswer",
    "MeasureChange",
    "MeasureParty",
    "Membership",
    "Mention",
    "Milestone",
    "Observation",
    "Organisation",
    "OrganisationAlias",
    "Plan",
    "Programme",
    "Proposal",
    "ProposalInterface",
    "ProposalVersion",
    "Report",
    "RoleGrant",
    "Round",
    "SavedView",
    "ScanExpert",
    "ScanRound",
    "Score",
    "SearchDocument",
    "SearchWord",
    "TimelineEvent",
    "ViewLine",
]

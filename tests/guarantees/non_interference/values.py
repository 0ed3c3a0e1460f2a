"""What stands in the columns of a hidden row: a canary in every text; codes and dates as other rows have them."""

import random
from datetime import date
from typing import Any

from django.db import models

from painopiste.base.records import DateText, Edge, FoldedText, KeyText
from painopiste.base.words import LANGUAGES
from painopiste.loop.agenda.rules import Criterion
from painopiste.loop.agenda.selectors import PROPOSAL_TEXTS as TOLD
from tests.guarantees.non_interference.repeatable import NOW

CODE = 40  # shorter texts are codes: they are taken from another row
DATES = ("2022-05-24", "2024", "2025-11", "2026-05-11", "2026-21", "2030", "")
WORDS = ("Asumisen turvallisuus", "Varoittimet", "Neuvonta", "kierros", "ryhmä", "Liikenne", "Malli", "åäö")


class Values:
    """Draws values; `canaries` tells where each canary stands."""

    def __init__(self, draw: random.Random, shared: dict[type[models.Model], list[Any]]) -> None:
        self.draw, self.shared = draw, shared
        self.canaries: dict[str, str] = {}

    def canary(self, where: str) -> str:
        word = f"xq{self.draw.getrandbits(36):09x}qx"
        self.canaries[word] = where
        return word

    def of(self, table: type[models.Model]) -> dict[str, Any]:
        """A value for each column that is neither a foreign key nor computed."""
        found = {}
        for field in table._meta.concrete_fields:
            computed = field.primary_key or isinstance(field, models.ForeignKey | Edge | FoldedText)
            if not computed and field.name not in ("version", "password"):
                found[field.name] = self._value(table, field)
        return found

    def _value(self, table: type[models.Model], field: models.Field) -> Any:
        where = f"{table.__name__}.{field.name}"
        if where in SPECIAL:
            return SPECIAL[where](self)
        if isinstance(field, KeyText):
            return self.canary(where)
        if isinstance(field, DateText):
            return self.draw.choice(DATES)
        if isinstance(field, models.EmailField):
            return f"{self.canary(where)}@example.org"
        if isinstance(field, models.CharField | models.TextField):
            return self._text(table, field, where)
        return self._plain(table, field)

    def _text(self, table: type[models.Model], field: models.Field, where: str) -> str:
        if field.max_length and field.max_length <= CODE and field.name not in ("abbreviation", "hash"):
            return str(self._borrowed(table, field))
        text = f"{self.canary(where)} {self.draw.choice(WORDS)}"
        return text[: field.max_length] if field.max_length else text

    def _plain(self, table: type[models.Model], field: models.Field) -> Any:
        if isinstance(field, models.BooleanField):
            return self.draw.random() < 0.3
        if isinstance(field, models.DateTimeField):
            return None if field.null and self.draw.random() < 0.3 else NOW
        if isinstance(field, models.DateField):
            return NOW.date().replace(year=self.draw.choice((2025, 2026, 2027)))
        if isinstance(field, models.DecimalField):
            return self.draw.randrange(1, 1000)
        if isinstance(field, models.IntegerField):
            return self.draw.randrange(0, 5)
        return self._borrowed(table, field)

    def version(self) -> dict[str, Any]:
        """What a version of a proposal says."""
        texts = {f"{name}_{code}": self.canary("ProposalVersion.content") for name in TOLD for code in LANGUAGES}
        links: dict[str, Any] = {name: [] for name in ("participants", "targets", "interfaces")}
        return texts | links | {"marking": "public", "route": "new", "lead": ""}

    def outsider(self) -> Any:
        """The account whose rows are hidden from all readers that ask."""
        return next(row for table, rows in self.shared.items() if table.__name__ == "Account" for row in rows
                    if row.key == "sivullinen")  # fmt: skip

    def _borrowed(self, table: type[models.Model], field: models.Field) -> Any:
        """What stands in this column of a row that everybody shares; else the column's default."""
        there = [getattr(row, field.attname) for row in self.shared[table] if getattr(row, field.attname)]
        return self.draw.choice(there) if there else field.get_default()


SPECIAL = {
    "FocusArea.number": lambda values: values.draw.randrange(1, 5),  # also those that come next
    "Measure.number": lambda values: f"{values.draw.randrange(1, 3)}.{values.draw.randrange(1, 9)}",
    "Measure.rank": lambda values: values.draw.randrange(0, 30),
    "Plan.number": lambda values: values.draw.randrange(2, 4),
    "Round.closes_on": lambda values: NOW.date().replace(month=6),
    "Round.opens_on": lambda values: NOW.date().replace(month=values.draw.choice((4, 5, 6))),
    "SavedView.shared": lambda values: False,
    "SavedView.page": lambda values: "measures",
    "Account.is_active": lambda values: True,
    "Account.demonstration": lambda values: False,
    "Account.language": lambda values: "fi",
    "Report.language": lambda values: "fi",
    "Report.content": lambda values: {"audience": "public", "told": values.canary("Report.content")},
    "Report.document": lambda values: {},
    "Job.kind": lambda values: "reports.make",
    "Job.state": lambda values: values.draw.choice(("done", "failed", "cancelled")),
    "Job.payload": lambda values: {"title": values.canary("Job.payload")},
    "Job.result": lambda values: {"key": values.canary("Job.result")},
    "Job.step": lambda values: "",
    "Job.error": lambda values: "",
    "Letter.kind": lambda values: "accounts.invitation",
    "Letter.state": lambda values: values.draw.choice(("sent", "failed", "withdrawn")),
    "Letter.trouble": lambda values: "",
    "Letter.language": lambda values: "fi",
    "Meeting.state": lambda values: values.draw.choice(("planned", "invited", "held", "approved", "cancelled")),
    "Observation.state": lambda values: values.draw.choice(("received", "linked", "dismissed")),
    "Observation.source_kind": lambda values: "network",
    "ScanRound.kind": lambda values: values.draw.choice(("yearly", "half_yearly", "off_cycle")),
    "ScanRound.opens_on": lambda values: date(2026, 4, 1),
    "ScanRound.closes_on": lambda values: date(2026, 6, 30),
    "ScanRound.weights": lambda values: {each.value: 1 for each in Criterion},
    "Proposal.state": lambda values: values.draw.choice(("draft", "sent", "accepted", "closed")),
    "Proposal.route": lambda values: values.draw.choice(("new", "not_now")),
    "Proposal.can_lead": lambda values: None,
    "ProposalInterface.how": lambda values: "overlaps",
    "ProposalVersion.content": lambda values: values.version(),
    "ProposalVersion.number": lambda values: values.draw.randrange(1, 5),
    "Decision.verdict": lambda values: "accepted",
    "Candidate.outcome": lambda values: values.draw.choice(("open", "further", "dropped")),
    **{f"Score.{each.value}": lambda values: values.draw.randint(1, 5) for each in Criterion},
    "Consultation.state": lambda values: values.draw.choice(("draft", "open", "closed", "cancelled")),
    "Consultation.closes_on": lambda values: NOW.date().replace(month=12).isoformat(),
    "Consultation.opens_on": lambda values: "2026",
    "Consultation.told_participants_qualifier": lambda values: values.draw.choice(("", "more_than", "about")),
    "ConsultationEvent.state": lambda values: values.draw.choice(("planned", "held", "cancelled")),
    "ConsultationInvitee.hash": lambda values: f"{values.draw.getrandbits(256):064x}",
    "ConsultationInvitee.language": lambda values: "fi",
    "ConsultationInvitee.revoked_at": lambda values: None,
    "ConsultationFile.sha256": lambda values: f"{values.draw.getrandbits(256):064x}",
    "Feedback.kind": lambda values: "other",
    "Feedback.language": lambda values: "fi",
    "RoleGrant.role": lambda values: "reader",
    "Membership.until": lambda values: None,
    "Finding.kind": lambda values: values.draw.choice(("strength", "need")),
    "FundingLine.state": lambda values: "granted",
    "Dependency.kind": lambda values: "depends_on",
    "BulkChange.before": lambda values: {values.canary("BulkChange.before"): {}},
    "BulkChange.after": lambda values: {values.canary("BulkChange.after"): {}},
    "ApiToken.hash": lambda values: f"{values.draw.getrandbits(256):064x}",
    "ViewLine.account_id": lambda values: values.outsider().pk,
    "ViewLine.objects_seen": lambda values: f"\nmeasure:{values.canary('ViewLine.objects_seen')}\n",
    "ViewLine.personal": lambda values: {"label": values.canary("ViewLine.personal"), "reason": "", "on_behalf": []},
    "ViewLine.how": lambda values: "page",
    "Authenticator.type": lambda values: values.draw.choice(("totp", "webauthn", "recovery_codes")),
    "Authenticator.data": lambda values: {"secret": values.canary("Authenticator.data"), "name": "x"},
    "UserSession.ip": lambda values: "127.0.0.1",
    "UserSession.data": lambda values: {},
    "SocialAccount.extra_data": lambda values: {"sub": values.canary("SocialAccount.extra_data")},
    "Clearance.level": lambda values: 2,
    "InvitedRole.role": lambda values: "reader",
    "Commitment.state": lambda values: values.draw.choice(("asked", "decided", "declined")),
    "FailedLogIn.whose": lambda values: f"{values.draw.getrandbits(256):064x}",
}

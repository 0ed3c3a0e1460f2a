"""The audit trail of one row as people read it. Made when it is shown, from codes: nothing is stored as a sentence."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from painopiste.base.actors import PUBLIC
from painopiste.base.dates import WrongDate
from painopiste.base.organisations.selectors import get_abbreviations
from painopiste.base.web.markings import AUDIENCES
from painopiste.base.web.templating import show_day
from painopiste.base.web.wording import language
from painopiste.base.words import abbreviation_of

if TYPE_CHECKING:
    from painopiste.base.audit.models import AuditLine

EVENTS = {
    "changed": pgettext_lazy("history", "Changed"),
    "created": pgettext_lazy("history", "Created"),
    "added": pgettext_lazy("history", "Added"),
    "ended": pgettext_lazy("history", "Ended"),
    "removed": pgettext_lazy("history", "Removed"),
    "renamed": pgettext_lazy("history", "Renamed"),
    "approved": pgettext_lazy("history", "Approved"),
    "proposed": pgettext_lazy("history", "Proposed"),
    "loaded": pgettext_lazy("history", "Loaded from a programme file"),
    "state": pgettext_lazy("history", "State changed"),
    "published": pgettext_lazy("history", "Published"),
    "submitted": pgettext_lazy("history", "Submitted"),
    "decided": pgettext_lazy("history", "Decided"),
    "raised": pgettext_lazy("history", "Closed to some readers"),
    "lowered": pgettext_lazy("history", "Opened to more readers"),
    "lowering_proposed": pgettext_lazy("history", "Opening proposed"),
    "lowering_withdrawn": pgettext_lazy("history", "Opening withdrawn"),
    "reviewed": pgettext_lazy("history", "Marking reviewed"),
    "asked": pgettext_lazy("history", "Asked"),
    "considered": pgettext_lazy("history", "Taken up"),
    "declined": pgettext_lazy("history", "Declined"),
    "withdrawn": pgettext_lazy("history", "Withdrawn"),
    "watched": pgettext_lazy("history", "Watched"),
    "linked": pgettext_lazy("history", "Linked to focus areas"),
    "dismissed": pgettext_lazy("history", "Goes no further"),
    "received": pgettext_lazy("history", "Taken up again"),
    "given": pgettext_lazy("history", "Received"),
    "answered": pgettext_lazy("history", "Answered"),
    "scored": pgettext_lazy("history", "Scored"),
    "settled": pgettext_lazy("history", "Told what it led to"),
    "made": pgettext_lazy("history", "Created"),
    "opened": pgettext_lazy("history", "Opened"),
    "planning": pgettext_lazy("history", "Planning began"),
    "running": pgettext_lazy("history", "Started"),
    "paused": pgettext_lazy("history", "Paused"),
    "completed": pgettext_lazy("history", "Completed"),
    "handed_over": pgettext_lazy("history", "Handed over"),
    "merged": pgettext_lazy("history", "Merged"),
    "rejected": pgettext_lazy("history", "Rejected"),
    "logged_in": pgettext_lazy("history", "Logged in"),
    "password_changed": pgettext_lazy("history", "Password changed"),
    "password_reset": pgettext_lazy("history", "Password chosen by a letter's link"),
    "factor_added": pgettext_lazy("history", "Second factor added"),
    "factor_removed": pgettext_lazy("history", "Second factor removed"),
    "factors_reset": pgettext_lazy("history", "Second factors taken away"),
    "recovery_codes_made": pgettext_lazy("history", "New recovery codes made"),
    "identity_linked": pgettext_lazy("history", "Identity of the sign-in service linked"),
    "identity_unlinked": pgettext_lazy("history", "Identity of the sign-in service unlinked"),
    "role_given": pgettext_lazy("history", "Role given"),
    "role_ended": pgettext_lazy("history", "Role ended"),
    "membership_ended": pgettext_lazy("history", "Membership ended"),
    "session_ended": pgettext_lazy("history", "Session ended"),
    "sessions_ended": pgettext_lazy("history", "Logged out everywhere"),
    "token_made": pgettext_lazy("history", "Access key made"),
    "token_revoked": pgettext_lazy("history", "Access key taken out of use"),
    "language_changed": pgettext_lazy("history", "Language changed"),
    "written": pgettext_lazy("history", "Written"),
    "joined": pgettext_lazy("history", "Joined by an invitation"),
    "closed": pgettext_lazy("history", "Closed"),
    "planned": pgettext_lazy("history", "Planned"),
    "moved": pgettext_lazy("history", "State changed"),
    "saved": pgettext_lazy("history", "Saved"),
    "ordered": pgettext_lazy("history", "Put in another order"),
    "taken": pgettext_lazy("history", "Written down"),
    "prepared": pgettext_lazy("history", "Prepared"),
    "cancelled": pgettext_lazy("history", "Cancelled"),
    "sent_again": pgettext_lazy("history", "Letter sent again"),
    "revoked": pgettext_lazy("history", "Link revoked"),
    "reminded": pgettext_lazy("history", "Reminders sent"),
    "forgotten": pgettext_lazy("history", "Names and addresses forgotten"),
    "draft_saved": pgettext_lazy("history", "Draft of an answer saved"),
    "file_received": pgettext_lazy("history", "File received"),
    "synthesis_written": pgettext_lazy("history", "Synthesis written"),
    "declared": pgettext_lazy("history", "Declared"),
    "calendar_key_made": pgettext_lazy("history", "Address of the calendar made"),
    "letters_chosen": pgettext_lazy("history", "Letters chosen"),
    "calendar_key_removed": pgettext_lazy("history", "Address of the calendar taken out of use"),
}
THINGS = {  # what was added, changed, ended or removed: `plans.funding_added`
    "organisation": gettext_lazy("Organisation"),
    "member": gettext_lazy("Member"),
    "milestone": gettext_lazy("Milestone"),
    "deliverable": gettext_lazy("Deliverable"),
    "funding": gettext_lazy("Funding"),
    "dependency": gettext_lazy("Dependency"),
    "interface": gettext_lazy("Interface"),
    "observation": gettext_lazy("Observation"),
    "comment": pgettext_lazy("discussion", "Comment"),
    "scan_round": gettext_lazy("Scan round"),
    "scan_hours": gettext_lazy("Hours"),
    "candidate": gettext_lazy("Candidate"),
    "proposal": gettext_lazy("Proposal"),
    "proposal_interface": gettext_lazy("Interface"),
    "lead": gettext_lazy("Lead"),
    "meeting": gettext_lazy("Meeting"),
    "item": gettext_lazy("Agenda item"),
    "items": gettext_lazy("Agenda items"),
    "point": gettext_lazy("Point of the discussion"),
    "attendance": gettext_lazy("Attendance"),
    "conflict": gettext_lazy("Conflict of interest"),
    "follow_up": gettext_lazy("What is to be done"),
    "procedure": gettext_lazy("Written procedure"),
    "invitation": gettext_lazy("Invitation"),
    "question": gettext_lazy("Question"),
    "event": gettext_lazy("Event"),
    "file": gettext_lazy("File"),
}
LANGUAGES = {"fi": gettext_lazy("in Finnish"), "sv": gettext_lazy("in Swedish"), "en": gettext_lazy("in English")}
FIELDS = {
    "state": gettext_lazy("State"),
    "on": gettext_lazy("From"),
    "since": gettext_lazy("From"),
    "until": gettext_lazy("Until"),
    "name": gettext_lazy("Name"),
    "title": gettext_lazy("Title"),
    "description": gettext_lazy("Description"),
    "phenomenon": gettext_lazy("The phenomenon"),
    "aims": gettext_lazy("Aims"),
    "reason": gettext_lazy("Reason"),
    "reference": gettext_lazy("Reference of the decision"),
    "destination": gettext_lazy("Where the work continues"),
    "due_on": gettext_lazy("Due"),
    "starts_on": gettext_lazy("Starts"),
    "kind": gettext_lazy("Kind"),
    "audience": gettext_lazy("Who may read this"),  # what the column was called in older lines
    "own_marking_id": gettext_lazy("Who may read this"),
    "organisation": gettext_lazy("Organisation"),
    "role": gettext_lazy("Role"),
    "lead": gettext_lazy("Lead"),
    "blocked_by": gettext_lazy("What stands in the way"),
    "number": gettext_lazy("Number"),
    "timing": gettext_lazy("Timing in words"),
    "internal_note": gettext_lazy("Internal note"),
    "abbreviation": gettext_lazy("Abbreviation"),
    "abbreviation_sv": gettext_lazy("Abbreviation in Swedish"),
    "website": gettext_lazy("Website"),
    "valid_from": gettext_lazy("Exists since"),
    "valid_to": gettext_lazy("Existed until"),
    "parent": gettext_lazy("Part of"),
    "successor": gettext_lazy("Successor"),
    "aliases": gettext_lazy("Other names"),
    "tempo": gettext_lazy("Meets"),
    "began": gettext_lazy("Began"),
    "ended": gettext_lazy("Ended"),
    "decision": gettext_lazy("Decision"),
    "decided_on": gettext_lazy("Decided on"),
    "text": gettext_lazy("Text"),
    "by_email": gettext_lazy("Sent by e-mail"),
    "amount": gettext_lazy("Amount in euros"),
    "from": gettext_lazy("From where"),
    "dated_on": gettext_lazy("Date"),
    "reached_on": gettext_lazy("Reached on"),
    "published_on": gettext_lazy("Published on"),
    "link": gettext_lazy("Link"),
    "note": gettext_lazy("Note"),
    "other": gettext_lazy("Measure"),
    "between": gettext_lazy("Between"),
    "coordinator": gettext_lazy("Coordinated by"),
    "body": gettext_lazy("Body"),
    "key": gettext_lazy("Identifier"),
    "source": gettext_lazy("Source"),
    "chain": gettext_lazy("Effect chain"),
    "unit": gettext_lazy("Unit"),
    "responsible": gettext_lazy("Person responsible"),
    "place": gettext_lazy("Place in own plan or performance agreement"),
    "person_months": gettext_lazy("Person-months"),
    "euros": gettext_lazy("Euros"),
    "years": gettext_lazy("Years of the resources"),
    "needed_person_months": gettext_lazy("Person-months needed"),
    "needed_euros": gettext_lazy("Euros needed"),
    "measure": gettext_lazy("Measure"),
    "groups": gettext_lazy("Groups of people concerned"),
    "areas": gettext_lazy("Areas concerned"),
    "questions": gettext_lazy("Questions to the experts"),
    "opens_on": gettext_lazy("Opens"),
    "closes_on": gettext_lazy("Closes"),
    "closed_at": gettext_lazy("Closed"),
    "experts": gettext_lazy("Asked to score"),
    "hours": gettext_lazy("Hours"),
    "outcome": gettext_lazy("What it led to"),
    "evidence": gettext_lazy("Links"),
    "source_kind": gettext_lazy("Source"),
    "seen_on": gettext_lazy("Seen"),
    "merged_into": gettext_lazy("Merged with"),
    "focus_areas": gettext_lazy("Focus areas"),
    "parties": gettext_lazy("Who takes part"),
    "changes": gettext_lazy("State history"),
    "depends_on": gettext_lazy("Dependencies"),
    "milestones": gettext_lazy("Milestones"),
    "deliverables": gettext_lazy("Deliverables"),
    "funding": gettext_lazy("Funding"),
    "how": gettext_lazy("Proved by"),
    "factor": gettext_lazy("Second factor"),
    "factors": gettext_lazy("Second factors"),
    "invitation": gettext_lazy("Invitation"),
    "language": gettext_lazy("Language"),
    "may_write": gettext_lazy("May change things"),
    "expires_at": gettext_lazy("Valid until"),
}
NAMING = ("organisation", "body", "role", "between")  # tell which row it was, even where they stay as they are
ORGANISATIONS = ("organisation", "lead", "parent", "successor", "coordinator")  # hold the key of an organisation
DATES = ("on", "since", "until", "began", "ended", "valid_from", "valid_to")
Labels = Mapping[str, Mapping[Any, Any]]


def history_entries(lines: "Iterable[AuditLine]", *, labels: Labels | None = None) -> list[dict[str, Any]]:
    """Entries for the look's `history` macro, newest first. `labels` are the words for a field's codes."""
    known: Labels = dict.fromkeys(("audience", "own_marking_id"), AUDIENCES) | dict(labels or {})
    return [
        {
            "when": show_day(line.at),
            "iso": line.at.isoformat(timespec="seconds"),
            "who": line.actor_label,
            "what": event_name(line.event),
            "changes": list(_changes(line.content or {}, known)),
        }
        for line in lines
    ]


def event_name(code: str) -> str:
    """The word for an event's code: what follows the last dot or underline decides, else the code itself."""
    last = code.rpartition(".")[2]
    thing, _sep, done = last.rpartition("_")
    if thing in THINGS and done in EVENTS:
        return f"{EVENTS[done]}: {THINGS[thing]}"
    return str(EVENTS.get(last) or EVENTS.get(done) or code)


def _changes(content: dict[str, Any], labels: Labels) -> Iterable[dict[str, Any]]:
    """What became of each field. Fields that were left empty say nothing."""
    before, after = content.get("before") or {}, content.get("after") or {}
    for name in dict.fromkeys([*before, *after]):
        old, new = (_plain(name, side.get(name), labels) for side in (before, after))
        if name != "version" and (old != new or (new and name in NAMING)):
            yield {"label": field_name(name), "before": old if old != new else "", "after": new}


def field_name(name: str) -> str:
    """The word for a column: `title_sv` is “Title in Swedish”."""
    stem, _sep, language = name.rpartition("_")
    if language in LANGUAGES and stem in FIELDS:
        return f"{FIELDS[stem]} {LANGUAGES[language]}"
    return str(FIELDS.get(name, name.replace("_", " ")))


def _plain(name: str, value: object, labels: Labels) -> str:
    """A value as people read it: the word for a code, a date as it is written."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if word := labels.get(name, {}).get(value):
        return str(word)
    if name in ORGANISATIONS and (found := get_abbreviations(by=PUBLIC).get(str(value))):
        return abbreviation_of(found, language())
    if name in DATES or name.endswith("_on"):
        try:
            return show_day(value)
        except WrongDate:  # a line of the past may hold what is no date today
            return str(value)
    return str(value)

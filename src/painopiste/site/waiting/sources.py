"""What waits, by kind. A part of the model that has something to wait for adds a function and a line to the table."""

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from painopiste.base.accounts import selectors as accounts
from painopiste.base.accounts.permissions import MANAGE
from painopiste.base.actors import Actor
from painopiste.base.bodies import selectors as bodies
from painopiste.base.mail import selectors as mail
from painopiste.base.mail.permissions import SEE as SEE_MAIL
from painopiste.base.mail.rules import State as LetterState
from painopiste.base.remarking import permissions as remarking
from painopiste.base.remarking.queue import Why, list_waiting
from painopiste.base.remarking.selectors import list_clearance_requests
from painopiste.base.words import Words, words_of
from painopiste.loop.agenda import selectors as agenda
from painopiste.loop.agenda.permissions import HANDLE, HANDLE_PROPOSALS
from painopiste.loop.agenda.rules import ProposalState
from painopiste.loop.agenda.rules import State as ObservationState
from painopiste.loop.commitments import selectors as commitments
from painopiste.loop.consultations import selectors as consultations
from painopiste.loop.consultations.rules import State as ConsultationState
from painopiste.loop.discussion import selectors as discussion
from painopiste.loop.discussion.rules import subject_of
from painopiste.loop.plans import selectors as plans
from painopiste.loop.progress import selectors as progress
from painopiste.loop.progress.rules import AnswerState
from painopiste.site.labels import KINDS
from painopiste.site.waiting.model import Group, Item, Source
from painopiste.site.web.frame import language
from painopiste.site.web.markings.things import WORDS
from painopiste.support.feedback import selectors as feedback


def _numbered(row: object, field: str, number: object) -> Words:
    """A name with its number before it."""
    words = words_of(row, field, language())
    return Words(f"{number} {words.text}" if number else words.text, words.language)


def _day(moment: datetime) -> str:
    return f"{timezone.localdate(moment):%-d.%-m.%Y}"


def _answers(by: Actor, on: date) -> Iterator[Item]:
    for row in progress.list_waiting_for(by=by, on=on):
        round_, area = row["round"], row["focus_area"]
        begun = _("A draft is there") if row["state"] is AnswerState.DRAFT else ""
        yield Item(
            _numbered(area, "name", area["number"]),
            reverse("progress:edit_answer", args=[round_.key, area["key"]]),
            " – ".join(filter(None, [str(words_of(round_, "title", language())), begun])),
            due=round_.closes_on,
            late=round_.closes_on < on,
            names=(("round", round_.key), ("focus_area", area["key"])),
        )


def _commitments(by: Actor, on: date) -> Iterator[Item]:
    for row in commitments.list_waiting_for(by=by, on=on):
        measure, days = row.commitment.measure, row.days
        waited = (
            "" if days is None else ngettext("waited for %(num)s day", "waited for %(num)s days", days) % {"num": days}
        )
        who = row.commitment.organisation.abbreviation or str(words_of(row.commitment.organisation, "name", language()))
        title = _numbered(measure, "title", measure.number)
        url = reverse("commitments:edit", args=[row.commitment.key])
        yield Item(title, url, " – ".join(filter(None, [who, waited])), names=(("commitment", row.commitment.key),))


def _procedures(by: Actor, on: date) -> Iterator[Item]:
    for row in bodies.list_procedures_to_answer(by=by, on=on):
        title, body = words_of(row, "title", language()), words_of(row.body, "name", language())
        url, names = reverse("meetings:procedure", args=[row.key]), (("procedure", row.key),)
        yield Item(title, url, str(body), due=row.closes_on, names=names)


def _follow_ups(by: Actor, on: date) -> Iterator[Item]:
    for row in bodies.list_follow_ups_of(by=by):
        title, body = words_of(row, "text", language()), words_of(row.body, "name", language())
        late = row.due_latest is not None and row.due_latest < on
        url, names = reverse("meetings:close_follow_up", args=[row.key]), (("follow_up", row.key),)
        yield Item(title, url, str(body), row.due_latest, late, names)


def _late(by: Actor, on: date) -> Iterator[Item]:
    for row in plans.list_late_of(by=by, on=on):
        title, url = _numbered(row, "title", row["number"]), reverse("plans:measure", args=[row["key"]])
        yield Item(title, url, due=row["due_latest"], late=True, names=(("measure", row["key"]),))


def _markings(by: Actor, on: date) -> Iterator[Item]:
    """What others have proposed: nobody is the second person of their own proposal."""
    if not by.may(remarking.LOWER):
        return
    for row in list_waiting(by=by, today=on):
        if row.why is Why.LOWERING and row.decision and row.decision.decided_by_id != by.account_id:
            url = reverse("markings:marking", args=[WORDS[row.kind], row.key])
            names = ((row.kind, row.key),)
            yield Item(words_of(row.names, "name", language()), url, str(KINDS.get(row.kind, "")), names=names)


def _observations(by: Actor, on: date) -> Iterator[Item]:
    if not by.may(HANDLE):
        return
    for row in agenda.list_observations(by=by, filters=agenda.Filters(state=ObservationState.RECEIVED)):
        url = reverse("agenda:settle", args=[row.key])
        received = _("Received on %(day)s") % {"day": _day(row.received_at)}
        yield Item(words_of(row, "title", language()), url, received, names=(("observation", row.key),))


def _to_score(by: Actor, on: date) -> Iterator[Item]:
    for row in agenda.list_to_score(by=by, on=on):
        title, left = words_of(row.round, "title", language()), row.left
        told = ngettext("%(num)s candidate waits for your scores", "%(num)s candidates wait for your scores", left)
        url, due = reverse("agenda:scan", args=[row.round.key]), row.round.closes_on
        yield Item(title, url, told % {"num": left}, due=due, late=due < on)


def _to_close(by: Actor, on: date) -> Iterator[Item]:
    for row in agenda.list_to_close(by=by, on=on):
        url = reverse("agenda:close_scan", args=[row.key])
        yield Item(words_of(row, "title", language()), url, due=row.closes_on, late=True)


def _proposals(by: Actor, on: date) -> Iterator[Item]:
    if not by.may(HANDLE_PROPOSALS):
        return
    for row in agenda.list_proposals(by=by, filters=agenda.ProposalFilters(state=ProposalState.SENT)):
        url = reverse("agenda:proposal", args=[row.key])
        yield Item(words_of(row, "title", language()), url, _("To be put on an agenda, or sent back"))


def _leads(by: Actor, on: date) -> Iterator[Item]:
    for row in agenda.list_waiting_for_lead(by=by):
        yield Item(words_of(row, "title", language()), reverse("agenda:proposal_lead", args=[row.key]))


def _consultations(by: Actor, on: date) -> Iterator[Item]:
    for row in consultations.list_waiting(by=by, on=on):
        title = words_of(row, "title", language())
        if row.state == ConsultationState.OPEN:
            told = ngettext("%(num)s has not answered", "%(num)s have not answered", row.silent) % {"num": row.silent}  # type: ignore[attr-defined]
            url = reverse("consultations:consultation", args=[row.key]) + "#kutsutut"
            yield Item(title, url, told, due=row.closes_on_latest)
        else:
            yield Item(
                title, reverse("consultations:write_synthesis", args=[row.key]), _("The synthesis is not written")
            )


def _clearances(by: Actor, on: date) -> Iterator[Item]:
    if not by.may(remarking.CLEARANCES) or remarking.CLEARANCES in by.stale:  # a program with a key reads none
        return
    for asked in list_clearance_requests(by=by):
        if asked.asked_by_id != by.account_id:
            yield Item(asked.account.name, reverse("markings:clearances"), _("A clearance waits for a second person"))


def _feedback(by: Actor, on: date) -> Iterator[Item]:
    for row in feedback.list_waiting(by=by):
        title = _("Feedback of %(day)s") % {"day": _day(row.received_at)}
        yield Item(title, reverse("feedback:answer", args=[row.key]), due=row.due_on, late=row.due_on < on)


def _invitations(by: Actor, on: date) -> Iterator[Item]:
    if not by.may_somewhere(MANAGE):
        return
    for row in accounts.list_invitations(by=by, on=timezone.now()):
        if row["expired"]:
            told = _("The invitation ran out on %(day)s") % {"day": _day(row["expires_at"])}
            yield Item(row["email"], reverse("people:list") + "#kutsut", told)


def _mentions(by: Actor, on: date) -> Iterator[Item]:
    for mention in discussion.list_mentions(by=by):
        comment = mention.comment
        kind, row = subject_of(comment)
        writer = comment.writer.name if comment.writer else ""
        page = reverse("discussion:thread", args=[WORDS[kind], row.key])
        note = " – ".join(filter(None, [writer, _day(comment.written_at)]))
        yield Item(Words(comment.title, comment.language), f"{page}#{comment.key}", note)


def _letters(by: Actor, on: date) -> Iterator[Item]:
    if not by.may(SEE_MAIL):
        return
    failed = mail.count_by_state(by=by).get(LetterState.FAILED, 0)
    if failed:
        told = ngettext("%(num)s letter was not delivered", "%(num)s letters were not delivered", failed)
        yield Item(told % {"num": failed}, f"{reverse('mail:list')}?tila={LetterState.FAILED}")


SOURCES = (
    Source("answers", gettext_lazy("Answers to open progress rounds"), _answers),
    Source("commitments", gettext_lazy("Asked of your organisation"), _commitments),
    Source("scan_scores", gettext_lazy("Candidates of scan rounds to score"), _to_score),
    Source("procedures", gettext_lazy("Written procedures to answer"), _procedures),
    Source("follow_ups", gettext_lazy("Agreed on, for your organisation to do"), _follow_ups),
    Source("mentions", gettext_lazy("You are mentioned"), _mentions),
    Source("late", gettext_lazy("Late measures that you answer for"), _late),
    Source("markings", gettext_lazy("Markings that wait for a second person"), _markings),
    Source("observations", gettext_lazy("Observations that nobody has looked at"), _observations),
    Source("scan_rounds", gettext_lazy("Scan rounds whose closing date has passed"), _to_close),
    Source("leads", gettext_lazy("Proposals that your organisation would lead: can it?"), _leads),
    Source("proposals", gettext_lazy("Proposals that wait for a decision"), _proposals),
    Source("consultations", gettext_lazy("Consultations to follow"), _consultations),
    Source("clearances", gettext_lazy("Clearances that wait for a second person"), _clearances),
    Source("feedback", gettext_lazy("Feedback to answer"), _feedback),
    Source("invitations", gettext_lazy("Invitations that nobody accepted"), _invitations),
    Source("letters", gettext_lazy("Mail that did not arrive"), _letters),
)


def list_groups(*, by: Actor, on: date) -> list[Group]:
    """All that waits for the actor, by kind; kinds of which nothing waits are left out."""
    if by.account_id is None:
        return []
    found = (Group(source.code, source.heading, tuple(source.find(by, on))) for source in SOURCES)
    return [group for group in found if group.items]

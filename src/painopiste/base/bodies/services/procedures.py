"""Written procedures: a body decides between its meetings, each member by its own answer."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.bodies import permissions
from painopiste.base.bodies.models import Body, Decision, ProcedureAnswer, WrittenProcedure
from painopiste.base.bodies.rules import Answer, ProcedureState, Way, outcome
from painopiste.base.bodies.selectors import list_voters
from painopiste.base.bodies.services.decisions import enter
from painopiste.base.errors import Conflict, Invalid, NotAllowed
from painopiste.base.organisations.models import Organisation
from painopiste.base.records import texts
from painopiste.base.words import marked


class ProcedureClosed(Conflict):
    """Its time is over."""

    code = "procedure_closed"
    message = marked("The procedure is over: no more answers are taken.")


class ProcedureLasts(Conflict):
    """Its time is not over, and not everybody has answered."""

    code = "procedure_lasts"
    message = marked("The procedure goes on until its last day, or until every member has answered.")


@transaction.atomic
def open_procedure(*, body: Body, values: Mapping[str, Any], by: Actor) -> WrittenProcedure:
    """Ask a body's members to decide in writing. `values` are columns: title, text, last day, quorum, what it is about.

    :raises NotAllowed: if the actor may not hold meetings of the body
    :raises Invalid: without title or text in Finnish, with a last day that is past, or a quorum the members can't reach
    """
    by.require(permissions.MEET, body=body.pk)
    procedure = WrittenProcedure(body=body, opened_on=timezone.localdate(), **values)
    _check(procedure, by)
    procedure.save()
    after = {"body": body.key, **{name: str(value) for name, value in values.items()}}
    record("bodies.procedure_opened", target=_target(procedure), by=by, after=after)
    return procedure


def _check(procedure: WrittenProcedure, by: Actor) -> None:
    wrong: dict[str, str] = {}
    if not procedure.title_fi.strip():
        wrong["title_fi"] = marked("Give the title in Finnish.")
    if not procedure.text_fi.strip():
        wrong["text_fi"] = marked("Write the text in Finnish.")
    if procedure.closes_on < procedure.opened_on:
        wrong["closes_on"] = marked("The last day is past.")
    if not 1 <= procedure.quorum <= len(list_voters(procedure=procedure, by=by)):
        wrong["quorum"] = marked("The quorum is at least one and at most all members of the body.")
    if wrong:
        raise Invalid(fields=wrong)


@transaction.atomic
def answer_procedure(
    *, procedure: WrittenProcedure, organisation: Organisation, answer: str, comment: str, by: Actor
) -> ProcedureAnswer:
    """Answer for a member organisation. A later answer takes the place of an earlier one; the trail keeps both.

    :raises NotAllowed: if the actor does not belong to the organisation, or it has told of a conflict of interest
    :raises ProcedureClosed: if its last day is past, or it has been closed
    :raises Invalid: if the organisation is no member of the body, or the answer is none of the three
    """
    if not permissions.speaks_for(organisation.pk, by=by):
        raise NotAllowed
    found = _held(procedure)
    if found.state != ProcedureState.OPEN or timezone.localdate() > found.closes_on:
        raise ProcedureClosed
    if answer not in set(Answer):
        raise Invalid(fields={"answer": marked("Choose one of the alternatives.")})
    if organisation.pk not in list_voters(procedure=found, by=by):
        raise Invalid(fields={"organisation": marked("The organisation is not a member of the body.")})
    if found.conflicts.filter(organisation=organisation).exists():
        raise NotAllowed(marked("The organisation has told of a conflict of interest and does not take part."))
    given = {"answer": answer, "comment": comment, "account_id": by.account_id, "answered_at": timezone.now()}
    row, _made = ProcedureAnswer.objects.update_or_create(procedure=found, organisation=organisation, defaults=given)
    after = {"organisation": organisation.key, "answer": answer, "comment": comment}
    record("bodies.procedure_answered", target=_target(found), by=by, after=after)
    return row


@transaction.atomic
def close_procedure(*, procedure: WrittenProcedure, by: Actor) -> Decision | None:
    """Close a procedure whose time is over or in which all have answered; the decision, if it came to one.

    :raises NotAllowed: if the actor may not hold meetings of the body
    :raises ProcedureClosed: if it has been closed already
    :raises ProcedureLasts: if its time is not over and a member has not answered
    """
    by.require(permissions.MEET, body=procedure.body_id)
    found = _held(procedure)
    if found.state != ProcedureState.OPEN:
        raise ProcedureClosed
    rows = dict(found.answers.values_list("organisation", "answer"))
    apart = set(found.conflicts.values_list("organisation", flat=True))
    if timezone.localdate() <= found.closes_on and list_voters(procedure=found, by=by) - apart - rows.keys():
        raise ProcedureLasts
    answers = [Answer(answer) for organisation, answer in rows.items() if organisation not in apart]
    found.state, found.closed_at = outcome(answers, found.quorum), timezone.now()
    found.version += 1
    found.save()
    counts = {side.value: sum(answer is side for answer in answers) for side in Answer}
    after = {"state": found.state, **counts}
    record("bodies.procedure_closed", target=_target(found), by=by, before={"state": "open"}, after=after)
    return _decide(found, counts, by) if found.state == ProcedureState.DECIDED else None


def _decide(procedure: WrittenProcedure, counts: Mapping[str, int], by: Actor) -> Decision:
    values = {
        **{name: getattr(procedure, name) for name in (*texts("title", "text"), "about_kind", "about_key")},
        "decided_on": timezone.localdate().isoformat(),
        "way": Way.WRITTEN,
        "votes_for": counts[Answer.AGREES],
        "votes_against": counts[Answer.DISAGREES],
        "votes_abstained": counts[Answer.ABSTAINS],
        "own_marking_id": procedure.marking_id,
    }
    decision = Decision(body=procedure.body, procedure=procedure, **values)
    return enter(decision=decision, values=values, by=by)


def _held(procedure: WrittenProcedure) -> WrittenProcedure:
    """The procedure as it is now, held until the end of the transaction."""
    found = WrittenProcedure.objects.unguarded("a row that was found for the actor")
    return found.select_for_update(of=("self",)).select_related("body").get(pk=procedure.pk)


def _target(procedure: WrittenProcedure) -> tuple[str, str]:
    return ("procedure", procedure.key)

"""Decisions in meetings and in writing, conflicts of interest, and what was agreed on."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from painopiste.base.audit.selectors import list_history
from painopiste.base.bodies import labels, permissions, selectors, services
from painopiste.base.errors import NotAllowed
from painopiste.base.organisations import selectors as organisations
from painopiste.base.records import texts
from painopiste.base.web.history import history_entries
from painopiste.base.web.pages import form_page, takes_form
from painopiste.base.words import words_of
from painopiste.site.web.frame import language
from painopiste.site.web.meetings import subjects
from painopiste.site.web.meetings.forms import (
    AnswerForm,
    CloseForm,
    ConflictForm,
    DecisionForm,
    FollowUpForm,
    ProcedureForm,
)
from painopiste.site.web.meetings.places import (
    body_to_change,
    changeable,
    in_body,
    in_meeting,
    organisation_options,
)


@takes_form
def decide(request: HttpRequest, key: str, item: str) -> HttpResponse:
    """Write down what was decided on an item. What the item is about follows the decision at once."""
    found, by = changeable(request, key), request.actor
    row = selectors.get_item(meeting=found, key=item, by=by)
    initial = {name: getattr(row, name) for name in texts("title")} | {"own_marking_id": found.marking_id}
    known = {each["key"]: each for each in selectors.list_decisions(body=found.body, by=by)}
    earlier = [(key, words_of(each, "title", language())) for key, each in known.items()]

    def save(given: dict[str, Any]) -> Any:
        before = given["follows"]
        values = given | {"follows": selectors.get_decision(key=before, by=by) if before else None}
        return services.record_decision(body=found.body, meeting=found, item=row, values=values, by=by)

    return form_page(
        request,
        form=DecisionForm(request.POST or None, initial=initial, earlier=earlier, about=row.about_kind),
        save=save,
        intro=_("A decision can't be changed afterwards: another decision can follow it."),
        submit=_("Record the decision"),
        **in_meeting(found, _("Record a decision"), "#asialista"),
    )


@takes_form
def item_conflict(request: HttpRequest, key: str, item: str) -> HttpResponse:
    """Write down that an organisation does not take part in deciding on an item."""
    found, by = selectors.get_meeting_page(key=key, by=request.actor), request.actor
    row = selectors.get_item(meeting=found, key=item, by=by)
    options = _speaks_for(by, body=found.body)
    return form_page(
        request,
        form=ConflictForm(request.POST or None, organisations=options),
        save=lambda given: _declare(row, given, by),
        **in_meeting(found, _("Conflict of interest"), "#asialista"),
    )


@takes_form
def procedure_conflict(request: HttpRequest, key: str) -> HttpResponse:
    """Write down that an organisation does not take part in a written procedure."""
    by = request.actor
    found = selectors.get_procedure(key=key, by=by)
    options = _speaks_for(by, body=found.body)
    return form_page(
        request,
        form=ConflictForm(request.POST or None, organisations=options),
        save=lambda given: _declare(found, given, by),
        done=reverse("meetings:procedure", args=[key]),
        **in_body(found.body, _("Conflict of interest")),
    )


def _declare(of: Any, given: dict[str, Any], by: Any) -> Any:
    organisation = organisations.get_organisation(key=given["organisation"], by=by)
    return services.declare_conflict(of=of, organisation=organisation, reason=given["reason"], by=by)


def _speaks_for(by: Any, *, body: Any) -> list[tuple[str, str]]:
    """The organisations for which somebody may speak: all, for who leads the body; else their own that are members.

    :raises NotAllowed: if there is none
    """
    known = organisation_options(by)
    if permissions.may_meet(body, by=by):
        return known
    members = [row for row in selectors.list_members(body=body, by=by) if not row["until"]]
    own = {row["organisation_key"] for row in members if permissions.speaks_for(row["organisation_id"], by=by)}
    if not own:
        raise NotAllowed
    return [(key, name) for key, name in known if key in own]


@takes_form
def raise_follow_up(request: HttpRequest, body: str) -> HttpResponse:
    """Write down what a body agreed on, perhaps in a meeting (`?kokous=`)."""
    found, by = body_to_change(request, body), request.actor
    key = request.GET.get("kokous", "")
    meeting = selectors.get_meeting(key=key, by=by) if key else None
    options = organisation_options(by)

    def save(given: dict[str, Any]) -> Any:
        owner = given["organisation"]
        values = given | {"organisation": organisations.get_organisation(key=owner, by=by) if owner else None}
        return services.raise_follow_up(body=found, meeting=meeting, values=values, by=by)

    title = _("What is to be done")
    place = in_meeting(meeting, title, "#seurattavat") if meeting else in_body(found, title)
    return form_page(
        request,
        form=FollowUpForm(request.POST or None, initial={"own_marking_id": found.marking_id}, organisations=options),
        save=save,
        **{"done": reverse("bodies:body", args=[found.key]), **place},
    )


@takes_form
def close_follow_up(request: HttpRequest, key: str) -> HttpResponse:
    """Tell what became of something that was agreed on."""
    by = request.actor
    found = selectors.get_follow_up(key=key, by=by)
    if not permissions.speaks_for(found.organisation_id, by=by):
        by.require(permissions.MEET, body=found.body_id)

    def save(given: dict[str, Any]) -> Any:
        version, state = given.pop("version"), given.pop("state")
        return services.close_follow_up(follow_up=found, state=state, outcome=given, version=version, by=by)

    return form_page(
        request,
        form=CloseForm(request.POST or None, initial={"version": found.version}),
        save=save,
        intro=found.text_fi,
        done=reverse("meetings:list") + "#seurattavat",
        current=lambda: {"version": selectors.get_follow_up(key=key, by=by).version},
        **in_body(found.body, _("What came of it")),
    )


@takes_form
def open_procedure(request: HttpRequest, body: str) -> HttpResponse:
    """Ask the members of a body to decide in writing."""
    found, by = body_to_change(request, body), request.actor

    def save(given: dict[str, Any]) -> Any:
        about = given.pop("about")
        return services.open_procedure(body=found, values=given | subjects.split(about), by=by)

    return form_page(
        request,
        form=ProcedureForm(
            request.POST or None,
            initial={"own_marking_id": found.marking_id},
            subjects=subjects.subject_choices(by),
        ),
        save=save,
        done=lambda made: reverse("meetings:procedure", args=[made.key]),
        submit=_("Ask the members"),
        **in_body(found, _("Decide in writing")),
    )


@takes_form
def procedure(request: HttpRequest, key: str) -> HttpResponse:
    """One written procedure: what is asked, who has answered, and the form for one's own answer."""
    by = request.actor
    found = selectors.get_procedure(key=key, by=by)
    voters = selectors.list_voters(procedure=found, by=by)
    apart = {row.organisation_id for row in found.conflicts.all()}
    names = dict(organisation_options(by))
    rows = [row for row in organisations.list_choices(by=by) if row["id"] in voters]
    own = [
        (row["key"], names[row["key"]])
        for row in rows
        if row["id"] not in apart and permissions.speaks_for(row["id"], by=by)
    ]
    decision = selectors.get_decision_of(procedure=found, by=by)
    is_open = found.state == "open" and timezone.localdate() <= found.closes_on

    def save(given: dict[str, Any]) -> Any:
        organisation = organisations.get_organisation(key=given.pop("organisation"), by=by)
        return services.answer_procedure(procedure=found, organisation=organisation, **given, by=by)

    if request.method == "POST" and not own:
        raise NotAllowed
    answers = {row.organisation_id: row for row in found.answers.all()}
    return form_page(
        request,
        form=AnswerForm(request.POST or None, organisations=own),
        save=save,
        done=request.path,
        submit=_("Send the answer"),
        template="meetings/procedure.html",
        procedure=found,
        labels=labels,
        as_decided=subjects.as_decided(decision, by=by) if decision else [],
        rows=[row | {"answer": answers.get(row["id"]), "apart": row["id"] in apart} for row in rows],
        may_answer=bool(own) and is_open,
        may_close=found.state == "open" and by.may(permissions.MEET, body=found.body_id),
        changes=history_entries(list_history(kind="procedure", key=key, by=by)),
        **in_body(found.body, found.title_fi),
    )


@require_POST
def close_procedure(request: HttpRequest, key: str) -> HttpResponse:
    """Close a procedure; where it came to a decision, that is recorded at once."""
    found = selectors.get_procedure(key=key, by=request.actor)
    decision = services.close_procedure(procedure=found, by=request.actor)
    messages.success(request, _("The decision was recorded.") if decision else _("The procedure was closed."))
    return redirect("meetings:procedure", key)

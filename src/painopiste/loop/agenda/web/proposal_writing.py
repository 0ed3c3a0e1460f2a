"""Writing a proposal, in the language of the page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing, NotAllowed
from painopiste.base.organisations import selectors as organisations
from painopiste.base.web.pages import form_page, takes_form
from painopiste.base.web.wording import language
from painopiste.base.words import abbreviation_of, words_of
from painopiste.loop.agenda import permissions, selectors, services
from painopiste.loop.agenda.services import Draft
from painopiste.loop.agenda.web.inbox import area_name
from painopiste.loop.agenda.web.proposal_forms import ProposalForm
from painopiste.loop.agenda.web.proposals import proposal_crumbs
from painopiste.loop.focus_areas import selectors as focus_areas


@takes_form
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a proposal, perhaps from an observation (`?havainto=`) or a candidate of a round (`?ehdokas=`)."""
    by = request.actor
    if not by.may(permissions.PROPOSE) or by.account_id is None:
        raise NotAllowed
    initial, seen = _from(request, by)
    form = _form(request, initial, seen, by)
    return form_page(
        request,
        form=form,
        title=_("Write a proposal"),
        intro=_("A draft can be saved unfinished. It goes to be decided on only when it is sent."),
        save=lambda given: services.draft_proposal(draft=_draft(given, seen, by), by=by),
        done=lambda made: reverse("agenda:proposal", args=[made.key]),
        submit=_("Save the draft"),
        crumbs=proposal_crumbs((_("Write a proposal"), "")),
    )


@takes_form
def change(request: HttpRequest, proposal: str) -> HttpResponse:
    """Change a draft."""
    by = request.actor
    found = selectors.get_proposal(key=proposal, by=by)
    if not permissions.may_change_proposal(found, by=by):
        raise NotAllowed
    initial, seen = _saved(found, by)
    form = _form(request, initial, seen, by)
    title, page = words_of(found, "title", language()), reverse("agenda:proposal", args=[proposal])

    def save(given: dict[str, Any]) -> Any:
        draft = _draft(given, seen, by)
        return services.change_proposal(proposal=found, draft=draft, version=given["version"] or 0, by=by)

    return form_page(
        request,
        form=form,
        title=_("Change the proposal"),
        save=save,
        done=page,
        crumbs=proposal_crumbs((title, page), (_("Change"), "")),
        current=lambda: _saved(selectors.get_proposal(key=proposal, by=by), by)[0],
    )


def organisation_choices(by: Actor) -> list[tuple[str, Any]]:
    """All organisations as abbreviation and name."""
    options = []
    for row in organisations.list_choices(by=by):
        short, name = abbreviation_of(row, language()), str(words_of(row, "name", language()))
        options.append((row["key"], name if short == name else f"{short} – {name}"))
    return options


def _from(request: HttpRequest, by: Actor) -> tuple[dict[str, Any], list[Any]]:
    """What a new proposal begins with: the texts of what it comes from, and this."""
    seen: list[Any] = []
    initial: dict[str, Any] = {}
    if key := request.GET.get("havainto", "")[:60]:
        row = selectors.get_observation(key=key, by=by)
        seen, initial = [row], {"observations": [row.key], "phenomenon": words_of(row, "description", language()).text}
        initial["title"] = words_of(row, "title", language()).text
    if key := request.GET.get("ehdokas", "")[:60]:
        found = next((each for each in selectors.list_candidates(by=by) if each.key == key), None)
        if found is None:
            raise Missing
        initial |= {"candidate": key, "title": words_of(found, "title", language()).text}
        initial["phenomenon"] = words_of(found, "description", language()).text
    return initial, seen


def _form(request: HttpRequest, initial: dict[str, Any], seen: list[Any], by: Actor) -> ProposalForm:
    return ProposalForm(
        request.POST or None,
        initial=initial,
        targets=[(row["key"], area_name(row)) for row in focus_areas.list_choices(by=by)],
        organisations=organisation_choices(by),
        candidates=[(row.key, words_of(row, "title", language())) for row in selectors.list_candidates(by=by)],
        observations=[(row.key, words_of(row, "title", language())) for row in seen],
        by=by,
    )


def _saved(found: Any, by: Actor) -> tuple[dict[str, Any], list[Any]]:
    named = selectors.get_named(proposal=found, by=by)
    told = {name: getattr(found, f"{name}_{language()}") for name in selectors.PROPOSAL_TEXTS}
    told |= {name: getattr(found, name) for name in ("route", "own_marking_id", "version")}
    told |= {
        "lead": found.lead.key if found.lead else "",
        "candidate": named.candidate.key if named.candidate else "",
        **{name: [row.key for row in getattr(named, name)] for name in ("targets", "participants", "observations")},
    }
    return told, named.observations


def _draft(given: dict[str, Any], seen: list[Any], by: Actor) -> Draft:
    values = {f"{name}_{language()}": given[name] for name in selectors.PROPOSAL_TEXTS}
    values |= {name: given[name] for name in ("route", "own_marking_id")}
    candidate = given.get("candidate")
    return Draft(
        values=values,
        lead=organisations.get_organisation(key=given["lead"], by=by) if given["lead"] else None,
        participants=[organisations.get_organisation(key=key, by=by) for key in given["participants"]],
        targets=[focus_areas.get_focus_area(key=key, by=by) for key in given.get("targets", ())],
        candidate=next((row for row in selectors.list_candidates(by=by) if row.key == candidate), None),
        observations=[row for row in seen if row.key in given["observations"]] if "observations" in given else None,
    )

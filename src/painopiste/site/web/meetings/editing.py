"""Planning and holding meetings: the agenda, who comes and came, and what the discussion came to."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from painopiste.base.bodies import selectors, services
from painopiste.base.bodies.rules import MeetingState, Presence
from painopiste.base.errors import Invalid, NotAllowed
from painopiste.base.organisations import selectors as organisations
from painopiste.base.web.pages import form_page, takes_form
from painopiste.base.words import abbreviation_of
from painopiste.site.web.frame import language
from painopiste.site.web.meetings import subjects
from painopiste.site.web.meetings.forms import (
    AttendanceForm,
    CancelForm,
    InvitationForm,
    ItemForm,
    MeetingForm,
    PointForm,
)
from painopiste.site.web.meetings.places import (
    body_to_change,
    changeable,
    in_body,
    in_meeting,
    own_organisations,
    page_of,
)

COLUMNS = tuple(name for name in MeetingForm.base_fields if name != "version")
ITEM_COLUMNS = tuple(name for name in ItemForm.base_fields if name not in ("about", "version"))


@takes_form
def plan(request: HttpRequest, body: str) -> HttpResponse:
    """Plan a meeting of a body."""
    found = body_to_change(request, body)

    def save(given: dict[str, Any]) -> Any:
        given.pop("version")
        return services.plan_meeting(body=found, values=given, by=request.actor)

    return form_page(
        request,
        form=MeetingForm(request.POST or None, initial={"own_marking_id": found.marking_id}),
        save=save,
        done=page_of,
        **in_body(found, _("New meeting")),
    )


@takes_form
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Change when and where a meeting is, or its minutes."""
    found = changeable(request, key)

    def save(given: dict[str, Any]) -> Any:
        version = given.pop("version") or 0
        return services.change_meeting(meeting=found, values=given, version=version, by=request.actor)

    return form_page(
        request,
        form=MeetingForm(request.POST or None, initial=_of_meeting(found)),
        save=save,
        current=lambda: _of_meeting(selectors.get_meeting(key=key, by=request.actor)),
        of=("meeting", key),
        **in_meeting(found, _("Change the meeting")),
    )


def _of_meeting(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in (*COLUMNS, "version")}


@takes_form
def cancel(request: HttpRequest, key: str) -> HttpResponse:
    """Cancel a meeting; the reason stays on its page."""
    found = changeable(request, key)

    def save(given: dict[str, Any]) -> Any:
        version = given.pop("version")
        to = MeetingState.CANCELLED
        return services.move_meeting(meeting=found, to=to, reason=given, version=version, by=request.actor)

    return form_page(
        request,
        form=CancelForm(request.POST or None, initial={"version": found.version}),
        save=save,
        submit=_("Cancel the meeting"),
        current=lambda: {"version": selectors.get_meeting(key=key, by=request.actor).version},
        **in_meeting(found, _("Cancel the meeting")),
    )


@require_POST
def move(request: HttpRequest, key: str) -> HttpResponse:
    """Invite to a meeting, tell that it was held, or approve its minutes."""
    found = changeable(request, key)
    to, version = request.POST.get("to", ""), request.POST.get("version", "")
    try:
        if to not in set(MeetingState) - {MeetingState.CANCELLED} or not version.isdecimal():
            raise Invalid
        services.move_meeting(meeting=found, to=to, version=int(version[:9]), by=request.actor)
        messages.success(request, _("Saved."))
    except Invalid as error:
        for message in error.fields.values() or [error.message]:
            messages.error(request, _(message))
    return redirect(page_of(found))


@require_POST
def answer_invitation(request: HttpRequest, key: str) -> HttpResponse:
    """Tell whether one's organisation is coming."""
    found = selectors.get_meeting_page(key=key, by=request.actor)
    own = own_organisations(found.attendance.all(), by=request.actor)
    if not own:
        raise NotAllowed
    form = InvitationForm(request.POST, organisations=own)
    if form.is_valid():
        services.answer_invitation(
            meeting=found,
            organisation=organisations.get_organisation(key=form.cleaned_data["organisation"], by=request.actor),
            presence=form.cleaned_data["presence"],
            by=request.actor,
        )
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Choose the organisation and the answer."))
    return redirect(page_of(found) + "#lasnaolo")


@takes_form
def attendance(request: HttpRequest, key: str) -> HttpResponse:
    """Write down who was there."""
    changeable(request, key)
    found = selectors.get_meeting_page(key=key, by=request.actor)
    rows = {row.organisation_id: row for row in found.attendance.all()}
    known = {pk: abbreviation_of(row.organisation, language()) for pk, row in rows.items()}
    known |= {
        row["organisation_id"]: abbreviation_of(row, language(), "organisation_abbreviation")
        for row in selectors.list_members(body=found.body, by=request.actor)
        if not row["until"]
    }
    initial = {f"people_{pk}": row.people or 1 for pk, row in rows.items() if row.presence == Presence.PRESENT}
    form = AttendanceForm(
        request.POST or None, initial=initial, organisations=sorted(known.items(), key=lambda x: x[1])
    )

    def save(_given: dict[str, Any]) -> None:
        services.take_attendance(meeting=found, present=form.present(), by=request.actor)

    return form_page(
        request,
        form=form,
        save=save,
        intro=_("How many people of each organisation were there. Leave empty where nobody was."),
        **in_meeting(found, _("Who was there"), "#lasnaolo"),
    )


@takes_form
def save_item(request: HttpRequest, key: str, item: str = "") -> HttpResponse:
    """Put an item on the agenda, or change one."""
    found, by = changeable(request, key), request.actor
    row = selectors.get_item(meeting=found, key=item, by=by) if item else None

    def save(given: dict[str, Any]) -> Any:
        version, about = given.pop("version"), given.pop("about")
        values = given | subjects.split(about)
        return services.save_item(meeting=found, item=row, values=values, version=version, by=by)

    return form_page(
        request,
        form=ItemForm(request.POST or None, initial=_of_item(row) if row else {}, subjects=_subjects(row, by)),
        save=save,
        current=lambda: _of_item(selectors.get_item(meeting=found, key=item, by=by)),
        of=("meeting", key),
        **in_meeting(found, _("Change the agenda item") if item else _("New agenda item"), "#asialista"),
    )


def _subjects(row: Any, by: Any) -> list[tuple[str, Any]]:
    """What an item can be about; what it is about already stays, though it may have been decided meanwhile."""
    known = subjects.subject_choices(by)
    present = subjects.joined(row) if row else ""
    return known if not present or present in dict(known) else [*known, (present, _("As before"))]


def _of_item(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in (*ITEM_COLUMNS, "version")} | {"about": subjects.joined(row)}


@require_POST
def remove_item(request: HttpRequest, key: str, item: str) -> HttpResponse:
    """Take an item off the agenda."""
    found = changeable(request, key)
    services.remove_item(item=selectors.get_item(meeting=found, key=item, by=request.actor), by=request.actor)
    messages.success(request, _("Removed."))
    return redirect(page_of(found) + "#asialista")


@require_POST
def order(request: HttpRequest, key: str) -> HttpResponse:
    """Move one item of the agenda up."""
    found = changeable(request, key)
    keys = [item.key for item in selectors.get_meeting_page(key=key, by=request.actor).items.all()]
    moved = request.POST.get("up", "")
    if moved in keys[1:]:
        place = keys.index(moved)
        keys[place - 1], keys[place] = keys[place], keys[place - 1]
        services.order_items(meeting=found, keys=keys, by=request.actor)
    return redirect(page_of(found) + "#asialista")


@takes_form
def add_point(request: HttpRequest, key: str) -> HttpResponse:
    """Write down what the discussion came to."""
    found = changeable(request, key)
    return form_page(
        request,
        form=PointForm(request.POST or None, initial={"kind": request.GET.get("laji", "")}),
        save=lambda given: services.save_point(meeting=found, values=given, by=request.actor),
        **in_meeting(found, _("From the discussion"), "#keskustelu"),
    )


@require_POST
def remove_point(request: HttpRequest, key: str, point: str) -> HttpResponse:
    """Take a point back."""
    found = changeable(request, key)
    services.remove_point(point=selectors.get_point(meeting=found, key=point, by=request.actor), by=request.actor)
    messages.success(request, _("Removed."))
    return redirect(reverse("meetings:meeting", args=[key]) + "#keskustelu")

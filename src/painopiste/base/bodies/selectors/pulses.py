"""Reading how regularly bodies meet, who takes part in them, and what has not moved."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Count, F, Q

from painopiste.base.actors import Actor
from painopiste.base.bodies import permissions
from painopiste.base.bodies.models import Attendance, Body, FollowUp
from painopiste.base.bodies.rules import Presence, Pulse, pulse
from painopiste.base.bodies.selectors.meetings import HELD, list_follow_ups
from painopiste.base.records import texts


@dataclass(frozen=True, slots=True)
class BodyPulse:
    """One body: its rhythm, in how many meetings each organisation (row id) was, of how many, and what is late."""

    rhythm: Pulse
    present: Mapping[int, int]
    counted: int  # held meetings of which somebody has written down who was there
    open_count: int
    late: list[FollowUp]


def get_pulses(*, by: Actor, on: date) -> Mapping[int, Pulse]:
    """How regularly each visible body meets, by row id, told from the meetings that the actor sees. Two queries."""
    bodies = permissions.visible(by).filter(ended="").values_list("pk", "tempo")
    return _pulses(bodies, by, on)


def list_quiet_bodies(*, by: Actor, on: date) -> list[dict[str, Any]]:
    """The visible bodies that have gone quiet, the longest first: key, names and `pulse`. One query.

    Who has never met has no rhythm to fall out of.
    """
    open_bodies = permissions.visible(by).filter(ended="")
    met = permissions.visible_meetings(by).filter(state__in=HELD, earliest__isnull=False, body__in=open_bodies)
    of_body = {name: F(f"body__{name}") for name in ("tempo", *texts("name"))}
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in met.values("earliest", known=F("body__key"), **of_body):
        found.setdefault(row["known"], []).append(row)
    rows: list[dict[str, Any]] = [
        {"key": key, "pulse": pulse(held[0]["tempo"], [row["earliest"] for row in held], on)}
        | {name: held[0][name] for name in of_body}
        for key, held in found.items()
    ]
    return sorted((row for row in rows if row["pulse"].quiet), key=lambda row: row["pulse"].last)


def _pulses(bodies: Iterable[tuple[int, str]], by: Actor, on: date) -> dict[int, Pulse]:
    held: defaultdict[int, list[date]] = defaultdict(list)
    rows = permissions.visible_meetings(by).filter(state__in=HELD, earliest__isnull=False)
    for body, day in rows.values_list("body", "earliest"):
        held[body].append(cast(date, day))
    return {body: pulse(tempo, held[body], on) for body, tempo in bodies}


def get_body_pulse(*, body: Body, meetings: Iterable[Mapping[str, Any]], by: Actor, on: date) -> BodyPulse:
    """The pulse of a (visible) body from its meetings, as `list_meetings` gave them. Two queries."""
    held = [row for row in meetings if row["state"] in HELD and row["earliest"]]
    told = Attendance.objects.filter(meeting__in=[row["id"] for row in held])
    was_there = Count("pk", filter=Q(presence=Presence.PRESENT))
    rows = list(told.order_by().values_list("meeting", "organisation").annotate(n=was_there))
    present: defaultdict[int, int] = defaultdict(int)
    for _meeting, organisation, number in rows:
        present[organisation] += number
    todo = list_follow_ups(body=body, by=by)
    return BodyPulse(
        rhythm=pulse("" if body.ended else body.tempo, [row["earliest"] for row in held], on),
        present=present,
        counted=len({meeting for meeting, _organisation, number in rows if number}),
        open_count=len(todo),
        late=[row for row in todo if row.due_latest and row.due_latest < on],
    )

"""Preparing a consultation, opening, closing and cancelling it, and writing what came of it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Invalid
from painopiste.base.markings.stored import reads
from painopiste.base.records import set_changed, take_version, texts
from painopiste.base.remarking.services import settle
from painopiste.base.words import LANGUAGES, marked
from painopiste.loop.agenda.models import Observation
from painopiste.loop.agenda.rules import wrong_links
from painopiste.loop.consultations import permissions
from painopiste.loop.consultations.models import Consultation
from painopiste.loop.consultations.rules import NEEDS_REASON, State, check_transition, takes_answers
from painopiste.loop.consultations.services.inviting import send_to_all
from painopiste.loop.focus_areas.models import FocusArea

TOLD = (*texts("title", "purpose", "material"), "links", "opens_on", "closes_on", "own_marking_id")
SUBJECTS = ("focus_area", "observation")


@transaction.atomic
def prepare_consultation(
    *,
    values: Mapping[str, Any],
    by: Actor,
    focus_area: FocusArea | None = None,
    observation: Observation | None = None,
) -> Consultation:
    """Begin a consultation as a draft. `values` are columns of TOLD.

    :raises NotAllowed: if the actor does not hold consultations
    :raises Invalid: without a title, for a wrong address, date or marking
    """
    by.require(permissions.MANAGE)
    _check(values, by)
    made = Consultation(**values, focus_area=focus_area, observation=observation)
    _check_whole(made)
    made.save()
    about = {"focus_area": focus_area, "observation": observation}
    after = {name: value for name, value in values.items() if value}
    after |= {name: row.key for name, row in about.items() if row}
    record("consultations.prepared", target=("consultation", made.key), by=by, after=after, naming=about.values())
    return made


@transaction.atomic
def change_consultation(
    *,
    consultation: Consultation,
    values: Mapping[str, Any],
    version: int,
    by: Actor,
    subjects: Mapping[str, FocusArea | Observation | None] | None = None,
) -> Consultation:
    """Change what is told of a consultation. `subjects` has what it is about, by SUBJECTS; who is left out stays.

    :raises NotAllowed: if the actor does not hold consultations
    :raises Stale: if somebody else has saved it after `version`
    :raises Invalid: as `prepare_consultation`, and for an open one without a closing day to come
    :raises NeedsSecondPerson: if another marking would let more readers in
    """
    by.require(permissions.MANAGE)
    _check(values, by)
    before, after = set_changed(consultation, values)
    about: dict[str, Any] = dict(subjects or {})
    naming = [row for name in about for row in (getattr(consultation, name), about[name])]
    changed = [name for name, row in about.items() if getattr(consultation, f"{name}_id") != (row.pk if row else None)]
    before |= {name: getattr(getattr(consultation, name), "key", "") for name in changed}
    after |= {name: getattr(about[name], "key", "") for name in changed}
    for name in changed:
        setattr(consultation, name, about[name])
    _check_whole(consultation)
    if State(consultation.state) is State.OPEN:
        _check_closing(consultation)
    take_version(consultation, version)
    consultation.save()
    settle(row=consultation, before=before, by=by)
    target = ("consultation", consultation.key)
    record("consultations.changed", target=target, by=by, before=before, after=after, naming=naming)
    return consultation


@transaction.atomic
def move_consultation(
    *, consultation: Consultation, new: State, version: int, by: Actor, reason: Mapping[str, str] | None = None
) -> Consultation:
    """Open a consultation, close it, or cancel it with a reason. Opening sends the links to all that are asked.

    :raises NotAllowed: if the actor does not hold consultations
    :raises StepRefused: if it can't take this step
    :raises Invalid: if it is to be opened without questions or a closing day to come, or cancelled without a reason
    :raises Stale: if somebody else has saved it after `version`
    """
    by.require(permissions.MANAGE)
    check_transition(State(consultation.state), new)
    told = {f"reason_{code}": text.strip() for code, text in (reason or {}).items()}
    if new in NEEDS_REASON and not any(told.values()):
        raise Invalid(fields={"reason": marked("Give the reason: it stays with the consultation.")})
    if new is State.OPEN:
        _check_closing(consultation)
        if not consultation.questions.exists():
            raise Invalid(fields={"state": marked("Write at least one question first.")})
    take_version(consultation, version)
    values: dict[str, Any] = {"state": new.value} | (told if new in NEEDS_REASON else {})
    if new is State.OPEN and not consultation.opens_on:
        values["opens_on"] = timezone.localdate().isoformat()
    before, after = set_changed(consultation, values)
    consultation.save()
    event = f"consultations.{'opened' if new is State.OPEN else new.value}"
    record(event, target=("consultation", consultation.key), by=by, before=before, after=after)
    if new is State.OPEN:
        send_to_all(consultation=consultation, by=by)
    return consultation


@transaction.atomic
def write_synthesis(*, consultation: Consultation, values: Mapping[str, Any], version: int, by: Actor) -> Consultation:
    """Write what the answers come to. `values` are columns of `synthesis`; who may read it, the marking decides.

    :raises NotAllowed: if the actor does not hold consultations
    :raises Stale: if somebody else has saved the consultation after `version`
    """
    by.require(permissions.MANAGE)
    if unknown := values.keys() - set(texts("synthesis")):
        raise ValueError(f"A synthesis has no {', '.join(sorted(unknown))}.")
    before, after = set_changed(consultation, values)
    take_version(consultation, version)
    consultation.save()
    target = ("consultation", consultation.key)
    record("consultations.synthesis_written", target=target, by=by, before=before, after=after)
    return consultation


def _check(values: Mapping[str, Any], by: Actor) -> None:
    if unknown := values.keys() - set(TOLD):
        raise ValueError(f"A consultation has no {', '.join(sorted(unknown))}.")
    if any(wrong_links(values.get("links", ""))):
        raise Invalid(fields={"links": marked("Write one address on each line: https://…")})
    code = values.get("own_marking_id")
    if code and not reads(by, code):
        raise Invalid(fields={"own_marking_id": marked("You would no longer see it yourself.")})


def _check_whole(consultation: Consultation) -> None:
    if not any(getattr(consultation, f"title_{code}").strip() for code in LANGUAGES):
        raise Invalid(fields={"title": marked("Write what it is called.")})
    dates.check_end(dates.check(consultation.opens_on), dates.check(consultation.closes_on))


def _check_closing(consultation: Consultation) -> None:
    """An open one closes on a certain day that is not past: links lead somewhere until then."""
    days = dates.span(consultation.closes_on)
    closes = days.latest if days.earliest == days.latest else None
    if not takes_answers(State.OPEN, closes, timezone.localdate()):
        raise Invalid(fields={"closes_on": marked("Give the day on which it closes; it must not be past.")})

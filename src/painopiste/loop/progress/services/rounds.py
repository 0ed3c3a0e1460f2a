"""Opening, changing and closing rounds."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Invalid
from painopiste.base.records import set_changed, take_version
from painopiste.base.remarking.services import settle
from painopiste.base.words import marked
from painopiste.loop.progress import permissions
from painopiste.loop.progress.models import Round
from painopiste.loop.progress.rules import check_open


@transaction.atomic
def open_round(
    *, title: Mapping[str, str], opens_on: date, closes_on: date, status_on: date, marking: str, by: Actor
) -> Round:
    """Open a round in which the focus areas tell how they stood on the day `status_on`; `title` is by language.

    :raises NotAllowed: if the actor may not manage rounds
    :raises Invalid: if the round would close before it opens
    """
    by.require(permissions.MANAGE)
    _check_days(opens_on, closes_on)
    values: dict[str, Any] = {f"title_{code}": text for code, text in title.items()}
    values |= {"opens_on": opens_on, "closes_on": closes_on, "status_on": status_on, "own_marking_id": marking}
    round_ = Round.objects.create(**values)
    record("progress.round_opened", target=("round", round_.key), by=by, after=values)
    return round_


def _check_days(opens_on: date, closes_on: date) -> None:
    if closes_on < opens_on:
        raise Invalid(fields={"closes_on": marked("The last day is before the first.")})


@transaction.atomic
def change_round(*, round_: Round, values: Mapping[str, Any], version: int, by: Actor) -> Round:
    """Change the titles, days and readers of a round. Its answers are never more open than it is.

    :raises Invalid: if the round would close before it opens
    :raises Stale: if somebody else has saved it after `version`
    """
    by.require(permissions.MANAGE)
    _check_days(values.get("opens_on", round_.opens_on), values.get("closes_on", round_.closes_on))
    take_version(round_, version)
    before, after = set_changed(round_, values)
    round_.save()
    settle(row=round_, before=before, by=by)
    record("progress.round_changed", target=("round", round_.key), by=by, before=before, after=after)
    return round_


def close_round(*, round_: Round, version: int, by: Actor) -> Round:
    """Close a round: no more answers are taken in.

    :raises Stale: if somebody else has saved it after `version`
    """
    return _set_closed(round_, True, version, by)


def reopen(*, round_: Round, version: int, by: Actor) -> Round:
    """Take answers in again; they are late, unless the round's last day is still ahead.

    :raises Stale: if somebody else has saved it after `version`
    """
    return _set_closed(round_, False, version, by)


@transaction.atomic
def _set_closed(round_: Round, closed: bool, version: int, by: Actor) -> Round:
    by.require(permissions.MANAGE)
    take_version(round_, version)
    before, after = set_changed(round_, {"closed": closed})
    round_.save()
    event = "progress.round_closed" if closed else "progress.round_reopened"
    record(event, target=("round", round_.key), by=by, before=before, after=after)
    return round_


def lock_open(*, round_: Round, by: Actor) -> None:
    """Hold the round, in the caller's transaction, so that it is not closed and no other answer is saved meanwhile.

    :raises RoundNotOpen: if it takes no answers in
    """
    held = Round.objects.unguarded("a row that was found for the actor").select_for_update().get(pk=round_.pk)
    check_open(held.opens_on, held.closes_on, timezone.localdate(), closed=held.closed)

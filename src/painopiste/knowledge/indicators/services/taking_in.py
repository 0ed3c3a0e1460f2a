"""A table of values is compared with what is held, and accepted as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from painopiste.analysis import bank
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Conflict, Invalid
from painopiste.base.words import marked
from painopiste.knowledge.indicators import permissions, selectors
from painopiste.knowledge.indicators.models import Indicator, IndicatorRelease, values_folder
from painopiste.knowledge.indicators.rules import Confidentiality, Scale, State


class CannotTakeIn(Invalid):
    """The table is not such that it could be taken in; the message names the line and the column."""

    code = "cannot_take_in"
    message = marked("Nothing was taken in. %(place)s%(reason)s")


class ChangedMeanwhile(Conflict):
    """Other values were taken in after these were compared with what is held."""

    code = "changed_meanwhile"
    message = marked("Other values were taken in meanwhile. Compare again.")


@dataclass(frozen=True, slots=True)
class Change:
    """What would change in one indicator: its values, how they differ, and the release that they were compared with."""

    indicator: Indicator
    checked: bank.Checked
    difference: bank.Difference
    before: IndicatorRelease | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A whole table, checked and compared. `source_name` and `source_sha256` are of the file that it came in."""

    source_name: str
    source_sha256: str
    changes: tuple[Change, ...]


def propose(*, table: Any, source_name: str, source_sha256: str, by: Actor) -> Proposal:
    """Check a table of Arrow (`analysis.bank.read_file`) and compare it with what is held. Changes nothing.

    :raises NotAllowed: if the actor may not take values in
    :raises CannotTakeIn: with the line, the column and the reason
    """
    by.require(permissions.IMPORT)
    rows = {row.key: row for row in Indicator.objects.filter(state=State.IN_USE)}
    places = selectors.list_places(by=by)
    held = selectors.newest_releases(indicators=list(rows.values()), by=by)
    try:
        checked = bank.take_in(table, {key: _rule(row) for key, row in rows.items()}, places)
        changes = tuple(_change(rows[each.code], each, held.get(rows[each.code].pk), places) for each in checked)
    except bank.UnusableError as error:
        place = f"{source_name}:{error.line}, {error.column}: " if error.line else f"{source_name}: "
        reason = error.reason % error.values if error.values else error.reason
        raise CannotTakeIn(place=place, reason=reason) from error
    return Proposal(source_name, source_sha256, changes)


def _rule(row: Indicator) -> bank.Rule:
    return bank.Rule(
        row.key,
        summed=row.scale == Scale.COUNT,
        small=row.confidentiality == Confidentiality.SMALL_COUNTS and row.scale == Scale.COUNT,
        dimensions=tuple(row.dimensions),
        highest=100 if row.scale == Scale.SHARE else None,
    )


def _change(
    row: Indicator, checked: bank.Checked, before: IndicatorRelease | None, places: Sequence[bank.Place]
) -> Change:
    folder = values_folder()
    file = bank.path_of(folder, row.key, before.stored_sha256) if before else None
    if _rule(row).small:
        sums: Mapping[str, Sequence[str]] = {place.key: place.sums for place in places if place.sums}
        checked = bank.hold_back(checked, sums, file, folder)
    return Change(row, checked, bank.difference(checked.table, file, folder), before)


@transaction.atomic
def accept(*, proposal: Proposal, by: Actor) -> list[IndicatorRelease]:
    """Keep what a proposal would change: a release for each indicator that differs, or nothing at all.

    Files are written first; they exist for nobody until their releases are committed. The same table twice makes
    no second release.

    :raises NotAllowed: if the actor may not take values in
    :raises ChangedMeanwhile: if what is held is no longer what the proposal was compared with
    """
    by.require(permissions.IMPORT)
    differing = [change for change in proposal.changes if not change.difference.is_nothing]
    list(Indicator.objects.select_for_update().filter(pk__in=[change.indicator.pk for change in differing]))
    held = selectors.newest_releases(indicators=[change.indicator for change in differing], by=by)
    if any(held.get(change.indicator.pk) != change.before for change in differing):
        raise ChangedMeanwhile
    now = timezone.now()
    made = [_release(change, proposal, now) for change in differing]
    IndicatorRelease.objects.bulk_create(made)
    for change, release in zip(differing, made, strict=True):
        counts = {name: getattr(release, name) for name in ("rows", "added", "changed", "vanished")}
        told = {"file": proposal.source_name, "sha256": proposal.source_sha256, **counts}
        record("indicators.taken_in", target=("indicator_values", change.indicator.key), by=by, after=told)
    return made


def _release(change: Change, proposal: Proposal, now: Any) -> IndicatorRelease:
    table = change.checked.table
    return IndicatorRelease(
        indicator=change.indicator,
        made_at=now,
        source_name=proposal.source_name[:300],
        source_sha256=proposal.source_sha256,
        stored_sha256=bank.keep(table, values_folder(), change.indicator.key),
        rows=table.num_rows,
        added=change.difference.added,
        changed=change.difference.changed,
        vanished=change.difference.vanished,
        periods=bank.periods_of(table),
        checks=list(change.checked.totals),
    )

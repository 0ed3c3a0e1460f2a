"""What has changed in what somebody follows: read from the trail, through the policy, when it is shown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from painopiste.base.actors import Actor
from painopiste.base.audit.models import AuditLine
from painopiste.base.audit.selectors import open_lines, still_told
from painopiste.base.following.permissions import may_follow
from painopiste.base.words import Words
from painopiste.site.following.kinds import FOLLOWED, followed_rows, who
from painopiste.site.search.kinds import KINDS

LINES = 5  # of one thing
Named = tuple[str, str]  # kind and key


@dataclass(frozen=True, slots=True)
class Thing:
    """A row as its reader knows it: what it is called, and its page."""

    kind: str
    key: str
    title: Words
    url: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A thing in which something has changed: the newest lines of the trail, and how many there are besides."""

    thing: Thing
    lines: tuple[AuditLine, ...]
    more: int


def list_changed(*, by: Actor, since: datetime, until: datetime | None = None) -> QuerySet[Any]:
    """The followed things of which the trail tells something new, the newest first: kind, key, how many lines.

    What the actor has done is no news to them. Nothing for the public, which has no trail.
    """
    lines = _lines(by, since, until)
    grouped = lines.order_by().values("target_kind", "target_key")
    return grouped.annotate(newest=Max("number"), lines=Count("pk")).order_by("-newest")


def _lines(by: Actor, since: datetime, until: datetime | None) -> QuerySet[AuditLine]:
    if not may_follow(by):
        return AuditLine.objects.none()
    of, followed = who(by), Q()
    for kind in FOLLOWED:
        followed |= Q(target_kind=kind, target_key__in=followed_rows(kind, by=by, of=of).values("key"))
    found = open_lines(by=by).filter(followed, _in_time(since, until))
    return found.filter(Q(actor_id=None) | ~Q(actor_id=by.account_id))


def _in_time(since: datetime, until: datetime | None) -> Q:
    return Q(at__gt=since) if until is None else Q(at__gt=since, at__lte=until)


def tell(
    groups: Iterable[Mapping[str, Any]], *, by: Actor, language: str, since: datetime, until: datetime | None = None
) -> list[Changed]:
    """Some of what `list_changed` gives, with names, pages and lines. A query for each kind, and one for the lines."""
    asked = {(row["target_kind"], row["target_key"]): row["lines"] for row in groups}
    things = things_of(asked, by=by, language=language)
    lines = _newest_lines(asked, by, since, until)
    told = (
        (named, [line for line in lines[named] if still_told(line=line, by=by)]) for named in asked if named in things
    )
    return [
        Changed(things[named], tuple(shown), max(asked[named] - len(lines[named]), 0)) for named, shown in told if shown
    ]


def things_of(asked: Iterable[Named], *, by: Actor, language: str) -> dict[Named, Thing]:
    """What these rows are called for the actor; what they may not see is left out. One query for each kind."""
    found: dict[Named, Thing] = {}
    for code, keys in _by_kind(asked).items():
        kind = KINDS[code]
        for row in kind.with_needed(kind.visible(by), parts=False).filter(key__in=keys):
            found[code, row.key] = Thing(code, row.key, kind.name_of(row, language), kind.page(row))
    return found


def _by_kind(asked: Iterable[Named]) -> dict[str, list[str]]:
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for kind, key in asked:
        if kind in KINDS:
            keys[kind].append(key)
    return keys


def _newest_lines(
    asked: Iterable[Named], by: Actor, since: datetime, until: datetime | None
) -> defaultdict[Named, list[AuditLine]]:
    found: defaultdict[Named, list[AuditLine]] = defaultdict(list)
    these = Q()
    for kind, keys in _by_kind(asked).items():
        these |= Q(target_kind=kind, target_key__in=keys)
    if not these:
        return found
    place = Window(RowNumber(), partition_by=[F("target_kind"), F("target_key")], order_by=F("number").desc())
    mine = Q(actor_id=None) | ~Q(actor_id=by.account_id)
    lines = open_lines(by=by).filter(these, _in_time(since, until), mine).annotate(place=place)
    for line in lines.filter(place__lte=LINES).order_by("-number"):
        found[line.target_kind, line.target_key].append(line)
    return found

"""What waits to be looked at among markings: reviews, ends of secrecy, embargoes that open, and second persons."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from painopiste.base.actors import Actor
from painopiste.base.markings.models import MarkingDecision
from painopiste.base.markings.naming import as_system
from painopiste.base.markings.policy import readable
from painopiste.base.remarking import permissions
from painopiste.base.remarking.kinds import marked_models, name_paths
from painopiste.base.words import LANGUAGES

REVIEW_AHEAD = timedelta(days=30)
EMBARGO_AHEAD = timedelta(days=14)


class Why(StrEnum):
    """Why a row stands on the list."""

    LOWERING = "lowering"  # a proposal waits for the second person
    EXPIRED = "expired"  # the secrecy has ended or ends soon: nothing opens by itself
    REVIEW = "review"  # the day on which it was to be looked at again
    EMBARGO = "embargo"  # opens soon, by itself


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that waits for somebody: why, since or from when, and what is proposed."""

    why: Why
    kind: str
    key: str
    names: dict[str, str]  # name_fi, name_sv, name_en
    marking: str  # the row's own
    on: date
    decision: MarkingDecision | None = None


def list_waiting(*, by: Actor, today: date) -> list[Waiting]:
    """All that waits and that the actor may do something about, the oldest first. Four queries.

    Whoever may change markings everywhere sees what they can read; others only what is their organisations' own.
    """
    dated = {row.code: row for row in _dated_markings(by, today)}
    decisions: defaultdict[tuple[str, str], list[MarkingDecision]] = defaultdict(list)
    for decision in _decisions(by, list(dated), today):
        decisions[decision.target_kind, decision.target_key].append(decision)
    found: list[Waiting] = []
    for row in _rows(by, dated, decisions):
        told = decisions.get((row["kind"], row["known"]), [])
        if by.may(permissions.CHANGE) or any(each.originator_id in by.organisations for each in told):
            found += _reasons(row, dated.get(row["marking"]), told, today)
    return sorted(found, key=lambda each: (each.on, each.kind, each.key))


def _dated_markings(by: Actor, today: date) -> QuerySet[Any]:
    ends = Q(expires_on__lte=today + REVIEW_AHEAD)
    opens = Q(embargo_until__gt=today, embargo_until__lte=today + EMBARGO_AHEAD)
    return readable(by).filter(ends | opens).only("code", "expires_on", "embargo_until")


def _decisions(by: Actor, dated: list[str], today: date) -> QuerySet[MarkingDecision]:
    """Proposals that wait, and of each row the decision that holds, where its day comes or its marking has one."""
    holding = MarkingDecision.objects.filter(withdrawn=False, settled_at__isnull=False)
    later = holding.filter(
        target_kind=OuterRef("target_kind"), target_key=OuterRef("target_key"), pk__gt=OuterRef("pk")
    )
    due = Q(review_on__lte=today + REVIEW_AHEAD) | Q(after__in=dated)
    with as_system("a newer decision takes the place of an older one, whoever sees it"):
        holds = list(holding.filter(due, ~Exists(later)).values_list("pk", flat=True))
    found = permissions.visible_decisions(by).filter(Q(settled_at=None) | Q(pk__in=holds))
    return found.select_related("originator").order_by("pk")


def _rows(by: Actor, dated: Iterable[str], decisions: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """The rows that the decisions or the dated markings are about, of all tables, in one query."""
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for kind, key in decisions:
        keys[kind].append(key)
    codes, text = list(dated), CharField()
    parts = []
    for kind, model in marked_models().items():
        names = (Cast(F(path), text) for path in name_paths(model))
        known = Cast(F("key"), text) if len(model.KNOWN_BY) == 1 else _joined(model.KNOWN_BY)
        rows = model.objects.visible_to(by).annotate(known=known)
        rows = rows.filter(Q(own_marking__in=codes) | Q(known__in=keys[kind])).order_by()
        told = (Cast(Value(kind), text), Cast(F("key"), text), F("known"), F("own_marking_id"))
        parts.append(rows.values_list(*told, *names))
    first, *others = parts
    columns = ("kind", "key", "known", "marking", *(f"name_{language}" for language in LANGUAGES))
    return [dict(zip(columns, row, strict=True)) for row in first.union(*others, all=True)]


def _joined(paths: tuple[str, ...]) -> Concat:
    parts = [part for path in paths for part in (Value("/"), F(path))]
    return Concat(*parts[1:], output_field=CharField())


def _reasons(row: dict[str, Any], marking: Any, decisions: list[MarkingDecision], today: date) -> Iterable[Waiting]:
    what = {"kind": row["kind"], "key": row["key"], "marking": row["marking"]}
    what["names"] = {name: value for name, value in row.items() if name.startswith("name_")}
    holds = next((each for each in reversed(decisions) if each.settled_at), None)
    for each in decisions:
        if each.settled_at is None:
            yield Waiting(why=Why.LOWERING, on=each.decided_at.date(), decision=each, **what)
    if holds and holds.review_on and holds.review_on <= today + REVIEW_AHEAD:
        yield Waiting(why=Why.REVIEW, on=holds.review_on, decision=holds, **what)
    if marking is not None and marking.expires_on and marking.expires_on <= today + REVIEW_AHEAD:
        yield Waiting(why=Why.EXPIRED, on=marking.expires_on, decision=holds, **what)
    if marking is not None and marking.embargo_until and today < marking.embargo_until <= today + EMBARGO_AHEAD:
        yield Waiting(why=Why.EMBARGO, on=marking.embargo_until, decision=holds, **what)

"""Asking the index. Whatever is counted, ordered or cut is what the reader may see; hidden rows are in no number."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, Max, Q, QuerySet, When

from painopiste.base.actors import Actor
from painopiste.base.search.models import SearchDocument, SearchWord
from painopiste.base.search.terms import TITLE, Asked

LAST = "\U0010ffff"  # comes after every letter


@dataclass(frozen=True)
class Hit:
    """A row that answers: its kind, its number in its table, and how well it answers."""

    kind: str
    row: int
    score: int


@dataclass(frozen=True)
class Found:
    """A stretch of the rows that answer, and how many of each kind there are in all."""

    hits: Sequence[Hit]
    counts: Mapping[str, int]


def find(*, asked: Sequence[Asked], by: Actor, kind: str = "", first: int = 0, most: int = 20) -> Found:
    """The rows that answer every word, best first. Two queries, whatever there is.

    `kind` narrows the hits; the counts are of all kinds.
    """
    if not asked:
        return Found((), {})
    answering = _answering(asked, by)
    counts = _counts(answering, by)
    chosen = answering.filter(kind=kind) if kind else answering
    rows = chosen.order_by("-score", "kind", "document").values_list("kind", "document__row", "score")
    return Found([Hit(*row) for row in rows[first : first + most]], counts)


def beginning(*, asked: Sequence[Asked], by: Actor, kinds: Collection[str], most: int) -> list[Hit]:
    """The best rows of these kinds for somebody who is still typing. One query."""
    if not asked:
        return []
    rows = _answering(asked, by).filter(kind__in=sorted(kinds)).order_by("-score", "kind", "document")
    return [Hit(*row) for row in rows.values_list("kind", "document__row", "score")[:most]]


def _answering(asked: Sequence[Asked], by: Actor) -> QuerySet[Any, Any]:
    """One line for each document that has all words, with its score."""
    conditions = [_condition(one) for one in asked]
    rows: Any = SearchWord.objects.visible_to(by)
    if len(conditions) == 1:
        return rows.filter(conditions[0]).values("kind", "document").annotate(score=Max("weight"))  # type: ignore[no-any-return]
    weights = {f"word{n}": Max(Case(When(one, then=F("weight")))) for n, one in enumerate(conditions)}
    answering = rows.filter(_any_of(conditions)).values("kind", "document").annotate(**weights)
    answering = answering.filter(**{f"{name}__isnull": False for name in weights})
    return answering.annotate(score=sum((F(name) for name in list(weights)[1:]), F("word0")))  # type: ignore[no-any-return]


def _condition(one: Asked) -> Q:
    exact = Q(term__in=sorted(one.terms))
    if not one.beginning:
        return exact
    return exact | Q(term__gte=one.beginning, term__lt=one.beginning + LAST, weight__gte=TITLE)


def _any_of(conditions: Iterable[Q]) -> Q:
    either = Q()
    for condition in conditions:
        either |= condition
    return either


def _counts(answering: QuerySet[Any, Any], by: Actor) -> Mapping[str, int]:
    documents: Any = SearchDocument.objects.visible_to(by).filter(pk__in=answering.values("document"))
    return dict(documents.values_list("kind").annotate(Count("pk")).order_by())

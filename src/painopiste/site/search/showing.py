"""Answers to a question, as the reader may see them: found by the index, shown from the rows themselves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from painopiste.base.actors import Actor
from painopiste.base.search.finding import Hit, beginning, find
from painopiste.base.search.terms import Asked, ask
from painopiste.site.search.excerpts import Excerpt, excerpt_of, whole
from painopiste.site.search.kinds import KINDS, Kind

LONGEST = 200  # letters of a question
PER_PAGE = 20
PAGES_AT_MOST = 500
SUGGESTED = 8


@dataclass(frozen=True)
class Result:
    """One row that answers; `url` is empty where it has no page."""

    kind: Kind
    key: str
    title: Excerpt
    excerpt: Excerpt
    url: str


@dataclass(frozen=True)
class Answer:
    """A stretch of the results; `counts` are of all that the reader may see, by kind; `total` of the chosen kind."""

    results: Sequence[Result]
    counts: Mapping[str, int]
    total: int


def search(*, question: str, by: Actor, language: str, kind: str = "", first: int = 0, most: int = PER_PAGE) -> Answer:
    """What answers a question, best first. Two queries, and a few for each kind among the results."""
    asked = ask(question[:LONGEST], language=language)
    found = find(asked=asked, by=by, kind=kind, first=first, most=most)
    counts = {code: found.counts[code] for code in KINDS if found.counts.get(code)}
    total = counts.get(kind, 0) if kind else sum(counts.values())
    return Answer(_results(found.hits, asked, by, language), counts, total)


def suggest(*, question: str, by: Actor, language: str) -> Sequence[Result]:
    """The best rows with a page for somebody who is still typing."""
    asked = ask(question[:LONGEST], language=language, unfinished=True)
    kinds = [code for code, kind in KINDS.items() if kind.has_page]
    hits = beginning(asked=asked, by=by, kinds=kinds, most=SUGGESTED)
    return _results(hits, asked, by, language, excerpts=False)


def _results(
    hits: Sequence[Hit], asked: Sequence[Asked], by: Actor, language: str, *, excerpts: bool = True
) -> list[Result]:
    rows = dict(_rows(hits, by, parts=excerpts))
    return [
        _result(KINDS[hit.kind], rows[hit.kind, hit.row], asked, language, excerpts=excerpts)
        for hit in hits
        if (hit.kind, hit.row) in rows  # what is gone, or closed to the reader, meanwhile
    ]


def _rows(hits: Iterable[Hit], by: Actor, *, parts: bool) -> Iterable[tuple[tuple[str, int], Any]]:
    """The rows, once more through the policy: what is shown never comes from the index."""
    ids: dict[str, list[int]] = {}
    for hit in hits:
        ids.setdefault(hit.kind, []).append(hit.row)
    for code, numbers in ids.items():
        kind = KINDS[code]
        for row in kind.with_needed(kind.visible(by).filter(pk__in=numbers), parts=parts):
            yield (code, row.pk), row


def _result(kind: Kind, row: Any, asked: Sequence[Asked], language: str, *, excerpts: bool) -> Result:
    name = kind.name_of(row, language)
    title = whole(name.text, language=name.language, asked=asked)
    excerpt = excerpt_of(kind.texts_of(row), language=language, asked=asked) if excerpts else Excerpt()
    return Result(kind, kind.key_of(row), title, excerpt, kind.page(row))

"""Keeps the index as the rows are: after every change, all anew, and a check of what differs."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from painopiste.base.markings.naming import as_system
from painopiste.base.remarking.spreading import contents_of
from painopiste.base.search import writing
from painopiste.base.search.models import SearchDocument, SearchWord
from painopiste.base.search.terms import weigh
from painopiste.base.search.writing import Document
from painopiste.site.search.kinds import KINDS, Kind

AT_ONCE = 500  # rows of a batch


def follow(kind: str, key: str, named: Sequence[Any] = ()) -> None:
    """The row that a line of the audit trail is about has changed: read it anew, and what follows it.

    `named` are the rows that the line names; where a hidden row may have the same key, the changed one is among them.

    Runs in the transaction of the change. What is in a body, and what stands in a row that has been marked anew, is
    told by the line of the row around.
    """
    known = KINDS.get(kind)
    if known is None:
        return
    with as_system("the index follows a change, whoever may read what has changed"):
        if kind == "area":  # one line tells of all
            writing.keep_all(_documents(known))
            return
        found = _changed(known, key, named)
        there = [row for row in found if known.there(row)]
        if not found:
            writing.forget(kind=kind, key=key)
        elif len(there) < len(found):
            writing.forget(kind=kind, key=key, rows=[row.pk for row in found])
        for row in there:
            remarked = _keep(known, row)
            for inner, rows in _following(known, row, remarked=remarked):
                for each in rows:
                    _keep(inner, each)


def _changed(kind: Kind, key: str, named: Sequence[Any]) -> list[Any]:
    """The row with this key. Hidden ones take no place, as answers in a round: the line names the one of the change."""
    paths = getattr(kind.model, "KNOWN_BY", ("key",))
    parts = key.split("/") if len(paths) > 1 else [key]
    known_as = dict(zip(paths, parts, strict=False))
    if len(paths) > 1 and (own := [row.pk for row in named if isinstance(row, kind.model)]):
        known_as["pk__in"] = own
    return list(kind.rows().filter(**known_as).order_by("pk"))


def _keep(kind: Kind, row: Any) -> bool:
    return writing.keep(document_of(kind, row))


def document_of(kind: Kind, row: Any) -> Document:
    """The row as the index holds it."""
    return Document(kind.code, kind.key_of(row), row.pk, kind.marking(row), weigh(kind.texts_of(row)))


def _following(kind: Kind, row: Any, *, remarked: bool) -> Iterator[tuple[Kind, Iterable[Any]]]:
    """What has to be read anew beside a row: decisions, told of by their body, and what took its marking over."""
    if kind.code == "body" and not remarked:
        yield KINDS["decision"], KINDS["decision"].rows().filter(body=row.pk)
    if remarked:
        yield from _inside(kind, row)


def _inside(kind: Kind, row: Any) -> Iterator[tuple[Kind, Iterable[Any]]]:
    """The rows whose marking follows that of this one, and of those that stand in these."""
    for model, container in contents_of(kind.model):
        for inner in (one for one in KINDS.values() if one.model is model):
            rows = [each for each in inner.rows().filter(**{container: row.pk}) if inner.there(each)]
            yield inner, rows
            for each in rows:
                yield from _inside(inner, each)
    if kind.code in ("measure", "focus_area"):
        ends = Q(**{kind.code: row.pk}) | Q(**{f"other_{kind.code}": row.pk})
        yield KINDS["interface"], KINDS["interface"].rows().filter(ends)


@transaction.atomic
def rebuild() -> int:
    """Empty the index and read every row anew; how many there are."""
    with as_system("the whole index is built anew"):
        writing.forget_all()
        return sum(writing.add(some) for kind in KINDS.values() for some in _batches(_documents(kind)))


def _documents(kind: Kind) -> Iterator[Document]:
    for row in kind.rows().order_by("pk").iterator(chunk_size=AT_ONCE):
        if kind.there(row):
            yield document_of(kind, row)


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    rest = iter(documents)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def differences() -> list[str]:
    """What of the index is not as the rows are, one line each. Empty: it holds."""
    with as_system("the whole index is compared with all rows"):
        rows = SearchDocument.objects.unguarded("compared with all rows")
        known = {(one.kind, one.row): one for one in rows}
        found = [fault for kind in KINDS.values() for one in _documents(kind) for fault in _faults(known, one)]
        found += [f"{kind} {one.key}: there is no such row any more" for (kind, _row), one in known.items()]
        strays = SearchWord._base_manager.exclude(marking=F("document__marking")).count()
        return [*found, *([f"{strays} words are not marked as their documents"] if strays else [])]


def _faults(known: dict[tuple[str, int], SearchDocument], document: Document) -> Iterator[str]:
    one = known.pop((document.kind, document.row), None)
    named = f"{document.kind} {document.key}"
    if one is None:
        yield f"{named}: not in the index"
    elif str(one.marking_id) != document.marking:
        yield f"{named}: marked {one.marking_id} in the index, {document.marking} itself"
    elif one.fingerprint != document.fingerprint:
        yield f"{named}: its words have changed"
    elif one.key != document.key:
        yield f"{named}: called {one.key} in the index"

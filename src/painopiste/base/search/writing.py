"""Keeping the index. Everything here runs in the transaction of the change that it follows."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from painopiste.base.search.models import SearchDocument, SearchWord

WHY = "the index holds every row, whoever may read it"
AT_ONCE = 5_000


@dataclass(frozen=True)
class Document:
    """What is to be known of one row."""

    kind: str
    key: str
    row: int
    marking: str
    terms: Mapping[str, int]

    @property
    def fingerprint(self) -> str:
        told = "\n".join(f"{term} {weight}" for term, weight in self.terms.items())
        return hashlib.sha256(told.encode()).hexdigest()


@transaction.atomic
def keep(document: Document) -> bool:
    """Write the document down, or what has changed of it. Whether its marking has changed, or it is new."""
    rows = SearchDocument.objects.unguarded(WHY)
    known = rows.filter(kind=document.kind, row=document.row).first()
    if known is None:
        add([document])
        return True
    remarked = str(known.marking_id) != document.marking
    if known.fingerprint != document.fingerprint:
        _rewrite(known.pk, document)
    elif remarked:
        SearchWord._base_manager.filter(document=known.pk).update(marking=document.marking)
    if remarked or known.fingerprint != document.fingerprint or known.key != document.key:
        SearchDocument._base_manager.filter(pk=known.pk).update(
            marking=document.marking, fingerprint=document.fingerprint, key=document.key
        )
    return remarked


@transaction.atomic
def keep_all(documents: Iterable[Document]) -> None:
    """Write down all documents of a kind that comes at once, as areas: one look at what is known, new ones together."""
    documents = list(documents)
    rows = SearchDocument.objects.unguarded(WHY).filter(kind__in={one.kind for one in documents})
    told = ("kind", "row", "marking", "fingerprint", "key")
    known = {(kind, row): tuple(rest) for kind, row, *rest in rows.values_list(*told)}
    add(one for one in documents if (one.kind, one.row) not in known)
    for one in documents:
        as_known = known.get((one.kind, one.row))
        if as_known and as_known != (one.marking, one.fingerprint, one.key):
            keep(one)


def _rewrite(number: int, document: Document) -> None:
    SearchWord._base_manager.filter(document=number).delete()
    SearchWord._base_manager.bulk_create(_words(number, document), batch_size=AT_ONCE)


def _words(number: int, document: Document) -> Iterable[SearchWord]:
    for term, weight in document.terms.items():
        yield SearchWord(document_id=number, term=term, weight=weight, kind=document.kind, marking_id=document.marking)


@transaction.atomic
def add(documents: Iterable[Document]) -> int:
    """Write down documents that are not there yet; how many they were."""
    documents = list(documents)
    rows = [
        SearchDocument(kind=one.kind, key=one.key, row=one.row, marking_id=one.marking, fingerprint=one.fingerprint)
        for one in documents
    ]
    SearchDocument._base_manager.bulk_create(rows, batch_size=AT_ONCE)
    words = [word for row, one in zip(rows, documents, strict=True) for word in _words(row.pk, one)]
    SearchWord._base_manager.bulk_create(words, batch_size=AT_ONCE)
    return len(documents)


def forget(*, kind: str, key: str, rows: Sequence[int] | None = None) -> None:
    """A row is there no more, or none of `rows`, where others have the same key."""
    documents = SearchDocument._base_manager.filter(kind=kind, key=key)
    (documents if rows is None else documents.filter(row__in=rows)).delete()


def forget_all() -> None:
    """Empty the index, before it is built anew."""
    SearchWord._base_manager.all().delete()
    SearchDocument._base_manager.all().delete()

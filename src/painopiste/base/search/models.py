"""Tables of the index: what has been read of each row, and which words stand in it."""

from typing import ClassVar, Self

from django.db import models

from painopiste.base.guarding import GuardedManager
from painopiste.base.markings.models import Marking


class SearchDocument(models.Model):
    """One row of any table as the index has read it. `key` is that of the trail, `row` its number in its own table."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=130)
    row = models.BigIntegerField()
    marking = models.ForeignKey(Marking, models.PROTECT, related_name="+", db_index=False)
    fingerprint = models.CharField(max_length=64)  # of the words and their weights

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "row"], name="search_document_of_a_row")]


class SearchWord(models.Model):
    """A word that stands in a document, and how much it says of it. Kind and marking are those of the document:
    a question is answered from one index, without a look at the documents."""

    document = models.ForeignKey(SearchDocument, models.CASCADE, related_name="words")
    term = models.CharField(max_length=60)
    weight = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40)
    marking = models.ForeignKey(Marking, models.PROTECT, related_name="+", db_index=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        indexes = [models.Index(fields=["term", "marking", "kind", "document", "weight"], name="search_by_word")]

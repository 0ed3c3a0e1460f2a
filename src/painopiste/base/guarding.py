"""Rows that are not for everybody can't be read by accident: a query says for whom it is, or why it need not."""

from collections.abc import Iterable
from typing import Any, Generic, Self, TypeVar

from django.db import models
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.markings import watching
from painopiste.base.markings.policy import readable_codes
from painopiste.base.markings.reading import level_of
from painopiste.base.markings.stored import value_of
from painopiste.base.markings.watching import WATCHED

Row = TypeVar("Row", bound=models.Model)


class UnguardedQuery(RuntimeError):
    """Somebody reads guarded rows without saying for whom. A bug, never an answer to a person."""


MARKINGS = frozenset({"own_marking", "own_marking_id", "marking", "marking_id"})


class MarkingBypassed(RuntimeError):
    """Somebody writes markings past what computes them and asks a second person. A bug, never an answer to a person."""


class GuardedQuerySet(models.QuerySet[Row], Generic[Row]):
    """Refuses to be read before `visible_to` or `unguarded`."""

    _reason = ""
    _reader: Actor | None = None  # who could get something secret, in a request that is watched

    def visible_to(self, by: Actor) -> Self:
        """Only rows whose marking is open to the actor."""
        found = self.unguarded("visible to the actor").filter(marking__in=readable_codes(by))
        if by.clearance >= WATCHED and watching.current.get() is not None:
            found._reader = by
        return found

    def unguarded(self, reason: str) -> Self:
        """All rows, for a reason: the caller decides by something else than the markings, and says by what."""
        found = self._chain()  # type: ignore[attr-defined]
        found._reason = reason
        return found  # type: ignore[no-any-return]

    def _clone(self) -> Self:
        clone = super()._clone()  # type: ignore[misc]
        clone._reason, clone._reader = self._reason, self._reader
        return clone  # type: ignore[no-any-return]

    def _refuse(self) -> None:
        if not self._reason:
            raise UnguardedQuery(
                f"{self.model.__name__}: say for whom with visible_to(by), or why not with unguarded(…)"
            )

    def _fetch_all(self) -> None:
        if self._result_cache is not None:
            super()._fetch_all()
            return
        self._refuse()
        super()._fetch_all()
        if self._reader is not None and self._result_cache and _tells_rows(self):
            note_secret(self, self._result_cache, by=self._reader)

    def _iterator(self, *args: Any) -> Any:
        self._refuse()
        if self._reader is not None and _tells_rows(self):
            note_secret(self, (), by=self._reader)
        return super()._iterator(*args)  # type: ignore[misc]

    def count(self) -> int:
        self._refuse()
        return super().count()

    def exists(self) -> bool:
        self._refuse()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._refuse()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._refuse()
        if not MARKINGS.isdisjoint(kwargs):
            raise MarkingBypassed(f"{self.model.__name__}: markings are changed by the services of base.remarking only")
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse()
        return super().delete()

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        self._refuse()  # as part of another query it tells as much
        return super().resolve_expression(*args, **kwargs)


class WatchedQuerySet(models.QuerySet[Row], Generic[Row]):
    """Rows that stand behind guarded ones, as the steps of measures: what is read notes which of these are secret."""

    _reader: Actor | None = None
    _paths: tuple[str, ...] = ()

    def _clone(self) -> Self:
        clone = super()._clone()  # type: ignore[misc]
        clone._reader, clone._paths = self._reader, self._paths
        return clone  # type: ignore[no-any-return]

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh and self._result_cache and self._reader is not None and _tells_rows(self):
            note_secret(self, (), by=self._reader, paths=self._paths)


def behind(rows: models.QuerySet[Row], by: Actor, *paths: str) -> models.QuerySet[Row]:
    """The same rows, which show guarded rows at the ends of `paths` (as `measure__`): for the log of views.

    For readers who can't get anything secret these are the very rows that were given.
    """
    if by.clearance < WATCHED or watching.current.get() is None:
        return rows
    found: Any = rows._chain()  # type: ignore[attr-defined]
    found.__class__ = WatchedQuerySet
    found._reader, found._paths = by, paths
    return found  # type: ignore[no-any-return]


def _tells_rows(rows: models.QuerySet[Any]) -> bool:
    """Whether what is read tells of single rows, and not only how many there are of some sort."""
    columns = rows._fields  # type: ignore[attr-defined]
    return columns is None or not columns or any(map(_names_a_row, columns))


def _names_a_row(column: Any) -> bool:
    name = column if isinstance(column, str) else getattr(column, "name", "text_fi")
    last = name.rpartition("__")[2]
    return last in ("key", "pk", "id", "title") or last[-3:] in ("_fi", "_sv", "_en")


def note_secret(rows: models.QuerySet[Any], got: Iterable[Any], *, by: Actor, paths: Iterable[str] = ("",)) -> None:
    """Note what of these rows is secret, for the log of views; `paths` lead from them to guarded rows.

    Rows that carry their marking and their key tell it themselves; for others the database is asked, once for each
    path. For somebody who has not been cleared nothing is looked for.

    :raises ReasonNeeded: if one of them asks for a reason and the reader has told none
    """
    watch = watching.current.get()
    if watch is None or level_of(by, timezone.localdate()) < WATCHED:
        return
    whole = [row for row in got if isinstance(row, models.Model)]
    if whole and all("marking_id" in row.__dict__ and "key" in row.__dict__ for row in whole):
        found = [told for row in whole for told in _told(row)]
    else:
        found = [told for path in paths for told in _asked(rows, path)]
    secret = [told for told in found if told[2] >= WATCHED]
    if secret:
        named = [(kind_of_model(model), str(key)) for model, key, _level in secret]
        watch.note(by, named, level=max(level for _model, _key, level in secret))


def _told(row: Any) -> Iterable[tuple[type[models.Model], str, int]]:
    """The row itself, and the rows that it stands in where they came with it."""
    yield type(row), row.key, value_of(row.marking_id).level
    for name in getattr(row, "WITHIN", ()):
        around = row._state.fields_cache.get(name)
        if around is not None:
            yield type(around), around.key, value_of(around.marking_id).level


def _asked(rows: models.QuerySet[Any], path: str) -> Iterable[tuple[type[models.Model], str, int]]:
    """Which rows behind these are secret, in one query for each table that they come from."""
    for query in rows.query.combined_queries or (rows.query,):
        ids: Any = models.QuerySet(query.model, query.chain(), using=rows.db)
        ids.query.select_for_update = False
        secret = query.model._base_manager.filter(pk__in=ids.values("pk"), **{f"{path}marking__level__gte": WATCHED})
        model: Any = query.model
        for name in filter(None, path.split("__")):
            model = model._meta.get_field(name).related_model
        for key, level in secret.values_list(f"{path}key", f"{path}marking__level").distinct():
            yield model, key, level


# What the log and the audit trail call a table whose name has several words.
SPOKEN = {
    "focusarea": "focus_area",
    "focusareaanswer": "progress_answer",
    "timelineevent": "timeline_event",
    "keyfigure": "key_figure",
    "followup": "follow_up",
    "writtenprocedure": "procedure",
    "scanround": "scan_round",
}


def kind_of_model(model: type[models.Model]) -> str:
    """What rows of this table are called in the audit trail, in the changes of markings and in the log of views."""
    name = str(model._meta.model_name)
    return SPOKEN.get(name, name)


class GuardedManager(models.Manager[Row]):
    """The door to guarded rows. Django's own way from a row to the one it names (`_base_manager`) stays plain."""

    def get_queryset(self) -> GuardedQuerySet[Row]:
        return GuardedQuerySet(self.model, using=self._db)

    def visible_to(self, by: Actor) -> GuardedQuerySet[Row]:
        return self.get_queryset().visible_to(by)

    def unguarded(self, reason: str) -> GuardedQuerySet[Row]:
        return self.get_queryset().unguarded(reason)

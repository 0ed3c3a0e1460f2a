"""Rows that are not for everybody can't be read by accident: a query says for whom it is, or why it need not."""

from typing import Any, Generic, Self, TypeVar

from django.db import models

from painopiste.base.actors import Actor
from painopiste.base.markings.policy import readable_codes

Row = TypeVar("Row", bound=models.Model)


class UnguardedQuery(RuntimeError):
    """Somebody reads guarded rows without saying for whom. A bug, never an answer to a person."""


MARKINGS = frozenset({"own_marking", "own_marking_id", "marking", "marking_id"})


class MarkingBypassed(RuntimeError):
    """Somebody writes markings past what computes them and asks a second person. A bug, never an answer to a person."""


class GuardedQuerySet(models.QuerySet[Row], Generic[Row]):
    """Refuses to be read before `visible_to` or `unguarded`."""

    _reason = ""

    def visible_to(self, by: Actor) -> Self:
        """Only rows whose marking is open to the actor."""
        return self.unguarded("visible to the actor").filter(marking__in=readable_codes(by))

    def unguarded(self, reason: str) -> Self:
        """All rows, for a reason: the caller decides by something else than the markings, and says by what."""
        found = self._chain()  # type: ignore[attr-defined]
        found._reason = reason
        return found  # type: ignore[no-any-return]

    def _clone(self) -> Self:
        clone = super()._clone()  # type: ignore[misc]
        clone._reason = self._reason
        return clone  # type: ignore[no-any-return]

    def _refuse(self) -> None:
        if not self._reason:
            raise UnguardedQuery(
                f"{self.model.__name__}: say for whom with visible_to(by), or why not with unguarded(…)"
            )

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._refuse()
        super()._fetch_all()

    def _iterator(self, *args: Any) -> Any:
        self._refuse()
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


class GuardedManager(models.Manager[Row]):
    """The door to guarded rows. Django's own way from a row to the one it names (`_base_manager`) stays plain."""

    def get_queryset(self) -> GuardedQuerySet[Row]:
        return GuardedQuerySet(self.model, using=self._db)

    def visible_to(self, by: Actor) -> GuardedQuerySet[Row]:
        return self.get_queryset().visible_to(by)

    def unguarded(self, reason: str) -> GuardedQuerySet[Row]:
        return self.get_queryset().unguarded(reason)

"""What markings cost: a list of 500 measures through the policy beside the same list through a plain column.

Run it in an installation of its own: python -m benchmarks.markings
"""

import os
import statistics
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "painopiste.site.settings")
django.setup()

from django.db import transaction
from django.db.models import Count, Q, Value
from django.utils import timezone

from painopiste.base.actors import PUBLIC, Actor
from painopiste.base.markings import rules
from painopiste.base.markings.stored import intern
from painopiste.base.markings.written import Written
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.plans import selectors
from painopiste.loop.plans.models import Measure
from painopiste.loop.plans.permissions import visible_measures
from painopiste.loop.plans.selectors import measures

MEMBER = Actor(label="members", member=True, circles=frozenset({"authorities"}), organisations=frozenset({1, 2, 3}))
ROUNDS = 150


class Undo(Exception):
    """Takes the rows of the measurement back."""


def fill() -> None:
    """500 measures in the focus areas that are there, and 40 markings beside the built-in ones."""
    areas = list(FocusArea._base_manager.all()[:12])
    extra = [
        rules.Marking(
            rules.LegalStatus.SECRET,
            frozenset({rules.Ground("621/1999", "24", str(n))}),
            rules.Tlp.AMBER,
            frozenset({rules.AudienceClause(circles=frozenset({rules.Circle.AUTHORITIES}))}),
        )
        for n in range(1, 41)
    ]
    codes = [intern(each) for each in extra]
    have = Measure._base_manager.count()
    rows = [
        Measure(
            key=f"bench{n}", number=f"9.{n}", rank=90_000 + n, title_fi=f"Toimenpide {n}",
            focus_area=areas[n % len(areas)],
            marking_id="members" if n % 10 == 7 else codes[n % 40] if n % 50 == 9 else "public",
        )
        for n in range(max(0, 500 - have))
    ]  # fmt: skip
    Measure.objects.bulk_create(rows)


def as_before(by: Actor) -> object:
    """The condition that a plain column took: the same rows by literal codes."""
    codes = ["public", "members"] if by.member else ["public"]
    open_ = Q(marking_id__in=codes)
    return Measure._base_manager.filter(open_, Q(focus_area=None) | Q(focus_area__marking_id__in=codes))


def timed(call) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def beside(plain, marked) -> tuple[float, float]:
    """Median times of both, measured in turns."""
    plain(), marked()
    pairs = [(timed(plain), timed(marked)) for _ in range(ROUNDS)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def main() -> None:
    try:
        with transaction.atomic():
            fill()
            for name, by in (("public", PUBLIC), ("member", MEMBER)):
                _compare(name, by)
            raise Undo
    except Undo:
        pass


def _tell(what: str, plain: float, marked: float) -> None:
    print(f"{what:30} {plain * 1e3:7.2f} ms plain, {marked * 1e3:7.2f} ms marked: {marked / plain - 1:+.1%}")


def _compare(name: str, by: Actor) -> None:
    from unittest.mock import patch

    columns = ("id", "key", "number", "title_fi", "state", "focus_area__name_fi")
    one = beside(
        lambda: list(as_before(by).order_by("rank").values(*columns)),
        lambda: list(visible_measures(by).order_by("rank").values(*columns)),
    )
    print(
        f"{name}: rows alone    {one[0] * 1e3:7.2f} ms plain, {one[1] * 1e3:7.2f} ms marked: {one[1] / one[0] - 1:+.1%}"
    )
    today = timezone.localdate()

    def whole() -> None:
        selectors.list_measures(by=by, on=today)
        selectors.list_export_rows(by=by, on=today)

    # The written queries of the list, made of the plain rows.
    pages = Written(lambda _by, sort, number: measures._page(as_before(by), sort, number))
    number = Written(
        lambda _by: (
            as_before(by)
            .order_by()
            .annotate(one=Value(1))
            .values("one")
            .annotate(number=Count("pk"))
            .values_list("number", flat=True)
        )
    )

    def whole_plain() -> None:
        plain = patch("painopiste.loop.plans.permissions.visible_measures", as_before)
        with plain, patch.object(measures, "PAGES", pages), patch.object(measures, "NUMBER", number):
            whole()

    two = beside(whole_plain, whole)
    print(
        f"{name}: list_measures {two[0] * 1e3:7.2f} ms plain, {two[1] * 1e3:7.2f} ms marked: {two[1] / two[0] - 1:+.1%}"
    )


if __name__ == "__main__":
    main()

"""A query of guarded rows says for whom it is, or why it need not; else it does not run."""

import pytest
from django.apps import apps
from django.db.models import Count

from painopiste.base.actors import PUBLIC
from painopiste.base.bodies.models import Body, BodyMember, Decision
from painopiste.base.bodies.tests.factories import BodyFactory, DecisionFactory
from painopiste.base.guarding import GuardedManager, GuardedQuerySet, UnguardedQuery
from painopiste.base.records import Guarded

pytestmark = pytest.mark.django_db
WAYS = {
    "list": list,
    "get": lambda rows: rows.get(),
    "first": lambda rows: rows.first(),
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "values": lambda rows: list(rows.values("name_fi")),
    "iterator": lambda rows: list(rows.iterator()),
    "aggregate": lambda rows: rows.aggregate(),
    "update": lambda rows: rows.update(name_fi="x"),
    "delete": lambda rows: rows.delete(),
    "in_bulk": lambda rows: rows.in_bulk(),
    "within another": lambda rows: list(BodyMember.objects.filter(body__in=rows)),
    "of values within another": lambda rows: list(BodyMember.objects.filter(body__in=rows.values("pk"))),
    "union": lambda rows: list(rows.union(rows)),
}


@pytest.fixture(autouse=True)
def _as_the_product(monkeypatch):
    """Here a test is treated as the product is."""

    def refuse(rows):
        if not rows._reason:
            raise UnguardedQuery

    monkeypatch.setattr(GuardedQuerySet, "_refuse", refuse)


@pytest.mark.parametrize("way", WAYS)
def test_a_query_that_does_not_say_for_whom_is_refused(way):
    with pytest.raises(UnguardedQuery):
        WAYS[way](Body.objects.filter(kind="subgroup"))


def test_a_query_for_somebody_gives_what_is_open_to_them():
    BodyFactory(key="open", marking_id="public"), BodyFactory(key="closed", marking_id="members")
    rows = Body.objects.visible_to(PUBLIC).order_by("pk")
    assert [row.key for row in rows.filter(name_fi__contains="")] == ["open"]
    assert rows.count() == Body.objects.visible_to(PUBLIC).exclude(key="x").aggregate(n=Count("pk"))["n"] == 1


def test_a_reason_lets_all_rows_be_read():
    BodyFactory(marking_id="secretariat")
    assert Body.objects.unguarded("a test of it").count() == 1


def test_the_rows_behind_another_are_refused_too_unless_a_visible_set_is_named():
    decision = DecisionFactory()
    with pytest.raises(UnguardedQuery):
        list(decision.body.decisions.all())
    assert list(decision.body.decisions.visible_to(PUBLIC)) == [decision]


def test_the_row_that_a_row_names_is_read_plainly():
    decision = DecisionFactory()
    assert Decision.objects.visible_to(PUBLIC).get().body == decision.body


def test_every_table_with_markings_has_the_guarded_door():
    guarded = [model for model in apps.get_app_config("painopiste").get_models() if issubclass(model, Guarded)]
    assert guarded
    assert [model for model in guarded if not isinstance(model._default_manager, GuardedManager)] == []

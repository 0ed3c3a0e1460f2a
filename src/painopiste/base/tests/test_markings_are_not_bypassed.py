"""Markings are changed where they are computed, and nowhere past it."""

import pytest

from painopiste.base.bodies.models import Body
from painopiste.base.bodies.tests.factories import BodyFactory
from painopiste.base.guarding import MarkingBypassed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("column", ["own_marking", "own_marking_id", "marking", "marking_id"])
def test_a_bulk_update_of_a_marking_is_refused(column):
    body = BodyFactory(marking_id="members")
    with pytest.raises(MarkingBypassed):
        Body.objects.unguarded("a test of it").filter(pk=body.pk).update(**{column: "public"})
    body.refresh_from_db()
    assert (body.own_marking_id, body.marking_id) == ("members", "members")


@pytest.mark.parametrize("column", ["own_marking", "marking"])
def test_many_rows_at_once_are_refused_too(column):
    body = BodyFactory(marking_id="members")
    setattr(body, f"{column}_id", "public")
    with pytest.raises(MarkingBypassed):
        Body.objects.unguarded("a test of it").bulk_update([body], [column])


def test_other_columns_are_changed_in_bulk():
    body = BodyFactory(marking_id="members")
    assert Body.objects.unguarded("a test of it").filter(pk=body.pk).update(name_fi="Toinen") == 1

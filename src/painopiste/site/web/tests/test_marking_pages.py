"""On the page of a marking one person closes a row; two people open it again."""

import pytest
from django.test import Client
from django.urls import reverse

from painopiste.base.accounts.tests.factories import RoleGrantFactory
from painopiste.base.bodies.tests.factories import BodyFactory, DecisionFactory
from painopiste.base.markings.models import MarkingDecision
from painopiste.base.markings.rules import AudienceClause, Circle, Ground, LegalStatus, Marking, Tlp
from painopiste.base.markings.stored import intern
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans.tests.factories import MeasureFactory

pytestmark = pytest.mark.django_db


def as_role(role="secretariat", **limits):
    client = Client()
    client.force_login(RoleGrantFactory(role=role, **limits).account)
    return client


def test_a_row_is_closed_by_one_and_opened_by_two():
    area, first, second = FocusAreaFactory(key="p1", name_fi="Näkyvä"), as_role(), as_role()
    measure = MeasureFactory(focus_area=area, key="1.1")
    page = reverse("markings:marking", args=["painopiste", "p1"])
    assert first.post(page, {"marking": "members", "version": "1"}).status_code == 302
    assert Client().get(reverse("plans:measure", args=[measure.key])).status_code == 404
    assert first.post(page, {"marking": "public", "version": "2"}).status_code == 422
    form = {"marking": "public", "version": "2", "reason": "Ryhmä päätti julkaista."}
    assert first.post(page, form).status_code == 302
    proposed = MarkingDecision.objects.get(lowers=True)
    confirm = reverse("markings:confirm", args=["painopiste", "p1", proposed.pk])
    assert confirm not in first.get(page).content.decode()
    assert first.post(confirm).status_code == 403
    assert confirm in second.get(page).content.decode()
    assert second.post(confirm).status_code == 302
    assert Client().get(reverse("plans:measure", args=[measure.key])).status_code == 200
    assert "Ryhmä päätti julkaista." in second.get(page).content.decode()


def test_a_proposal_is_taken_back():
    body, first = BodyFactory(key="b", marking_id="members"), as_role()
    page = reverse("markings:marking", args=["toimielin", body.key])
    first.post(page, {"marking": "public", "version": "1", "reason": "Syy"})
    proposed = MarkingDecision.objects.get()
    assert first.post(reverse("markings:withdraw", args=["toimielin", "b", proposed.pk])).status_code == 302
    body.refresh_from_db()
    assert (body.marking_id, MarkingDecision.objects.get().withdrawn) == ("members", True)


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("secretariat", 200)])
def test_only_who_may_change_markings_has_the_page(role, status):
    decision = DecisionFactory(key="d")
    assert as_role(role).get(reverse("markings:marking", args=["paatos", decision.key])).status_code == status


def test_what_one_may_not_see_has_no_page():
    FocusAreaFactory(key="p1", marking_id="secretariat")
    for thing, key in (("painopiste", "p1"), ("painopiste", "none"), ("muu", "p1")):
        assert as_role("reader").get(reverse("markings:marking", args=[thing, key])).status_code == 404


def test_each_page_tells_for_whom_it_is():
    area = FocusAreaFactory(key="p1", marking_id="members")
    answer = as_role("reader").get(reverse("focus_areas:focus_area", args=[area.key])).content.decode()
    assert 'data-marking="members"' in answer


def test_a_row_with_a_marking_of_its_own_is_changed_without_touching_the_marking():
    named = AudienceClause(circles=frozenset({Circle.MEMBERS, Circle.BUSINESS}))
    ground = frozenset({Ground("621/1999", "6")})
    own = intern(Marking(LegalStatus.NOT_YET_PUBLIC, ground, Tlp.GREEN, frozenset({named})))
    area, client = FocusAreaFactory(key="p1", marking_id=own), as_role()
    page = reverse("focus_areas:change", args=["p1"])
    assert f'value="{own}" selected' in client.get(page).content.decode()
    form = {"own_marking_id": own, "aims_fi": "Uusi tavoite", "version": "1"}
    assert client.post(page, form).status_code == 302
    area.refresh_from_db()
    assert (area.aims_fi, area.own_marking_id, area.marking_id) == ("Uusi tavoite", own, own)
    assert client.post(page, form | {"own_marking_id": "public", "version": "2"}).status_code == 422

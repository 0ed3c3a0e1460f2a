"""The secretariat sets up a body and gives it to a focus area; its chair can then answer."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from painopiste.base.accounts.tests.factories import RoleGrantFactory
from painopiste.base.bodies.models import Body
from painopiste.base.programmes.models import Programme
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.progress.models import FocusAreaAnswer, Round

pytestmark = pytest.mark.django_db


def as_role(role="secretariat", **limits):
    client = Client()
    client.force_login(RoleGrantFactory(role=role, **limits).account)
    return client


def test_a_new_body_stands_under_another_and_is_given_to_a_focus_area():
    client, area = as_role(), FocusAreaFactory(group=None)
    assert client.post(reverse("bodies:create"), {"name_fi": "Ryhmä"}).status_code == 422
    form = {"kind": "focus_area_group", "name_fi": "Kyberryhmä", "own_marking_id": "public", "began": "syksy 2022"}
    assert client.post(reverse("bodies:create"), form).status_code == 302
    body = Body.objects.get(name_fi="Kyberryhmä")
    address = reverse("focus_areas:give_group", args=[area.key])
    assert client.post(address, {"group": body.key, "version": "1"}).status_code == 302
    assert client.post(address, {"group": "", "version": "1"}).status_code == 409
    area.refresh_from_db()
    assert area.group == body
    chair = as_role("group_chair", body=body)
    assert chair.get(reverse("focus_areas:change", args=[area.key])).status_code == 200


@pytest.mark.parametrize("role", ["group_chair", "reader"])
def test_only_the_secretariat_sets_up_bodies_and_gives_groups(role):
    area = FocusAreaFactory()
    client = as_role(role, body=area.group)
    assert client.get(reverse("bodies:create")).status_code == 403
    assert client.get(reverse("focus_areas:give_group", args=[area.key])).status_code == 403


def test_a_chair_is_told_on_the_front_page_that_an_answer_is_waited_for():
    area, other, today = FocusAreaFactory(), FocusAreaFactory(), timezone.localdate()
    Programme.objects.create(key="model", name_fi="Malli")
    round_ = Round.objects.create(
        title_fi="Kevät", opens_on=today, closes_on=today, status_on=today, marking_id="members"
    )
    chair = as_role("group_chair", body=area.group)
    answer = reverse("progress:edit_answer", args=[round_.key, area.key])
    page = chair.get(reverse("site:home")).content.decode()
    assert answer in page
    assert reverse("progress:edit_answer", args=[round_.key, other.key]) not in page
    FocusAreaAnswer.objects.create(round=round_, focus_area=area, submitted_at=timezone.now())
    assert answer not in chair.get(reverse("site:home")).content.decode()
    assert answer not in Client().get(reverse("site:home")).content.decode()

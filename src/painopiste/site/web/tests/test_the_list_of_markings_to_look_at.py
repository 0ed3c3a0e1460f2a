"""What waits: second persons, reviews, ends of secrecy and embargoes. Nothing opens because a day has passed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from painopiste.base.accounts.models import Membership
from painopiste.base.accounts.tests.factories import RoleGrantFactory
from painopiste.base.bodies.tests.factories import BodyFactory
from painopiste.base.markings.models import MarkingDecision
from painopiste.base.markings.rules import AudienceClause, Circle, Ground, LegalStatus, Marking, Tlp
from painopiste.base.markings.stored import intern
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans.models import Plan
from painopiste.loop.plans.tests.factories import MeasureFactory
from painopiste.loop.progress.models import FocusAreaAnswer, Round

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
QUEUE = "/fi/merkinta/"
MEMBERS = frozenset({AudienceClause(circles=frozenset({Circle.MEMBERS}))})


def signed_in(role="secretariat", **limits):
    account = RoleGrantFactory(role=role, **limits).account
    client = Client()
    client.force_login(account)
    client.account = account
    return client


def days(ahead):
    return TODAY + timedelta(days=ahead)


def marked(**more):
    return intern(Marking(LegalStatus.NOT_YET_PUBLIC, frozenset({Ground("621/1999", "9")}), Tlp.GREEN, MEMBERS, **more))


def decided(row, *, review_on=None, settled=True, **more):
    return MarkingDecision.objects.create(
        target_kind="body",
        target_key=row.key,
        before_id="members",
        after_id=row.own_marking_id,
        decided_at=timezone.now(),
        settled_at=timezone.now() if settled else None,
        review_on=review_on,
        **more,
    )


def sections(page):
    """The names of rows under each heading that is shown."""
    found = {}
    for part in page.split('<h2 id="')[1:]:
        name, _quote, rest = part.partition('"')
        if name in ("lowering", "expired", "review", "embargo"):
            found[name] = sorted(each.split("</a>")[0] for each in rest.split('<th scope="row">')[1:])
            found[name] = [each.rpartition(">")[2] for each in found[name]]
    return found


def test_each_row_stands_where_it_waits_and_others_are_left_out():
    BodyFactory(name_fi="Päättynyt", marking_id=marked(expires_on=days(-1)))
    BodyFactory(name_fi="Päättyy pian", marking_id=marked(expires_on=days(30)))
    BodyFactory(name_fi="Päättyy myöhemmin", marking_id=marked(expires_on=days(31)))
    BodyFactory(name_fi="Avautuu", marking_id=marked(embargo_until=days(14)))
    BodyFactory(name_fi="Avautuu myöhemmin", marking_id=marked(embargo_until=days(15)))
    BodyFactory(name_fi="Avautui", marking_id=marked(embargo_until=TODAY))
    decided(BodyFactory(name_fi="Tarkistetaan", marking_id="members"), review_on=days(-3))
    decided(BodyFactory(name_fi="Tarkistetaan myöhemmin", marking_id="members"), review_on=days(31))
    decided(BodyFactory(name_fi="Ehdotettu", marking_id="members"), settled=False, lowers=True)
    decided(BodyFactory(name_fi="Peruttu", marking_id="members"), lowers=True, withdrawn=True, review_on=TODAY)
    assert sections(signed_in().get(QUEUE).content.decode()) == {
        "lowering": ["Ehdotettu"],
        "expired": ["Päättynyt", "Päättyy pian"],
        "review": ["Tarkistetaan"],
        "embargo": ["Avautuu"],
    }


def test_an_end_that_has_passed_opens_nothing():
    body = BodyFactory(key="b", marking_id=marked(expires_on=days(-100)))
    page = reverse("bodies:body", args=[body.key])
    assert Client().get(page).status_code == 404
    assert signed_in("reader").get(page).status_code == 200


def test_an_embargo_opens_by_itself_on_its_day():
    (
        BodyFactory(key="eilen", marking_id=marked(embargo_until=TODAY)),
        BodyFactory(key="huomenna", marking_id=marked(embargo_until=days(1))),
    )
    reader = signed_in("reader")
    assert reader.get(reverse("bodies:body", args=["eilen"])).status_code == 200
    assert reader.get(reverse("bodies:body", args=["huomenna"])).status_code == 404
    assert signed_in().get(reverse("bodies:body", args=["huomenna"])).status_code == 200


def test_an_embargo_keeps_out_the_people_of_the_one_whose_information_it_is():
    """They have it in their own systems; two owners of a joined row would each open what is the other's (ADR 10)."""
    owner = OrganisationFactory()
    body = BodyFactory(key="b", marking_id=marked(embargo_until=days(3)))
    decided(body, originator=owner)
    own = signed_in("reader")
    Membership.objects.create(account=own.account, organisation=owner)
    assert own.get(reverse("bodies:body", args=["b"])).status_code == 404
    assert body.name_fi not in own.get(QUEUE).content.decode()


def test_the_people_of_the_one_whose_information_it_is_see_their_own_rows_only():
    owner = OrganisationFactory()
    decided(BodyFactory(name_fi="Oma", marking_id="members"), review_on=TODAY, originator=owner)
    decided(BodyFactory(name_fi="Muiden", marking_id="members"), review_on=TODAY, originator=OrganisationFactory())
    own = signed_in("reader")
    Membership.objects.create(account=own.account, organisation=owner)
    assert sections(own.get(QUEUE).content.decode()) == {"review": ["Oma"]}
    assert sections(signed_in("reader").get(QUEUE).content.decode()) == {}
    assert Client().get(QUEUE).status_code == 403


def test_a_newer_decision_takes_the_place_of_an_older_one_even_where_it_is_hidden():
    body = BodyFactory(name_fi="Ryhmä", marking_id="members")
    decided(body, review_on=TODAY)
    hidden = intern(Marking(LegalStatus.SECRET, frozenset({Ground("621/1999", "24", "7")}), Tlp.RED))
    decided(body).before_id = hidden
    MarkingDecision.objects.filter(review_on=None).update(before=hidden)
    assert sections(signed_in().get(QUEUE).content.decode()) == {}


def test_what_is_kept_as_it_is_leaves_the_list_until_its_next_day():
    body, client = BodyFactory(key="b", name_fi="Ryhmä", marking_id="members"), signed_in()
    owner = OrganisationFactory()
    decided(body, review_on=TODAY, originator=owner)
    page = reverse("markings:keep", args=["toimielin", "b"])
    assert page in client.get(QUEUE).content.decode()
    assert client.post(page, {"reason": " "}).status_code == 422
    assert client.post(page, {"reason": "Yhä ajankohtainen", "review_on": "1.1.2020"}).status_code == 422
    assert client.post(page, {"reason": "Yhä ajankohtainen", "review_on": "1.1.2090"}).status_code == 302
    assert sections(client.get(QUEUE).content.decode()) == {}
    newest = MarkingDecision.objects.order_by("-pk").first()
    assert (newest.before_id, newest.after_id, newest.originator) == ("members", "members", owner)
    assert signed_in("reader").post(page, {"reason": "x"}).status_code == 403


def test_rows_that_the_reader_does_not_see_are_not_on_the_list():
    secret = intern(
        Marking(LegalStatus.SECRET, frozenset({Ground("621/1999", "24", "7")}), Tlp.RED, expires_on=days(-1))
    )
    decided(BodyFactory(name_fi="Salainen", marking_id=secret), review_on=TODAY)
    assert sections(signed_in().get(QUEUE).content.decode()) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_however_many_rows_of_however_many_kinds_wait(count, django_assert_num_queries):
    for number in range(count):
        body = BodyFactory(name_fi=f"Ryhmä {number}", marking_id=marked(expires_on=TODAY))
        decided(body, review_on=TODAY, originator=OrganisationFactory())
        area = FocusAreaFactory(marking_id=marked(expires_on=TODAY))
        Plan.objects.create(focus_area=area, own_marking_id=marked(expires_on=TODAY))
        MeasureFactory(focus_area=area, marking_id=marked(embargo_until=days(2)))
    client = signed_in()
    client.get(QUEUE)
    with django_assert_num_queries(7):
        told = sections(client.get(QUEUE).content.decode())
    assert {name: len(rows) for name, rows in told.items()} == {"expired": 3 * count, "review": count, "embargo": count}


def test_an_answer_is_known_by_its_round_and_its_focus_area():
    days_of = {"opens_on": TODAY, "closes_on": TODAY, "status_on": TODAY}
    round_ = Round.objects.create(key="syksy", title_fi="Kierros", marking_id="public", **days_of)
    area = FocusAreaFactory(key="p1", name_fi="Arjen turvallisuus")
    told = {"round": round_, "focus_area": area, "submitted_at": timezone.now(), "marking_id": "members"}
    answer, client = FocusAreaAnswer.objects.create(**told), signed_in()
    page = reverse("markings:keep", args=["vastaus", answer.key])
    assert (
        client.post(page, {"reason": "Yhä", "review_on": f"{days(3).day}.{days(3).month}.{days(3).year}"}).status_code
        == 302
    )
    assert MarkingDecision.objects.get().target_key == "syksy/p1"
    listed = client.get(QUEUE).content.decode()
    assert sections(listed) == {"review": ["Arjen turvallisuus"]}
    assert page in listed

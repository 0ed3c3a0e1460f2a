"""Compartments and clearances: what one may not hear of is not there, and what ends has ended at once."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from painopiste.base.accounts.models import Membership
from painopiste.base.accounts.tests.factories import AccountFactory, RoleGrantFactory
from painopiste.base.audit.models import AuditLine
from painopiste.base.bodies.tests.factories import BodyFactory
from painopiste.base.markings.models import Clearance, ClearanceRequest, Compartment, CompartmentMember
from painopiste.base.markings.rules import Ground, LegalStatus, Marking, Tlp
from painopiste.base.markings.stored import intern
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.base.web.sealing import sealed_row
from painopiste.site.roles import ROLES, Role

pytestmark = pytest.mark.django_db
LISTED, CLEARED = "/fi/merkinta/rajatut-ryhmat/", "/fi/merkinta/lukuoikeudet/"
TODAY = timezone.localdate()
DISCRETION = frozenset({Ground("621/1999", "9")})


def signed_in(role="secretariat", **limits):
    account = RoleGrantFactory(role=role, **limits).account
    client = Client()
    client.force_login(account)
    client.account = account
    return client


def compartment(**more):
    return Compartment.objects.create(**{"key": "tilannekuva", "name_fi": "Tilannekuvaryhmä"} | more)


def within(row):
    """A body that only those in the compartment read."""
    code = intern(Marking(LegalStatus.NOT_YET_PUBLIC, DISCRETION, Tlp.RED, compartments=frozenset({row.pk})))
    return BodyFactory(key="suljettu", name_fi="Suljettu ryhmä", marking_id=code)


def reads(client):
    return client.get(reverse("bodies:body", args=["suljettu"])).status_code == 200


def test_a_compartment_is_made_and_told_of_in_no_trail_by_name():
    client = signed_in()
    names = {"name_fi": "Tilannekuvaryhmä", "name_sv": "Lägesbild"}
    form = names | {"marking": "secretariat", "members_marking": "secretariat"}
    answer = client.post(LISTED + "uusi/", form)
    made = Compartment.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("markings:compartment", args=[made.key]))
    assert "Tilannekuvaryhmä" in client.get(LISTED).content.decode()
    assert "Tilannekuva" not in str(list(AuditLine.objects.values()))


def test_who_may_not_hear_of_a_compartment_finds_neither_page_nor_name_nor_number():
    compartment(), compartment(key="avoin", name_fi="Avoin", marking_id="members", members_marking_id="secretariat")
    reader = signed_in("reader")
    page = reader.get(LISTED).content.decode()
    assert ("Avoin" in page, "Tilannekuvaryhmä" in page) == (True, False)
    hidden, absent = (reader.get(f"{LISTED}{key}/") for key in ("tilannekuva", "olematon"))
    assert hidden.status_code == absent.status_code == 404
    assert _without_its_address(hidden) == _without_its_address(absent)
    assert Client().get(LISTED).status_code == 404


def _without_its_address(answer):
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    return text.replace("tilannekuva", "").replace("olematon", "")


def test_who_may_know_of_it_but_not_of_its_members_sees_none():
    row = compartment(marking_id="members")
    CompartmentMember.objects.create(compartment=row, account=AccountFactory(name="Salainen Jäsen"))
    reader = signed_in("reader")
    page = reader.get(f"{LISTED}tilannekuva/").content.decode()
    assert "Salainen Jäsen" not in page
    assert "secretariat" not in page
    assert reader.get(f"{LISTED}tilannekuva/jasenet/uusi/").status_code == 404
    assert "Salainen Jäsen" in signed_in().get(f"{LISTED}tilannekuva/").content.decode()


@pytest.mark.parametrize("who", ["account", "organisation", "body"])
def test_whoever_is_let_in_reads_and_whoever_is_let_out_reads_no_more(who):
    row, client, reader = compartment(), signed_in(), signed_in("reader")
    within(row)
    organisation, body = OrganisationFactory(key="sm"), BodyFactory(key="ryhma", marking_id="public")
    Membership.objects.create(account=reader.account, organisation=organisation)
    RoleGrantFactory(account=reader.account, role="group_member", body=body)
    assert not reads(reader)
    named = {"account": reader.account.key, "organisation": "sm", "body": "ryhma"}
    form = {"account": "", "organisation": "", "body": ""} | {who: named[who]}
    assert client.post(f"{LISTED}tilannekuva/jasenet/uusi/", form).status_code == 302
    assert reads(reader)
    assert client.post(f"{LISTED}tilannekuva/jasenet/uusi/", form).status_code == 409
    member = CompartmentMember.objects.get()
    assert client.post(f"{LISTED}tilannekuva/jasenet/{sealed_row(member)}/paata/").status_code == 302
    assert not reads(reader)
    assert [line.event for line in AuditLine.objects.order_by("number")] == [
        "markings.member_added",
        "markings.member_ended",
    ]


def test_membership_has_a_first_and_a_last_day():
    row, client, reader = compartment(), signed_in(), signed_in("reader")
    within(row)
    form = {"account": reader.account.key, "since": _day(1), "until": _day(2)}
    assert client.post(f"{LISTED}tilannekuva/jasenet/uusi/", form | {"until": _day(0)}).status_code == 422
    assert client.post(f"{LISTED}tilannekuva/jasenet/uusi/", form).status_code == 302
    assert not reads(reader)


def _day(ahead):
    day = TODAY + timedelta(days=ahead)
    return f"{day.day}.{day.month}.{day.year}"


def test_nobody_lets_themselves_in():
    compartment()
    client = signed_in()
    organisation = OrganisationFactory(key="sm")
    Membership.objects.create(account=client.account, organisation=organisation)
    for form in ({"account": client.account.key}, {"organisation": "sm"}):
        assert client.post(f"{LISTED}tilannekuva/jasenet/uusi/", form).status_code == 403
    assert client.post(f"{LISTED}tilannekuva/jasenet/uusi/", {}).status_code == 422
    assert not CompartmentMember.objects.exists()


def clear(client, account, **more):
    form = {"account": account.key, "level": "2", "until": _day(30), "reason": "Tehtävä vaatii"}
    return client.post(CLEARED + "uusi/", form | more)


def test_a_clearance_for_what_is_secret_is_given_by_one_until_a_day_and_withdrawn_at_once():
    client, reader = signed_in(), signed_in("reader")
    secret = intern(Marking(LegalStatus.SECRET, frozenset({Ground("621/1999", "24", "7")}), Tlp.RED))
    BodyFactory(key="suljettu", marking_id=secret)
    assert not reads(reader)
    assert clear(client, reader.account).status_code == 302
    assert reads(reader)
    found = Clearance.objects.get()
    assert found.until == TODAY + timedelta(days=30)
    assert client.post(f"{CLEARED}{sealed_row(found)}/peru/").status_code == 302
    assert not reads(reader)
    assert AuditLine.objects.filter(target_key=reader.account.key).values_list("event", flat=True).count() == 2


def test_a_clearance_for_class_four_takes_two():
    first, second, reader = signed_in(), signed_in(), signed_in("reader")
    assert clear(first, reader.account, level="3").status_code == 302
    asked = ClearanceRequest.objects.get()
    assert not Clearance.objects.exists()
    assert f"{sealed_row(asked)}/vahvista/" not in first.get(CLEARED).content.decode()
    assert f"{sealed_row(asked)}/vahvista/" in second.get(CLEARED).content.decode()
    first.post(f"{CLEARED}{sealed_row(asked)}/vahvista/")
    assert not Clearance.objects.exists()
    second.post(f"{CLEARED}{sealed_row(asked)}/vahvista/")
    assert Clearance.objects.get().level == 3
    second.post(f"{CLEARED}{sealed_row(asked)}/vahvista/")
    assert Clearance.objects.count() == 1


def test_a_refused_clearance_counts_for_nothing():
    first, second, reader = signed_in(), signed_in(), signed_in("reader")
    clear(first, reader.account, level="3")
    asked = ClearanceRequest.objects.get()
    second.post(f"{CLEARED}{sealed_row(asked)}/hylkaa/")
    second.post(f"{CLEARED}{sealed_row(asked)}/vahvista/")
    assert not Clearance.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"reason": ""}, {"until": _day(-1)}, {"until": _day(400)}, {"until": ""}, {"level": "1"}]
)
def test_a_clearance_without_reason_or_a_near_end_is_refused(wrong):
    assert clear(signed_in(), AccountFactory(), **wrong).status_code == 422


def test_nobody_clears_themselves():
    client = signed_in()
    assert clear(client, client.account).status_code == 422
    assert not Clearance.objects.exists()


def test_a_role_alone_reads_nothing_secret_and_only_the_secretariat_clears():
    """There is no role of technical administrators that reads by itself."""
    secret = intern(Marking(LegalStatus.SECRET, frozenset({Ground("621/1999", "24", "7")}), Tlp.RED))
    BodyFactory(key="suljettu", marking_id=secret)
    for role in Role:
        client = signed_in(role.value)
        assert not reads(client), role
        allowed = "clearances.change" in ROLES[role].everywhere
        assert client.get(CLEARED).status_code == (200 if allowed else 404), role
        assert client.get(CLEARED + "uusi/").status_code == (200 if allowed else 404), role
    assert [role for role in Role if "clearances.change" in ROLES[role].everywhere] == [Role.SECRETARIAT]


@pytest.mark.parametrize("count", [1, 3])
def test_pages_take_the_same_queries_however_many_there_are(count, django_assert_num_queries):
    client, row = signed_in(), compartment()
    for number in range(count):
        compartment(key=f"x{number}", name_fi=f"Ryhmä {number}")
        CompartmentMember.objects.create(compartment=row, account=AccountFactory())
        CompartmentMember.objects.create(compartment=row, organisation=OrganisationFactory())
        Clearance.objects.create(account=AccountFactory(), level=2)
        ClearanceRequest.objects.create(
            account=AccountFactory(), level=3, until=TODAY, reason="x", asked_by=client.account
        )
    for address, queries in ((LISTED, 4), (f"{LISTED}tilannekuva/", 6), (CLEARED, 6)):
        client.get(address)
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200

"""What an account is as a reader follows from what it holds on the day, and ends on the day that this ends."""

from datetime import date, timedelta

import pytest

from painopiste.base.accounts.models import Account, Membership, RoleGrant
from painopiste.base.actors import PUBLIC
from painopiste.base.bodies.models import BodyMember
from painopiste.base.bodies.tests.factories import BodyFactory
from painopiste.base.markings.models import Clearance, Compartment, CompartmentMember
from painopiste.base.markings.reading import circles_of, level_of
from painopiste.base.markings.rules import Circle
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.site.actors import actor_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def account():
    return Account.objects.create(username="lukija", name="Lukija (demo)")


def test_everything_that_an_account_holds_is_read_in_one_query(account, django_assert_num_queries):
    ministry, association = OrganisationFactory(kind="ministry"), OrganisationFactory(kind="association")
    group, network = BodyFactory(), BodyFactory()
    compartment = Compartment.objects.create(key="tilannekuva", name_fi="Tilannekuva")
    RoleGrant.objects.create(account=account, role="group_chair", body=group)
    Membership.objects.create(account=account, organisation=ministry)
    Membership.objects.create(account=account, organisation=association)
    BodyMember.objects.create(account=account, body=network, organisation=ministry, since="2022")
    CompartmentMember.objects.create(compartment=compartment, organisation=ministry)
    Clearance.objects.create(account=account, level=2, until=TODAY)
    with django_assert_num_queries(1):
        actor = actor_of(account, on=TODAY)
    assert circles_of(actor) == {Circle.PUBLIC, Circle.MEMBERS, Circle.AUTHORITIES, Circle.ASSOCIATIONS}
    assert actor.organisations == {ministry.pk, association.pk}
    assert actor.bodies == {group.pk, network.pk}
    assert actor.compartments == {compartment.pk}
    assert (level_of(actor, TODAY), level_of(actor, TODAY + timedelta(days=1))) == (2, 1)


def test_what_has_ended_counts_no_more(account):
    ministry, body = OrganisationFactory(kind="ministry"), BodyFactory()
    RoleGrant.objects.create(account=account, role="group_member", body=body, until=YESTERDAY)
    Membership.objects.create(account=account, organisation=ministry, until=YESTERDAY)
    BodyMember.objects.create(account=account, body=body, organisation=ministry, until=YESTERDAY.isoformat())
    compartment = Compartment.objects.create(key="tilannekuva", name_fi="Tilannekuva")
    CompartmentMember.objects.create(compartment=compartment, organisation=ministry)
    CompartmentMember.objects.create(compartment=compartment, account=account, until=YESTERDAY)
    Clearance.objects.create(account=account, level=3, until=YESTERDAY)
    actor = actor_of(account, on=TODAY)
    assert (actor.organisations, actor.bodies, actor.compartments, actor.clearance) == (set(), set(), set(), 0)
    assert circles_of(actor) == {Circle.PUBLIC}


def test_a_closed_account_is_the_public(account):
    RoleGrant.objects.create(account=account, role="secretariat")
    account.is_active = False
    assert actor_of(account, on=TODAY) is PUBLIC


@pytest.mark.parametrize("roles", [["technical_administrator"], ["public"], []])
def test_who_only_looks_after_the_machine_is_no_member(account, roles):
    for role in roles:
        RoleGrant.objects.create(account=account, role=role)
    actor = actor_of(account, on=TODAY)
    assert (actor.member, circles_of(actor), level_of(actor, TODAY)) == (False, {Circle.PUBLIC}, 0)
    RoleGrant.objects.create(account=account, role="reader")
    assert actor_of(account, on=TODAY).member


def test_the_highest_clearance_counts(account):
    Clearance.objects.create(account=account, level=3, until=TODAY)
    Clearance.objects.create(account=account, level=2)
    Clearance.objects.create(account=account, level=3)
    actor = actor_of(account, on=TODAY)
    assert (actor.clearance, actor.cleared_until) == (3, None)

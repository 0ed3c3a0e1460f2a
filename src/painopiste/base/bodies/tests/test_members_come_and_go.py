"""Members come into a body and leave it with dates; nothing of it is ever lost."""

from datetime import date

import pytest

from painopiste.base.actors import PUBLIC, system
from painopiste.base.audit.models import AuditLine
from painopiste.base.bodies import selectors, services
from painopiste.base.bodies.models import BodyMember
from painopiste.base.bodies.tests.factories import BodyFactory
from painopiste.base.dates import WrongDate
from painopiste.base.errors import Invalid, Missing, NotAllowed
from painopiste.base.organisations.tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
SECRETARIAT = system("secretariat", rights={"bodies.change"})
TODAY = date(2026, 1, 1)


def test_a_member_comes_and_goes_and_stays_in_the_history():
    body, organisation = BodyFactory(), OrganisationFactory()
    member = services.add_member(body=body, organisation=organisation, role="chair", since="2020-09", by=SECRETARIAT)
    services.end_member(body=body, member_id=member.pk, until="2021-12-31", by=SECRETARIAT)
    (row,) = selectors.list_members(body=body, by=PUBLIC)
    assert (row["since"], row["until"]) == ("2020-09", "2021-12-31")
    assert selectors.is_past(row, on=TODAY, by=PUBLIC)
    events = list(AuditLine.objects.order_by("number").values_list("event", flat=True))
    assert events == ["bodies.member_added", "bodies.member_ended"]


def test_the_same_role_is_not_given_twice_at_the_same_time():
    body, organisation = BodyFactory(), OrganisationFactory()
    given = {"body": body, "organisation": organisation, "role": "member", "by": SECRETARIAT}
    services.add_member(since="", **given)
    with pytest.raises(Invalid):
        services.add_member(since="2022", **given)


@pytest.mark.parametrize("until", ["", "2019"])
def test_a_membership_ends_on_a_day_after_it_began(until):
    body = BodyFactory()
    given = {"organisation": OrganisationFactory(), "role": "member", "since": "2020"}
    member = services.add_member(body=body, by=SECRETARIAT, **given)
    with pytest.raises(Invalid):
        services.end_member(body=body, member_id=member.pk, until=until, by=SECRETARIAT)
    assert BodyMember.objects.get().until == ""


def test_a_membership_ends_once_and_only_in_its_own_body():
    body = BodyFactory()
    given = {"organisation": OrganisationFactory(), "role": "member", "since": "2020"}
    member = services.add_member(body=body, by=SECRETARIAT, **given)
    with pytest.raises(Missing):
        services.end_member(body=BodyFactory(), member_id=member.pk, until="2021", by=SECRETARIAT)
    services.end_member(body=body, member_id=member.pk, until="2021", by=SECRETARIAT)
    with pytest.raises(services.MembershipEnded):
        services.end_member(body=body, member_id=member.pk, until="2022", by=SECRETARIAT)


def test_a_wrong_date_and_a_wrong_role_change_nothing():
    body, organisation = BodyFactory(), OrganisationFactory()
    with pytest.raises(WrongDate):
        services.add_member(body=body, organisation=organisation, role="member", since="soon", by=SECRETARIAT)
    with pytest.raises(Invalid):
        services.add_member(body=body, organisation=organisation, role="king", since="", by=SECRETARIAT)
    with pytest.raises(NotAllowed):
        services.add_member(body=body, organisation=organisation, role="member", since="", by=PUBLIC)
    assert not BodyMember.objects.exists()
    assert not AuditLine.objects.exists()

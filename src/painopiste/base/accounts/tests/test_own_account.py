"""People change their own password and language, and nobody else's."""

import pytest

from painopiste.base.accounts import selectors, services
from painopiste.base.accounts.tests.factories import PASSWORD, AccountFactory, RoleGrantFactory
from painopiste.base.actors import PUBLIC, Actor
from painopiste.base.audit.models import AuditLine
from painopiste.base.errors import Invalid, Missing, NotAllowed

pytestmark = pytest.mark.django_db


def actor(account):
    return Actor(account_id=account.pk, label=account.name, member=True)


def test_a_new_password_needs_the_old_one_and_enough_strength():
    account = AccountFactory()
    for old, new in (("wrong", "a quite different password"), (PASSWORD, "short")):
        with pytest.raises(Invalid):
            services.change_password(old=old, new=new, by=actor(account))
    services.change_password(old=PASSWORD, new="a quite different password", by=actor(account))
    account.refresh_from_db()
    assert account.check_password("a quite different password")
    assert "different" not in str(list(AuditLine.objects.values()))


def test_the_password_of_a_demonstration_account_stays():
    account = AccountFactory(demonstration=True)
    with pytest.raises(NotAllowed):
        services.change_password(old=PASSWORD, new="a quite different password", by=actor(account))


def test_the_language_is_one_that_the_service_speaks():
    account = AccountFactory()
    services.change_language(language="sv", by=actor(account))
    assert selectors.get_account(by=actor(account)).language == "sv"
    with pytest.raises(Invalid):
        services.change_language(language="xx", by=actor(account))


def test_everybody_sees_their_own_roles_only():
    grant = RoleGrantFactory(role="analyst")
    RoleGrantFactory(role="secretariat")
    assert [row["role"] for row in selectors.list_roles(by=actor(grant.account))] == ["analyst"]
    assert selectors.list_roles(by=PUBLIC) == []
    with pytest.raises(Missing):
        selectors.get_account(by=PUBLIC)


def test_demonstration_accounts_are_shown_only_where_they_are_allowed(settings):
    AccountFactory(demonstration=True, name="Sihteeristö (demo)")
    AccountFactory()
    assert [row["name"] for row in selectors.list_demonstration_accounts(by=PUBLIC)] == ["Sihteeristö (demo)"]
    settings.DEMONSTRATION_ALLOWED = False
    assert selectors.list_demonstration_accounts(by=PUBLIC) == []

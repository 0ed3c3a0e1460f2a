"""A program acts for an account with a key that only its owner has ever seen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from painopiste.base.accounts import selectors, services
from painopiste.base.accounts.models import ApiToken
from painopiste.base.accounts.tests.factories import AccountFactory
from painopiste.base.actors import PUBLIC, Actor
from painopiste.base.audit.models import AuditLine
from painopiste.base.errors import Invalid, Missing

pytestmark = pytest.mark.django_db


def actor(account):
    return Actor(account_id=account.pk, label=account.name, member=True)


def test_only_the_fingerprint_of_a_key_is_kept():
    owner = AccountFactory()
    key = services.make_token(name="export", may_write=False, by=actor(owner))
    kept = ApiToken.objects.get()
    assert key not in {kept.hash, kept.name}
    assert selectors.find_by_token(token=key, by=PUBLIC) == kept
    assert key not in str(list(AuditLine.objects.values()))


def test_a_wrong_an_old_and_a_closed_accounts_key_open_nothing():
    owner = AccountFactory()
    old = services.make_token(name="old", may_write=False, expires_at=timezone.now() - timedelta(1), by=actor(owner))
    good = services.make_token(name="good", may_write=False, by=actor(owner))
    assert selectors.find_by_token(token="pp_wrong", by=PUBLIC) is None
    assert selectors.find_by_token(token=old, by=PUBLIC) is None
    owner.is_active = False
    owner.save()
    assert selectors.find_by_token(token=good, by=PUBLIC) is None


def test_nobody_can_take_out_another_persons_key():
    owner, other = AccountFactory(), AccountFactory()
    services.make_token(name="mine", may_write=False, by=actor(owner))
    kept = ApiToken.objects.get()
    with pytest.raises(Missing):
        services.revoke_token(token_id=kept.pk, by=actor(other))
    with pytest.raises(Missing):
        services.revoke_token(token_id=kept.pk, by=PUBLIC)
    services.revoke_token(token_id=kept.pk, by=actor(owner))
    assert not ApiToken.objects.exists()


def test_a_key_needs_a_name_and_an_account():
    with pytest.raises(Invalid):
        services.make_token(name=" ", may_write=False, by=actor(AccountFactory()))
    with pytest.raises(Missing):
        services.make_token(name="x", may_write=False, by=PUBLIC)
    assert not ApiToken.objects.exists()

"""Whoever reads may save a view for themselves; a view for all members is shared by who may share."""

import pytest

from painopiste.base.accounts.tests.factories import AccountFactory
from painopiste.base.actors import Actor
from painopiste.base.errors import Missing, NotAllowed
from painopiste.loop.plans import permissions, services
from painopiste.loop.plans.models import SavedView

pytestmark = pytest.mark.django_db


def reader(*rights):
    return Actor(account_id=AccountFactory().pk, member=True, everywhere=frozenset({permissions.SAVE_VIEW, *rights}))


def save(by, *, shared):
    return services.save_view(page="measures", name="Esteessä", query="tila=blocked", shared=shared, by=by)


def test_a_view_for_all_needs_the_right_to_share():
    with pytest.raises(NotAllowed):
        save(reader(), shared=True)
    assert save(reader(permissions.SHARE_VIEW), shared=True).shared


def test_nobody_removes_the_view_of_another():
    view = save(reader(), shared=False)
    with pytest.raises(Missing):
        services.remove_view(key=view.key, by=reader())
    assert SavedView.objects.get() == view

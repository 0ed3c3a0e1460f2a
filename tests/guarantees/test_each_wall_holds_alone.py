"""Either wall alone keeps hidden rows off every page and out of every answer.

Here the program's own filters are taken away: every rule of the policy lets everybody through. What PostgreSQL's wall
then still hides is hidden by it alone. On SQLite, which has no such wall, the same must leak, or the test would look
where there is nothing to see. That the filters alone hold is tested on SQLite by all other tests of hiding.
"""

import pytest
from django.db import connection
from django.test import Client

from painopiste.base.accounts.tests.factories import RoleGrantFactory
from painopiste.base.markings import policy, stored
from painopiste.site.web.tests.test_nothing_hidden_is_told import WORD, model, opened

__all__ = ["model"]
pytestmark = pytest.mark.django_db


class Everybody(policy.Rule):
    """Lets everybody through."""

    def q(self, reader, today):
        return policy.ALWAYS


@pytest.fixture
def filters_off(monkeypatch):
    monkeypatch.setattr(policy, "READ", Everybody())
    monkeypatch.setattr(policy, "_written", {})
    monkeypatch.setattr(stored, "may_read", lambda reader, marking, today: True)


@pytest.mark.parametrize("role", [None, "reader", "analyst", "cooperation_group"])
def test_without_its_own_filters_the_program_is_told_nothing_by_the_database(model, filters_off, role):
    browser = Client()
    if role:
        browser.force_login(RoleGrantFactory(role=role).account)
    seen = opened(browser)
    leaking = sorted(address for address, (_status, text) in seen.items() if WORD in text + address)
    if connection.vendor == "postgresql":
        assert leaking == []
        assert sorted(address for address, (status, _text) in seen.items() if status >= 400) == []
        assert len(seen) > 40
    else:
        assert len(leaking) > 10

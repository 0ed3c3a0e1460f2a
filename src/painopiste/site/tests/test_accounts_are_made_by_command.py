"""`painopiste create_account` makes the account of a person."""

import io

import pytest
from django.core.management import CommandError, call_command

from painopiste.base.accounts.models import Account
from painopiste.base.audit.models import AuditLine
from painopiste.base.bodies.models import Body
from painopiste.base.organisations.models import Organisation

pytestmark = pytest.mark.django_db
PASSWORD = "pitkä salaisuus 2024"


@pytest.fixture
def make(monkeypatch):
    Organisation.objects.create(key="sm", abbreviation="SM", name_fi="Sisäministeriö", kind="ministry")
    Body.objects.create(key="p3-group", name_fi="Ryhmä", kind="focus_area_group")

    def _make(*arguments, password=PASSWORD):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        call_command("create_account", *arguments, "--password-stdin")

    return _make


def test_it_has_its_role_body_and_organisation(make):
    make("Matti@example.org", "--name", "Matti", "--role", "group_chair", "--body", "p3-group", "--organisation", "SM")
    account = Account.objects.get(username="matti@example.org")
    grant = account.roles.get()
    assert (grant.role, grant.body.key, grant.organisation.key) == ("group_chair", "p3-group", "sm")
    assert account.memberships.get().organisation.key == "sm"
    assert account.check_password(PASSWORD)
    assert not account.demonstration


def test_it_leaves_an_audit_line_without_the_password(make):
    make("matti", "--name", "Matti", "--role", "secretariat")
    line = AuditLine.objects.get()
    assert (line.event, line.target_key) == ("accounts.created", Account.objects.get().key)
    assert PASSWORD not in str(line.content)


@pytest.mark.parametrize(
    ("arguments", "password", "reason"),
    [
        (("matti", "--name", "M"), "lyhyt", "12"),
        (("matti", "--name", "M"), "password1234", "."),
        (("matti", "--name", "M", "--body", "p9"), PASSWORD, 'no body "p9"'),
        (("matti", "--name", "M", "--organisation", "xx"), PASSWORD, 'no organisation "xx"'),
        (("matti", "--name", "M", "--role", "king"), PASSWORD, "king"),
        (("vanha", "--name", "M"), PASSWORD, 'an account "vanha" already'),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_made(make, arguments, password, reason):
    Account.objects.create_user("vanha", PASSWORD, name="Vanha")
    with pytest.raises(CommandError, match=reason):
        make(*arguments, password=password)
    assert Account.objects.count() == 1

"""Demonstration accounts come with a demonstration, and never in production mode."""

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command

from painopiste.base.accounts.models import Account
from painopiste.base.audit.tests.guarding import put_guard
from painopiste.site.demonstration import PASSWORD, NotInProduction, refuse_in_production
from painopiste.site.exchange.load import load
from painopiste.site.exchange.problems import WrongProgramme
from painopiste.site.exchange.tests.folders import change, write_folder

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return write_folder(tmp_path / "kaupunki")


def test_they_are_marked_and_open_with_the_published_password(folder):
    load(folder)
    account = Account.objects.get(username="puheenjohtaja")
    assert account.demonstration
    assert account.check_password(PASSWORD)
    assert account.language == "sv"
    grant = account.roles.get()
    assert (grant.role, grant.body.key, grant.organisation.key) == ("group_chair", "alaryhma", "pelastus")


def test_roles_follow_the_file(folder):
    load(folder)
    change(folder, "accounts.yaml", "{role: secretariat}", "{role: reader}")
    load(folder)
    assert Account.objects.get(username="sihteeristo").roles.get().role == "reader"


def test_they_are_left_out_in_production(folder, settings):
    settings.DEMONSTRATION_ALLOWED = False
    result = load(folder)
    assert not Account.objects.exists()
    assert result.notes == ["accounts.yaml was left out: demonstration accounts can't exist in production mode"]


def test_they_are_left_out_of_what_is_no_demonstration(folder):
    change(folder, "programme.yaml", "demonstration: true\n", "")
    result = load(folder)
    assert not Account.objects.exists()
    assert "demonstration: true" in result.notes[0]


def test_a_real_account_is_never_made_one(folder):
    Account.objects.create_user("sihteeristo", "a secret of some length", name="Real")
    with pytest.raises(WrongProgramme, match=r"accounts\.0\.username: is a real account here"):
        load(folder)


def test_a_name_is_compared_as_it_is_signed_in_with(folder):
    change(folder, "accounts.yaml", "username: sihteeristo", "username: Sihteeristo")
    with pytest.raises(WrongProgramme, match=r"accounts\.0\.username: .*lower-case"):
        load(folder)


def test_production_does_not_start_beside_them(folder, settings):
    load(folder)
    put_guard()
    refuse_in_production()
    settings.DEMONSTRATION_ALLOWED = False
    with pytest.raises(NotInProduction, match="2 demonstration accounts"):
        refuse_in_production()
    with pytest.raises(CommandError, match="2 demonstration accounts"):
        call_command("serve", "--port", "0")
    assert [error.id for error in run_checks(databases=["default"])] == ["painopiste.E001"]

"""Any password that is long and not common may be used, exactly as it was typed."""

import pytest
from django.conf import settings as project
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from painopiste.base.accounts.tests.factories import AccountFactory


@pytest.mark.parametrize(
    "password", ["a" * 11, "password1234", "qwerty123456", "qwertyuiop[]", "", "correcthorsebatterystaple"[:11]]
)
def test_a_short_or_common_one_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


@given(st.text(st.characters(exclude_categories=["Cs", "Nd"]), min_size=20, max_size=128))
def test_no_rule_asks_for_or_forbids_any_signs(password):
    validate_password(password)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "password", [" blanks at the ends ", "Ääkköset ja 漢字 ja 🙂 mukana", "x" * 128, "TAB\tin the middle of it"]
)
def test_it_is_compared_exactly_as_it_was_given(password):
    account = AccountFactory()
    account.set_password(password)
    assert account.check_password(password)
    for other in (
        password.strip() if password != password.strip() else password + " ",
        password[:-1],
        password.swapcase(),
    ):
        assert other == password or not account.check_password(other)


def test_none_has_to_be_changed_after_a_time():
    names = [one["NAME"] for one in project.AUTH_PASSWORD_VALIDATORS]
    assert not [name for name in names if "expir" in name.lower() or "history" in name.lower()]


@pytest.mark.django_db
def test_the_sign_of_a_session_can_not_be_guessed():
    keys = {SessionStore()._get_new_session_key() for _ in range(1000)}
    assert len(keys) == 1000
    assert {len(key) for key in keys} == {32}  # of 36 letters: 165 bits
    assert len(set("".join(keys))) == 36

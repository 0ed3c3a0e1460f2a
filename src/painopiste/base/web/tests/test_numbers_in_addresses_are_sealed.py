"""No address tells the number of a row: who sees two of them can't tell how many rows were made in between."""

import re

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from painopiste.base.web.sealing import KINDS, opened, sealed
from tests.routes import routes

NUMBERS = st.integers(0, 2**63 - 1)
# Versions of a plan are counted among what the reader sees.
PLAIN = {"<int:number>"}


@given(st.sampled_from(KINDS), NUMBERS)
def test_a_sealed_number_is_opened_again_and_is_always_the_same_word(kind, number):
    assert opened(kind, sealed(kind, number)) == number
    assert sealed(kind, number) == sealed(kind, number)


@given(NUMBERS)
def test_rows_of_different_tables_with_one_number_have_different_words(number):
    assert len({sealed(kind, number) for kind in KINDS}) == len(KINDS)


@given(st.text(max_size=40))
def test_a_word_that_was_not_given_is_refused(word):
    with pytest.raises(ValueError, match=r"^"):
        opened("bodymember", word)


def test_a_word_of_another_table_or_another_installation_is_refused():
    word = sealed("bodymember", 1)
    with pytest.raises(ValueError, match=word):
        opened("rolegrant", word)
    with override_settings(SECRET_KEY="x" * 50), pytest.raises(ValueError, match=word):
        opened("bodymember", word)


def test_no_address_holds_a_plain_number_of_a_row():
    plain = {found for route in routes() for found in re.findall(r"<int:\w+>", route.path)}
    assert plain == PLAIN

"""Whom a text mentions, and in which order a conversation is read."""

from hypothesis import given
from hypothesis import strategies as st

from painopiste.loop.discussion.rules import NAMED_BY, beginning, in_order, mentioned

NAMES = ["Aino Aalto", "Aino Aalto-Korhonen", "Bo Ek", "Åsa Öberg"]


def test_the_longest_name_is_meant():
    assert mentioned("Hei @Aino Aalto-Korhonen ja @bo ek!", NAMES) == (["Aino Aalto-Korhonen", "Bo Ek"], [])


def test_who_is_no_reader_is_told_as_unknown():
    assert mentioned("@Nobody ja @Åsa Öberg.", NAMES) == (["Åsa Öberg"], ["Nobody"])


def test_an_address_of_mail_mentions_nobody():
    assert mentioned("kirjoita aino@bo.example", NAMES) == ([], [])


def test_a_name_is_not_found_within_a_longer_word():
    assert mentioned("@Bo Ekström", NAMES) == ([], ["Bo"])


@given(st.text())
def test_any_text_has_a_beginning_for_lists(text):
    assert len(beginning(text)) <= NAMED_BY


@given(st.lists(st.integers(min_value=0, max_value=20), max_size=20))
def test_every_comment_stands_once_and_below_what_it_answers(parents):
    rows = [(number + 1, parent if 0 < parent <= number else None) for number, parent in enumerate(parents)]
    done = in_order(rows)
    assert sorted(row for row, _depth in done) == sorted(row for row, _parent in rows)
    places = {row: (place, depth) for place, (row, depth) in enumerate(done)}
    for row, parent in rows:
        if parent:
            assert places[parent][0] < places[row][0]
            assert places[row][1] == places[parent][1] + 1

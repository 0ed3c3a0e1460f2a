"""Two versions of a text are shown whole, with what only one of them has marked."""

from hypothesis import given
from hypothesis import strategies as st

from painopiste.base.web.differences import MOST, differences

WORDS = st.lists(st.sampled_from(["työ", "on", "kesken", ".", "\n", "Pelastuslaitos ", "é", "<b>"]), max_size=30).map(
    " ".join
)


def whole(pieces):
    return "".join(piece.text for piece in pieces)


def lines(text):
    return "\n".join(text.splitlines())


@given(st.one_of(WORDS, st.text()), st.one_of(WORDS, st.text()))
def test_no_letter_of_either_version_is_lost(one, other):
    first, second = differences(one, other)
    assert (whole(first), whole(second)) == (lines(one), lines(other))


@given(WORDS, WORDS)
def test_what_is_not_marked_is_in_both(one, other):
    first, second = differences(one, other)
    same = ["".join(piece.text for piece in pieces if not piece.only) for pieces in (first, second)]
    assert same[0] == same[1]


@given(st.one_of(WORDS, st.text()))
def test_equal_texts_differ_nowhere(text):
    assert not any(piece.only for pieces in differences(text, text) for piece in pieces)


def test_one_changed_word_is_marked_alone():
    first, second = differences("Työ on kesken kunnissa.", "Työ on valmis kunnissa.")
    assert [piece.text for piece in first if piece.only] == ["kesken"]
    assert [piece.text for piece in second if piece.only] == ["valmis"]


def test_texts_with_little_in_common_are_two_texts():
    assert [len(pieces) for pieces in differences("Kunta tekee tämän.", "Poliisi johtaa.")] == [1, 1]


def test_a_long_text_is_compared_by_lines():
    text = "\n".join(f"Rivi numero {number} on tässä." for number in range(MOST))
    first, second = differences(text, text.replace("numero 7 on", "numero 7 oli"))
    assert [piece.text for piece in first if piece.only] == ["Rivi numero 7 on tässä.\n"]
    assert [piece.text for piece in second if piece.only] == ["Rivi numero 7 oli tässä.\n"]

"""The join of two markings is the stricter of both."""

from hypothesis import given

from painopiste.base.markings.reading import may_read
from painopiste.base.markings.rules import BUILT_IN, Marking, is_as_strict, join
from painopiste.base.markings.tests.drawn import TODAY, markings, readers


@given(markings, markings)
def test_the_order_of_two_does_not_matter(one, other):
    assert join(one, other) == join(other, one)


@given(markings, markings, markings)
def test_the_order_of_three_does_not_matter(one, two, three):
    assert join(join(one, two), three) == join(one, join(two, three))


@given(markings)
def test_joined_with_itself_or_with_what_is_public_it_stays_what_it_is(marking):
    assert join(marking, marking) == join(marking, Marking()) == marking


@given(markings, markings, readers)
def test_one_reads_under_the_join_exactly_when_one_reads_under_both(one, other, reader):
    both = may_read(reader, one, TODAY) and may_read(reader, other, TODAY)
    assert may_read(reader, join(one, other), TODAY) == both


@given(markings, markings, readers)
def test_what_is_as_strict_lets_nobody_else_in(one, other, reader):
    if is_as_strict(one, other) and may_read(reader, one, TODAY):
        assert may_read(reader, other, TODAY)


def test_the_secretariats_marking_is_stricter_than_the_members():
    assert join(BUILT_IN["members"], BUILT_IN["secretariat"]).code == "secretariat"
    assert not is_as_strict(BUILT_IN["members"], BUILT_IN["secretariat"])

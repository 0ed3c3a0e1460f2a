"""A marking that contradicts itself, or that the installation may not hold, is refused."""

from datetime import date

import pytest

from painopiste.base.markings.rules import (
    BUILT_IN,
    AudienceClause,
    ClassRefused,
    Ground,
    LegalStatus,
    Marking,
    MaxClass,
    RestrictedRefused,
    Tlp,
    WrongMarking,
    check,
    status_of_class,
)

GROUND = frozenset({Ground("621/1999", "24", "5")})


@pytest.mark.parametrize(
    ("marking", "field"),
    [
        (Marking(LegalStatus.SECRET, tlp=Tlp.AMBER), "grounds"),
        (Marking(grounds=GROUND), "legal_status"),
        (Marking(LegalStatus.SECRET, GROUND), "tlp"),
        (Marking(clauses=frozenset({AudienceClause()})), "audience"),
        (Marking(embargo_until=date(2026, 2, 1), expires_on=date(2026, 1, 1)), "expires_on"),
    ],
)
def test_a_marking_does_not_contradict_itself(marking, field):
    with pytest.raises(WrongMarking) as refused:
        check(marking)
    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize("code", BUILT_IN)
def test_the_built_in_markings_are_in_order(code):
    assert check(BUILT_IN[code]).code == code


@pytest.mark.parametrize("security_class", ["I", "ii", " III "])
def test_classes_one_to_three_are_refused_with_the_reason(security_class):
    with pytest.raises(ClassRefused, match="1101/2019"):
        status_of_class(security_class)


def test_class_four_is_taken_only_where_the_installation_allows_it():
    restricted = Marking(status_of_class("IV"), GROUND, Tlp.RED)
    with pytest.raises(RestrictedRefused):
        check(restricted)
    assert check(restricted, max_class=MaxClass.IV) == restricted

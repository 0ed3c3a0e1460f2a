"""The public sees bodies and decisions that are public; what is meant for fewer does not exist for it."""

import pytest

from painopiste.base.actors import PUBLIC, system
from painopiste.base.bodies import selectors, services
from painopiste.base.bodies.tests.factories import BodyFactory, DecisionFactory
from painopiste.base.errors import Invalid, Missing, NotAllowed

pytestmark = pytest.mark.django_db
MEMBER = system("member")
SECRETARIAT = system("secretariat", rights={"bodies.change", "internal.read"})


def names(rows):
    return [row["key"] for row in rows]


def test_a_body_for_members_is_missing_to_the_public():
    BodyFactory(key="open")
    BodyFactory(key="closed", marking_id="members")
    assert names(selectors.list_bodies(by=PUBLIC)) == ["open"]
    assert names(selectors.list_bodies(by=MEMBER)) == ["open", "closed"]
    with pytest.raises(Missing):
        selectors.get_body(key="closed", by=PUBLIC)


def test_the_name_of_a_hidden_body_does_not_show_through_its_subgroup():
    BodyFactory(key="open", parent=BodyFactory(key="closed", marking_id="members", name_fi="Salainen"))
    (row,) = selectors.list_bodies(by=PUBLIC)
    assert row["parent_name_fi"] is None
    assert "Salainen" not in str(row)


def test_hidden_decisions_are_neither_shown_nor_counted():
    body = BodyFactory()
    DecisionFactory(body=body, key="open")
    DecisionFactory(body=body, key="closed", marking_id="secretariat")
    DecisionFactory(key="of-hidden-body", body__marking_id="members")
    assert names(selectors.list_decisions(by=PUBLIC)) == ["open"]
    assert selectors.list_bodies(by=PUBLIC)[0]["decision_count"] == 1
    assert len(selectors.list_decisions(by=SECRETARIAT)) == 3


def test_a_list_of_three_takes_as_many_queries_as_a_list_of_one(django_assert_num_queries):
    for number in (1, 3):
        while len(selectors.list_bodies(by=PUBLIC)) < number:
            DecisionFactory(body__parent=BodyFactory() if number == 3 else None)
        with django_assert_num_queries(1):
            selectors.list_bodies(by=PUBLIC)


def test_a_decision_needs_a_title_and_the_right():
    body = BodyFactory()
    with pytest.raises(Invalid):
        services.record_decision(body=body, values={"title_fi": "", "decided_on": "2022"}, by=SECRETARIAT)
    with pytest.raises(NotAllowed):
        services.record_decision(body=body, values={"title_fi": "P", "decided_on": "2022"}, by=PUBLIC)
    values = {"title_fi": "Päätös", "decided_on": "2022-05-24", "marking_id": "public"}
    services.record_decision(body=body, values=values, by=SECRETARIAT)
    assert [row["title_fi"] for row in selectors.list_decisions(body=body, by=PUBLIC)] == ["Päätös"]

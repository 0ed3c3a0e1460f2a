"""An observation is written, handled and told back to its writer; nothing that the rules forbid can be saved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from painopiste.base.actors import PUBLIC, system
from painopiste.base.areas.models import Area
from painopiste.base.audit.models import AuditLine
from painopiste.base.errors import Invalid, NotAllowed, Stale
from painopiste.loop.agenda import selectors
from painopiste.loop.agenda.models import Observation
from painopiste.loop.agenda.rules import NEXT_STATES, State, TransitionRefused, wrong_links
from painopiste.loop.agenda.services import Outcome, change, file_observation, observe, settle_observation
from painopiste.loop.agenda.tests.factories import ObservationFactory
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory

TOLD = {"title_fi": "Verkkohuijaukset yleistyvät", "source_kind": "work", "own_marking_id": "members"}
KNOWLEDGE = system("knowledge", rights={"observations.write"})


def lines():
    return list(AuditLine.objects.order_by("number").values_list("event", flat=True))


def fresh():
    return Observation.objects.unguarded("test").get()


def settled(row, state, by, **more):
    return settle_observation(observation=row, outcome=Outcome(state, **more), version=row.version, by=by)


def test_a_member_writes_what_it_sees_and_finds_it_among_its_own(member, acting):
    area = Area.objects.create(key="region-01", kind="region", code="01", name_fi="Uusimaa")
    made = observe(
        values=TOLD | {"evidence": "https://esimerkki.fi/a\nhttps://esimerkki.fi/b"}, areas=[area], by=member
    )
    mine = selectors.Filters(mine=True)
    assert list(selectors.list_observations(by=member, filters=mine)) == [made]
    assert list(selectors.list_observations(by=acting("analyst"), filters=mine)) == []
    assert list(selectors.list_observations(by=PUBLIC, filters=mine)) == []
    assert selectors.get_observation(key=made.key, by=member).areas.get() == area
    assert (made.state, lines()) == ("received", ["agenda.observation_given"])


def test_the_public_writes_nothing(db):
    with pytest.raises(NotAllowed):
        observe(values=TOLD, by=PUBLIC)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title_fi": "  "}, "title"),
        ({"source_kind": "indicator"}, "source_kind"),
        ({"source_kind": "gossip"}, "source_kind"),
        ({"evidence": "javascript:alert(1)"}, "evidence"),
        ({"evidence": "https://a.fi\nei osoite"}, "evidence"),
        ({"own_marking_id": "public"}, "own_marking_id"),
        ({"own_marking_id": "secretariat"}, "own_marking_id"),
    ],
)
def test_what_can_not_be_told_is_refused_beside_its_field(wrong, field, member):
    with pytest.raises(Invalid) as refused:
        observe(values=TOLD | wrong, by=member)
    assert set(refused.value.fields) == {field}
    assert lines() == []


def test_the_secretariat_may_open_what_it_has_looked_at(secretariat):
    assert observe(values=TOLD | {"own_marking_id": "public"}, by=secretariat).marking_id == "public"


def test_the_writer_corrects_it_until_somebody_has_decided_on_it(member, secretariat, acting):
    row = observe(values=TOLD, by=member)
    with pytest.raises(NotAllowed):
        change(observation=row, values={"title_fi": "Muu"}, version=1, by=acting("analyst"))
    change(observation=row, values={"title_fi": "Verkkopetokset yleistyvät"}, version=1, by=member)
    with pytest.raises(Stale):
        change(observation=row, values={"title_fi": "Muu"}, version=1, by=member)
    settled(fresh(), State.WATCHED, secretariat)
    with pytest.raises(NotAllowed):
        change(observation=fresh(), values={"title_fi": "Muu"}, version=3, by=member)


def test_dismissing_needs_a_reason_and_the_writer_reads_it(member, secretariat, browse):
    row = observe(values=TOLD, by=member)
    with pytest.raises(Invalid) as refused:
        settled(row, State.DISMISSED, secretariat, reason={"fi": " "})
    assert set(refused.value.fields) == {"reason"}
    settled(fresh(), State.DISMISSED, secretariat, reason={"fi": "Poliisi hoitaa jo."})
    page = browse(member).get(f"/fi/uudet-ilmiot/havainnot/{row.key}/").content.decode()
    assert "Poliisi hoitaa jo." in page
    assert lines() == ["agenda.observation_given", "agenda.observation_dismissed"]


def test_linking_needs_a_focus_area(secretariat):
    row, area = ObservationFactory(), FocusAreaFactory()
    with pytest.raises(Invalid) as refused:
        settled(row, State.LINKED, secretariat)
    assert set(refused.value.fields) == {"focus_areas"}
    row = settled(fresh(), State.LINKED, secretariat, focus_areas=[area])
    assert selectors.get_outcome(observation=row, by=PUBLIC).focus_areas == [area]
    found = selectors.list_observations(by=PUBLIC, filters=selectors.Filters(focus_area=area.key))
    assert list(found) == [row]


def test_what_was_merged_follows_where_its_target_goes(secretariat):
    first, second, third = (ObservationFactory() for _ in range(3))
    settled(first, State.MERGED, secretariat, into=second)
    settled(second, State.MERGED, secretariat, into=third)
    first.refresh_from_db()
    assert first.merged_into == third
    assert {row.pk for row in selectors.list_duplicates(observation=third, by=PUBLIC)} == {first.pk, second.pk}
    settled(first, State.RECEIVED, secretariat)
    first.refresh_from_db()
    assert first.merged_into is None


def test_it_is_not_merged_with_itself_nor_with_what_has_gone(secretariat):
    row, gone = ObservationFactory(), ObservationFactory(state="dismissed")
    for into in (row, gone, None):
        with pytest.raises(Invalid) as refused:
            settled(row, State.MERGED, secretariat, into=into)
        assert set(refused.value.fields) == {"into"}


@pytest.mark.parametrize("current", State)
def test_only_the_steps_of_the_rules_can_be_taken(current, secretariat):
    other, area = ObservationFactory(), FocusAreaFactory()
    given = {"reason": {"fi": "Syy"}, "focus_areas": [area], "into": other}
    for new in State:
        row = ObservationFactory(state=current)
        if new in NEXT_STATES[current]:
            assert settled(row, new, secretariat, **given).state == new
        else:
            with pytest.raises(TransitionRefused):
                settled(row, new, secretariat, **given)


def test_an_alert_is_filed_once_and_only_by_the_system(member, db):
    alert = TOLD | {"source_kind": "indicator"}
    first = file_observation(values=alert, origin="indicator:4:2026-10", by=KNOWLEDGE)
    again = file_observation(values=alert, origin="indicator:4:2026-10", by=KNOWLEDGE)
    assert (first.is_new, again.is_new, again.observation) == (True, False, first.observation)
    with pytest.raises(NotAllowed):
        file_observation(values=alert, origin="indicator:5:2026-10", by=member)
    with pytest.raises(Invalid):
        file_observation(values=TOLD, origin="x", by=KNOWLEDGE)
    assert lines() == ["agenda.observation_given"]


def test_a_writer_may_correct_what_has_been_opened_meanwhile(member):
    row = ObservationFactory(writer_id=member.account_id, marking_id="public", own_marking_id="public")
    assert change(observation=row, values=TOLD | {"own_marking_id": "public"}, version=1, by=member).title_fi


@given(st.text(max_size=200))
def test_no_text_is_taken_for_a_link_that_runs_something(text):
    lines_ = [line.strip() for line in text.splitlines() if line.strip()]
    taken = set(lines_) - set(wrong_links(text))
    assert all(line.lower().startswith(("http://", "https://")) for line in taken)
    assert list(wrong_links("https://a.fi/x?y=1\n\n http://b.fi ")) == []

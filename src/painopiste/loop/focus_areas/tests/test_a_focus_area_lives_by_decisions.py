"""A focus area goes from state to state only by steps that the rules know, each with its reason and its trace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from painopiste.base.actors import PUBLIC, system
from painopiste.base.audit.models import AuditLine
from painopiste.base.errors import Invalid, NotAllowed
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.loop.focus_areas import permissions, services
from painopiste.loop.focus_areas.rules import ENDED, NEXT_STATES, State, TransitionRefused, check_transition
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory

pytestmark = pytest.mark.django_db
SECRETARIAT = system("secretariat", rights=[permissions.DECIDE, permissions.CHANGE])


def test_an_approved_focus_area_starts_and_the_step_is_kept():
    area = FocusAreaFactory(state="approved")
    step = services.decide(focus_area=area, new_state=State.RUNNING, on="2020-02", by=SECRETARIAT)
    area.refresh_from_db()
    assert area.state == "running"
    assert (step.happened_on, str(step.latest)) == ("2020-02", "2020-02-29")
    assert AuditLine.objects.get().event == "focus_areas.running"


def test_a_handed_over_focus_area_never_starts_again():
    area = FocusAreaFactory(state="handed_over")
    with pytest.raises(TransitionRefused):
        services.decide(focus_area=area, new_state=State.RUNNING, on="2021", by=SECRETARIAT)


def test_handing_over_needs_a_reason_and_a_destination():
    area = FocusAreaFactory(state="running")
    with pytest.raises(Invalid) as refused:
        services.decide(focus_area=area, new_state=State.HANDED_OVER, on="2020", by=SECRETARIAT)
    assert set(refused.value.fields) == {"reason_fi", "destination_fi"}
    area.refresh_from_db()
    assert area.state == "running"
    assert not area.changes.exists()


def test_a_step_is_not_before_the_one_that_it_follows():
    area = services.propose(values={"name_fi": "Uusi"}, on="2022-05-24", by=SECRETARIAT)
    with pytest.raises(Invalid) as refused:
        services.decide(focus_area=area, new_state=State.APPROVED, on="2019", by=SECRETARIAT)
    assert set(refused.value.fields) == {"on"}
    services.decide(focus_area=area, new_state=State.APPROVED, on="2022-05", by=SECRETARIAT)
    assert [step.state for step in area.changes.order_by("rank", "id")] == ["proposed", "approved"]


def test_a_new_focus_area_does_not_take_the_number_of_another():
    FocusAreaFactory(number=9)
    with pytest.raises(Invalid) as refused:
        services.propose(values={"name_fi": "Uusi", "number": 9}, on="", by=SECRETARIAT)
    assert set(refused.value.fields) == {"number"}


def test_only_who_may_decide_can_decide():
    area = FocusAreaFactory(state="approved")
    with pytest.raises(NotAllowed):
        services.decide(focus_area=area, new_state=State.RUNNING, on="2020", by=PUBLIC)


def test_a_renamed_focus_area_keeps_its_old_name_with_its_time():
    area = FocusAreaFactory(name_fi="Kyberrikokset arjen turvallisuuden uhkana")
    names = {"name_fi": "Kyberrikollisuus arjen turvallisuuden uhkana", "name_sv": "", "name_en": ""}
    services.rename(focus_area=area, names=names, on="2022-01", version=area.version, by=SECRETARIAT)
    former = area.former_names.get()
    assert (former.name_fi, former.used_until) == ("Kyberrikokset arjen turvallisuuden uhkana", "2022-01")


def test_an_organisation_that_ends_its_part_stays_in_the_history():
    area = FocusAreaFactory()
    organisation = OrganisationFactory(key="sm")
    link = services.add_organisation(
        focus_area=area, organisation=organisation, role="lead", since="2019-12", by=SECRETARIAT
    )
    services.end_organisation(focus_area=area, link_id=link.pk, until="2021-12-31", by=SECRETARIAT)
    link.refresh_from_db()
    assert (link.since, link.until, str(link.until_latest)) == ("2019-12", "2021-12-31", "2021-12-31")


@given(st.sampled_from(State), st.sampled_from(State))
def test_no_step_leads_out_of_an_ended_state(current: State, new: State):
    if current in ENDED:
        with pytest.raises(TransitionRefused):
            check_transition(current, new)
    elif new in NEXT_STATES[current]:
        check_transition(current, new)


@given(st.lists(st.sampled_from(State), max_size=12))
def test_however_it_goes_a_rejected_one_was_only_ever_proposed(path: list[State]):
    state, before = State.PROPOSED, [State.PROPOSED]
    for new in path:
        if new in NEXT_STATES[state]:
            state = new
            before.append(new)
    if state is State.REJECTED:
        assert before == [State.PROPOSED, State.REJECTED]

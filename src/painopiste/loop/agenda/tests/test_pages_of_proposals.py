"""The pages of proposals: listed, written, sent, led, decided on; what a reader may not see is nowhere on them."""

import pytest
from django.urls import reverse

from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.loop.agenda import services
from painopiste.loop.agenda.models import Proposal
from painopiste.loop.agenda.tests.factories import ObservationFactory, ProposalFactory
from painopiste.loop.commitments.tests.factories import CommitmentFactory
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory, FocusAreaOrganisationFactory
from painopiste.loop.plans.rules import How
from painopiste.loop.plans.selectors import get_end
from painopiste.loop.plans.tests.factories import MeasureFactory

pytestmark = pytest.mark.django_db
ALL = "test"


def address(name, *args):
    return reverse(f"agenda:{name}", args=args)


def text(response):
    return response.content.decode()


def given(**more):
    return {"title": "Huijaukset", "route": "new", "lead": "", "own_marking_id": "members"} | more


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_three_queries(rows, browse, django_assert_num_queries):
    for _ in range(rows):
        ProposalFactory(lead=OrganisationFactory())
    browse().get(address("proposals"))
    with django_assert_num_queries(3):
        assert text(browse().get(address("proposals"))).count("Esitys ") >= rows


@pytest.mark.parametrize("rows", [1, 3])
def test_one_proposal_takes_fourteen_queries(rows, secretariat, browse, django_assert_num_queries):
    lead = OrganisationFactory()
    proposal = ProposalFactory(lead=lead)
    for _ in range(rows):
        measure = MeasureFactory()
        end = get_end(kind="measure", key=measure.key, by=secretariat)
        services.touch_proposal(proposal=proposal, end=end, how=How.OVERLAPS, coordinator=lead, note={}, by=secretariat)
        proposal.participants.add(OrganisationFactory())
        proposal.observations.add(ObservationFactory().pk)
        CommitmentFactory(organisation=lead, state="decided")
        FocusAreaOrganisationFactory(organisation=lead, role="lead")
    browse().get(address("proposal", proposal.key))
    with django_assert_num_queries(14):
        assert browse().get(address("proposal", proposal.key)).status_code == 200


def test_the_address_carries_the_filters(browse):
    lead = OrganisationFactory(key="johtaja")
    ProposalFactory(title_fi="Huijaus", state="sent", route="not_now", lead=lead)
    ProposalFactory(title_fi="Muu asia", phenomenon_fi="", aims_fi="")
    for query in ({"tila": "sent"}, {"eteneminen": "not_now"}, {"johto": "johtaja"}, {"haku": "HUIJ"}):
        shown = text(browse().get(address("proposals"), query))
        assert "Huijaus" in shown
        assert "Muu asia" not in shown
    assert browse().get(address("proposals"), {"tila": "x", "page": "y", "haku": "%00"}).status_code == 200


def test_a_member_drafts_in_its_own_language_from_an_observation(member, browse):
    row = ObservationFactory(title_sv="Nätbedrägerier", description_sv="De ökar.")
    form = text(browse(member).get(f"/sv/uudet-ilmiot/esitykset/uusi/?havainto={row.key}"))
    assert 'value="Nätbedrägerier"' in form
    told = given(title="Nätbedrägerier", observations=[row.key])
    answer = browse(member).post(f"/sv/uudet-ilmiot/esitykset/uusi/?havainto={row.key}", told)
    made = Proposal.objects.unguarded(ALL).get()
    assert answer["location"] == f"/sv/uudet-ilmiot/esitykset/{made.key}/"
    assert (made.title_sv, made.marking_id, made.state) == ("Nätbedrägerier", "members", "draft")
    assert made.observations.through.objects.filter(proposal=made, observation=row).exists()


def test_what_is_missing_for_sending_is_said_and_nothing_is_sent(member, browse):
    browse(member).post(address("propose"), given())
    made = Proposal.objects.unguarded(ALL).get()
    answer = browse(member).post(address("send_proposal", made.key), {"version": 1})
    assert answer.status_code == 422
    assert "in Finnish" in text(answer) or "suomeksi" in text(answer)
    assert made.versions.count() == 0
    made.refresh_from_db()
    assert made.state == "draft"


def test_a_draft_is_sent_and_its_versions_are_compared(secretariat, browse):
    proposal = ProposalFactory(title_fi="Ensin", lead=OrganisationFactory(name_fi="Poliisihallitus"))
    reader = browse(secretariat)
    reader.post(address("send_proposal", proposal.key), {"version": 1})
    reader.post(address("send_back_proposal", proposal.key), {"version": 2, "answer": "Tarkentakaa"})
    assert "Tarkentakaa" in text(reader.get(address("proposal", proposal.key)))
    changed = given(title="Sitten", version=3, lead=proposal.lead.key, own_marking_id="public")
    changed |= {name: getattr(proposal, f"{name}_fi") for name in ("phenomenon", "why_now", "aims", "effect", "signs")}
    reader.post(address("change_proposal", proposal.key), changed)
    reader.post(address("send_proposal", proposal.key), {"version": 4})
    first, second = proposal.versions.order_by("number")
    shown = text(reader.get(address("proposal_version", proposal.key, second.key)))
    assert "Ensin" in shown
    assert "Sitten" in shown
    assert second.digest in shown
    earlier = text(reader.get(address("proposal_version", proposal.key, first.key)))
    assert "Sitten" not in earlier.split("</h1>")[1]


def test_only_the_proposed_lead_says_whether_it_can(acting, browse):
    lead = OrganisationFactory()
    coordinator = acting("coordinator", organisation=lead)
    other = acting("coordinator", organisation=OrganisationFactory())
    proposal = ProposalFactory(lead=lead, state="sent")
    told = {"version": 1, "can": "yes", "words": "Kaksi henkilötyövuotta."}
    assert browse(other).post(address("proposal_lead", proposal.key), told).status_code == 403
    assert browse(coordinator).post(address("proposal_lead", proposal.key), told).status_code == 302
    assert "Kaksi henkilötyövuotta." in text(browse().get(address("proposal", proposal.key)))


def test_an_interface_is_confirmed_from_what_is_near_and_taken_back(secretariat, browse):
    measure = MeasureFactory(title_fi="Huijauspuhelujen torjunta")
    proposal, reader = ProposalFactory(title_fi="Huijauspuhelut"), browse(secretariat)
    page = address("proposal", proposal.key)
    assert f"?toinen=toimenpide:{measure.key}" in text(reader.get(page))
    told = {"other": f"toimenpide:{measure.key}", "how": "none", "coordinator": "", "note": ""}
    reader.post(address("touch_proposal", proposal.key), told)
    assert "Nähty" not in text(reader.get(page))
    row = proposal.interfaces.get()
    assert (row.measure, row.how) == (measure, "none")
    reader.post(address("touch_proposal", proposal.key), told | {"how": "overlaps", "note": "Sama kohderyhmä"})
    assert proposal.interfaces.get().how == "overlaps"
    assert "Sama kohderyhmä" in text(reader.get(page))
    reader.post(address("untouch_proposal", proposal.key, row.key))
    assert proposal.interfaces.count() == 0


def test_what_a_reader_may_not_see_is_nowhere(member, secretariat, browse):
    hidden = {"marking_id": "secretariat"}
    proposal = ProposalFactory(route="jointly", lead=OrganisationFactory())
    proposal.targets.add(FocusAreaFactory(name_fi="xqzqx ala", **hidden).pk, FocusAreaFactory().pk)
    proposal.observations.add(ObservationFactory(title_fi="xqzqx havainto", **hidden).pk)
    measure = MeasureFactory(title_fi="xqzqx toimi", focus_area=None, **hidden)
    end = get_end(kind="measure", key=measure.key, by=secretariat)
    services.touch_proposal(
        proposal=proposal, end=end, how=How.OVERLAPS, coordinator=None, note={"note_fi": "xqzqx"}, by=secretariat
    )
    version = services.send_proposal(proposal=proposal, version=1, by=secretariat)
    for page in (address("proposal", proposal.key), address("proposal_version", proposal.key, version.key)):
        assert "xqzqx" in text(browse(secretariat).get(address("proposal", proposal.key)))
        assert "xqzqx" not in text(browse(member).get(page))
        assert measure.key not in text(browse(member).get(page))
    ProposalFactory(key="piilossa", **hidden)
    for key in ("piilossa", "ei-ole"):
        assert browse(member).get(address("proposal", key)).status_code == 404


def test_what_the_writer_can_not_see_is_not_taken_away(member, browse):
    proposal = ProposalFactory(writer_id=member.account_id, marking_id="members")
    proposal.targets.add(FocusAreaFactory(marking_id="secretariat").pk)
    browse(member).post(address("change_proposal", proposal.key), given(version=1))
    assert Proposal.objects.unguarded(ALL).get().title_fi == "Huijaukset"
    assert Proposal.targets.through.objects.filter(proposal=proposal).count() == 1


def test_nobody_publishes_what_has_not_been_looked_at(member, browse):
    answer = browse(member).post(address("propose"), given(own_marking_id="public"))
    assert answer.status_code == 422
    assert not Proposal.objects.unguarded(ALL).exists()


def test_what_is_sent_is_not_changed(member, browse):
    proposal = ProposalFactory(writer_id=member.account_id, state="sent")
    assert browse(member).post(address("change_proposal", proposal.key), given(version=1)).status_code == 403

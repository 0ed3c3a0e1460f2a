"""A marking is composed part by part, with a safe start, and used for a row that is there or one about to be made."""

from datetime import date

import pytest
from django.apps import apps
from django.test import Client, override_settings
from django.urls import reverse

from painopiste.base.accounts.tests.factories import RoleGrantFactory
from painopiste.base.bodies.models import Body, Decision, FollowUp
from painopiste.base.bodies.tests.factories import BodyFactory, DecisionFactory, MeetingFactory, WrittenProcedureFactory
from painopiste.base.markings.models import Clearance, Compartment, CompartmentMember, MarkingDecision
from painopiste.base.markings.rules import AudienceClause, Circle, Ground, LegalStatus, Marking, Tlp
from painopiste.base.markings.stored import intern, value_of
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.base.programmes.models import Finding, KeyFigure, TimelineEvent
from painopiste.base.records import Guarded
from painopiste.base.remarking.kinds import kind_of_model
from painopiste.loop.agenda.tests.factories import ObservationFactory, ProposalFactory, ScanRoundFactory
from painopiste.loop.commitments.tests.factories import CommitmentFactory
from painopiste.loop.consultations.tests.factories import ConsultationFactory
from painopiste.loop.discussion.models import Comment
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans.models import Plan
from painopiste.loop.plans.tests.factories import MeasureFactory
from painopiste.loop.progress.models import FocusAreaAnswer, Round
from painopiste.loop.reports.tests.factories import ReportFactory
from painopiste.site.web.markings.things import THINGS, WORDS

pytestmark = pytest.mark.django_db
SAFE = {"legal_status": "not_yet_public", "grounds": ["621/1999|9|"], "tlp": "green", "audience": ["members"]}
ONLY_AUTHORITIES = Marking(
    LegalStatus.NOT_YET_PUBLIC,
    frozenset({Ground("621/1999", "9")}),
    Tlp.GREEN,
    frozenset({AudienceClause(circles=frozenset({Circle.AUTHORITIES}))}),
)
DAYS = {"opens_on": "2026-01-01", "closes_on": "2026-02-01", "status_on": "2026-01-01"}


def signed_in(role="secretariat", **limits):
    account = RoleGrantFactory(role=role, **limits).account
    client = Client()
    client.force_login(account)
    client.account = account
    return client


def compose(client, row, word, **values):
    page = reverse("markings:compose_for_row", args=[word, row.key])
    return client.post(page, SAFE | {"version": row.version} | values)


def one_of_each():
    """A row of every kind that has a marking, by its kind."""
    area = FocusAreaFactory(key="p1")
    round_ = Round.objects.create(key="k", title_fi="Kierros", marking_id="public", **DAYS)
    answer = {"round": round_, "focus_area": area, "submitted_at": "2026-01-05T12:00:00Z"}
    rows = [
        area,
        BodyFactory(),
        DecisionFactory(),
        MeetingFactory(),
        FollowUp.objects.create(body=BodyFactory(), text_fi="Tehtävä", marking_id="public"),
        WrittenProcedureFactory(),
        MeasureFactory(focus_area=area),
        CommitmentFactory(),
        ObservationFactory(),
        Comment.objects.create(
            measure=MeasureFactory(),
            title="x",
            text="x",
            language="fi",
            written_at="2026-01-05T12:00:00Z",
            marking_id="public",
        ),
        ScanRoundFactory(),
        ProposalFactory(),
        ConsultationFactory(),
        ReportFactory(),
        Plan.objects.create(focus_area=area),
        round_,
        FocusAreaAnswer.objects.create(**answer),
        TimelineEvent.objects.create(name_fi="Tapahtuma", happened_on="2022"),
        Finding.objects.create(kind="need", theme="x", text_fi="Havainto"),
        KeyFigure.objects.create(name_fi="Luku", value=1),
    ]
    return {kind_of_model(type(row)): row for row in rows}


def test_every_kind_of_marked_row_has_a_page_on_which_it_is_closed_and_composed_for():
    rows, client = one_of_each(), signed_in()
    marked = {kind_of_model(model) for model in apps.get_models() if issubclass(model, Guarded)}
    assert marked == {thing.kind for thing in THINGS.values()} == set(rows)
    for kind, row in rows.items():
        page = client.get(reverse("markings:marking", args=[WORDS[kind], row.key]))
        assert page.status_code == 200, kind
        assert client.get(reverse("markings:compose_for_row", args=[WORDS[kind], row.key])).status_code == 200, kind
        row.refresh_from_db()
        form = {"marking": "secretariat", "version": row.version}
        assert client.post(reverse("markings:marking", args=[WORDS[kind], row.key]), form).status_code == 302, kind
        row.refresh_from_db()
        assert row.marking_id == "secretariat", kind
        assert signed_in("reader").get(page.request["PATH_INFO"]).status_code == 404, kind


@pytest.mark.parametrize("count", [1, 3])
def test_all_rows_of_a_kind_are_listed_with_their_markings(count, django_assert_num_queries):
    for number in range(count):
        Finding.objects.create(kind="need", theme="x", text_fi=f"Havainto {number}", marking_id="public")
    Finding.objects.create(kind="need", theme="x", text_fi="Salainen", marking_id=intern(ONLY_AUTHORITIES))
    client, page = signed_in(), reverse("markings:rows", args=["havainto"])
    client.get(page)
    with django_assert_num_queries(5):
        told = client.get(page).content.decode()
    assert told.count('data-marking="public"') == 2 * count  # its own and the one in effect
    assert "Salainen" not in told
    assert reverse("markings:marking", args=["havainto", Finding.objects.first().key]) in told
    assert client.get(reverse("markings:rows", args=["muu"])).status_code == 404
    assert signed_in("reader").get(page).status_code == 403


def test_a_draft_answer_has_no_page_for_who_does_not_write_it():
    area = FocusAreaFactory(key="p1", group=BodyFactory())
    round_ = Round.objects.create(title_fi="Kierros", marking_id="public", **DAYS)
    draft = FocusAreaAnswer.objects.create(round=round_, focus_area=area, marking_id="public")
    elsewhere = signed_in("group_chair", body=BodyFactory())
    assert elsewhere.get(reverse("markings:marking", args=["vastaus", draft.key])).status_code == 404


def test_what_is_composed_says_all_that_was_chosen():
    body, client = BodyFactory(marking_id="public"), signed_in()
    named, group = OrganisationFactory(), BodyFactory(marking_id="public")
    answer = compose(
        client, body, "toimielin",
        grounds=["621/1999|9|", "621/1999|6|"], act="1050/2018", section="29", point="2",
        tlp="amber", audience=["authorities", "secretariat"], organisations=[named.pk], bodies=[group.pk],
        embargo_until="1.2.2090", review_on="1.1.2090", expires_on="1.3.2090", originator=named.pk, reason="Syy",
    )  # fmt: skip
    assert answer.status_code == 302
    body.refresh_from_db()
    value = value_of(body.own_marking_id)
    grounds = {Ground("621/1999", "6"), Ground("621/1999", "9"), Ground("1050/2018", "29", "2")}
    assert (value.legal_status, value.tlp, value.grounds) == (LegalStatus.NOT_YET_PUBLIC, Tlp.AMBER, grounds)
    circles = frozenset({Circle.AUTHORITIES, Circle.SECRETARIAT})
    assert value.clauses == {AudienceClause(circles, frozenset({named.pk}), frozenset({group.pk}))}
    assert (value.embargo_until, value.expires_on) == (date(2090, 2, 1), date(2090, 3, 1))
    decision = MarkingDecision.objects.get()
    assert (decision.review_on, decision.originator, decision.reason) == (date(2090, 1, 1), named, "Syy")
    page = client.get(reverse("markings:marking", args=["toimielin", body.key])).content.decode()
    assert named.name_fi in page
    assert "1.1.2090" in page


def test_whose_information_it_is_stays_when_the_marking_is_changed_otherwise():
    body, client, owner = BodyFactory(marking_id="public"), signed_in(), OrganisationFactory()
    compose(client, body, "toimielin", originator=owner.pk, review_on="1.1.2090")
    body.refresh_from_db()
    again = client.get(reverse("markings:compose_for_row", args=["toimielin", body.key])).content.decode()
    assert f'value="{owner.pk}" selected' in again
    assert 'value="1.1.2090"' in again
    form = {"marking": "secretariat", "version": body.version}
    client.post(reverse("markings:marking", args=["toimielin", body.key]), form)
    assert MarkingDecision.objects.order_by("-pk").first().originator == owner


def test_the_form_begins_with_what_the_row_has_and_composing_it_unchanged_gives_the_same():
    body, client = BodyFactory(marking_id="members"), signed_in()
    page = client.get(reverse("markings:compose_for_row", args=["toimielin", body.key])).content.decode()
    assert page.count(" checked") == 4  # status, ground, label, circle
    compose(client, body, "toimielin")
    body.refresh_from_db()
    assert body.own_marking_id == "members"


def test_opening_by_composing_is_a_proposal_that_needs_a_reason_and_a_second_person():
    body, client, second = BodyFactory(marking_id="members"), signed_in(), signed_in()
    wide = {"legal_status": "public", "grounds": [], "tlp": "clear", "audience": ["public"]}
    refused = compose(client, body, "toimielin", **wide)
    assert refused.status_code == 422
    assert (
        compose(client, body, "toimielin", **wide, reason="Ryhmä julkaisee.", review_on="1.1.2090").status_code == 302
    )
    body.refresh_from_db()
    assert body.own_marking_id == "members"
    proposed = MarkingDecision.objects.get()
    second.post(reverse("markings:confirm", args=["toimielin", body.key, proposed.pk]))
    body.refresh_from_db()
    assert (body.own_marking_id, MarkingDecision.objects.get().review_on) == ("public", date(2090, 1, 1))


@pytest.mark.parametrize(
    ("values", "field", "word"),
    [
        ({"legal_status": "classes_above"}, "legal_status", "1101/2019"),
        ({"legal_status": "restricted"}, "legal_status", "restricted"),
        ({"grounds": []}, "grounds", ""),
        ({"legal_status": "public"}, "legal_status", ""),
        ({"tlp": "clear"}, "tlp", ""),
        ({"audience": []}, "audience", ""),
        ({"act": "1050/2018"}, "section", ""),
        ({"embargo_until": "1.2.2090", "expires_on": "1.1.2090"}, "expires_on", ""),
        ({"embargo_until": "huomenna"}, "embargo_until", ""),
        ({"organisations": [10**9]}, "organisations", ""),
    ],
)
def test_what_can_not_be_is_refused_beside_its_field(values, field, word):
    body, client = BodyFactory(marking_id="public"), signed_in()
    answer = compose(client, body, "toimielin", **values)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in page
    assert word in page


def test_security_classes_above_four_are_refused_on_the_form_with_the_law():
    body, client = BodyFactory(marking_id="public"), signed_in()
    page = compose(client, body, "toimielin", legal_status="classes_above").content.decode()
    assert "1101/2019" in page.split('id="id_legal_status_error"')[1][:400]


def test_class_four_is_offered_where_the_installation_takes_it():
    body, client = BodyFactory(marking_id="public"), signed_in()
    address = reverse("markings:compose_for_row", args=["toimielin", body.key])
    assert 'value="restricted"' not in client.get(address).content.decode()
    Clearance.objects.create(account=client.account, level=3)
    restricted = {"legal_status": "restricted", "grounds": ["621/1999|24|9"], "tlp": "red"}
    with override_settings(MAX_CLASS="IV"):
        assert 'value="restricted"' in client.get(address).content.decode()
        assert compose(client, body, "toimielin", **restricted).status_code == 302


def test_nobody_composes_what_they_could_not_read_themselves():
    body, client = BodyFactory(marking_id="public"), signed_in()
    answer = compose(client, body, "toimielin", legal_status="secret", grounds=["621/1999|24|7"], tlp="red")
    assert answer.status_code == 422
    body.refresh_from_db()
    assert body.own_marking_id == "public"


def test_compartments_are_offered_to_those_who_know_of_them_and_are_in_them():
    body, client = BodyFactory(marking_id="public"), signed_in()
    mine, other = (Compartment.objects.create(key=key, name_fi=f"Ryhmä {key}") for key in ("oma", "muu"))
    CompartmentMember.objects.create(compartment=mine, account=client.account)
    page = client.get(reverse("markings:compose_for_row", args=["toimielin", body.key])).content.decode()
    assert ("Ryhmä oma" in page, "Ryhmä muu" in page) == (True, False)
    assert compose(client, body, "toimielin", compartments=[other.pk]).status_code == 422
    assert compose(client, body, "toimielin", compartments=[mine.pk]).status_code == 302
    body.refresh_from_db()
    assert value_of(body.own_marking_id).compartments == {mine.pk}


NEW = {
    "a focus area": ("focus_areas:propose", [], {"name_fi": "Uusi painopiste"}, FocusArea),
    "a body": ("bodies:create", [], {"kind": "subgroup", "name_fi": "Uusi ryhmä"}, Body),
    "a decision": ("bodies:record_decision", ["b"], {"decided_on": "2026", "title_fi": "Uusi päätös"}, Decision),
    "a measure": ("plans:create", [], {"focus_area": "p1", "title_fi": "Uusi", "kind": "other"}, None),
    "a round": (
        "progress:open", [],
        {"title_fi": "Uusi kierros", "status_on": "1.1.2026", "opens_on": "1.1.2026", "closes_on": "1.2.2026"}, Round,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", NEW)
def test_from_the_form_of_a_new_row_one_goes_to_compose_and_comes_back_with_everything_typed(what):
    name, arguments, typed, model = NEW[what]
    BodyFactory(key="b", marking_id="public"), FocusAreaFactory(key="p1")
    client, page = signed_in(), reverse(name, args=arguments)
    assert 'name="compose_marking"' in client.get(page).content.decode()
    sent = client.post(page, typed | {"own_marking_id": "members", "compose_marking": "1"})
    assert (sent.status_code, sent.url) == (302, reverse("markings:compose"))
    back = client.post(sent.url, SAFE | {"audience": ["authorities", "secretariat"]})
    assert back.url.startswith(page)
    form = client.get(back.url).content.decode()
    for value in typed.values():
        assert value in form
    code = form.split(" selected>")[[("Viranomaiset" in part) for part in form.split(" selected>")].index(True) - 1]
    code = code.rpartition('value="')[2].rstrip('"')
    saved = client.post(page, typed | {"own_marking_id": code})
    assert saved.status_code == 302, saved.content.decode()
    if model is not None:
        newest = model.objects.order_by("-pk").first()
        assert newest.own_marking_id == code
    assert "composing" not in client.session


def test_who_changes_no_markings_has_no_such_button_and_no_such_page():
    client = signed_in("coordinator", organisation=OrganisationFactory(key="sm"))
    assert client.get(reverse("markings:compose")).status_code == 403
    area = FocusAreaFactory(key="p1", group=BodyFactory())
    chair = signed_in("group_chair", body=area.group)
    assert chair.get(reverse("markings:compose_for_row", args=["painopiste", "p1"])).status_code == 200
    elsewhere = signed_in("group_chair", body=BodyFactory())
    assert elsewhere.get(reverse("markings:compose_for_row", args=["painopiste", "p1"])).status_code == 403


def test_a_code_that_the_reader_could_not_read_under_is_not_taken_from_a_form():
    Compartment.objects.create(key="muu", name_fi="Muu")
    client = signed_in()
    form = {"name_fi": "x", "own_marking_id": "m" + "0" * 31}
    assert client.post(reverse("focus_areas:propose"), form).status_code == 422

"""One follows what one has chosen and what is one's own; what one may no longer see does not exist there either."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from painopiste.base.audit.models import AuditLine
from painopiste.base.bodies.models import Body
from painopiste.base.bodies.tests.factories import BodyFactory, MeetingFactory
from painopiste.base.following import services
from painopiste.base.following.models import Follow, LetterChoice
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.loop.agenda.tests.factories import ObservationFactory
from painopiste.loop.commitments.tests.factories import CommitmentFactory
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans.tests.factories import MeasureFactory, MeasurePartyFactory, PlanFactory
from painopiste.site.following.changed import list_changed
from painopiste.site.following.kinds import FOLLOWED, is_followed, list_followed
from painopiste.site.following.tests.conftest import actor, changed, follow, person

pytestmark = pytest.mark.django_db
PAGE = "/fi/omat/"


def news(account):
    """The things in which somebody is told of changes."""
    rows = list_changed(by=actor(account), since=timezone.now() - timedelta(hours=1))
    return {(row["target_kind"], row["target_key"]) for row in rows}


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def one_of_each(marking="members"):
    """A row of every kind that has a button, with its page."""
    measure = MeasureFactory(own_marking_id=marking)
    plan = PlanFactory(focus_area=measure.focus_area)
    meeting, commitment, observation = MeetingFactory(), CommitmentFactory(), ObservationFactory()
    return {
        "painopiste": (measure.focus_area, reverse("focus_areas:focus_area", args=[measure.focus_area.key])),
        "toimenpide": (measure, reverse("plans:measure", args=[measure.key])),
        "suunnitelma": (plan, reverse("focus_areas:plan_version", args=[plan.focus_area.key, plan.number])),
        "kokous": (meeting, reverse("meetings:meeting", args=[meeting.key])),
        "toimielin": (meeting.body, reverse("bodies:body", args=[meeting.body.key])),
        "sitoumus": (commitment, reverse("commitments:commitment", args=[commitment.key])),
        "ilmiohavainto": (observation, reverse("agenda:observation", args=[observation.key])),
    }


def test_each_page_has_a_button_that_works_without_a_script():
    client, pages = signed_in(person()), one_of_each()
    assert len(pages) == sum(kind.by_itself for kind in FOLLOWED.values())
    for word, (row, page) in pages.items():
        url = f"/fi/omat/seuratut/{word}/{row.key}/"
        button = f'action="{url}"'
        assert button in client.get(page).text
        assert 'name="seuraa" value="1"' in client.get(page).text
        assert client.post(url, {"seuraa": "1"})["Location"] == page
        assert 'name="seuraa" value="0"' in client.get(page).text
        client.post(url, {"seuraa": "0"})
        assert 'name="seuraa" value="1"' in client.get(page).text


def test_the_public_has_no_button():
    area = FocusAreaFactory(own_marking_id="public")
    page = Client().get(reverse("focus_areas:focus_area", args=[area.key]))
    assert page.status_code == 200
    assert "omat/seuratut" not in page.text


def test_what_is_ones_own_is_followed_from_the_start():
    organisation, body = OrganisationFactory(), BodyFactory()
    area = FocusAreaFactory(group=body)
    led = MeasurePartyFactory(organisation=organisation).measure
    asked = CommitmentFactory(organisation=organisation)
    chair, coordinator, writer = (
        person("group_chair", body=body),
        person("coordinator", organisation=organisation),
        person(),
    )
    seen = ObservationFactory(writer=writer)

    def follows(account, kind, row):
        return is_followed(kind=kind, key=row.key, by=actor(account))

    assert follows(chair, "body", body)
    assert follows(chair, "focus_area", area)
    assert follows(chair, "meeting", MeetingFactory(body=body))
    assert follows(chair, "measure", MeasureFactory(focus_area=area))
    assert follows(coordinator, "measure", led)
    assert follows(coordinator, "commitment", asked)
    assert follows(writer, "observation", seen)
    stranger = person()
    for kind, row in (
        ("body", body),
        ("focus_area", area),
        ("measure", led),
        ("commitment", asked),
        ("observation", seen),
    ):
        assert not follows(stranger, kind, row)


def test_one_can_stop_following_what_is_ones_own_and_what_stands_in_it():
    body = BodyFactory()
    area = FocusAreaFactory(group=body)
    measure = MeasureFactory(focus_area=area)
    chair = person("group_chair", body=body)
    changed("measure", measure.key)
    assert news(chair) == {("measure", measure.key)}
    follow(chair, "focus_area", area.key, on=False)
    assert news(chair) == set()
    follow(chair, "measure", measure.key)
    assert news(chair) == {("measure", measure.key)}
    follow(chair, "focus_area", area.key)
    follow(chair, "measure", measure.key, on=False)
    assert news(chair) == set()


def test_the_button_and_the_lists_know_the_same(django_assert_num_queries):
    reader = person()
    area = FocusAreaFactory()
    measures = [MeasureFactory(focus_area=area), MeasureFactory()]
    follow(reader, "focus_area", area.key)
    for measure in measures:
        changed("measure", measure.key)
    assert news(reader) == {
        ("measure", each.key) for each in measures if is_followed(kind="measure", key=each.key, by=actor(reader))
    }
    by = actor(reader)
    is_followed(kind="measure", key=measures[0].key, by=by)
    with django_assert_num_queries(1):
        assert is_followed(kind="measure", key=measures[0].key, by=by)


def test_what_one_may_no_longer_see_is_in_no_list_and_no_count():
    reader, area = person(), FocusAreaFactory(name_fi="Kanarialintu", own_marking_id="members")
    follow(reader, "focus_area", area.key)
    changed("focus_area", area.key, "focus_areas.changed")
    client = signed_in(reader)
    assert "Kanarialintu" in client.get(PAGE).text
    FocusArea._base_manager.filter(pk=area.pk).update(marking_id="secretariat")
    assert news(reader) == set()
    assert list(list_followed(by=actor(reader))) == []
    assert "Kanarialintu" not in client.get(PAGE).text
    assert "Kanarialintu" not in client.get("/fi/omat/seuratut/").text
    hidden = client.post(f"/fi/omat/seuratut/painopiste/{area.key}/", {"seuraa": "1"})
    absent = client.post("/fi/omat/seuratut/painopiste/ei-ole/", {"seuraa": "1"})
    assert (hidden.status_code, absent.status_code) == (404, 404)


def test_the_page_groups_changes_by_thing_since_what_was_marked_as_seen():
    reader, area = person(), FocusAreaFactory(name_fi="Nuoret")
    follow(reader, "focus_area", area.key)
    for _ in range(7):
        changed("focus_area", area.key, "focus_areas.changed")
    client = signed_in(reader)
    page = client.get(PAGE).text
    assert page.count("somebody else") == 5
    assert "2" in re.search(r"<li class=\"soft\">([^<]*)</li>\s*</ul>", page)[1]
    client.post("/fi/omat/nahty/", {"asti": re.search(r'name="asti" value="([^"]+)"', page)[1]})
    assert "Nuoret" not in client.get(PAGE).text
    assert client.get(PAGE, {"alkaen": f"{timezone.localdate()}"}).text.count("somebody else") == 5
    changed("focus_area", area.key, "focus_areas.changed")
    assert client.get(PAGE).text.count("somebody else") == 1


def test_nobody_marks_the_future_as_seen_and_a_wrong_time_is_refused():
    reader = person()
    client = signed_in(reader)
    client.post("/fi/omat/nahty/", {"asti": "2999-01-01T00:00:00+00:00"})
    assert LetterChoice.objects.get().seen_until <= timezone.now()
    assert client.post("/fi/omat/nahty/", {"asti": "eilen"}).status_code == 422


def test_lines_that_are_narrower_than_their_row_are_not_told():
    reader, secretary, measure = person(), person("secretariat"), MeasureFactory(own_marking_id="members")
    for each in (reader, secretary):
        follow(each, "measure", measure.key)
    changed("measure", measure.key, internal_note="Kanarialintu")
    assert news(reader) == set()
    assert news(secretary) == {("measure", measure.key)}


def test_who_is_no_member_follows_nothing():
    engineer, area = person("technical_administrator"), FocusAreaFactory(own_marking_id="public")
    client = signed_in(engineer)
    assert client.post(f"/fi/omat/seuratut/painopiste/{area.key}/", {"seuraa": "1"}).status_code == 404
    assert client.get("/fi/omat/seuratut/").status_code == 404
    assert not Follow.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_the_same_number_of_questions_for_any_number_of_things(rows, django_assert_num_queries):
    reader = person()
    for _ in range(rows):
        area = FocusAreaFactory()
        follow(reader, "focus_area", area.key)
        changed("focus_area", area.key, "focus_areas.changed")
    client = signed_in(reader)
    client.get(PAGE)
    with django_assert_num_queries(10):
        client.get(PAGE)
    with django_assert_num_queries(6):
        client.get("/fi/omat/seuratut/")


def test_what_somebody_follows_leaves_no_line_in_the_trail():
    reader, area = person(), FocusAreaFactory()
    before = AuditLine.objects.count()
    follow(reader, "focus_area", area.key)
    assert AuditLine.objects.count() == before


def test_too_much_is_not_followed(monkeypatch):
    monkeypatch.setattr(services, "MOST", 1)
    reader, areas = person(), [FocusAreaFactory(), FocusAreaFactory()]
    follow(reader, "focus_area", areas[0].key)
    follow(reader, "focus_area", areas[0].key, on=False)
    with pytest.raises(services.TooMuchFollowed):
        follow(reader, "focus_area", areas[1].key)


def test_bodies_are_followed_with_their_decisions():
    reader = person()
    body = Body.objects.unguarded("a test").get(pk=BodyFactory().pk)
    follow(reader, "body", body.key)
    changed("body", body.key, "bodies.decided", title_fi="Päätös")
    assert news(reader) == {("body", body.key)}


def test_the_api_tells_what_waits_and_what_has_changed_to_its_reader_only():
    asked = CommitmentFactory(measure__title_fi="Opas")
    coordinator = person("coordinator", organisation=asked.organisation)
    areas = [FocusAreaFactory(name_fi="Nuoret"), FocusAreaFactory(name_fi="Vanhat")]
    for area in areas:
        follow(coordinator, "focus_area", area.key)
        changed("focus_area", area.key, "focus_areas.changed")
    client = signed_in(coordinator)
    told = client.get("/api/v1/my-work?limit=1").json()
    assert [group["code"] for group in told["waiting"]] == ["commitments"]
    assert "Opas" in told["waiting"][0]["items"][0]["title"]
    assert (told["total"], [item["title"] for item in told["items"]]) == (2, ["Vanhat"])
    assert told["items"][0]["lines"][0]["event"] == "focus_areas.changed"
    assert client.get(told["next"]).json()["items"][0]["title"] == "Nuoret"
    assert client.get("/api/v1/my-work?since=2999-01-01T00:00:00Z").json()["items"] == []
    assert client.get("/api/v1/my-work?since=eilen").status_code == 422
    for other in (signed_in(person()), Client()):
        nothing = other.get("/api/v1/my-work").json()
        assert (nothing["total"], nothing["items"], nothing["waiting"]) == (0, [], [])


@pytest.mark.parametrize("rows", [1, 3])
def test_the_api_asks_the_same_number_of_questions_for_any_number_of_things(rows, django_assert_num_queries):
    reader = person()
    for _ in range(rows):
        area = FocusAreaFactory()
        follow(reader, "focus_area", area.key)
        changed("focus_area", area.key, "focus_areas.changed")
    client = signed_in(reader)
    client.get("/api/v1/my-work")
    with django_assert_num_queries(10):
        client.get("/api/v1/my-work")

"""Whoever reads something secret leaves a line: on a page, in a list, in a file, through the API. Others leave none."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from painopiste.base.accounts.models import ApiToken, Membership
from painopiste.base.accounts.selectors import hash_of
from painopiste.base.accounts.tests.factories import RoleGrantFactory
from painopiste.base.actors import PUBLIC
from painopiste.base.audit.services import record
from painopiste.base.markings.models import Clearance
from painopiste.base.markings.rules import AudienceClause, Circle, Ground, LegalStatus, Marking, Tlp
from painopiste.base.markings.stored import intern
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.base.programmes.models import Programme
from painopiste.base.viewing.models import ViewLine
from painopiste.base.viewing.rules import read
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans.models import Dependency, MeasureChange
from painopiste.loop.plans.tests.factories import MeasureChangeFactory, MeasureFactory, MeasurePartyFactory
from painopiste.support.feedback.models import Feedback

pytestmark = pytest.mark.django_db
GROUND = frozenset({Ground("621/1999", "24", "7")})
MEMBERS = frozenset({AudienceClause(circles=frozenset({Circle.MEMBERS}))})


def marked(status=LegalStatus.SECRET):
    return intern(Marking(status, GROUND, Tlp.RED, MEMBERS))


def reader(level=2, role="reader"):
    account = RoleGrantFactory(role=role).account
    if level:
        Clearance.objects.create(account=account, level=level, until=timezone.localdate() + timedelta(days=1))
    client = Client()
    client.force_login(account)
    client.account = account
    return client


def seen():
    """The objects of each line, oldest first."""
    return [read(line.objects_seen) for line in ViewLine.objects.order_by("pk")]


@pytest.fixture
def secret():
    """A secret measure among open ones, which leads on to another and has a lead and a step."""
    area = FocusAreaFactory(key="p1", marking_id="public")
    MeasureFactory(focus_area=area, key="1.1", number="1.1")
    measure = MeasureFactory(focus_area=area, key="1.2", number="1.2", marking_id=marked(), due_on="2090")
    MeasurePartyFactory(measure=measure, organisation=OrganisationFactory(key="sm"), role="lead")
    MeasureChangeFactory(measure=measure, happened_on="2022-03-01")
    return measure


def test_the_page_of_something_secret_leaves_a_line_that_holds_no_content(secret):
    client = reader()
    ministry = OrganisationFactory(key="om")
    Membership.objects.create(account=client.account, organisation=ministry)
    assert client.get(reverse("plans:measure", args=["1.2"])).status_code == 200
    line = ViewLine.objects.get()
    assert (line.how, read(line.objects_seen)) == ("page", [("measure", "1.2")])
    told = {"account": client.account.pk, "label": client.account.name, "on_behalf": [ministry.pk], "reason": ""}
    assert line.personal == told
    assert secret.title_fi not in str(ViewLine.objects.values().get())


LISTS = {
    "the list of measures": ("/fi/toimenpiteet/", "page"),
    "the focus area": ("/fi/painopisteet/p1/", "page"),
    "the front page": ("/fi/", "page"),
    "the timeline": ("/fi/aikajana/", "page"),
    "the organisation that leads it": ("/fi/organisaatiot/sm/", "page"),
    "a spreadsheet": ("/fi/toimenpiteet/vienti.xlsx", "file"),
    "a file for programs": ("/fi/toimenpiteet/vienti.csv", "file"),
    "the timeline as a file": ("/fi/aikajana/vienti.csv", "file"),
    "the list of the API": ("/api/v1/measures", "api"),
    "one of the API": ("/api/v1/measures/1.2", "api"),
}


@pytest.mark.parametrize("where", LISTS)
def test_wherever_something_secret_is_shown_a_line_names_it(secret, where):
    address, how = LISTS[where]
    client = reader()
    answer = client.get(address)
    assert answer.status_code == 200
    assert [("measure", "1.2")] in seen(), f"{where} showed it" if secret.title_fi in answer.content.decode() else where
    assert set(ViewLine.objects.values_list("how", flat=True)) == {how}


@pytest.mark.parametrize("where", LISTS)
def test_one_request_writes_one_line(secret, where):
    MeasureFactory(focus_area=secret.focus_area, key="1.3", number="1.3", marking_id=marked())
    client = reader()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(LISTS[where][0])
    written = [query["sql"] for query in queries if query["sql"].startswith("INSERT")]
    assert len([sql for sql in written if "painopiste_viewline" in sql]) == len(written) == 1


@pytest.mark.parametrize("where", LISTS)
def test_for_who_is_not_cleared_nothing_is_looked_for_and_nothing_written(secret, where):
    address, _how = LISTS[where]
    client = reader(level=0)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == (404 if address.endswith("1.2") else 200)
    asked = [query["sql"] for query in queries if "level" in query["sql"] and "viewline" in query["sql"]]
    assert not asked
    assert not ViewLine.objects.exists()


def test_what_is_not_secret_is_not_written_down_for_who_is_cleared():
    MeasureFactory(focus_area__key="p1", key="1.1", marking_id="members")
    client = reader()
    for address in ("/fi/", "/fi/toimenpiteet/", "/fi/toimenpiteet/1.1/", "/api/v1/measures"):
        assert client.get(address).status_code == 200
    assert not ViewLine.objects.exists()


def test_a_link_to_something_secret_is_a_view_of_it(secret):
    open_one = MeasureFactory(focus_area=secret.focus_area, key="1.4", number="1.4", marking_id="public")
    Dependency.objects.create(measure=open_one, other=secret, kind="supports")
    reader().get(reverse("plans:measure", args=["1.4"]))
    assert [("measure", "1.2")] in seen()


def test_the_newest_changes_on_the_front_page_are_views_of_what_was_changed(secret):
    secret.due_on = ""
    secret.save()
    MeasureChange.objects.all().delete()
    record("measures.changed", target=("measure", "1.2"), by=PUBLIC)
    page = reader().get("/fi/").content.decode()
    assert secret.title_fi in page
    assert seen() == [[("measure", "1.2")]]


def test_what_makes_its_contents_secret_is_named_with_them():
    area = FocusAreaFactory(key="p2", marking_id=marked())
    MeasureFactory(focus_area=area, key="2.1")
    reader().get(reverse("plans:measure", args=["2.1"]))
    assert [("focus_area", "p2"), ("measure", "2.1")] in seen()


def test_a_program_reads_nothing_secret_with_a_key_and_leaves_no_line(secret):
    """It can show no second factor (ADR 11)."""
    client = reader()
    ApiToken.objects.create(account=client.account, name="x", hash=hash_of(token="pp_x", by=PUBLIC))
    answer = Client().get("/api/v1/measures/1.2", headers={"Authorization": "Bearer pp_x"})
    assert answer.status_code == 404
    assert not ViewLine.objects.exists()


def test_class_four_asks_for_a_reason_first():
    with override_settings(MAX_CLASS="IV"):
        MeasureFactory(focus_area__key="p1", key="1.1", marking_id=marked(LegalStatus.RESTRICTED))
        client, page = reader(level=3), reverse("plans:measure", args=["1.1"])
        sent = client.get(page)
        assert sent.status_code == 302
        assert not ViewLine.objects.exists()
        assert client.post(sent.url, {"reason": "lyhyt"}).status_code == 422
        back = client.post(sent.url, {"reason": "Asia 12/2026: varautumissuunnitelma"})
        assert (back.status_code, back.url) == (302, page)
        assert client.get(page).status_code == 200
        assert ViewLine.objects.get().personal["reason"] == "Asia 12/2026: varautumissuunnitelma"


def test_a_program_tells_the_reason_with_its_request():
    MeasureFactory(focus_area__key="p1", key="1.1", marking_id=marked(LegalStatus.RESTRICTED))
    client = reader(level=3)
    refused = client.get("/api/v1/measures/1.1")
    assert (refused.status_code, refused.json()["code"]) == (403, "reason_needed")
    given = client.get("/api/v1/measures/1.1", headers={"Painopiste-Reason": "Asia 12/2026"})
    assert given.status_code == 200
    assert ViewLine.objects.get().personal["reason"] == "Asia 12/2026"


def test_the_reason_leads_nowhere_outside(secret):
    client = reader()
    answer = client.post("/fi/katselut/syy/?next=https://evil.example/", {"reason": "Asia 12/2026 asia"})
    assert (answer.status_code, answer.url) == (302, "/fi/")


def test_feedback_of_a_person_who_can_be_reached_is_personal():
    told = {"kind": "other", "message": "x", "received_at": timezone.now(), "due_on": timezone.localdate()}
    named = Feedback.objects.create(**told, email="a@example.fi")
    unnamed = Feedback.objects.create(**told)
    client = reader(level=0, role="secretariat")
    client.get(reverse("feedback:answer", args=[unnamed.key]))
    assert not ViewLine.objects.exists()
    client.get(reverse("feedback:answer", args=[named.key]))
    assert seen() == [[("feedback", named.key)]]


@pytest.mark.parametrize("count", [1, 3])
def test_the_log_is_a_page_for_those_who_watch_over_it(secret, count, django_assert_num_queries):
    client, officer = reader(), reader(level=0, role="data_protection")
    for _ in range(count):
        client.get(reverse("plans:measure", args=["1.2"]))
    officer.get("/fi/katselut/")
    with django_assert_num_queries(6):
        page = officer.get("/fi/katselut/").content.decode()
    assert page.count(f"{client.account.name}</a>") == count
    assert secret.title_fi not in page
    for role in ("reader", "secretariat"):
        assert reader(level=0, role=role).get("/fi/katselut/").status_code == 404
    only = officer.get("/fi/katselut/", {"kohde": "measure:1.1"}).content.decode()
    assert client.account.name not in only


def test_traces_are_erased_on_a_page(secret):
    client, officer = reader(), reader(level=0, role="data_protection")
    client.get(reverse("plans:measure", args=["1.2"]))
    client.account.is_active = False
    client.account.save()
    form = {"account": client.account.key, "reason": "Pyyntö 3/2026"}
    assert officer.post("/fi/katselut/poista/", form).status_code == 302
    assert ViewLine.objects.get().personal is None
    assert client.account.name not in officer.get("/fi/katselut/").content.decode()


def test_the_page_of_a_rows_marking_tells_who_has_looked_to_those_who_may_know(secret):
    client, page = reader(), reverse("markings:marking", args=["toimenpide", "1.2"])
    client.get(reverse("plans:measure", args=["1.2"]))
    officer = reader(role="data_protection")
    told = officer.get(page).content.decode()
    assert client.account.name in told
    assert "<textarea" not in told  # looking is all that they may
    assert officer.post(page, {"marking": "public", "version": "1", "reason": "x"}).status_code == 403
    assert client.account.name not in reader(role="secretariat").get(page).content.decode()


def test_the_operator_who_takes_everything_out_leaves_a_line(secret, tmp_path):
    Programme.objects.create(key="malli", name_fi="Malli", began="2019")
    call_command("dump", tmp_path / "all", stdout=StringIO())
    line = ViewLine.objects.get()
    assert (line.how, read(line.objects_seen)) == ("dump", [("measure", "1.2")])
    assert line.personal["label"] == "painopiste dump"

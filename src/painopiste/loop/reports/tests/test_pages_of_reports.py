"""The pages of reports: the list, making one, reading one, its files, and comparing two."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from painopiste.base.jobs.models import Job
from painopiste.base.markings.rules import Audience
from painopiste.base.programmes.selectors import get_nameplate
from painopiste.loop.focus_areas.models import FocusAreaChange
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.reports import services
from painopiste.loop.reports.tests.factories import ReportFactory

pytestmark = pytest.mark.django_db
DAY = date(2022, 5, 24)


@pytest.fixture
def model(programme):
    area = FocusAreaFactory(key="p1", number=1, name_fi="Arjen turvallisuus")
    FocusAreaChange.objects.create(focus_area=area, state="planning", happened_on="2020")
    FocusAreaChange.objects.create(focus_area=area, state="running", happened_on="2021-09", rank=1)


@pytest.fixture
def report(model, secretariat):
    def make(**more):
        return services.freeze_report(**{"as_of": DAY, "language": "fi", "by": secretariat} | more)

    return make


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_one_query_for_the_public_whatever_its_length(browse, count):
    ReportFactory.create_batch(count)
    get_nameplate()  # remembered for a minute by every page
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = browse().get("/fi/raportit/")
    assert text(response).count('<th scope="row">') == count
    assert len(queries) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_four_queries_for_a_member_whatever_its_length(browse, acting, count):
    ReportFactory.create_batch(count, marking_id="members")
    get_nameplate()
    client = browse(acting("reader"))
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/fi/raportit/")
    assert text(response).count('<th scope="row">') == count
    assert len(queries) == 4  # session, account, roles, reports


def test_the_public_sees_published_reports_only(browse):
    ReportFactory(key="open", title="Avoin raportti")
    ReportFactory(key="closed", title="Jäsenten raportti", marking_id="members")
    page = text(browse().get("/fi/raportit/"))
    assert "Avoin raportti" in page
    assert "Jäsenten raportti" not in page
    for address in (
        "/fi/raportit/closed/",
        "/fi/raportit/closed/valiraportti.pdf",
        "/fi/raportit/open/closed/vertailu/",
    ):
        assert browse().get(address).status_code == 404
    assert browse().get("/fi/raportit/missing/").status_code == 404


def test_the_list_is_narrowed_by_language_and_readers(browse, secretariat):
    ReportFactory(title="Suomeksi", language="fi")
    ReportFactory(title="På svenska", language="sv", marking_id="members")
    client = browse(secretariat)
    assert "Suomeksi" not in text(client.get("/fi/raportit/?kieli=sv"))
    assert "På svenska" not in text(client.get("/fi/raportit/?lukijat=public"))
    assert client.get("/fi/raportit/?kieli=xx&lukijat=yy").status_code == 200


def test_a_member_with_the_right_asks_for_a_report_and_follows_the_work(browse, model, secretariat):
    client = browse(secretariat)
    assert 'value="24.5.2022"' not in text(client.get("/fi/raportit/uusi/"))  # the programme names no day
    given = {"as_of": "24.5.2022", "language": "sv", "facts_for": "public", "title": ""}
    response = client.post("/fi/raportit/uusi/", given)
    job = Job.objects.get()
    assert response.status_code == 302
    assert response["Location"] == reverse("jobs:job", args=[job.key])
    assert (job.payload["as_of"], job.payload["language"]) == ("2022-05-24", "sv")


@pytest.mark.parametrize(
    "wrong",
    [
        {"as_of": "31.2.2022"},
        {"as_of": ""},
        {"as_of": "2022"},
        {"as_of": "1.1.2019"},
        {"as_of": "1.1.2999"},
        {"language": "de"},
        {"facts_for": "everybody"},
    ],
)
def test_a_wrong_choice_is_told_beside_its_field_and_nothing_is_asked_for(browse, model, secretariat, wrong):
    given = {"as_of": "24.5.2022", "language": "fi", "facts_for": "public"} | wrong
    response = browse(secretariat).post("/fi/raportit/uusi/", given)
    assert response.status_code == 422
    assert f'id="id_{next(iter(wrong))}_error"' in text(response)
    assert not Job.objects.exists()


def test_a_member_is_not_offered_the_facts_of_the_secretariat(browse, model, acting):
    client = browse(acting("cooperation_group"))
    assert 'value="secretariat"' not in text(client.get("/fi/raportit/uusi/"))
    given = {"as_of": "24.5.2022", "language": "fi", "facts_for": "secretariat"}
    assert client.post("/fi/raportit/uusi/", given).status_code == 422


def test_the_public_is_sent_to_sign_in_and_a_reader_is_refused(browse, model, acting):
    assert browse().get("/fi/raportit/uusi/").status_code == 302
    assert browse(acting("reader")).get("/fi/raportit/uusi/").status_code == 403


def test_a_report_is_read_as_a_page_of_its_own_language_without_inline_styles(browse, report, publisher):
    kept = report()
    services.publish_report(key=kept.key, by=publisher)
    page = text(browse().get(f"/sv/raportit/{kept.key}/"))
    assert '<article class="pp-document" lang="fi">' in page
    assert "Arjen turvallisuus" in page
    assert page.count("<h1") == 1
    assert " style=" not in page
    assert "<style" not in page
    assert "/julkaise/" not in page


@pytest.mark.parametrize(
    ("form", "kind"),
    [("pdf", "application/pdf"), ("docx", "openxmlformats"), ("html", "text/html"), ("json", "application/json")],
)
def test_a_file_comes_with_its_name_and_is_not_sent_again_when_nothing_changed(browse, report, secretariat, form, kind):
    kept = report()
    client, address = browse(secretariat), f"/fi/raportit/{kept.key}/valiraportti.{form}"
    first = client.get(address)
    assert kind in first["Content-Type"]
    assert first["Content-Disposition"] == f'attachment; filename="valiraportti-2022-05-24-fi.{form}"'
    assert "private" in first["Cache-Control"]
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(address).content == first.content


def test_a_format_that_does_not_exist_is_not_found(browse, report, secretariat):
    assert browse(secretariat).get(f"/fi/raportit/{report().key}/valiraportti.odt").status_code == 404


def test_publishing_is_a_button_for_the_secretariat_alone(browse, report, publisher, acting):
    kept = report()
    address = f"/fi/raportit/{kept.key}/julkaise/"
    other = browse(acting("cooperation_group"))
    assert address not in text(other.get(f"/fi/raportit/{kept.key}/"))
    assert other.post(address).status_code == 403
    client = browse(publisher)
    assert address in text(client.get(f"/fi/raportit/{kept.key}/"))
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    assert browse().get(f"/fi/raportit/{kept.key}/").status_code == 200


def test_who_has_made_a_report_is_told_that_somebody_else_publishes_it(browse, report, secretariat):
    kept = report()
    address, client = f"/fi/raportit/{kept.key}/julkaise/", browse(secretariat)
    assert address not in text(client.get(f"/fi/raportit/{kept.key}/"))
    assert client.post(address).status_code == 403
    assert browse().get(f"/fi/raportit/{kept.key}/").status_code == 404


def test_a_report_with_facts_of_the_secretariat_says_that_it_stays_inside(browse, report, secretariat):
    kept = report(facts_for=Audience.SECRETARIAT)
    client = browse(secretariat)
    assert f"/fi/raportit/{kept.key}/julkaise/" not in text(client.get(f"/fi/raportit/{kept.key}/"))
    assert client.post(f"/fi/raportit/{kept.key}/julkaise/").status_code == 409


def test_two_reports_are_compared_the_older_first(browse, report, secretariat):
    newer, older = report(), report(as_of=date(2021, 6, 30))
    client = browse(secretariat)
    assert f'value="{older.key}"' in text(client.get(f"/fi/raportit/{newer.key}/"))
    chosen = client.get(f"/fi/raportit/{newer.key}/vertaa/?toinen={older.key}")
    assert chosen["Location"] == f"/fi/raportit/{older.key}/{newer.key}/vertailu/"
    page = text(client.get(chosen["Location"]))
    assert "P1 Arjen turvallisuus" in page
    assert 'href="/fi/painopisteet/p1/"' in page
    assert client.get(f"/fi/raportit/{newer.key}/vertaa/?toinen=missing").status_code == 404


def test_reports_that_say_the_same_have_nothing_to_show(browse, report, secretariat):
    first, second = report(), report(language="sv")
    page = text(browse(secretariat).get(f"/en/raportit/{first.key}/{second.key}/vertailu/"))
    assert "Nothing has changed" in page


def test_the_day_of_a_report_may_be_today(browse, model, secretariat, today):
    given = {"as_of": f"{today.day}.{today.month}.{today.year}", "language": "fi", "facts_for": "public"}
    assert browse(secretariat).post("/fi/raportit/uusi/", given).status_code == 302
    given["as_of"] = (today + timedelta(days=1)).isoformat()
    assert browse(secretariat).post("/fi/raportit/uusi/", given).status_code == 422

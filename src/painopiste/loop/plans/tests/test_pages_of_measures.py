"""The pages of measures: found, narrowed, exported, changed; a wrong form keeps what was typed."""

import csv
import io
import json
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from painopiste.loop.plans.models import BulkChange, Measure, SavedView
from painopiste.loop.plans.tests.factories import (
    MeasureChangeFactory,
    MeasureFactory,
    MeasurePartyFactory,
)

pytestmark = pytest.mark.django_db


def page(client, name, *args, **query):
    return client.get(reverse(f"plans:{name}", args=args), query)


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_five_queries(rows, client, django_assert_num_queries):
    for _ in range(rows):
        MeasurePartyFactory()
    page(client, "measures")  # the nameplate of the programme is remembered
    with django_assert_num_queries(5):
        assert text(page(client, "measures")).count("Toimenpide ") >= rows


@pytest.mark.parametrize("parts", [1, 3])
def test_one_measure_takes_nine_queries(parts, client, django_assert_num_queries):
    measure = MeasureFactory()
    for _ in range(parts):
        MeasurePartyFactory(measure=measure)
        MeasureChangeFactory(measure=measure)
    page(client, "measure", measure.key)
    with django_assert_num_queries(9):
        assert page(client, "measure", measure.key).status_code == 200


def test_the_address_carries_the_filters(client):
    MeasureFactory(title_fi="Valmis työ", state="completed")
    MeasureFactory(title_fi="Kesken oleva", state="under_way")
    shown = text(page(client, "measures", tila="completed"))
    assert "Valmis työ" in shown
    assert "Kesken oleva" not in shown


def test_a_wrong_filter_is_not_an_error(client):
    MeasureFactory(title_fi="Työ")
    answer = page(client, "measures", tila="no-such", laji="'; --", sivu="-1", jarjestys="x", painopiste="%00")
    assert answer.status_code == 200


def test_the_export_holds_exactly_what_is_filtered(client):
    MeasureFactory(title_fi="Valmis työ", state="completed", due_on="2021-02-28")
    MeasureFactory(title_fi="Kesken oleva", state="under_way")
    answer = page(client, "export", "csv", tila="completed")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[2] for row in rows if "työ" in row[2]] == ["Valmis työ"]
    assert all("Kesken oleva" not in row for row in rows)
    sheet = load_workbook(io.BytesIO(page(client, "export", "xlsx", tila="completed").content)).worksheets[0]
    assert sheet.max_row == 2
    assert json.loads(page(client, "export", "json", tila="completed").content)
    assert page(client, "export", "ods", tila="completed").content[:2] == b"PK"
    assert page(client, "export", "exe").status_code == 404


def test_a_measure_for_members_is_not_there_for_the_public(client, browser_of):
    hidden = MeasureFactory(marking_id="members")
    absent = page(client, "measure", "no-such")
    refused = page(client, "measure", hidden.key)
    assert (absent.status_code, refused.status_code) == (404, 404)
    assert text(absent).replace("no-such", "") == text(refused).replace(hidden.key, "")
    assert page(browser_of("reader"), "measure", hidden.key).status_code == 200


def test_the_public_finds_no_form(client):
    measure = MeasureFactory()
    for name in ("change", "change_state", "parties"):
        assert page(client, name, measure.key).status_code == 403
    refused = page(client, "create")
    assert refused.status_code == 403
    assert f'href="{reverse("accounts:log_in")}?next={reverse("plans:create")}"' in unquote(text(refused))


def test_a_wrong_date_is_told_beside_its_field_and_nothing_typed_is_lost(browser_of):
    measure = MeasureFactory()
    form = {
        "title_fi": "Uusi nimi",
        "kind": "study",
        "own_marking_id": "public",
        "due_on": "ensi kesänä",
        "version": "1",
    }
    answer = browser_of().post(reverse("plans:change", args=[measure.key]), form)
    assert answer.status_code == 422
    assert "ensi kesänä" in text(answer)
    assert "Uusi nimi" in text(answer)
    assert 'id="id_due_on_error"' in text(answer)
    measure.refresh_from_db()
    assert measure.title_fi != "Uusi nimi"


def test_a_stale_form_shows_both_versions_and_can_then_be_saved(browser_of):
    measure = MeasureFactory(title_fi="Alku")
    client, address = browser_of(), reverse("plans:change", args=[measure.key])
    form = {"title_fi": "Ensimmäinen", "kind": "study", "own_marking_id": "public", "version": "1"}
    assert client.post(address, form).status_code == 302
    late = client.post(address, form | {"title_fi": "Toinen"})
    assert late.status_code == 409
    assert "Ensimmäinen" in text(late)
    assert "Toinen" in text(late)
    assert 'name="version" value="2"' in text(late)
    assert client.post(address, form | {"title_fi": "Toinen", "version": "2"}).status_code == 302
    measure.refresh_from_db()
    assert measure.title_fi == "Toinen"


def test_blocking_without_a_reason_is_refused_on_the_form(browser_of):
    measure = MeasureFactory()
    form = {"new_state": "blocked", "on": "24.5.2022", "version": "1"}
    answer = browser_of().post(reverse("plans:change_state", args=[measure.key]), form)
    assert answer.status_code == 422
    assert 'id="id_blocked_by_error"' in text(answer)


@pytest.mark.parametrize("written", ["200000", "200 000", "200\u00a0000", "200\u202f000,00 €"])
def test_an_amount_is_written_as_people_write_it(browser_of, written):
    measure = MeasureFactory()
    line = {"amount": written, "from_fi": "Määräraha", "state": "granted"}
    assert browser_of().post(reverse("plans:add_part", args=[measure.key, "funding"]), line).status_code == 302
    assert measure.funding.get().amount == 200_000


def test_a_change_of_many_measures_that_changes_nothing_is_refused(browser_of):
    measure = MeasureFactory()
    address = f"{reverse('plans:change_many')}?measure={measure.key}"
    empty = browser_of().post(address, {"on": "24.5.2022"})
    dayless = browser_of().post(address, {"new_state": "under_way"})
    assert (empty.status_code, dayless.status_code) == (422, 422)
    assert 'id="id_new_state_error"' in text(empty)
    assert 'id="id_on_error"' in text(dayless)
    before = (measure.state, measure.version)
    measure.refresh_from_db()
    assert (measure.state, measure.version) == before


def test_a_chair_makes_a_measure_and_gives_it_parties_and_parts(browser_of):
    seed = MeasureFactory(number="3.9", focus_area__number=3)
    client = browser_of("group_chair", body=seed.focus_area.group)
    form = {"focus_area": seed.focus_area.key, "title_fi": "Koulutus", "kind": "training", "own_marking_id": "public"}
    assert client.post(reverse("plans:create"), form).status_code == 302
    made = Measure.objects.get(title_fi="Koulutus")
    assert made.number == "3.10"
    other = MeasurePartyFactory().organisation
    party = {"role": "lead", "organisation": other.key, "since": "2022"}
    assert client.post(reverse("plans:parties", args=[made.key]), party).status_code == 302
    assert client.post(reverse("plans:parties", args=[made.key]), {"role": "lead"}).status_code == 422
    for part, values in {
        "milestone": {"title_fi": "Aloitus", "due_on": "syksy 2022"},
        "deliverable": {"title_fi": "Opas", "link": "https://example.org/opas"},
        "funding": {"amount": "200000", "from_fi": "Määräraha", "state": "granted"},
        "dependency": {"kind": "depends_on", "other": seed.key},
    }.items():
        answer = client.post(reverse("plans:add_part", args=[made.key, part]), values)
        assert answer.status_code == 302, part
    unchosen = client.post(
        reverse("plans:add_part", args=[made.key, "dependency"]), {"kind": "depends_on", "other": ""}
    )
    assert unchosen.status_code == 422  # nothing is chosen for the person
    wrong = client.post(
        reverse("plans:add_part", args=[made.key, "milestone"]), {"title_fi": "Loppu", "due_on": "pian"}
    )
    assert wrong.status_code == 422
    shown = text(page(client, "measure", made.key))
    assert "Opas" in shown
    assert "syksy 2022" in shown
    assert seed.number in shown


def test_a_chair_of_another_group_may_not_change_it(browser_of):
    mine, other = MeasureFactory(), MeasureFactory()
    client = browser_of("group_chair", body=mine.focus_area.group)
    assert page(client, "change", mine.key).status_code == 200
    assert page(client, "change", other.key).status_code == 403


def test_many_measures_are_changed_and_the_change_is_taken_back(browser_of):
    first, second = MeasureFactory(state="planned"), MeasureFactory(state="planned")
    client = browser_of()
    address = f"{reverse('plans:change_many')}?measure={first.key}&measure={second.key}"
    assert first.number in text(client.get(address))
    answer = client.post(address, {"new_state": "under_way", "on": "24.5.2022"})
    assert answer.status_code == 302
    change = BulkChange.objects.get()
    assert text(client.get(answer.url)).count("data-state") == 4
    client.post(reverse("plans:undo", args=[change.key]))
    assert set(Measure.objects.values_list("state", flat=True)) == {"planned"}


def test_a_view_is_saved_shared_and_removed(browser_of):
    client = browser_of()
    client.post(reverse("plans:save_view"), {"name": "Valmiit", "query": "tila=completed", "shared": "on"})
    assert "Valmiit" in text(page(browser_of("reader"), "measures"))
    assert "Valmiit" not in text(page(Client(), "measures"))
    client.post(reverse("plans:remove_view", args=[SavedView.objects.get().key]))
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_language_has_the_same_page_and_an_unknown_one_has_none(client, language):
    measure = MeasureFactory()
    assert client.get(f"/{language}/toimenpiteet/{measure.key}/").status_code == 200
    assert client.get(f"/xx/toimenpiteet/{measure.key}/").status_code == 404


def test_markup_in_a_text_is_shown_as_text(client):
    measure = MeasureFactory(title_fi="<script>alert(1)</script>", description_fi="<img src=x onerror=alert(1)>")
    shown = text(page(client, "measure", measure.key))
    assert "<script>alert(1)" not in shown
    assert "<img src=x" not in shown

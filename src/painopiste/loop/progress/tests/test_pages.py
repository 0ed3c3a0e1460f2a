"""The pages of rounds: what each reader finds, what a form does when it is refused, how many queries a page takes."""

import csv
import io
import json
from datetime import date

import pytest
import time_machine

from painopiste.loop.progress import services
from painopiste.loop.progress.models import FocusAreaAnswer, Round
from painopiste.loop.progress.tests.conftest import TOLD, address, text_of

DAYS = {"status_on": "24.5.2022", "opens_on": "1.5.2022", "closes_on": "31.5.2022"}


def test_everybody_finds_the_public_rounds_and_the_secretariat_may_open_one(make_round, browse, secretariat):
    make_round("julkinen"), make_round("sisainen", marking_id="members")
    page = text_of(browse().get(address("rounds")))
    assert "Kierros julkinen" in page
    assert "Kierros sisainen" not in page
    assert address("open") not in page
    page = text_of(browse(secretariat).get(address("rounds")))
    assert "Kierros sisainen" in page
    assert address("open") in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_rounds_takes_five_queries(count, make_round, make_area, browse, django_assert_num_queries):
    areas = [make_area(number) for number in range(1, count + 1)]
    for number in range(count):
        round_ = make_round(f"r{number}")
        for area in areas:
            FocusAreaAnswer.objects.create(
                round=round_, focus_area=area, marking_id="public", submitted_at="2022-05-02T10:00Z"
            )
    client = browse()
    with django_assert_num_queries(5):
        assert f"{count} / {count}" in text_of(client.get(address("rounds")))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_round_takes_nine_queries(count, round_, earlier, make_area, browse, django_assert_num_queries):
    for number in range(1, count + 1):
        area = make_area(number)
        for one in (round_, earlier):
            given = {"marking_id": "public", "submitted_at": "2022-05-02T10:00Z"}
            FocusAreaAnswer.objects.create(round=one, focus_area=area, **given, **TOLD)
    client = browse()
    with django_assert_num_queries(9):
        assert f"Painopiste {count}" in text_of(client.get(address("round", round_.key)))


def test_a_round_is_opened_from_the_page(browse, secretariat):
    sent = {"title_fi": "Kevät 2022", "own_marking_id": "public", **DAYS}
    response = browse(secretariat).post(address("open"), sent)
    opened = Round.objects.get()
    assert response["Location"] == address("round", opened.key)
    assert (opened.status_on, opened.closes_on) == (date(2022, 5, 24), date(2022, 5, 31))


@pytest.mark.parametrize("wrong", [{"status_on": "31.2.2022"}, {"closes_on": "30.4.2022"}, {"title_fi": ""}])
def test_a_wrong_day_or_a_missing_title_opens_no_round(browse, secretariat, wrong):
    sent = {"title_fi": "Kevät 2022", "own_marking_id": "public", **DAYS} | wrong
    response = browse(secretariat).post(address("open"), sent)
    assert response.status_code == 422
    assert f'href="#id_{next(iter(wrong))}"' in text_of(response)
    assert not Round.objects.exists()


def test_only_the_secretariat_opens_changes_and_closes_a_round(round_, browse, chair):
    client = browse(chair)
    assert client.get(address("open")).status_code == 403
    assert client.get(address("change", round_.key)).status_code == 403
    assert client.post(address("close", round_.key), {"version": 1}).status_code == 403
    round_.refresh_from_db()
    assert not round_.closed


def test_a_round_is_closed_and_opened_again_from_its_page(round_, browse, secretariat):
    client = browse(secretariat)
    client.post(address("close", round_.key), {"version": 1})
    assert address("reopen", round_.key) in text_of(client.get(address("round", round_.key)))
    client.post(address("reopen", round_.key), {"version": 2})
    assert client.post(address("close", round_.key), {"version": 2}).status_code == 409
    assert not Round.objects.get().closed


def test_a_chair_writes_a_draft_and_then_submits_it(round_, area, browse, chair):
    client, edit = browse(chair), address("edit_answer", round_.key, area.key)
    assert client.post(edit, {"version": 0, "done_fi": "Alku.", "do": "draft"})["Location"] == edit
    assert "Alku." in text_of(client.get(edit))
    response = client.post(edit, {"version": 1, "do": "submit", **TOLD})
    assert response["Location"] == address("answer", round_.key, area.key)
    assert "Opas on lausunnoilla." in text_of(browse().get(response["Location"]))


def test_a_form_sent_with_enter_alone_never_submits(round_, area, browse, chair):
    browse(chair).post(address("edit_answer", round_.key, area.key), {"version": 0, **TOLD})
    assert FocusAreaAnswer.objects.get().submitted_at is None


def test_a_submission_lacking_something_says_what_beside_the_field_and_keeps_what_was_written(
    round_, area, browse, chair
):
    sent = {"version": 0, "do": "submit", **TOLD, "forecast": ""}
    response = browse(chair).post(address("edit_answer", round_.key, area.key), sent)
    assert response.status_code == 422
    assert 'href="#id_forecast"' in text_of(response)
    assert "Opas on lausunnoilla." in text_of(response)
    assert not FocusAreaAnswer.objects.exists()


def test_a_stale_form_shows_both_versions_and_can_then_be_saved_knowingly(round_, area, browse, chair, secretariat):
    values = {**TOLD, "done_fi": "Toisen teksti.", "obstacles": ["secrecy"]}
    services.save_answer(round_=round_, focus_area=area, values=values, version=0, submit=False, by=secretariat)
    client, edit = browse(chair), address("edit_answer", round_.key, area.key)
    sent = {"version": 0, "do": "draft", **TOLD, "obstacles": ["resources", "covid_19"]}
    response = client.post(edit, sent)
    page = text_of(response)
    assert response.status_code == 409
    assert "Toisen teksti." in page
    assert 'name="version" value="1"' in page
    assert FocusAreaAnswer.objects.get().done_fi == "Toisen teksti."
    assert client.post(edit, {**sent, "version": 1}).status_code == 302
    assert FocusAreaAnswer.objects.get().obstacles == ["resources", "covid_19"]


def test_the_text_of_the_round_before_stands_in_the_form(round_, earlier, area, browse, chair):
    given = {"marking_id": "public", "submitted_at": "2021-05-02T10:00Z", **TOLD, "needs_fi": "Pysyvä rahoitus."}
    FocusAreaAnswer.objects.create(round=earlier, focus_area=area, **given)
    assert "Pysyvä rahoitus." in text_of(browse(chair).get(address("edit_answer", round_.key, area.key)))


def test_a_draft_saves_itself_and_gives_the_form_its_new_version(round_, area, browse, chair):
    client, autosave = browse(chair), address("autosave", round_.key, area.key)
    page = text_of(client.post(autosave, {"version": 0, "done_fi": "Alku."}))
    assert 'name="version" value="1" id="id_version" hx-swap-oob="true"' in page
    assert "<html" not in page
    client.post(autosave, {"version": 1, "done_fi": "Alku."})
    assert FocusAreaAnswer.objects.get().version == 1
    assert client.post(autosave, {"version": 0, "done_fi": "Toinen."}).status_code == 422
    assert FocusAreaAnswer.objects.get().done_fi == "Alku."


def test_nobody_else_finds_a_draft_or_the_form(round_, area, make_area, browse, member, acting):
    services.save_answer(round_=round_, focus_area=area, values=TOLD, version=0, submit=False, by=member)
    for reader in (None, acting("reader"), acting("group_chair", body=make_area(2).group)):
        client = browse(reader)
        assert client.get(address("answer", round_.key, area.key)).status_code == 404
        assert client.get(address("edit_answer", round_.key, area.key)).status_code == 403
        assert client.post(address("autosave", round_.key, area.key), {"version": 0}).status_code == 403
        assert "Opas on lausunnoilla." not in text_of(client.get(address("round", round_.key)))
        exported = client.get(address("export", key=round_.key, form="csv"))
        assert "Opas on lausunnoilla." not in exported.content.decode("utf-8-sig")


def test_the_history_of_an_answer_with_its_drafts_is_for_those_who_write_it(round_, area, browse, chair, acting):
    services.save_answer(
        round_=round_, focus_area=area, values=TOLD | {"done_fi": "Vasta luonnos."}, version=0, submit=False, by=chair
    )
    services.save_answer(round_=round_, focus_area=area, values=TOLD, version=1, submit=True, by=chair)
    page = address("answer", round_.key, area.key)
    assert "Vasta luonnos." in text_of(browse(chair).get(page))
    for reader in (None, acting("reader")):
        assert "Vasta luonnos." not in text_of(browse(reader).get(page))


def test_the_form_of_a_closed_round_says_that_it_is_closed(earlier, area, browse, chair):
    assert browse(chair).get(address("edit_answer", earlier.key, area.key)).status_code == 409


def test_a_member_gets_no_button_to_submit(round_, area, browse, member, chair):
    edit = address("edit_answer", round_.key, area.key)
    assert 'value="submit"' not in text_of(browse(member).get(edit))
    assert 'value="submit"' in text_of(browse(chair).get(edit))


def test_a_late_answer_is_marked_for_all_readers(round_, area, chair, browse):
    with time_machine.travel("2022-05-25T09:00:00+00:00"):
        services.save_answer(round_=round_, focus_area=area, values=TOLD, version=0, submit=True, by=chair)
        for page in (address("round", round_.key), address("answer", round_.key, area.key)):
            assert 'class="tag" data-color="danger"' in text_of(browse().get(page))


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods", "json"])
def test_the_round_is_exported_in_every_format(form, round_, area, browse):
    assert browse().get(address("export", key=round_.key, form=form)).status_code == 200


def test_the_export_says_what_the_page_says(round_, earlier, area, browse, chair):
    given = {"marking_id": "public", "submitted_at": "2021-05-02T10:00Z"}
    FocusAreaAnswer.objects.create(round=earlier, focus_area=area, **given, **TOLD)
    told = TOLD | {"obstacles": ["secrecy"]}
    services.save_answer(round_=round_, focus_area=area, values=told, version=0, submit=True, by=chair)
    response = browse().get(address("export", key=round_.key, form="json").replace("/fi/", "/en/"))
    row = json.loads(response.content)["rows"][0]
    assert (row["focus_area"], row["done"]) == ("Painopiste 1", "Opas on lausunnoilla.")
    assert (row["obstacles"], row["obstacles_new"], row["obstacles_gone"]) == (
        "Secrecy rules",
        "Secrecy rules",
        "Resources",
    )
    text = browse().get(address("export", key=round_.key, form="csv")).content.decode("utf-8-sig")
    assert any(
        "Opas on lausunnoilla." in line for line in csv.reader(io.StringIO(text), delimiter=";") for line in line
    )


@pytest.mark.parametrize("name", ["round", "change", "export"])
def test_a_round_that_does_not_exist_is_not_found(name, browse, secretariat):
    more = {"form": "csv"} if name == "export" else {}
    assert browse(secretariat).get(address(name, key="olematon", **more)).status_code == 404


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_page_of_a_round_opens_in_every_language_without_inline_styles(
    language, round_, earlier, area, make_measure, browse, secretariat
):
    make_measure(1)
    services.save_answer(round_=round_, focus_area=area, values=TOLD, version=0, submit=True, by=secretariat)
    pair = (round_.key, area.key)
    pages = [address("rounds"), address("open"), address("round", round_.key), address("change", round_.key)]
    pages += [address(name, *pair) for name in ("answer", "edit_answer", "measures")]
    for page in pages:
        response = browse(secretariat).get(page.replace("/fi/", f"/{language}/"))
        assert response.status_code == 200
        assert ' style="' not in text_of(response)

"""The table in which many measures are answered: as a whole, errors beside their rows, rows over others knowingly."""

import pytest

from painopiste.base.audit.models import AuditLine
from painopiste.loop.progress.models import MeasureAnswer
from painopiste.loop.progress.tests.conftest import address, text_of


def rows_of(measures, *, version=0, **changes):
    """What the table of measures sends: everything as it stands, but for `m1__state="late"` and the like."""
    sent = {}
    for measure in measures:
        sent |= {f"{measure.key}-{name}": "" for name in ("blocked_by", "note")}
        sent |= {f"{measure.key}-state": measure.state, f"{measure.key}-version": version}
        sent[f"{measure.key}-measure_version"] = measure.version
    return sent | {name.replace("__", "-"): value for name, value in changes.items()}


@pytest.mark.parametrize("count", [1, 3])
def test_the_table_of_measures_takes_ten_queries(
    count, round_, earlier, area, make_measure, chair, browse, django_assert_num_queries
):
    for number in range(1, count + 1):
        measure = make_measure(number)
        MeasureAnswer.objects.create(round=earlier, measure=measure, state="planned", submitted_at="2021-05-02T10:00Z")
    client = browse(chair)
    with django_assert_num_queries(10):
        assert f"Toimenpide {count}" in text_of(client.get(address("measures", round_.key, area.key)))


def test_the_table_of_measures_is_submitted_as_a_whole(round_, area, make_measure, browse, chair):
    measures = [make_measure(number) for number in (1, 2)]
    sent = rows_of(measures, m1__state="completed", m2__note="Etenee.") | {"do": "submit"}
    response = browse(chair).post(address("measures", round_.key, area.key), sent)
    assert response["Location"] == address("round", round_.key)
    for measure in measures:
        measure.refresh_from_db()
    assert [measure.state for measure in measures] == ["completed", "under_way"]
    assert MeasureAnswer.objects.get(measure=measures[1]).note_fi == "Etenee."


def test_one_wrong_row_saves_nothing_and_stands_with_its_number_in_the_summary(
    round_, area, make_measure, browse, chair
):
    measures = [make_measure(1), make_measure(2, "completed"), make_measure(3)]
    sent = rows_of(measures, m1__state="late", m2__state="planned", m3__state="blocked") | {"do": "submit"}
    response = browse(chair).post(address("measures", round_.key, area.key), sent)
    page = text_of(response)
    assert response.status_code == 422
    assert '<a href="#id_m2-state">1.2 ' in page
    assert '<a href="#id_m3-blocked_by">1.3 ' in page
    assert 'id="id_m2-state_error"' in page
    assert 'id="id_m1-state_error"' not in page
    assert not MeasureAnswer.objects.exists()
    assert not AuditLine.objects.exists()


def test_a_row_that_somebody_else_saved_can_be_saved_over_knowingly(
    round_, area, make_measure, browse, chair, secretariat
):
    measure = make_measure(1)
    client, table = browse(chair), address("measures", round_.key, area.key)
    browse(secretariat).post(table, rows_of([measure], m1__note="Toisen huomautus.", m1__state="late"))
    sent = rows_of([measure], m1__state="completed") | {"do": "submit"}
    response = client.post(table, sent)
    assert response.status_code == 422
    assert "Toisen huomautus." in text_of(response)
    assert 'name="m1-version" value="1"' in text_of(response)
    assert client.post(table, sent | {"m1-version": 1}).status_code == 302
    measure.refresh_from_db()
    assert measure.state == "completed"


def test_a_forged_state_is_refused_and_changes_nothing(round_, area, make_measure, browse, chair):
    sent = rows_of([make_measure(1)], m1__state="won") | {"do": "submit"}
    assert browse(chair).post(address("measures", round_.key, area.key), sent).status_code == 422
    assert not MeasureAnswer.objects.exists()


def test_a_note_is_kept_in_the_language_of_the_page_beside_the_others(round_, area, make_measure, browse, chair):
    measure = make_measure(1)
    client, table = browse(chair), address("measures", round_.key, area.key)
    client.post(table, rows_of([measure], m1__note="Etenee."))
    client.post(table.replace("/fi/", "/sv/"), rows_of([measure], version=1, m1__note="Framåt."))
    saved = MeasureAnswer.objects.get()
    assert (saved.note_fi, saved.note_sv) == ("Etenee.", "Framåt.")


def test_who_writes_no_row_does_not_get_the_table(round_, area, make_measure, browse, acting):
    make_measure(1)
    for reader in (None, acting("reader")):
        assert browse(reader).get(address("measures", round_.key, area.key)).status_code == 403


def test_a_coordinator_finds_the_way_to_the_measures_that_the_organisation_leads(
    round_, area, make_measure, browse, coordinator_of
):
    led, other = make_measure(1), make_measure(2)
    client, table = browse(coordinator_of(led)), address("measures", round_.key, area.key)
    assert table in text_of(client.get(address("round", round_.key)))
    page = text_of(client.get(table))
    assert 'name="m1-state"' in page
    assert 'name="m2-state"' not in page
    assert other.title_fi in page

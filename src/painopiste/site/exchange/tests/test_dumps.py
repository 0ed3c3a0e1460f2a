"""What is dumped is what was loaded; the same rows always give the same bytes."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from painopiste.base.markings.stored import build_in
from painopiste.base.markings.tests.owning import as_owner
from painopiste.base.organisations.models import Organisation
from painopiste.base.programmes.models import Finding
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.plans.models import Measure, MeasureChange
from painopiste.loop.progress.models import FocusAreaAnswer
from painopiste.site.exchange.columns import Content
from painopiste.site.exchange.dump import NotEmpty, documents, dump
from painopiste.site.exchange.load import load
from painopiste.site.exchange.tests.folders import read_all, write_folder
from painopiste.site.exchange.yaml_files import read, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(tmp_path):
    load(write_folder(tmp_path / "kaupunki"))
    return tmp_path


def empty_everything():
    tables = [
        table
        for model in apps.get_app_config("painopiste").get_models()
        for table in [model._meta.db_table, *(field.m2m_db_table() for field in model._meta.many_to_many)]
    ]
    if connection.vendor == "postgresql":  # row security lets the service delete only what it may change
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
    else:
        with connection.constraint_checks_disabled(), connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"DELETE FROM {table}")
    build_in()


def test_dumping_loading_and_dumping_gives_the_same_bytes(loaded):
    dump(loaded / "first")
    empty_everything()
    load(loaded / "first")
    dump(loaded / "second")
    assert read_all(loaded / "first") == read_all(loaded / "second")


def test_loading_a_dump_where_it_came_from_changes_nothing(loaded):
    dump(loaded / "first")
    assert not load(loaded / "first").changed_anything


def test_a_dump_has_what_people_made_in_the_application(loaded):
    Organisation.objects.create(key="k7m2xq9dhw4b", abbreviation="OMA", name_fi="Oma yhdistys", kind="association")
    area = FocusArea.objects.create(key="uusi", name_fi="Uusi", state="proposed", internal_note="vain meille")
    measure = Measure.objects.create(key="h3w8", focus_area=area, number="uusi.1", title_fi="Kokeilu", kind="pilot")
    MeasureChange.objects.create(measure=measure, state="not_started")
    FocusAreaAnswer.objects.update(submitted_at=None)
    dump(loaded / "first")
    empty_everything()
    load(loaded / "first")
    dump(loaded / "second")
    assert read_all(loaded / "first") == read_all(loaded / "second")
    assert FocusArea.objects.get(key="uusi").internal_note == "vain meille"
    assert Measure.objects.get(key="h3w8").marking_id == "members"
    assert FocusAreaAnswer.objects.get().submitted_at is None


def test_a_measure_that_was_taken_back_can_be_loaded_again(loaded):
    measure = Measure.objects.get(key="1.2")
    for rank, (state, reason) in enumerate([("planned", ""), ("completed", ""), ("planned", "Peruttu muutos")]):
        MeasureChange.objects.create(measure=measure, state=state, reason_fi=reason, rank=rank)
    dump(loaded / "first")
    empty_everything()
    load(loaded / "first")
    assert Measure.objects.get(key="1.2").state == "planned"


def test_long_texts_are_blocks_and_dates_are_quoted(loaded):
    dump(loaded / "first")
    text = (loaded / "first/focus-areas/asuminen.yaml").read_text()
    assert "phenomenon:\n  fi: |-\n    Ensimmäinen kappale.\n\n    - kohta\n    - toinen\n" in text
    assert "  - organisation: kaupunki\n    until: '2023-12-31'\n    source: raportti:5\n" in text
    assert "happened_on: '[..2024-06-30]'\n" in text
    assert "opens_on: 2024-05-01\n" in (loaded / "first/rounds/2024-kevat.yaml").read_text()


def test_a_folder_that_is_not_empty_is_left_alone(loaded):
    (loaded / "first").mkdir()
    (loaded / "first" / "README.md").write_text("mine")
    with pytest.raises(NotEmpty):
        dump(loaded / "first")
    with pytest.raises(CommandError, match="--force"):
        call_command("dump", str(loaded / "first"))
    assert read_all(loaded / "first") == {"README.md": b"mine"}


def test_a_forced_dump_replaces_the_programmes_files_only(loaded):
    dump(loaded / "first")
    (loaded / "first" / "README.md").write_text("mine")
    (loaded / "first" / "focus-areas" / "old.yaml").write_text("key: old\n")
    dump(loaded / "first", force=True)
    assert "focus-areas/old.yaml" not in read_all(loaded / "first")
    assert (loaded / "first" / "README.md").read_text() == "mine"


def test_a_key_never_leads_out_of_the_folder(loaded):
    FocusArea.objects.create(key="../../out", name_fi="Ulos")
    with pytest.raises(CommandError, match=r"can't be the name of a file"):
        call_command("dump", str(loaded / "first"))
    assert not list(loaded.rglob("out.yaml"))


def test_there_is_nothing_to_dump_before_a_programme(tmp_path):
    with pytest.raises(CommandError, match="no programme yet"):
        call_command("dump", str(tmp_path / "first"))


def test_no_password_and_no_real_account_is_dumped(loaded, django_user_model):
    django_user_model.objects.create_user("real@example.org", "a secret of some length", name="Real")
    dump(loaded / "first")
    text = (loaded / "first/accounts.yaml").read_text()
    assert "real@" not in text
    assert "password" not in text
    assert "sihteeristo" in text


STRANGE = st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), min_size=1, max_size=200)


@given(STRANGE)
@example("yes")
@example("2021")
@example("1.50")
@example("null")
@example("~")
@example("a: b # c")
@example("- a")
@example(" leading")
@example("trailing ")
@example("two\nlines\n")
@example("\n\nblank before")
@example("blank after\n\n\n")
@example("a line that ends in a blank \nand another")
@example('quote\'s "and" {brackets} [more] & * ! | > % @ `')
@example("😀 emoji\tand tab\r\nand a browser's line end")
@example("next line \x85 and paragraph \u2028 ends")
@example("a" * 150)
@example("?" * 150)
@example("# " + "heading " * 30)
@example("key: " + "value " * 30)
@example("'" * 120)
@example("---\na: b")
@example("\ufeffmark")
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_survives_being_written_and_read(text):
    content: Content = {"list": [{"fi": text}], "deep": {"er": {"text": text}}}
    assert read(write(content).encode()).content == content


@given(STRANGE)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_in_a_row_is_dumped_and_loaded_again(loaded, tmp_path_factory, text):
    Finding.objects.update(text_fi=text)
    folder = tmp_path_factory.mktemp("dump")
    dump(folder)
    Finding.objects.update(text_fi="something else")
    load(folder)
    assert Finding.objects.get().text_fi == text
    assert {name: write(content).encode() for name, content in documents()} == read_all(folder)

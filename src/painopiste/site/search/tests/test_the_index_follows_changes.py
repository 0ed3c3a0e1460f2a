"""The index is as the rows are after every change, in the change's own transaction, and it tells when it is not."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from painopiste.base.actors import PUBLIC, Actor, system
from painopiste.base.bodies.services import record_decision
from painopiste.base.bodies.tests.factories import BodyFactory
from painopiste.base.remarking.services.changing import raise_marking
from painopiste.base.search.models import SearchDocument, SearchWord
from painopiste.loop.focus_areas.services import change as change_focus_area
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans.models import Interface, Measure
from painopiste.loop.plans.services import change_measure, remove_part, save_part
from painopiste.loop.plans.tests.factories import MeasureFactory
from painopiste.site.exchange.load import load
from painopiste.site.search.keeping import differences, rebuild
from painopiste.site.search.showing import search

pytestmark = pytest.mark.django_db
RIGHTS = ("measures.change", "focus_areas.change", "bodies.change", "markings.change", "internal.read")
EDITOR = system("test", rights=RIGHTS)
MEMBER = Actor(label="member", member=True)
PROGRAMME = Path(__file__).parents[5] / "programmes" / "fi-internal-security-2019"


def found(question, by=PUBLIC):
    return [f"{one.kind.code} {one.key}" for one in search(question=question, by=by, language="fi").results]


@pytest.fixture
def measure():
    made = MeasureFactory(key="a", title_fi="Kylien palokunnat", focus_area=FocusAreaFactory(key="p1", name_fi="Palot"))
    rebuild()
    return made


def test_a_changed_text_is_found_by_its_new_words_only(measure):
    change_measure(measure=measure, values={"title_fi": "Rajojen partiot"}, version=1, by=EDITOR)
    assert found("partio rajalla") == ["measure a"]
    assert found("palokunta") == []
    assert differences() == []


def test_a_change_that_is_taken_back_leaves_the_index_as_it_was(measure):
    with transaction.atomic():
        change_measure(measure=measure, values={"title_fi": "Rajojen partiot"}, version=1, by=EDITOR)
        assert found("partio") == ["measure a"]
        transaction.set_rollback(True)
    assert found("palokunta") == ["measure a"]
    assert found("partio") == []


def test_parts_of_a_row_are_found_until_they_are_removed(measure):
    row = save_part(measure=measure, part="milestone", values={"title_fi": "Sammutusvesi"}, by=EDITOR)
    assert found("sammutusveden") == ["measure a"]
    remove_part(measure=measure, part="milestone", row_id=row.pk, by=EDITOR)
    assert found("sammutusveden") == []
    assert differences() == []


def test_a_decision_is_found_as_soon_as_its_body_has_it():
    body = BodyFactory(key="ryhma", name_fi="Ryhmä")
    values = {"key": "d1", "title_fi": "Budjetti jaetaan", "decided_on": "2022", "marking_id": "public"}
    record_decision(body=body, values=values, by=EDITOR)
    assert found("budjetin") == ["decision d1"]


def test_what_stands_in_a_row_that_is_closed_is_closed_in_the_index_too(measure):
    other = MeasureFactory(key="b", title_fi="Muu työ")
    Interface.objects.create(key="i", kind="overlaps", note_fi="Samat letkut", measure=other, other_measure=measure)
    rebuild()
    assert found("letku") == ["interface i"]
    area = measure.focus_area
    raise_marking(row=area, marking="members", version=area.version, by=EDITOR)
    assert found("palokunta") == found("letku") == found("palot") == []
    assert found("palokunta", by=MEMBER) == ["measure a"]
    assert found("letku", by=MEMBER) == ["interface i"]
    assert differences() == []


def test_a_change_that_says_nothing_new_writes_nothing(measure):
    before = set(SearchWord._base_manager.values_list("pk", flat=True))
    area = measure.focus_area
    change_focus_area(focus_area=area, values={"internal_note": "salainen"}, version=area.version, by=EDITOR)
    assert found("salainen", by=EDITOR) == []
    assert set(SearchWord._base_manager.values_list("pk", flat=True)) == before


def test_a_whole_programme_is_in_the_index_when_it_has_been_loaded():
    load(PROGRAMME)
    assert differences() == []
    kinds = set(SearchDocument._base_manager.values_list("kind", flat=True))
    assert {"focus_area", "measure", "plan", "organisation", "body", "decision", "round", "finding"} <= kinds
    before = {one.pk: one.fingerprint for one in SearchDocument._base_manager.all()}
    assert rebuild() == len(before)


def test_the_check_tells_what_differs_and_the_rebuild_mends_it(measure, capsys):
    Measure._base_manager.filter(key="a").update(title_fi="Ohi palveluiden")
    Measure._base_manager.create(key="c", number="9", title_fi="Puuttuva", marking_id="public")
    SearchWord._base_manager.filter(document__kind="focus_area").update(marking="members")
    SearchDocument._base_manager.create(kind="measure", key="gone", row=999, marking_id="public", fingerprint="")
    with pytest.raises(CommandError) as told:
        call_command("search", "check")
    assert "measure a: its words have changed" in str(told.value)
    assert "measure c: not in the index" in str(told.value)
    assert "measure gone: there is no such row any more" in str(told.value)
    assert "words are not marked as their documents" in str(told.value)
    call_command("search", "rebuild")
    call_command("search", "check")
    assert "The index is as the rows are." in capsys.readouterr().out

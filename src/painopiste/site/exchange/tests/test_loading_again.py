"""Loading the same again changes nothing; loading something else changes only that."""

import pytest
from django.apps import apps

from painopiste.base.actors import system
from painopiste.base.audit.models import AuditLine
from painopiste.base.audit.services import record
from painopiste.base.bodies.models import Body
from painopiste.base.organisations.models import Organisation, OrganisationAlias
from painopiste.loop.commitments.models import Commitment
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.plans.models import ChainItem, Measure, MeasureParty, Milestone
from painopiste.loop.progress.models import FocusAreaAnswer
from painopiste.site.exchange.compare import total
from painopiste.site.exchange.load import load
from painopiste.site.exchange.problems import WrongProgramme
from painopiste.site.exchange.tests.folders import change, write_folder

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    folder = write_folder(tmp_path / "kaupunki")
    load(folder)
    return folder


def every_row():
    return {
        model: list(model.objects.order_by("pk").values()) for model in apps.get_app_config("painopiste").get_models()
    }


def counts(result):
    return {word: total(result.comparisons, word) for word in ("created", "changed", "edited", "kept")}


def test_loading_the_same_twice_changes_no_row_and_leaves_no_audit_line(folder):
    before = every_row()
    result = load(folder)
    assert every_row() == before
    assert not result.changed_anything


def test_only_what_changed_in_the_file_is_changed(folder):
    others = list(Measure.objects.exclude(key="1.1").values())
    lines = AuditLine.objects.count()
    change(folder, "focus-areas/asuminen.yaml", "Varoittimet vuokrataloihin", "Varoittimet kaikkiin taloihin")
    assert counts(load(folder)) == {"created": 0, "changed": 1, "edited": 0, "kept": 0}
    measure = Measure.objects.get(key="1.1")
    assert (measure.title_fi, measure.version) == ("Varoittimet kaikkiin taloihin", 2)
    assert list(Measure.objects.exclude(key="1.1").values()) == others
    newest = AuditLine.objects.order_by("-number")
    assert [line.event for line in newest[: newest.count() - lines]] == ["programmes.loaded", "measures.loaded"]
    assert newest[1].content["before"] == {"title_fi": "Varoittimet vuokrataloihin"}


def test_parts_that_stay_keep_their_rows(folder):
    before = dict(MeasureParty.objects.values_list("role", "pk"))
    change(folder, "focus-areas/asuminen.yaml", "      - {role: participant, body: ryhma}\n", "")
    change(
        folder,
        "focus-areas/asuminen.yaml",
        "{role: lead, organisation: brandkåren}",
        "{role: lead, organisation: kaupunki}",
    )
    load(folder)
    after = dict(MeasureParty.objects.values_list("role", "pk"))
    assert after == {"audience": before["audience"], "lead": after["lead"]}


def test_a_new_step_moves_the_state(folder):
    change(
        folder,
        "focus-areas/asuminen.yaml",
        "        happened_on: '2024-05'\n",
        "        happened_on: '2024-05'\n      - {state: under_way, happened_on: '2024-06'}\n",
    )
    load(folder)
    assert Measure.objects.get(key="1.1").state == "under_way"


def test_a_key_can_move_from_one_measure_to_another(folder):
    text = "    milestones:\n      - {key: 1.1-puolet, title: {fi: Puolet asennettu}, due_on: '2023-12'}\n"
    change(folder, "focus-areas/asuminen.yaml", text, "")
    change(folder, "focus-areas/asuminen.yaml", "    kind: communication\n", "    kind: communication\n" + text)
    load(folder)
    assert Milestone.objects.get().measure.key == "1.2"


def test_an_alias_can_move_from_one_organisation_to_another(folder):
    change(folder, "organisations.yaml", "aliases: [Palokunta, Brandkåren]", "aliases: [Brandkåren]")
    change(folder, "organisations.yaml", "    kind: county\n", "    kind: county\n    aliases: [Palokunta]\n")
    load(folder)
    assert OrganisationAlias.objects.get(name="Palokunta").organisation.key == "uusi-pelastus"


def test_a_chain_item_that_goes_does_not_take_with_it_what_hung_on_it(folder):
    change(
        folder, "focus-areas/asuminen.yaml", "asuminen-tavoite\n        level: aim", "uusi-tavoite\n        level: aim"
    )
    change(folder, "focus-areas/asuminen.yaml", "parent: asuminen-tavoite", "parent: uusi-tavoite")
    kept = ChainItem.objects.get(key="asuminen-tuotos").pk
    load(folder)
    assert ChainItem.objects.get(pk=kept).parent.key == "uusi-tavoite"
    assert ChainItem.objects.get(pk=kept).measures.count() == 1


def test_a_text_that_goes_from_the_file_goes_from_the_row(folder):
    change(folder, "bodies.yaml", "    tempo: quarterly\n", "")
    change(folder, "focus-areas/asuminen.yaml", ", sv: Tryggt boende", "")
    load(folder)
    assert Body.objects.get(key="ryhma").tempo == ""
    assert FocusArea.objects.get().name_sv == ""


def test_what_is_not_in_the_folder_is_kept_and_told(folder):
    Organisation.objects.create(key="oma", abbreviation="OMA", name_fi="Oma", kind="association")
    write_folder(folder, timeline=None)
    result = load(folder)
    assert {each.kind.name: each.kept for each in result.comparisons if each.kept} == {
        "organisation": ["oma"],
        "timeline_event": ["alku"],
    }
    assert Organisation.objects.filter(key="oma").exists()


def test_what_people_have_changed_is_left_to_them(folder):
    Measure.objects.filter(key="1.1").update(title_fi="Ihmisten oma")
    record("plans.measure_changed", target=("measure", "1.1"), by=system("a person"))
    change(folder, "focus-areas/asuminen.yaml", "{fi: Neuvonta}", "{fi: Neuvonta kotona}")
    result = load(folder)
    assert counts(result) == {"created": 0, "changed": 1, "edited": 1, "kept": 0}
    assert [measure.title_fi for measure in Measure.objects.order_by("key")] == [
        "Ihmisten oma",
        "Neuvonta kotona",
        "Mittarit",
    ]


def test_the_folder_wins_when_it_is_told_to(folder):
    Measure.objects.filter(key="1.1").update(title_fi="Ihmisten oma")
    record("plans.measure_changed", target=("measure", "1.1"), by=system("a person"))
    load(folder, overwrite=True)
    assert Measure.objects.get(key="1.1").title_fi == "Varoittimet vuokrataloihin"


def test_an_answer_that_somebody_has_changed_is_left_to_them(folder):
    FocusAreaAnswer.objects.update(done_fi="Ihmisten oma")
    record("progress.answer_submitted", target=("progress_answer", "2024-kevat/asuminen"), by=system("a person"))
    assert counts(load(folder))["edited"] == 1
    assert FocusAreaAnswer.objects.get().done_fi == "Ihmisten oma"


def test_an_organisation_does_not_get_a_second_commitment_under_another_key(folder):
    change(folder, "commitments.yaml", "key: kaupunki-1.1", "key: toinen-avain")
    with pytest.raises(WrongProgramme) as caught:
        load(folder)
    assert 'has a commitment to it already: "kaupunki-1.1"' in str(caught.value.problems[0])
    assert Commitment.objects.count() == 2

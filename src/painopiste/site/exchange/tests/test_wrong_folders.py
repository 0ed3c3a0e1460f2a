# ruff: noqa: E501
"""A wrong folder is refused with file, line, field and reason, all at once, and nothing is changed."""

import pytest
from django.core.management import CommandError, call_command

from painopiste.base.audit.models import AuditLine
from painopiste.base.organisations.models import Organisation
from painopiste.site.exchange.load import load
from painopiste.site.exchange.problems import WrongProgramme
from painopiste.site.exchange.tests.folders import FILES, change, write_folder

pytestmark = pytest.mark.django_db
FOCUS_AREA = "focus-areas/asuminen.yaml"

# file, what stands in it, what is written instead, the field that is told, and the reason
WRONG = [
    (FOCUS_AREA, "organisation: PELA", "organisation: PELLA", "leads.1.organisation", 'there is no organisation "PELLA" (did you mean "pela"?)'),
    (FOCUS_AREA, "decision: 2023-01-start", "decision: 2023-start", "changes.1.decision", 'there is no decision "2023-start" (did you mean "2023-01-start"?)'),
    (FOCUS_AREA, "{measure: '1.2'", "{measure: '9.9'", "measures.0.depends_on.0.measure", 'there is no measure "9.9"'),
    (FOCUS_AREA, "{measure: '1.2'", "{measure: '1.1'", "measures.0.depends_on.0.measure", "a measure can't depend on itself"),
    (FOCUS_AREA, "chain: [asuminen-tuotos]", "chain: [muu]", "measures.0.chain.0", 'there is no chain item "muu"'),
    (FOCUS_AREA, "number: 1\n", "numero: 1\n", "numero", 'there is no such field (did you mean "number"?)'),
    (FOCUS_AREA, "kind: tool", "kind: tol", "measures.0.kind", None),
    (FOCUS_AREA, "happened_on: '2022-23'", "happened_on: '2022-13'", "changes.0.happened_on", None),
    (FOCUS_AREA, "happened_on: '2022-23'", "happened_on: 2022", "changes.0.happened_on", "write the date in quotes: '2022'"),
    (FOCUS_AREA, "since: '2024-01-01'", "since: 2024-01-01", "leads.1.since", "write the date in quotes: '2024-01-01'"),
    (FOCUS_AREA, "{state: under_way,", "{state: planned,", "measures.0.changes.1.state", "A measure that is “planned” can't become “planned”."),
    (FOCUS_AREA, "happened_on: '2023-21'}", "happened_on: '2022-21'}", "measures.0.changes.1.happened_on", "2022-21 is before the step above it, 2023-02"),
    (FOCUS_AREA, "        blocked_by: funding\n", "        source: x\n", "measures.0.changes.2", 'a step to "blocked" needs a reason'),
    (FOCUS_AREA, "body: ryhma}\n      - {role: audience", "body: ryhma, organisation: pelastus}\n      - {role: audience", "measures.0.parties.1", "needs exactly one of organisation, body and named, not organisation and body"),
    (FOCUS_AREA, "due_on: '2024'", "due_on: '2022'", "measures.0.due_on", "2022 is before starts_on 2023-02"),
    (FOCUS_AREA, "'https://example.org/ohje'", "'javascript:alert(1)'", "measures.0.deliverables.0.link", None),
    (FOCUS_AREA, "amount: 20000.50", "amount: 20000.505", "measures.0.funding.0.amount", "must have at most twelve digits before and two after the decimal point"),
    (FOCUS_AREA, "parent: asuminen-tavoite", "parent: asuminen-tuotos", "plans.0.chain.1.parent", "leads in a circle"),
    (FOCUS_AREA, "key: '1.2'", "key: '1.1'", "measures.1.key", f'a measure "1.1" stands already in {FOCUS_AREA}'),
    (FOCUS_AREA, "key: asuminen\n", "key: asunnot\n", "key", 'the key is "asunnot", so the file must be named focus-areas/asunnot.yaml'),
    (FOCUS_AREA, "audience: public\nparticipants", "audience: kaikki\nparticipants", "audience", '"kaikki" is not one of public, members, secretariat'),
    ("organisations.yaml", "parent: kaupunki", "parent: pelastus", "organisations.1.parent", "leads in a circle"),
    ("organisations.yaml", "key: uusi-pelastus", "key: Uusi Pelastus", "organisations.2.key", None),
    ("organisations.yaml", "abbreviation: KPK\n", "abbreviation: 5\n", "organisations.0.abbreviation", "must be a text: write it in quotes, '5'"),
    ("organisations.yaml", "abbreviation: KPK\n", "abbreviation:\n", "organisations.0.abbreviation", "has no value: give one, or leave the key out"),
    ("bodies.yaml", "tempo: quarterly", "tempo: quarterly\n    tempo: monthly", "bodies.0.tempo", "stands here twice"),
    ("rounds/2024-kevat.yaml", "closes_on: 2024-06-15", "closes_on: 2024-04-15", "closes_on", "is before opens_on"),
    ("rounds/2024-kevat.yaml", "closes_on: 2024-06-15", "closes_on: keväällä", "closes_on", "must be a day, as 2022-05-24"),
    ("rounds/2024-kevat.yaml", "[funding]", "funding", "answers.0.obstacles", "must be a list"),
    ("programme.yaml", "demonstration: true", "demonstration: yes", "demonstration", "must be true or false"),
    ("interfaces.yaml", "other_measure: '1.2'", "other_measure: '1.1'", "interfaces.0", "is between two different measures or focus areas"),
    ("interfaces.yaml", "    measure: '1.2'\n", "    measure: '1.2'\n    focus_area: asuminen\n", "interfaces.1", "needs exactly one of measure and focus_area"),
    ("interfaces.yaml", "measure: '1.2'\n    kind: overlaps\n    other_focus_area: asuminen", "measure: '1.2'\n    kind: overlaps\n    other_measure: '1.1'", "interfaces.1.key", '"varoittimet-neuvonta" is between the same two'),
    ("commitments.yaml", "state: decided", "state: withdrawn", "commitments.0.changes.2.state", "A commitment that is “declined” can't become “withdrawn”."),
    ("commitments.yaml", ", reason: {fi: Ei rahaa}", "", "commitments.0.changes.1.reason", 'a step to "declined" needs a reason'),
    ("commitments.yaml", "organisation: kaupunki", "organisation: PELA", "commitments.1.organisation", 'has a commitment to it already: "pelastus-1.1"'),
    ("commitments.yaml", "person_months: 1.5", "person_months: 150000", "commitments.0.person_months", "must be at least 0 and less than 100000"),
    ("commitments.yaml", "until: '2024'", "until: '2022'", "commitments.0.until", "2022 is before since 2023-03"),
    ("commitments.yaml", "measure: '1.1'\n    organisation: brand", "measure: '9'\n    organisation: brand", "commitments.0.measure", 'there is no measure "9"'),
    (FOCUS_AREA, "euros: 0", "euros: -1", "measures.0.needed.euros", "must be at least 0 and less than 1000000000000"),
    ("timeline.yaml", "about: asuminen", "about: asminen", "events.0.about", 'there is no focus area or measure "asminen" (did you mean "asuminen"?)'),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    return write_folder(tmp_path / "kaupunki")


def problems_of(folder):
    with pytest.raises(WrongProgramme) as caught:
        load(folder)
    assert not Organisation.objects.exists()
    assert not AuditLine.objects.exists()
    return [str(problem) for problem in caught.value.problems]


def line_of(name, piece):
    return next(number for number, line in enumerate(FILES[name].splitlines(), 1) if piece in line)


@pytest.mark.parametrize(("name", "old", "new", "field", "reason"), WRONG)
def test_a_wrong_value_is_told_with_its_line(folder, name, old, new, field, reason):
    change(folder, name, old, new)
    told = [problem for problem in problems_of(folder) if problem.split(": ")[1].startswith(field)]
    assert told, "the field is not named"
    assert reason is None or told[0].endswith(f": {reason}")
    line = int(told[0].split(":")[1])
    assert abs(line - FILES[name][: FILES[name].index(old)].count("\n") - 1) <= 1


def test_all_problems_are_told_at_once(folder):
    change(folder, FOCUS_AREA, "organisation: PELA", "organisation: PELLA")
    change(folder, FOCUS_AREA, "kind: tool", "kind: tol")
    change(folder, "bodies.yaml", "parent: ryhma", "parent: ryhmä")
    change(folder, "programme.yaml", "key: kaupunki-2023\n", "")
    assert [problem.split(": ")[0] for problem in problems_of(folder)] == [
        f"bodies.yaml:{line_of('bodies.yaml', 'parent: ryhma')}",
        f"{FOCUS_AREA}:{line_of(FOCUS_AREA, 'organisation: PELA')}",
        f"{FOCUS_AREA}:{line_of(FOCUS_AREA, 'kind: tool')}",
        "programme.yaml:1",
    ]


def test_an_alias_belongs_to_one_organisation(folder):
    change(folder, "organisations.yaml", "    kind: county\n", "    kind: county\n    aliases: [palokunta]\n")
    assert 'organisations.2.aliases.0: "palokunta" is an alias of "pelastus" already' in "\n".join(problems_of(folder))


def test_a_name_that_two_organisations_have_is_not_guessed(folder):
    change(folder, "organisations.yaml", "Uusi pelastuslaitos", "Pelastuslaitos")
    change(folder, "bodies.yaml", "Palokunta", "Pelastuslaitos")
    assert '"Pelastuslaitos" may mean pelastus or uusi-pelastus: write the key' in problems_of(folder)[0]


def test_wrong_yaml_is_told_with_its_line(folder):
    change(folder, "bodies.yaml", "    tempo: quarterly", "   tempo: quarterly")
    problems = problems_of(folder)
    assert [problem for problem in problems if problem.startswith("bodies.yaml:5: is not YAML")]


@pytest.mark.parametrize(
    "text", ["key: &a x\nname: *a\n", "key: !!python/object:os.system x\n", "? [a]\n: b\n", "[" * 2000]
)
def test_yaml_that_can_do_harm_is_refused(folder, text):
    write_folder(folder, model=text)
    assert any(problem.startswith("model.yaml:1: ") for problem in problems_of(folder))


def test_what_is_not_utf_8_is_told_with_its_line(folder):
    (folder / "model.yaml").write_bytes(b"measures:\n  - key: \xe4\n")
    assert "model.yaml:2: is not UTF-8 (byte 19)" in problems_of(folder)


def test_a_file_that_the_format_does_not_have_is_told(folder):
    (folder / "organizations.yaml").write_text("organisations: []\n")
    assert problems_of(folder) == [
        'organizations.yaml: the format has no such file (did you mean "organisations.yaml"?)'
    ]


def test_a_folder_that_is_not_there(tmp_path):
    assert problems_of(tmp_path / "no") == [f"{tmp_path / 'no'}: there is no such folder"]


def test_a_folder_without_a_programme(tmp_path):
    assert problems_of(tmp_path) == [f"{tmp_path}: has no programme.yaml: it is not the folder of a programme"]


def test_another_programme_is_not_loaded_over_the_first(folder):
    load(folder)
    change(folder, "programme.yaml", "kaupunki-2023", "kylä-2023".replace("ä", "a"))
    with pytest.raises(WrongProgramme, match='holds the programme "kaupunki-2023" already'):
        load(folder)


def test_a_failure_in_the_middle_leaves_nothing(folder, monkeypatch):
    monkeypatch.setattr("painopiste.site.exchange.load.record", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(folder)
    assert not Organisation.objects.exists()


def test_the_command_fails_with_one_readable_line_for_each_problem(folder):
    change(folder, FOCUS_AREA, "kind: tool", "kind: tol")
    with pytest.raises(CommandError) as caught:
        call_command("load", str(folder))
    head, first = str(caught.value).splitlines()
    assert first.startswith(f'{FOCUS_AREA}:{line_of(FOCUS_AREA, "kind: tool")}: measures.0.kind: "tol" is not one of ')
    assert head == "Nothing was loaded: 1 thing is wrong."

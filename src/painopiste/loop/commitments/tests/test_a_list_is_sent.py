"""An organisation's own list: shown before anything is saved, wrong cells told, all saved or nothing."""

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from xlsxwriter import Workbook

from painopiste.base.audit.models import AuditLine
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.loop.commitments.models import Commitment
from painopiste.loop.commitments.tests.factories import CommitmentFactory

pytestmark = pytest.mark.django_db


def address(name, key):
    return reverse(f"commitments:{name}", args=[key])


def text(response):
    return response.content.decode()


def as_csv(*rows):
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return SimpleUploadedFile("luettelo.csv", out.getvalue().encode())


def as_xlsx(*rows):
    out = io.BytesIO()
    with Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return SimpleUploadedFile("luettelo.xlsx", out.getvalue())


HEAD = ["Toimenpiteen numero", "Tila", "Tilan päivä", "Perustelu", "Euroa", "Muuta"]


@pytest.fixture
def row(measure, lead):
    return CommitmentFactory(measure=measure, organisation=lead)


@pytest.fixture
def send(lead, coordinator, browse):
    client = browse(coordinator)

    def sent(file):
        return client.post(address("import", lead.key), {"file": file})

    sent.client = client
    return sent


def ticket(answer):
    """What the page would save, sealed; nothing where it can't be saved."""
    found = re.search(r'name="list" value="([^"]+)"', text(answer))
    return found[1] if found else ""


def rows_of(answer):
    """The rows that the page shows: (number, [(column, what is wrong)], whether it would change something)."""
    table = text(answer).partition('id="rows"')[2].partition("</table>")[0]
    for row in re.findall(r"<tr.*?</tr>", table.partition("<tbody>")[2], re.DOTALL):
        wrong = re.findall(r'<p><span class="tag"[^>]*>(?:<svg.*?</svg>)?([^<]*)</span> (.*?)</p>', row, re.DOTALL)
        yield int(re.search(r"<td>(\d+)</td>", row)[1]), wrong, 'data-color="info"' in row


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_a_list_is_shown_then_saved(make, row, lead, send):
    answer = send(make(HEAD, ["3.1", "Päätetty", "2.3.2026", "", "20000", "x"]))
    assert answer.status_code == 200
    assert "1 rivi muuttuisi" in text(answer)
    assert "Muuta" in text(answer)  # a column that is not read is told
    assert Commitment.objects.get().state == "asked"
    assert not AuditLine.objects.exists()
    saved = send.client.post(address("save_import", lead.key), {"list": ticket(answer)})
    assert saved.status_code == 302
    row.refresh_from_db()
    assert (row.state, row.euros, row.version) == ("decided", 20000, 2)
    assert AuditLine.objects.get().event == "commitments.decided"


def test_wrong_cells_are_told_by_row_and_column_and_nothing_can_be_saved(row, lead, send):
    CommitmentFactory(organisation=lead, measure__number="3.2")
    answer = send(
        as_csv(
            HEAD,
            ["3.1", "Päätetty", "ensi kesänä", "", "paljon", ""],
            ["3.2", "Kieltäytynyt", "2.3.2026", "", "", ""],
            ["9.9", "Päätetty", "", "", "", ""],
            ["3.2", "Huomenna", "", "", "", ""],
        )
    )
    assert answer.status_code == 422
    assert ticket(answer) == ""
    told = {(number, label) for number, wrong, _changes in rows_of(answer) for label, _text in wrong}
    assert told == {
        (2, "Tilan päivä"),
        (2, "Euroa"),
        (3, "Perustelu"),
        (4, "Toimenpiteen numero"),
        (5, "Tila"),
        (5, "Toimenpiteen numero"),
    }
    assert set(Commitment.objects.values_list("state", "version")) == {("asked", 1)}
    assert not AuditLine.objects.exists()


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods"])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_what_was_downloaded_can_be_sent_back_and_changes_nothing(form, language, row, lead, browse, coordinator):
    more = {"unit_fi": "Yksikkö", "place_fi": "Tulossopimus", "reference": "=1+1", "responsible": "Johtaja"}
    Commitment.objects.update(euros="20000.50", person_months=1, years="2026/2027", since="2026-01", **more)
    client = browse(coordinator)
    with translation.override(language):
        export = reverse("commitments:export", args=[form])
        file = SimpleUploadedFile(f"x.{form}", client.get(export, {"organisaatio": lead.key}).content)
        answer = client.post(address("import", lead.key), {"file": file})
    assert answer.status_code == 200
    # A text is written in the language of the page: elsewhere the Finnish one becomes that language's.
    assert list(rows_of(answer)) == [(2, [], language != "fi")]


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("x.xlsx", b"not a workbook"),
        SimpleUploadedFile("x.exe", b"MZ"),
        SimpleUploadedFile("x.csv", b""),
        SimpleUploadedFile("x.csv", "Väärä;otsikko\r\n1;2\r\n".encode()),
        SimpleUploadedFile("x.csv", b"Tila;Tila;Toimenpiteen numero\r\na;b;c\r\n"),
        SimpleUploadedFile("x.csv", b"a;" * 100),
        SimpleUploadedFile("x.csv", b'"' + b"a" * 200_000),
    ],
    ids=["not a workbook", "a program", "empty", "no column", "a column twice", "too wide", "a cell too long"],
)
def test_what_is_no_list_is_refused_beside_the_field(file, row, send):
    file.seek(0)
    answer = send(file)
    assert answer.status_code == 422
    assert "id_file_error" in text(answer)


def test_a_sealed_list_is_saved_only_by_who_has_read_it(row, lead, send, acting, browse):
    sealed = ticket(send(as_csv(HEAD, ["3.1", "Päätetty", "2.3.2026", "", "", ""])))
    other = browse(acting("coordinator", organisation=lead))
    again = address("import", lead.key)  # where a list is sent
    assert other.post(address("save_import", lead.key), {"list": sealed})["Location"] == again
    assert send.client.post(address("save_import", lead.key), {"list": sealed + "x"})["Location"] == again
    assert Commitment.objects.get().version == 1
    assert send.client.post(address("save_import", lead.key), {"list": sealed}).status_code == 302
    assert send.client.post(address("save_import", lead.key), {"list": sealed}).status_code == 302
    assert Commitment.objects.get().version == 2  # what is saved already is not saved again


def test_what_somebody_has_changed_meanwhile_is_not_written_over(row, lead, send):
    sealed = ticket(send(as_csv(HEAD, ["3.1", "Päätetty", "2.3.2026", "", "", ""])))
    Commitment.objects.update(version=2, reference="TOISEN")
    answer = send.client.post(address("save_import", lead.key), {"list": sealed})
    assert answer["Location"] == address("import", lead.key)
    assert "Lähetä se uudelleen" in text(send.client.get(answer["Location"]))
    assert Commitment.objects.get().state == "asked"


def test_another_organisations_rows_are_not_found(lead, send):
    others = CommitmentFactory(measure__number="7.7", organisation=OrganisationFactory())
    hidden = CommitmentFactory(measure__number="7.8", organisation=lead, marking_id="secretariat")
    answer = send(as_csv(["Tunniste", "Tila"], [others.key, "Päätetty"], [hidden.key, "Päätetty"], ["zz", "Päätetty"]))
    messages = [said for _number, wrong, _changes in rows_of(answer) for _label, said in wrong]
    assert len(messages) == 3
    assert len(set(messages)) == 1  # absent, hidden and another's are told alike

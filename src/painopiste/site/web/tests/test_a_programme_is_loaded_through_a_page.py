"""The secretariat sends a programme as a file, sees what would change, and says yes or no."""

import io
import os
import re
import tempfile
import tracemalloc
import zipfile
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from painopiste.base.accounts.models import Account
from painopiste.base.audit.models import AuditLine
from painopiste.base.organisations.models import Organisation
from painopiste.base.uploads import waiting
from painopiste.base.uploads.limits import MEGABYTE, Reading
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.plans.models import Interface, Measure
from painopiste.site.exchange.load import load
from painopiste.site.exchange.tables import KINDS as STORED
from painopiste.site.exchange.tests.folders import FILES, write_folder
from painopiste.site.web.loading.views import KINDS as SHOWN

pytestmark = pytest.mark.django_db
PAGE, CONFIRM, CANCEL = "/fi/tuonti/", "/fi/tuonti/vahvista/", "/fi/tuonti/peru/"
FOCUS_AREA = "focus-areas/asuminen.yaml"


def packed(changes: dict[str, str | bytes] | None = None, folder: str = "kaupunki/") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (FILES | (changes or {})).items():
            archive.writestr(folder + name, text)
    return out.getvalue()


def edited(name: str, old: str, new: str) -> dict[str, str | bytes]:
    assert old in FILES[name]
    return {name: FILES[name].replace(old, new)}


@pytest.fixture(autouse=True)
def _nothing_waits(db):
    yield
    for name in default_storage.listdir(waiting.FOLDER)[1] if default_storage.exists(waiting.FOLDER) else ():
        default_storage.delete(f"{waiting.FOLDER}/{name}")


def send(client, content: bytes, name: str = "kaupunki.zip"):
    before = set(os.listdir(tempfile.gettempdir()))
    answer = client.post(PAGE, {"file": SimpleUploadedFile(name, content, "application/zip")})
    left = {each for each in set(os.listdir(tempfile.gettempdir())) - before if not each.startswith("pytest")}
    assert not {each for each in left if "upload" in each}
    return answer


def sign_of(answer) -> str:
    return re.search(r'name="sign" value="([0-9a-f]{64})"', answer.content.decode())[1]


def waits() -> list[str]:
    return default_storage.listdir(waiting.FOLDER)[1] if default_storage.exists(waiting.FOLDER) else []


def test_what_would_change_is_seen_before_anything_changes(secretariat):
    lines = AuditLine.objects.count()
    answer = send(secretariat, packed())
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "kaupunki.zip" in page
    assert "asuminen" in page
    assert "1.1, 1.2" in page
    assert not Organisation.objects.exists()
    assert AuditLine.objects.count() == lines


def test_after_a_yes_all_of_it_is_there_under_the_name_of_who_said_it(secretariat):
    sign = sign_of(send(secretariat, packed()))
    answer = secretariat.post(CONFIRM, {"sign": sign, "name": "kaupunki.zip"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/fi/")
    assert sorted(Measure.objects.values_list("key", flat=True)) == ["1.1", "1.2", "g.1"]
    line = AuditLine.objects.get(event="programmes.loaded")
    assert line.actor_label == Account.objects.get(demonstration=False).name
    assert "kaupunki.zip" in str(line.content)
    assert waits() == []


def test_a_no_forgets_the_file(secretariat):
    sign = sign_of(send(secretariat, packed()))
    assert len(waits()) == 1
    secretariat.post(CANCEL)
    assert waits() == []
    assert secretariat.post(CONFIRM, {"sign": sign}).status_code == 409
    assert not Organisation.objects.exists()


def test_the_same_file_again_has_nothing_to_load(secretariat, tmp_path):
    load(write_folder(tmp_path / "kaupunki"))
    page = send(secretariat, packed()).content.decode()
    assert CONFIRM not in page


def test_only_what_was_looked_at_can_be_loaded(secretariat):
    first = sign_of(send(secretariat, packed()))
    second = sign_of(
        send(secretariat, packed(edited("rounds/2024-kevat.yaml", "closes_on: 2024-06-15", "closes_on: 2024-06-16")))
    )
    assert len(waits()) == 1
    for sign in (first, "", "0" * 64, second[:-1]):
        assert secretariat.post(CONFIRM, {"sign": sign}).status_code == 409
    assert not Organisation.objects.exists()


def test_a_file_waits_for_an_hour(secretariat):
    sign = sign_of(send(secretariat, packed()))
    place = default_storage.path(f"{waiting.FOLDER}/{waits()[0]}")
    assert os.stat(place).st_mode & 0o077 == 0
    long_ago = (timezone.now() - timedelta(minutes=61)).timestamp()
    os.utime(place, (long_ago, long_ago))
    assert secretariat.post(CONFIRM, {"sign": sign}).status_code == 409
    assert waiting.tidy() == 1
    assert waits() == []


def test_another_account_can_not_load_what_it_did_not_send(secretariat):
    from painopiste.site.web.tests.conftest import signed_in

    sign = sign_of(send(secretariat, packed()))
    assert signed_in("secretariat").post(CONFIRM, {"sign": sign}).status_code == 409


def test_nobody_else_may(client, reader):
    for browser in (client, reader):
        assert browser.get(PAGE).status_code in (302, 403)
        assert send(browser, packed()).status_code in (302, 403)
        assert browser.post(CONFIRM, {"sign": "0" * 64}).status_code in (302, 403)
        assert browser.post(CANCEL).status_code in (302, 403)
    assert waits() == []


def test_a_mistake_is_told_with_file_line_field_and_reason_and_nothing_is_kept(secretariat):
    answer = send(secretariat, packed(edited(FOCUS_AREA, "organisation: PELA", "organisation: <b>PELLA")))
    page = answer.content.decode()
    line = FILES[FOCUS_AREA][: FILES[FOCUS_AREA].index("organisation: PELA")].count("\n") + 1
    assert answer.status_code == 422
    row = re.search(rf'<th scope="row">{FOCUS_AREA}</th><td>(\d+)</td><td>(.*?)</td><td lang="en">(.*?)</td>', page)
    assert abs(int(row[1]) - line) <= 1
    assert row[2] == "leads.1.organisation"
    assert "there is no organisation &#34;&lt;b&gt;PELLA&#34;" in row[3]
    assert waits() == []
    assert not Organisation.objects.exists()


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(8)
)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (packed({"programme.yaml": " " * 900_000}), "pommi.zip", "programme.yaml"),
        (packed({f"{n}.yaml": "a: 1" for n in range(201)}), "monta.zip", "200"),
        (b"%PDF-1.7\n" + packed(), "ohjelma.zip", "application/pdf"),
        (packed(), "ohjelma.xlsx", ".zip"),
        (packed(), "../../etc/\u202epiz.ohjelma\x07.exe", "piz.ohjelma"),
        (packed({"../ulos.yaml": "a: 1"}, folder=""), "ohjelma.zip", "ulos.yaml"),
        (packed({"sisalla.zip": packed()}), "ohjelma.zip", "sisalla.zip"),
        (packed({"laugh.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "ohjelma.zip", "laugh.xml"),
        (packed()[:-40], "katki.zip", "katki.zip"),
        (packed(), "%(file)s %s %(endings)d {0}.pdf", "%(file)s %s %(endings)d {0}.pdf"),
        (b"", "tyhja.zip", "tyhja.zip"),
        (b"PK\x03\x04" + bytes(6 * MEGABYTE), "iso.zip", "5"),
    ],
)
def test_a_file_that_can_not_be_taken_is_told_by_name_and_reason(secretariat, content, name, said):
    answer = send(secretariat, content, name)
    page = answer.content.decode()
    assert answer.status_code == 422
    error = re.search(r'<div class="error-summary".*?</div>', page, re.DOTALL)[0]
    assert said in error
    assert "\u202e" not in page
    assert "\x07" not in page
    assert "etc" not in error
    assert waits() == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (LAUGHS, "uses an anchor or an alias"),
        ("a: " + "[" * 3000 + "]" * 3000, "is not YAML"),
        ("a: " + "[" * 60 + "]" * 60, "deeper than the format goes"),
        ("a: !!python/object/apply:os.system ['true']", "uses a tag"),
        ("a: \x01", "character that YAML does not allow"),
        (b"\xff\xfeprogramme", "is not UTF-8"),
    ],
)
def test_a_text_that_would_unfold_or_run_is_told_with_its_file(secretariat, text, reason):
    answer = send(secretariat, packed({"timeline.yaml": text}))
    assert answer.status_code == 422
    assert re.search(rf'<th scope="row">timeline.yaml</th>.*?{reason}', answer.content.decode())


def test_a_text_that_takes_too_long_to_read_is_stopped_and_told(secretariat, monkeypatch):
    monkeypatch.setattr("painopiste.base.uploads.apart.Reading", lambda: Reading(cpu=1, clock=2.0))
    long = "\n".join(f"k{number}: {os.urandom(4).hex()}" for number in range(50_000))
    answer = send(secretariat, packed({"timeline.yaml": long}))
    assert answer.status_code == 422
    assert "kaupunki.zip" in answer.content.decode()


def test_that_a_file_was_refused_is_logged_without_its_name(secretariat, caplog):
    send(secretariat, b"%PDF-1.7", "salaisen-henkilon-nimi.pdf")
    assert "a file was refused: can't be taken" in caplog.text
    assert "salaisen" not in caplog.text


def test_a_bomb_costs_the_service_little_memory(secretariat):
    bomb = packed({"programme.yaml": b" " * (300 * MEGABYTE)})
    secretariat.get(PAGE)
    tracemalloc.start()
    answer = send(secretariat, bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer.status_code == 422
    assert peak < 16 * MEGABYTE


def test_what_people_have_changed_and_accounts_are_left_as_they_are(secretariat):
    sign = sign_of(send(secretariat, packed()))
    secretariat.post(CONFIRM, {"sign": sign})
    assert not Account.objects.filter(demonstration=True).exists()


def test_a_file_can_not_open_what_takes_two_people_to_open(secretariat, tmp_path):
    closed = edited(FOCUS_AREA, "audience: public\nparticipants", "audience: secretariat\nparticipants")
    load(write_folder(tmp_path / "kaupunki", **{"focus-areas__asuminen": closed[FOCUS_AREA]}))
    assert FocusArea.objects.get().marking_id == "secretariat"
    answer = send(secretariat, packed())
    assert answer.status_code == 422
    assert "would change for whom this is" in answer.content.decode()
    assert FocusArea.objects.get().marking_id == "secretariat"


def test_what_the_sender_may_not_see_is_not_there_for_the_file(secretariat, tmp_path):
    load(write_folder(tmp_path / "kaupunki"))
    Measure._base_manager.filter(key="g.1").update(key="salattu", marking_id=_for_one_body())
    page = send(secretariat, packed(edited("timeline.yaml", "about: asuminen", "about: salatt"))).content.decode()
    assert "there is no focus area or measure &#34;salatt&#34;" in page
    assert "salattu" not in page
    assert "salattu" not in send(secretariat, packed()).content.decode()


def test_an_interface_with_a_hidden_end_is_not_there_for_the_file(secretariat, tmp_path):
    load(write_folder(tmp_path / "kaupunki"))
    hidden = Measure.objects.create(key="salattu", number="x", title_fi="Salattu", marking_id=_for_one_body())
    Interface.objects.create(
        key="salaliitto", measure=hidden, other_measure=Measure.objects.get(key="1.2"), kind="none"
    )
    assert "salaliitto" not in send(secretariat, packed()).content.decode()
    named = edited("interfaces.yaml", "key: varoittimet-neuvonta", "key: salaliitt")
    assert "salaliitto" not in send(secretariat, packed(named)).content.decode()


def _for_one_body() -> str:
    from painopiste.base.bodies.models import Body
    from painopiste.base.markings.rules import AudienceClause, LegalStatus, Marking, Tlp
    from painopiste.base.markings.stored import intern

    clause = AudienceClause(frozenset(), frozenset(), frozenset({Body.objects.get(key="alaryhma").pk}))
    secret = Marking(legal_status=LegalStatus.SECRET, tlp=Tlp.RED, clauses=frozenset({clause}))
    return intern(secret)


def test_the_page_is_found_by_those_who_may(secretariat, reader):
    assert PAGE in secretariat.get("/fi/tietoja/").content.decode()
    assert PAGE not in reader.get("/fi/tietoja/").content.decode()


def test_the_page_has_a_word_for_everything_that_a_programme_holds():
    assert set(STORED) - set(SHOWN) == {"account"}  # demonstration accounts do not come in through the page


def test_figures_may_lie_in_the_package_and_are_left_alone(secretariat):
    answer = send(secretariat, packed({"values/population.csv": "area,value\n"}))
    assert answer.status_code == 200
    assert "population" not in answer.content.decode()

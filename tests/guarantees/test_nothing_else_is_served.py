"""Only pages, files made for them and the API are given out: nothing of the program, the machine or its keys."""

import re
from pathlib import Path

import pytest
from django.conf import settings as project
from django.test import Client
from django.utils import timezone

from painopiste.base.accounts.services import make_token
from painopiste.base.accounts.tests.factories import PASSWORD, AccountFactory
from painopiste.site.actors import actor_of
from painopiste.site.serving import collect_static_files

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
ATTACHMENT = re.compile(r'attachment; filename="[a-z0-9.-]+"')


@pytest.mark.parametrize(
    "path",
    [
        "/.git/config", "/.env", "/.venv/ready", "/pyproject.toml", "/src/", "/static/", "/static/look/", "/var/",
        "/static/..%2f..%2fpyproject.toml", "/static/../settings.py", "/static/%2e%2e/%2e%2e/etc/passwd", "/waiting/1",
        "/painopiste.sqlite3", "/admin/", "/__debug__/", "/media/", "/files/", "/fi/../.git/HEAD",
    ],
)  # fmt: skip
def test_no_folder_and_no_file_of_the_program_is_served(path, client):
    answer = client.get(path)
    assert answer.status_code in (301, 302, 404), path
    assert answer.status_code == 404 or not answer.content


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PROPFIND", "GIB"])
@pytest.mark.parametrize("path", ["/", "/fi/", "/api/v1/measures", "/health"])
def test_methods_that_nothing_needs_are_refused(method, path, client):
    answer = client.generic(method, path, headers={"x-secret": "salaisuus"})
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert b"salaisuus" not in answer.content


def test_what_machines_are_told_tells_nothing_of_the_inside(client):
    assert client.get("/health").json() == {"status": "ok"}
    for path in ("/health", "/robots.txt", "/fi/", "/api/v1/", "/api/v1/openapi.json", "/ei-ole", "/api/v1/ei-ole"):
        answer = client.get(path)
        told = f"{answer.headers} {answer.content.decode()}"
        for word in ("Django/", "Python/", "granian", "sqlite", "postgres", str(ROOT), "Traceback", "X-Powered-By"):
            assert word.lower() not in told.lower(), (path, word)
    assert project.DEBUG is False


def test_no_address_takes_a_key_or_a_password(client):
    account = AccountFactory(username="sihteeri")
    key = make_token(name="Avain", may_write=True, by=actor_of(account, on=timezone.localdate()))
    for name in ("token", "key", "access_key", "api_key", "authorization", "access_token"):
        answer = client.get("/api/v1/measures", {name: key})
        assert answer.status_code == 422, name
        assert key not in answer.content.decode()
    client.get("/fi/kirjaudu/", {"username": "sihteeri", "password": PASSWORD})
    assert client.get("/fi/oma-tili/").status_code == 302


def test_what_is_served_as_a_static_file_was_made_to_be_served(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    collect_static_files()
    kinds = {file.suffix for file in settings.STATIC_ROOT.rglob("*") if file.is_file()}
    assert kinds <= {".css", ".js", ".svg", ".woff2", ".txt", ".md", ".json", ".gz", ".br"}
    assert list(settings.STATIC_ROOT.rglob(".*")) == []
    before = (tmp_path / "static.fingerprint").stat().st_mtime_ns
    collect_static_files()
    assert (tmp_path / "static.fingerprint").stat().st_mtime_ns == before


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods", "json"])
@pytest.mark.parametrize("path", ["painopisteet", "toimenpiteet", "organisaatiot", "toimielimet", "aikajana"])
def test_a_file_that_goes_out_has_a_name_of_ours_and_is_an_attachment(path, form, client):
    asked = {"haku": 'a"\r\nSet-Cookie: x=1', "filename": "../../x.exe", "name": "x.html"}
    answer = client.get(f"/fi/{path}/vienti.{form}", asked)
    assert answer.status_code == 200
    assert ATTACHMENT.fullmatch(answer.headers["Content-Disposition"])
    assert "Set-Cookie" not in answer.headers
    assert client.get(f"/fi/{path}/vienti.exe").status_code == 404


@pytest.mark.parametrize("name", ["runtime", "dev", "installer"])
def test_every_package_is_pinned_with_its_hashes(name):
    text = (ROOT / "requirements" / f"{name}.lock").read_text()
    packages = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert packages
    for package in packages:
        assert re.match(r"[A-Za-z0-9._-]+==[^ ;\\]+", package), package[:60]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", package), package[:60]
    assert "://" not in text


def test_no_test_is_in_what_production_runs():
    """Testing tools are only in the developers' lock."""
    runtime = (ROOT / "requirements" / "runtime.lock").read_text()
    assert not re.search(r"^(pytest|hypothesis|playwright|factory-boy|schemathesis)==", runtime, re.MULTILINE)


def test_strangers_get_the_same_for_a_key_that_is_wrong_as_for_none_in_a_page():
    stranger = Client(headers={"authorization": "Bearer pp_" + "a" * 43})
    assert stranger.get("/fi/oma-tili/").status_code == 302

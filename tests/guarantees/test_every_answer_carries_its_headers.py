"""Every answer carries the headers that keep a browser strict: asked of all addresses, the API's too."""

import json
import os
import re
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from painopiste.base.accounts.tests.factories import AccountFactory
from painopiste.base.web.sealing import RowConverter, sealed
from tests.headers import FIXED, directives, lacking

EXAMPLES = {"int": "1", "str": "p3", "slug": "p3", "path": "p3", "uuid": "00000000-0000-4000-8000-000000000000"}
METHODS = ("get", "post", "delete", "options")
YEAR = 365 * 24 * 3600


def example(converter: Any) -> str:
    """A word that fits a place in an address."""
    if isinstance(converter, RowConverter):
        return sealed(converter.kind, 1)
    return EXAMPLES[type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")]


def paths(entries: Any = None, before: str = "") -> list[str]:
    """An example path of every address of the product, whether anything stands there or not."""
    found = []
    for entry in get_resolver().url_patterns if entries is None else entries:
        pattern = entry.pattern
        words = getattr(pattern, "_route", None)
        path = before + (str(pattern) if words is None else words)
        for name, converter in pattern.converters.items():
            path = re.sub(rf"<(\w+:)?{name}>", example(converter), path)
        if isinstance(entry, URLResolver):
            found += paths(entry.url_patterns, path)
        elif isinstance(entry, URLPattern):
            found.append("/" + path)
    return found


def test_no_address_answers_without_its_headers_opens_itself_to_other_sites_or_leaves_its_kind_unsaid(db):
    member = Client(raise_request_exception=False)
    member.force_login(AccountFactory())
    wrong, statuses, silent = {}, set(), set()
    for browser, method, path in product([Client(raise_request_exception=False), member], METHODS, paths()):
        answer = getattr(browser, method)(path)
        statuses.add(answer.status_code)
        silent |= {path} if answer.headers.get("Referrer-Policy") == "no-referrer" else set()
        found = [*lacking(answer.headers), *unsaid(answer)]
        if found:
            wrong[f"{method} {path}"] = found
    assert statuses >= {200, 302, 403, 404, 405}
    assert wrong == {}
    assert {path.partition("p3")[0] for path in silent} == {"/fi/kuulemiset/vastaa/"}, "only secret links tell nothing"


def unsaid(answer: Any) -> list[str]:
    """What an answer leaves to a browser's guess, or opens to pages of other sites."""
    kind = answer.headers.get("Content-Type", "")
    wrong = ["open to other sites"] if "Access-Control-Allow-Origin" in answer.headers else []
    wrong += ["no kind"] if answer.content and not kind else []
    return wrong + (["no alphabet"] if kind.startswith("text/") and "charset=utf-8" not in kind else [])


def test_the_walk_finds_every_address():
    assert len(paths()) > 100
    assert {"/", "/health", "/api/v1/openapi.json", "/fi/painopisteet/p3/"} <= set(paths())


def test_static_files_and_what_is_not_there_carry_them_too(db, settings, monkeypatch):
    (Path(settings.STATIC_ROOT) / "look.css").write_text("body { color: red }")
    browser = Client()
    monkeypatch.setattr(
        "django.db.backends.base.base.BaseDatabaseWrapper.close_if_unusable_or_obsolete", lambda _: None
    )
    for path, status in (("/static/look.css", 200), ("/static/no.css", 404), ("/ei-ole", 404), ("/fi/a%00b/", 404)):
        answer = browser.get(path)
        assert (answer.status_code, lacking(answer.headers)) == (status, []), path
        answer.close()


def test_refused_requests_carry_them_too(db, monkeypatch):
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    assert (answer := strict.post("/fi/palaute/")).status_code == 403
    assert lacking(answer.headers) == []
    answer = strict.get("/fi/", headers={"host": "another.example"})
    assert (answer.status_code, lacking(answer.headers)) == (400, [])
    monkeypatch.setattr("painopiste.site.web.frame.get_nameplate", lambda: 1 / 0)
    answer = strict.get("/fi/")
    assert (answer.status_code, lacking(answer.headers)) == (500, [])


def test_no_policy_has_a_word_that_lets_strange_scripts_in():
    policy = project.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    words = [str(word) for given in policy.values() if isinstance(given, list) for word in given]
    assert not [word for word in words if "unsafe" in word or "*" in word or "http" in word or "strict" in word]
    assert [name for name, given in policy.items() if given and isinstance(given, list) and "data:" in given] == [
        "img-src"
    ]


IN_PRODUCTION = """
import json, django
django.setup()
from django.test import Client
from django.conf import settings
client = Client(raise_request_exception=False)
told = {"cookies": [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME]}
for name, path, secure in (("page", "/fi/", True), ("robots", "/robots.txt", True), ("absent", "/static/no", True),
                           ("plain", "/robots.txt", False), ("program", "/api/v1/measures", False)):
    answer = client.get(path, secure=secure, headers={"host": "painopiste.example"})
    told[name] = [answer.status_code, dict(answer.headers)]
print(json.dumps(told))
"""


def test_in_production_every_answer_asks_for_tls_for_a_year_and_cookies_stay_with_the_host():
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "painopiste.site.settings", "PAINOPISTE_MODE": "production",
        "PAINOPISTE_SECRET_KEY": "s3-cr" * 15, "PAINOPISTE_ALLOWED_HOSTS": "painopiste.example",
        "PAINOPISTE_BASE_URL": "https://painopiste.example", "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", IN_PRODUCTION], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["cookies"] == ["__Host-sessionid", "__Host-csrftoken"]
    assert [told[name][0] for name in ("page", "robots", "absent", "plain")] == [500, 200, 500, 301]
    for name in ("page", "robots", "absent"):
        headers = told[name][1]
        assert lacking(headers) == []
        age, *more = headers["Strict-Transport-Security"].removeprefix("max-age=").split("; ")
        assert int(age) >= YEAR
        assert "includeSubDomains" in more
        assert "upgrade-insecure-requests" in directives(headers["Content-Security-Policy"])
    assert told["plain"][1]["Location"] == "https://painopiste.example/robots.txt"
    assert told["program"][0] == 403
    assert told["program"][1]["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("name", FIXED)
def test_a_missing_header_would_be_found(name, db):
    headers = dict(Client().get("/health").headers)
    assert lacking(headers) == []
    del headers[next(given for given in headers if given.lower() == name)]
    assert lacking(headers) == [f"{name}: None"]

"""A log tells what happened and where, never what opens a door, who somebody is or what was written."""

import io
import json
import logging

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from painopiste.base.accounts.tests.factories import AccountFactory
from painopiste.base.organisations.models import Organisation
from painopiste.site.logs import MASK, configuration, mask, masked

CHECK_SIGNS = "0123456789ABCDEFHJKLMNPRSTUVWXY"


class Log:
    """A handler of the product's own configuration, with what it wrote."""

    def __init__(self, *, json: bool = True) -> None:
        self.out = io.StringIO()
        named = dict(configuration(json=json)["formatters"]["masked"])
        make = named.pop("()")
        self.handler = logging.StreamHandler(self.out)
        self.handler.setFormatter(make(**named))

    def line(self) -> dict:
        lines = self.out.getvalue().splitlines()
        assert len(lines) == 1, lines
        return json.loads(lines[0])


@pytest.fixture
def log():
    made = Log()
    root = logging.getLogger()
    root.addHandler(made.handler)
    yield made
    root.removeHandler(made.handler)


@st.composite
def identity_codes(draw) -> str:
    """Right Finnish personal identity codes, with the signs of every century."""
    day, month, year = draw(st.integers(1, 28)), draw(st.integers(1, 12)), draw(st.integers(0, 99))
    number = draw(st.integers(2, 899))
    digits = f"{day:02}{month:02}{year:02}"
    check = CHECK_SIGNS[int(f"{digits}{number:03}") % 31]
    return f"{digits}{draw(st.sampled_from('-+ABCDEFUVWXY'))}{number:03}{check}"


words = st.text("abcåäö ,.:()\n", max_size=12)


@given(words, identity_codes(), words)
def test_no_identity_code_gets_through(before, code, after):
    assert code not in mask(f"{before} {code} {after}")
    assert code.lower() not in mask(f"{before}({code.lower()}){after}")


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-", min_size=43, max_size=43))
def test_no_access_key_gets_through(secret):
    assert secret not in mask(f"refused: Authorization: Bearer pp_{secret}")
    assert f"pp_{secret}" not in mask(f"pp_{secret}")


@pytest.mark.parametrize(
    "text",
    [
        "Cookie: sessionid=k3v9x0; __Host-csrftoken=abc123",
        "postgresql://painopiste:s3cret@db.example/painopiste",
        "smtp://post:s3cret@mail.example:587",
        "GET /fi/toimenpiteet/?haku=s3cret&tila=late",
        "/tilit/oidc/paluu/?code=s3cret&state=abc",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzM2NyZXQifQ.s3cret",
        "sent to matti.s3cret@kunta.example",
        "password=s3cret",
    ],
)
def test_what_opens_a_door_or_names_a_person_is_masked(text):
    said = mask(text)
    assert MASK in said
    assert not [word for word in ("s3cret", "k3v9x0", "abc123", "czM2NyZXQ") if word in said]


@pytest.mark.parametrize(
    "text",
    [
        "job 0f9c2e1a (reports.make) failed at attempt 2",
        "Not Found: /fi/toimenpiteet/2.1/",
        "report interim-2022-05-24-fi has 47 pages",
        "2026-11-24T08:00:00Z",
    ],
)
def test_what_happened_can_still_be_read(text):
    assert mask(text) == text


def test_values_under_a_secret_name_are_masked_at_any_depth():
    inner = {"headers": [{"Authorization": "x"}], "new_password": "x", "path": "/fi/", "tried": 2}
    assert masked(None, "", {"event": "tried", "csrf_token": "x", "request": inner}) == {
        "event": "tried",
        "csrf_token": MASK,
        "request": {"headers": [{"Authorization": MASK}], "new_password": MASK, "path": "/fi/", "tried": 2},
    }


def test_a_line_says_when_where_and_what_as_one_json_object_whatever_was_in_it(log):
    logging.getLogger("painopiste.trial").warning("one\ntwo %s", '{"event": "forged"}\r\n2026 ERROR')
    line = log.line()
    assert line["level"] == "warning"
    assert line["logger"] == "painopiste.trial"
    assert line["timestamp"].endswith("Z")
    assert line["event"].startswith("one\ntwo ")


def test_a_fault_tells_its_kind_and_place_but_not_what_was_written(log):
    try:
        raise ValueError("could not read 'Kuntalainen Matti 131052-308T' as a day: \"salainen\"")
    except ValueError:
        logging.getLogger("painopiste.trial").exception("job %s failed", "a1")
    line = log.line()
    assert line["fault"] == ["builtins.ValueError: could not read … as a day: …"]
    assert "test_logs_hold_no_secrets.py" in line["at"][-1]
    assert "salainen" not in log.out.getvalue()
    assert "Matti" not in log.out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_what_the_database_complains_of_is_not_told(log):
    Organisation.objects.create(key="salainen", name_fi="Salainen virasto")
    try:
        Organisation.objects.create(key="salainen", name_fi="Salainen virasto")
    except IntegrityError:
        logging.getLogger("painopiste.trial").exception("not saved")
    assert "salainen" not in log.out.getvalue().lower()
    assert "IntegrityError" in log.line()["fault"][0]
    assert connection.is_usable()


@pytest.mark.django_db
def test_a_request_that_fails_leaves_neither_its_query_nor_its_form_nor_its_key(log, monkeypatch):
    monkeypatch.setattr("painopiste.site.web.frame.get_nameplate", lambda: {}["salainen-9"])
    browser = Client(raise_request_exception=False)
    headers = {"authorization": "Bearer pp_" + "a" * 43}
    answer = browser.post("/fi/palaute/?haku=salainen-1", {"text": "salainen-2 131052-308T"}, headers=headers)
    assert answer.status_code == 500
    written = log.out.getvalue()
    assert "/fi/palaute/" in written
    assert not [word for word in ("salainen", "131052", "pp_a", "Traceback") if word in written]


@pytest.mark.django_db
def test_every_refusal_leaves_a_line_with_who_where_and_what_and_one_sign_for_the_request(log):
    account = AccountFactory()
    member = Client()
    member.force_login(account)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(account)
    asked = [
        (403, "/fi/organisaatiot/uusi/", member.get("/fi/organisaatiot/uusi/")),
        (404, "/fi/painopisteet/ei-ole/", member.get("/fi/painopisteet/ei-ole/")),
        (401, "/api/v1/measures", Client().get("/api/v1/measures", headers={"authorization": "Bearer pp_wrong"})),
        (403, "/fi/palaute/", strict.post("/fi/palaute/", {})),
    ]
    lines = [json.loads(line) for line in log.out.getvalue().splitlines()]
    for status, path, answer in asked:
        assert answer.status_code == status
        told = [line for line in lines if path in line["event"] and line.get("status_code", status) == status]
        assert told, path
        assert {line.get("account") for line in told} <= {None, account.pk}
        assert len({line["request"] for line in told}) == 1
    assert {line["account"] for line in lines if "/fi/organisaatiot/uusi/" in line["event"]} == {account.pk}
    assert len({line["request"] for line in lines}) == len(asked)


def test_lines_for_eyes_are_masked_too():
    made = Log(json=False)
    logging.getLogger("painopiste.eyes").addHandler(made.handler)
    logging.getLogger("painopiste.eyes").warning("key %s", "pp_" + "b" * 43)
    assert MASK in made.out.getvalue()
    assert "pp_b" not in made.out.getvalue()


def test_no_library_writes_around_the_masks():
    configured = configuration(json=True)
    assert {handler["formatter"] for handler in configured["handlers"].values()} == {"masked"}
    assert [name for name, logger in configured["loggers"].items() if logger.get("handlers")] == []
    assert [name for name in ("django", "django.server", "painopiste") if logging.getLogger(name).handlers] == []

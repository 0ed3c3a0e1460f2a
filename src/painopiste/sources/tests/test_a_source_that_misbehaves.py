"""Every way in which a source can misbehave, over real HTTP: one sentence says what happened, and the archive stays."""

import os

import pytest

from painopiste.sources.errors import RefusedAddressError, SourceError, UnreachableError, UnreadableError
from painopiste.sources.fetching import Archive, Fetcher, Question
from painopiste.sources.fetching.addresses import is_public
from painopiste.sources.fetching.pace import Pace, seconds_asked
from painopiste.sources.tests.office import bomb, fine


def ask(fetcher, office, path="/table", **rest):
    return fetcher.fetch(Question(office.address(path), expects="json", **rest))


def test_the_same_answer_twice_is_kept_once_and_asked_by_its_etag(office, fetcher):
    office.answers("/table", fine({"a": 1}, ETag='"1"'), (304, {}, b""), fine({"a": 1}))
    first, second, third = (ask(fetcher, office) for _ in range(3))
    assert office.asked[1][2]["If-None-Match"] == '"1"'
    assert first.sha256 == second.sha256 == third.sha256
    assert first.fetched_at == third.fetched_at < second.checked_at < third.checked_at
    assert len(list(fetcher.archive.answers())) == 1
    assert fetcher.archive.content(third) == b'{"a": 1}'


def test_a_changed_answer_stands_beside_the_old_one(office, fetcher):
    office.answers("/table", fine({"a": 1}), fine({"a": 2}))
    old, new = ask(fetcher, office), ask(fetcher, office)
    assert [one.sha256 for one in fetcher.archive.history(Question(old.address))] == [old.sha256, new.sha256]


def test_after_a_break_only_what_is_missing_is_asked(office, fetcher, tmp_path):
    office.answers("/a", fine({}))
    office.answers("/b", fine({}))
    began = ask(fetcher, office, "/a").checked_at
    again = Fetcher(Archive(tmp_path), allowed=fetcher.allowed, since=began)
    ask(again, office, "/a"), ask(again, office, "/b")
    again.close()
    assert [path for path, *_ in office.asked] == ["/a", "/b"]


def test_errors_that_pass_are_waited_out_as_long_as_the_source_asks(office, fetcher, clock):
    office.answers("/table", (429, {"Retry-After": "7"}, b""), (500, {}, b""), fine({"a": 1}))
    assert ask(fetcher, office).size == 8
    assert clock.slept[0] == 7
    assert 0 < clock.slept[1] <= 5


@pytest.mark.parametrize(
    ("answer", "says", "tries"),
    [
        ((503, {}, b""), "error 503: try later", 5),
        ((429, {"Retry-After": "9999"}, b""), "come back after 9999 seconds", 1),
        ((404, {}, b""), "is not there: correct the address", 1),
        ((403, {}, b""), "does not let this service in .403.", 1),
        ((418, {}, b""), "error 418", 1),
        ((200, {"Content-Length": "100"}, b'{"cut'), "broke off in the middle", 5),
        ((200, {"Content-Encoding": "gzip"}, b"no gzip at all"), "broke off in the middle", 5),
        ((200, {"x-pause": "0.6"}, b"{}"), "did not answer within", 5),
        ((302, {"Location": "/table"}, b""), "only leads from one address to another", 1),
        ((302, {}, b""), "without naming it", 1),
    ],
)  # fmt: skip
def test_a_source_that_does_not_answer_is_given_up_in_one_sentence(office, fetcher, answer, says, tries):
    office.answers("/table", answer)
    with pytest.raises(UnreachableError, match=says) as refused:
        ask(fetcher, office)
    assert office.address() in str(refused.value)
    assert len(office.asked) == (6 if "only leads" in says else tries)
    assert_nothing_kept(fetcher)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (bomb(50), "larger than 2 megabytes"),
        ((200, {}, b"<!DOCTYPE html><title>Busy</title>"), "a web page in place of figures; it begins '<!DOCTYPE"),
    ],
)
def test_an_answer_that_is_no_answer_is_not_kept(office, fetcher, answer, says):
    office.answers("/table", answer)
    with pytest.raises(UnreadableError, match=says):
        ask(fetcher, office)
    assert_nothing_kept(fetcher)


def assert_nothing_kept(fetcher):
    left = [file for file in fetcher.archive.folder.rglob("*") if file.is_file()]
    assert left == []


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("file:///etc/passwd", "does not begin with http"),
        ("ftp://example.org/", "does not begin with http"),
        ("http://", "does not begin with http"),
        ("http://user:word@127.0.0.1/", "has a user name or a password"),
        ("http://127.0.0.1:x/", "is not an address"),
        ("http://localhost/", "private network"),
        ("http://127.1/", "private network"),
        ("http://2130706433/", "private network"),
        ("http://0.0.0.0/", "private network"),
        ("http://10.1.2.3/", "private network"),
        ("http://169.254.169.254/latest", "private network"),
        ("http://[::1]/", "private network"),
        ("http://[::ffff:10.0.0.1]/", "private network"),
        ("http://[64:ff9b::a00:1]/", "private network"),
    ],
)
def test_addresses_that_only_this_machine_reaches_are_refused(tmp_path, address, says):
    with pytest.raises(RefusedAddressError, match=says):
        Fetcher(Archive(tmp_path)).fetch(Question(address))


def test_a_public_address_is_public():
    import ipaddress

    assert is_public(ipaddress.ip_address("8.8.8.8"))
    assert is_public(ipaddress.ip_address("2001:4860:4860::8888"))


def test_a_source_can_not_lead_to_a_private_address(office, fetcher):
    office.answers("/table", (302, {"Location": "http://localhost:1/secret"}, b""))
    with pytest.raises(RefusedAddressError, match="localhost is on a private network"):
        ask(fetcher, office)


def test_a_question_with_a_body_is_not_silently_asked_elsewhere(office, fetcher):
    office.answers("/table", (301, {"Location": "/new"}, b""))
    with pytest.raises(UnreachableError, match="has moved to /new"):
        ask(fetcher, office, body="{}")


def test_a_damaged_file_of_the_archive_is_found(office, fetcher):
    office.answers("/table", fine({"a": 1}))
    answer = ask(fetcher, office)
    place = next((fetcher.archive.folder / "objects").glob("*/*"))
    place.chmod(0o600)
    place.write_bytes(b"{}")
    with pytest.raises(SourceError, match="is damaged: fetch it again"):
        fetcher.archive.content(answer)


def test_what_a_break_left_is_removed_and_what_is_being_received_is_not(office, fetcher):
    office.answers("/table", fine({"a": 1}))
    with fetcher.archive.incoming() as old, fetcher.archive.incoming() as young:
        os.utime(old.name, (0, 0))
        ask(fetcher, office)
        assert [file.name for file in (fetcher.archive.folder / "incoming").iterdir()] == [os.path.basename(young.name)]


def test_a_reason_within_a_refusal_is_said_in_the_same_language():
    outer = UnreadableError("%(address)s: %(why)s", address="a", why=UnreachableError("No %(what)s.", what="b"))
    assert str(outer) == "a: No b."
    assert (
        outer.said({"%(address)s: %(why)s": "%(why)s / %(address)s", "No %(what)s.": "Ei %(what)s."}.get) == "Ei b. / a"
    )


def test_no_host_is_asked_more_often_than_it_likes(clock):
    pace = Pace(calls=2, window=10, clock=clock)
    for host in ("a", "a", "b", "a", "a", "a"):
        pace.wait(host)
    assert clock.slept == [10, 10]


@pytest.mark.parametrize(
    ("header", "seconds"), [("5", 5), (None, None), ("soon", None), ("Thu, 01 Jan 1970 00:00:00 GMT", 0)]
)
def test_retry_after_is_seconds_or_a_time(header, seconds):
    assert seconds_asked(header) == seconds

"""The mail server is told in one address, and a password never goes there in the open."""

import pytest

from painopiste.site.environment import mail_server


def test_without_an_address_messages_are_printed():
    assert mail_server("") == {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}


def test_every_part_of_the_address_is_used():
    found = mail_server("smtp://posti%40valtio.example:sala%2Fsana@smtp.example:587")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("smtp.example", 587)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("posti@valtio.example", "sala/sana")
    assert found["EMAIL_USE_TLS"]
    assert not found["EMAIL_USE_SSL"]


@pytest.mark.parametrize(
    ("url", "port", "starttls", "tls"),
    [
        ("smtps://user:word@smtp.example", 465, False, True),
        ("smtp://user:word@smtp.example:2525", 2525, True, False),
        ("smtp://localhost", 25, False, False),
    ],
)
def test_a_password_is_only_sent_behind_tls(url, port, starttls, tls):
    found = mail_server(url)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, starttls, tls)


@pytest.mark.parametrize("url", ["smtp.example:587", "https://smtp.example", "smtp://"])
def test_what_names_no_mail_server_is_refused(url):
    with pytest.raises(SystemExit, match="PAINOPISTE_SMTP_URL"):
        mail_server(url)

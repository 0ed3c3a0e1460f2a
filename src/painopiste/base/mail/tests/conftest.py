"""A mail server of our own on loopback, and a kind of letters to send to it."""

import email
import socket
from email import policy

import pytest
from aiosmtpd.controller import Controller

from painopiste.base.actors import system
from painopiste.base.jobs.worker import Worker
from painopiste.base.mail import registry
from painopiste.base.mail.models import Letter
from painopiste.base.mail.registry import Line, Section, Words
from painopiste.base.mail.services import post

BY = system("test")


class Server:
    """Takes letters, or answers as a test tells it to."""

    def __init__(self):
        self.taken, self.answers = [], {}
        self._controller = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def start(self):
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self):
        if self._controller is not None:
            self._controller.stop()
        self._controller = None

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.taken.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return "250 taken"


@pytest.fixture
def server(settings):
    found = Server()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 5
    settings.DEFAULT_FROM_EMAIL = "painopiste@malli.example"
    found.start()
    yield found
    found.stop()


@pytest.fixture
def kind(monkeypatch):
    """A kind of letters that tells what it is about; nothing once that is gone."""
    registry.discover()
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))

    @registry.letter("test.letter", title="Home")
    def write(about):
        if about.get("gone"):
            return None
        section = Section("Odottaa", (Line("Toimenpide <2.1>", "https://malli.example/fi/toimenpiteet/2.1/"),))
        return Words("Tiedoksi", (about["text"],), sections=(section,), stop_url=about.get("stop", ""))

    return "test.letter"


@pytest.fixture
def posted(db, kind):
    def posted(to="kaisa@kunta.example", *, language="fi", once_key=None, due_at=None, **about):
        about = {"text": "Päivää"} | about
        return post(kind=kind, to=to, language=language, about=about, by=BY, once_key=once_key, due_at=due_at)

    return posted


def work():
    """Let a worker do all that is due."""
    return Worker(pulse_thread=False).run_waiting()


def again(letter):
    letter.refresh_from_db()
    return letter


__all__ = ["Letter", "again", "kind", "posted", "server", "work"]

"""Letters go through the queue to a real mail server, and nothing is lost when that is away."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from painopiste.base.actors import system
from painopiste.base.errors import Missing
from painopiste.base.jobs.models import Job
from painopiste.base.jobs.worker import Worker
from painopiste.base.mail import sending, services
from painopiste.base.mail.models import Letter
from painopiste.base.mail.rules import LetterRefused, State, Trouble, pause_after
from painopiste.base.mail.tests.conftest import again, work

pytestmark = pytest.mark.django_db
ADMINISTRATOR = system("administrator", rights={"mail.see"})
# The queue asks the database for the time, as jobs do; only SQLite's can be put forward by a test.
moved_clock = pytest.mark.skipif(connection.vendor == "postgresql", reason="the clock of PostgreSQL goes its own way")


def part(message, kind):
    return message.get_body((kind,)).get_content()


def test_a_letter_arrives_as_plain_text_and_as_html_with_a_link_for_each_thing(server, posted):
    letter = posted()
    assert (server.taken, again(letter).state) == ([], State.WAITING)
    work()
    (message,) = server.taken
    assert (message["To"], message["Subject"]) == ("kaisa@kunta.example", "Tiedoksi")
    assert message.get_content_type() == "multipart/alternative"
    assert "Toimenpide <2.1>\nhttps://malli.example/fi/toimenpiteet/2.1/" in part(message, "plain").replace("\r", "")
    assert '<a href="https://malli.example/fi/toimenpiteet/2.1/">Toimenpide &lt;2.1&gt;</a>' in part(message, "html")
    assert '<html lang="fi">' in part(message, "html")
    assert (again(letter).state, letter.tries, letter.trouble) == (State.SENT, 1, "")


def test_no_machine_answers_and_tried_again_it_is_the_same_message(server, posted):
    letter = posted()
    work()
    (message,) = server.taken
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == f"<{letter.key}@malli.example>"
    assert "List-Unsubscribe" not in message


def test_a_letter_that_may_be_stopped_says_how_to_people_and_to_programs(server, posted):
    posted(stop="https://malli.example/fi/viestit/lopeta/abc/")
    work()
    (message,) = server.taken
    assert message["List-Unsubscribe"] == "<https://malli.example/fi/viestit/lopeta/abc/>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "https://malli.example/fi/viestit/lopeta/abc/" in part(message, "plain")


def test_nothing_goes_out_of_what_was_taken_back(server, posted):
    with transaction.atomic():
        posted()
        transaction.set_rollback(True)  # the step that it tells of fails
    work()
    assert (server.taken, Letter.objects.count(), Job.objects.filter(kind="mail.send").count()) == ([], 0, 0)


def test_the_same_letter_is_posted_once(server, posted):
    assert posted(once_key="kooste/1") == posted(once_key="kooste/1")
    work()
    assert len(server.taken) == 1


def test_what_is_not_to_be_told_any_more_is_not_sent(server, posted):
    letter = posted(gone=True)
    work()
    assert (server.taken, again(letter).state) == ([], State.NEEDLESS)


def test_a_letter_waits_for_its_time(server, posted):
    posted(due_at=timezone.now() + timedelta(hours=8))
    work()
    assert server.taken == []


@moved_clock
def test_a_dead_mail_server_loses_nothing(server, posted):
    server.stop()
    letters = [posted(f"{name}@kunta.example") for name in ("a", "b", "c")]
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for hours in (0, 1, 8, 24):
            clock.shift(timedelta(hours=hours))
            work()
        assert {(again(letter).state, letter.trouble) for letter in letters} == {(State.WAITING, Trouble.NO_SERVER)}
        server.start()
        clock.shift(timedelta(hours=4))
        work()
    assert sorted(message["To"] for message in server.taken) == [letter.to for letter in letters]
    assert {again(letter).state for letter in letters} == {State.SENT}


@moved_clock
def test_after_five_days_it_waits_for_a_person_who_can_send_it_again(server, posted):
    server.stop()
    letter = posted()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _hours in range(0, 140, 4):
            work()
            clock.shift(timedelta(hours=4))
        assert (again(letter).state, letter.trouble) == (State.FAILED, Trouble.TOO_OLD)
        server.start()
        services.send_again(key=letter.key, by=ADMINISTRATOR)
        work()
    assert (again(letter).state, len(server.taken)) == (State.SENT, 1)


def test_an_address_that_the_server_refuses_is_told_at_once_and_holds_up_nobody(server, posted):
    server.answers["poissa@kunta.example"] = "550 5.1.1 No such user here"
    wrong, right = posted("poissa@kunta.example"), posted()
    work()
    assert (again(wrong).state, wrong.trouble) == (State.FAILED, Trouble.NO_SUCH_ADDRESS)
    assert wrong.reply == "550 5.1.1 No such user here"
    assert again(right).state == State.SENT


def test_a_server_that_is_busy_is_asked_again(server, posted):
    server.answers["kaisa@kunta.example"] = "451 4.7.1 Greylisted"
    letter = posted()
    work()
    assert (again(letter).state, letter.trouble, letter.tries) == (State.WAITING, Trouble.LATER, 1)
    server.answers.clear()
    Letter.objects.update(due_at=timezone.now())
    sending.send(letter.key)
    assert (again(letter).state, letter.tries, letter.reply) == (State.SENT, 2, "")


@pytest.mark.parametrize("address", ["kaisa", "kaisa@", "a@kunta.example\nBcc: b@kunta.example"])
def test_what_is_no_address_never_reaches_the_server(server, posted, address):
    letter = posted(address)
    work()
    assert (again(letter).state, letter.trouble, server.taken) == (State.FAILED, Trouble.NO_ADDRESS, [])


def test_a_letter_is_not_forgotten_when_its_worker_dies(server, posted):
    letter = posted()
    Job.objects.filter(kind="mail.send").delete()  # as if its attempts had been used up by dying workers
    Letter.objects.update(due_at=timezone.now() - timedelta(minutes=20), tries=1)
    worker = Worker(pulse_thread=False)
    worker.run_waiting()
    assert (again(letter).state, len(server.taken)) == (State.SENT, 1)


def test_who_does_not_look_after_mail_can_do_nothing_to_a_letter(posted):
    letter = posted()
    for step in (services.withdraw, services.send_again):
        with pytest.raises(Missing):
            step(key=letter.key, by=system("somebody"))
    assert again(letter).state == State.WAITING


def test_what_has_gone_out_is_neither_sent_again_nor_withdrawn(server, posted):
    letter = posted()
    work()
    for step in (services.withdraw, services.send_again):
        with pytest.raises(LetterRefused):
            step(key=letter.key, by=ADMINISTRATOR)
    assert len(server.taken) == 1


def test_a_withdrawn_letter_does_not_go_out(server, posted):
    letter = posted()
    services.withdraw(key=letter.key, by=ADMINISTRATOR)
    work()
    assert (server.taken, again(letter).state) == ([], State.WITHDRAWN)


def test_pauses_grow_to_four_hours():
    minutes = [pause_after(tries).total_seconds() / 60 for tries in range(1, 8)]
    assert minutes == [1, 3, 9, 27, 81, 240, 240]

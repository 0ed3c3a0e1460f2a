"""Those who look after the service see how letters fare, on a page and by command; never what they say."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from painopiste.base.accounts.tests.factories import RoleGrantFactory
from painopiste.base.mail.models import Letter
from painopiste.base.mail.rules import State
from painopiste.base.mail.tests.conftest import again, work

pytestmark = pytest.mark.django_db
PAGE = "/fi/lahteva-posti/"


@pytest.fixture
def administrator():
    client = Client()
    client.force_login(RoleGrantFactory(role="technical_administrator").account)
    return client


def test_the_page_tells_whom_a_letter_goes_to_and_what_went_wrong_but_not_what_it_says(server, posted, administrator):
    server.answers["poissa@kunta.example"] = "550 5.1.1 No such user here"
    posted("poissa@kunta.example", text="Salaista asiaa")
    work()
    page = administrator.get(PAGE).content.decode()
    assert "poissa@kunta.example" in page
    assert "550 5.1.1 No such user here" in page
    assert "Salaista" not in page


def test_the_page_is_narrowed_to_one_state(server, posted, administrator):
    posted("a@kunta.example")
    work()
    posted("b@kunta.example", due_at=None)
    waiting = administrator.get(f"{PAGE}?tila=waiting").content.decode()
    assert ("b@kunta.example" in waiting, "a@kunta.example" in waiting) == (True, False)


@pytest.mark.parametrize("role", ["reader", "analyst", "coordinator", "data_protection"])
def test_others_do_not_find_the_page(role, posted):
    letter = posted()
    client = Client()
    client.force_login(RoleGrantFactory(role=role).account)
    assert client.get(PAGE).status_code == 404
    assert client.post(f"{PAGE}{letter.key}/peru/").status_code == 404
    assert again(letter).state == State.WAITING


def test_buttons_hold_a_letter_back_and_send_it_again(server, posted, administrator):
    letter = posted()
    assert administrator.post(f"{PAGE}{letter.key}/peru/").status_code == 302
    assert again(letter).state == State.WITHDRAWN
    assert administrator.post(f"{PAGE}{letter.key}/uudelleen/").status_code == 302
    work()
    assert (again(letter).state, len(server.taken)) == (State.SENT, 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_same_number_of_questions_for_any_number_of_letters(
    rows, posted, administrator, django_assert_num_queries
):
    for number in range(rows):
        posted(f"{number}@kunta.example")
    administrator.get(PAGE)
    with django_assert_num_queries(7):
        administrator.get(PAGE)


def test_the_command_lists_what_is_stuck_and_sends_it_again(server, posted, capsys):
    server.answers["poissa@kunta.example"] = "550 5.1.1 No such user here"
    letter = posted("poissa@kunta.example")
    work()
    call_command("mail", "list", "--state", "failed")
    told = capsys.readouterr().out
    assert letter.key in told
    assert "refuses the address" in told
    assert "1 failed" in told
    server.answers.clear()
    call_command("mail", "again", letter.key)
    work()
    assert (again(letter).state, len(server.taken)) == (State.SENT, 1)
    with pytest.raises(CommandError, match="has gone on"):
        call_command("mail", "withdraw", letter.key)


def test_the_command_tries_the_settings_and_says_in_words_what_is_wrong(server, capsys):
    call_command("mail", "test", "kaisa@kunta.example")
    assert [message["To"] for message in server.taken] == ["kaisa@kunta.example"]
    server.stop()
    with pytest.raises(CommandError, match="can't be reached"):
        call_command("mail", "test", "kaisa@kunta.example")
    with pytest.raises(CommandError, match="no e-mail address"):
        call_command("mail", "test", "kaisa")
    assert Letter.objects.count() == 0

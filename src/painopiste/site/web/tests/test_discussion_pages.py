"""The discussion about a row: who may read the row reads it, people are mentioned, others hear nothing."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from painopiste.base.accounts.models import Account
from painopiste.base.accounts.tests.factories import RoleGrantFactory
from painopiste.base.audit.models import AuditLine
from painopiste.base.mail.models import Letter
from painopiste.base.mail.sending import send
from painopiste.base.markings.models import Clearance
from painopiste.base.markings.rules import Ground, LegalStatus, Marking, Tlp
from painopiste.base.markings.stored import intern
from painopiste.base.remarking.services import raise_marking
from painopiste.loop.discussion.models import Comment, Mention
from painopiste.loop.discussion.rules import RATE
from painopiste.loop.plans.tests.factories import MeasureFactory
from painopiste.site.actors import actor_of, actors_of

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


def person(role="reader", name="", **limits):
    account = RoleGrantFactory(role=role, **limits).account
    if name:
        Account.objects.filter(pk=account.pk).update(name=name, email=f"{account.pk}@example.org")
        account.refresh_from_db()
    return account


def client_of(account=None):
    client = Client()
    if account:
        client.force_login(account)
    return client


def page_of(row, thing="toimenpide"):
    return reverse("discussion:thread", args=[thing, row.key])


def say(account, row, text="Hyvä alku.", marking="members", **more):
    return client_of(account).post(page_of(row), {"text": text, "own_marking_id": marking, **more})


def text(response):
    return response.content.decode()


def test_a_member_writes_and_another_answers():
    row, one, other = MeasureFactory(marking_id="public"), person(name="Aino Aalto"), person(name="Bo Ek")
    assert say(one, row, "Katso https://example.org/<b>").status_code == 302
    first = Comment.objects.get()
    assert say(other, row, "Samaa mieltä.", reply_to=first.key).status_code == 302
    shown = text(client_of(one).get(page_of(row)))
    assert '<a href="https://example.org/' in shown
    assert "<b>" not in shown.split('class="thread"')[1].split("</ol>")[0]
    assert 'data-depth="1"' in shown
    assert "Aino Aalto" in shown
    assert [line.event for line in AuditLine.objects.filter(target_kind="comment").order_by("number")] == [
        "discussion.comment_written"
    ] * 2


def test_the_public_reads_what_is_public_without_names_and_writes_nothing():
    row, secretary = MeasureFactory(marking_id="public"), person("secretariat", "Sirkka Salo")
    say(secretary, row, "Kaikille.", "public")
    say(secretary, row, "Vain jäsenille.")
    shown = text(client_of().get(page_of(row)))
    assert "Kaikille." in shown
    assert "Vain jäsenille." not in shown
    assert "Sirkka Salo" not in shown
    assert 'name="text"' not in shown
    assert say(None, row).status_code == 403
    assert say(person(), row, "Minäkin.", "public").status_code == 422
    assert Comment.objects.count() == 2


def test_a_comment_is_never_more_open_than_its_row_and_follows_it():
    row, secretary = MeasureFactory(marking_id="members"), person("secretariat")
    say(secretary, row, "Julki?", "public")
    comment = Comment.objects.get()
    assert (comment.own_marking_id, comment.marking_id) == ("public", "members")
    raise_marking(row=row, marking="secretariat", version=1, by=actor_of(secretary, on=timezone.localdate()))
    comment.refresh_from_db()
    assert comment.marking_id == "secretariat"


def test_an_answer_is_as_closed_as_what_it_answers():
    row, secretary = MeasureFactory(marking_id="public"), person("secretariat")
    say(secretary, row, "Vain meille.", "secretariat")
    say(secretary, row, "Vastaus.", "members", reply_to=Comment.objects.get().key)
    assert {comment.marking_id for comment in Comment.objects.all()} == {"secretariat"}


def test_comments_on_a_hidden_row_are_as_absent_ones():
    row, reader = MeasureFactory(marking_id="secretariat"), client_of(person())
    say(person("secretariat"), row, "Piilossa.", "secretariat")
    key = Comment.objects.get().key
    absent = text(reader.get(reverse("discussion:thread", args=["toimenpide", "ei-ole"])))
    hidden = reader.get(page_of(row))
    assert hidden.status_code == 404
    told = [TOKEN.sub("", page) for page in (text(hidden).replace(row.key, ""), absent.replace("ei-ole", ""))]
    assert told[0] == told[1]
    for name in ("change", "remove"):
        assert reader.get(reverse(f"discussion:{name}", args=[key])).status_code == 404
    assert reader.get(f"{page_of(MeasureFactory(marking_id='public'))}?vastaa={key}").status_code == 404
    assert client_of(person()).get(f"/api/v1/comments?kind=measure&key={row.key}").json()["items"] == []


def test_who_is_mentioned_finds_it_in_their_work_and_gets_a_letter_without_its_words():
    row, writer, meant = MeasureFactory(marking_id="public", title_fi="Salattu nimi"), person(), person(name="Bo Ek")
    say(writer, row, "@Bo Ek, katsotko tätä?")
    work = text(client_of(meant).get(reverse("site:my_work")))
    assert "katsotko tätä?" in work
    letter = Letter.objects.get()
    send(letter.key)
    (sent,) = mail.outbox
    for secret in ("katsotko", "Salattu nimi", row.key):
        assert secret not in sent.body
    client_of(meant).post(reverse("discussion:seen", args=["toimenpide", row.key]))
    assert "katsotko tätä?" not in text(client_of(meant).get(reverse("site:my_work")))


def test_the_letter_is_needless_when_the_mentioned_has_seen_it():
    row, meant = MeasureFactory(marking_id="public"), person(name="Bo Ek")
    say(person(), row, "@Bo Ek")
    client_of(meant).post(reverse("discussion:seen", args=["toimenpide", row.key]))
    send(Letter.objects.get().key)
    assert (len(mail.outbox), Letter.objects.get().state) == (0, "needless")


def test_who_may_not_see_it_is_not_mentioned_and_the_writer_is_told():
    row, secretary = MeasureFactory(marking_id="secretariat"), person("secretariat")
    outside, inside = person(name="Bo Ek"), person("secretariat", "Sirkka Salo")
    client = client_of(secretary)
    assert "Bo Ek" not in text(client.get(page_of(row)))
    told = {"text": "@Bo Ek @Sirkka Salo @Eiole", "own_marking_id": "secretariat", "people": [inside.key]}
    shown = text(client.post(page_of(row), told, follow=True))
    assert "2" in shown.split('class="alert"')[1].split("</div>")[0]
    assert [mention.account for mention in Mention.objects.all()] == [inside]
    assert not Letter.objects.filter(to=outside.email).exists()


def test_a_closed_comment_on_an_open_row_mentions_only_its_own_readers():
    row, meant = MeasureFactory(marking_id="public"), person(name="Bo Ek")
    say(person("secretariat"), row, "@Bo Ek", "secretariat", people=[meant.key])
    assert not Mention.objects.exists()


def test_behind_a_clearance_only_those_who_have_spoken_are_offered():
    ground = frozenset({Ground("621/1999", "24", "1")})
    secret = intern(Marking(legal_status=LegalStatus.SECRET, grounds=ground, tlp=Tlp.AMBER))
    row, first, second = MeasureFactory(marking_id=secret), person(name="Aino Aalto"), person(name="Bo Ek")
    for account in (first, second):
        Clearance.objects.create(account=account, level=2)
    assert "Bo Ek" not in text(client_of(first).get(page_of(row)))
    say(first, row, "@Bo Ek")
    assert not Mention.objects.exists()  # that would tell that he has been cleared
    say(second, row, "Täällä ollaan.")
    say(first, row, "@Bo Ek")
    assert Mention.objects.get().account == second


def test_people_are_chosen_from_a_list_without_writing_their_names():
    row, meant = MeasureFactory(marking_id="public"), person(name="Bo Ek")
    writer = person()
    assert f'value="{meant.key}"' in text(client_of(writer).get(page_of(row)))
    say(writer, row, "Katsotko?", people=[meant.key])
    assert Mention.objects.get().account == meant


def test_one_changes_what_one_has_written_and_its_history_stays():
    row, writer = MeasureFactory(marking_id="public"), person()
    say(writer, row, "Ensin näin.")
    comment = Comment.objects.get()
    page = reverse("discussion:change", args=[comment.key])
    assert client_of(person()).get(page).status_code == 403
    assert client_of(person("secretariat")).get(page).status_code == 403
    told = {"text": "Sitten näin.", "own_marking_id": "members", "version": "1"}
    assert client_of(writer).post(page, told).status_code == 302
    assert client_of(writer).post(page, told | {"text": "Vanhasta."}).status_code == 409
    shown = text(client_of(person()).get(page_of(row)))
    assert "Sitten näin." in shown
    assert "Ensin näin." in shown.split("<details", 1)[1]


def test_a_removed_comment_leaves_a_trace_and_nothing_of_what_it_said():
    row, writer, secretary = MeasureFactory(marking_id="public"), person(), person("secretariat")
    say(writer, row, "Liikaa sanottu.")
    comment = Comment.objects.get()
    page = reverse("discussion:remove", args=[comment.key])
    assert client_of(person()).post(page, {"version": "1"}).status_code == 403
    assert client_of(secretary).post(page, {"version": "1"}).status_code == 422  # another's: with a reason
    assert client_of(secretary).post(page, {"version": "1", "reason": "Henkilötietoja"}).status_code == 302
    shown = text(client_of(writer).get(page_of(row)))
    assert "Liikaa sanottu." not in shown
    assert "Henkilötietoja" in shown
    assert say(writer, row, "Vastaus.", reply_to=comment.key).status_code == 409


def test_nobody_writes_without_end():
    row, writer = MeasureFactory(marking_id="public"), person()
    for number in range(RATE):
        assert say(writer, row, f"Viesti {number}").status_code == 302
    assert say(writer, row, "Vielä yksi").status_code == 409
    assert Comment.objects.count() == RATE


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_as_many_queries_however_much_is_said(count, django_assert_num_queries):
    row, reader = MeasureFactory(marking_id="public"), client_of(person())
    for number in range(count):
        meant = person(name=f"Bo {number}")
        say(person("secretariat"), row, f"Sanottua {number} @Bo {number}")
        assert meant
    reader.get(page_of(row))
    with django_assert_num_queries(13):
        assert text(reader.get(page_of(row))).count("Sanottua") >= count


def test_many_actors_at_once_are_the_same_as_each_alone():
    today = timezone.localdate()
    accounts = [person(role) for role in ("reader", "secretariat", "analyst", "technical_administrator")]
    together = actors_of(accounts, on=today)
    assert together == {account.pk: actor_of(account, on=today) for account in accounts}

"""The jobs that post letters about one's work, and the functions that write them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from painopiste.base.accounts.models import Account
from painopiste.base.following import selectors, services
from painopiste.base.following.rules import Digest, after_quiet
from painopiste.base.jobs import clock
from painopiste.base.jobs.registry import handler
from painopiste.base.jobs.rules import Every
from painopiste.base.jobs.work import Work
from painopiste.base.mail.registry import Words, letter
from painopiste.base.mail.services import post
from painopiste.base.markings.naming import as_system, reading_as
from painopiste.site.following.asked import ASKED, JOB, TELLER
from painopiste.site.following.letters import asking_of, digest_of, reader_of
from painopiste.site.signing.tell import address_of
from painopiste.site.waiting import SOURCES, Group

DIGEST, ASKING = "following.digest", "following.asked"


@handler(
    "following.post_digests", title=gettext_noop("Posting digests that are due"), schedule=Every(timedelta(minutes=15))
)
def post_digests(work: Work) -> dict[str, int]:
    """Post the digest of everybody whose hour has come: once for each, whoever dies in between or runs it again."""
    now, zone, posted = clock.now(), timezone.get_default_timezone(), 0
    for due in selectors.list_due(now=now, zone=zone, by=TELLER):
        with transaction.atomic():
            work.confirm()
            posted += _post_digest(due.account, due.at, now)
    return {"posted": posted}


def _post_digest(account: Account, at: datetime | None, now: datetime) -> bool:
    since = services.note_told(account=account, until=at or now, by=TELLER)
    if at is None or since is None or not address_of(account):
        return False
    about = {"account": account.key, "since": since.isoformat(), "until": at.isoformat()}
    once = f"{DIGEST}/{account.key}/{at.isoformat()}"
    post(kind=DIGEST, to=address_of(account), language=account.language, about=about, by=TELLER, once_key=once)
    return True


@handler(JOB, title=gettext_noop("Telling who is asked for something"))
def tell_who_is_asked(work: Work) -> dict[str, int]:
    """Post a letter to each for whom what was asked waits now, and who wants such letters; not to who asked."""
    asked, posted = work.payload, 0
    for account in _people(asked):
        if _asking(account, asked) is not None:
            about = {"account": account.key} | {name: asked[name] for name in ("event", "kind", "key")}
            once = f"{ASKING}/{asked['line']}/{account.key}"
            to = address_of(account)
            post(kind=ASKING, to=to, language=account.language, about=about, by=TELLER, once_key=once)
            posted += 1
    return {"posted": posted}


def _people(asked: Mapping[str, Any]) -> list[Account]:
    with as_system("who may be asked is looked for among all; each is then asked as the reader that they are"):
        found = Account.objects.filter(ASKED[asked["event"]].whom(asked["key"]), is_active=True)
        found = found.exclude(pk=asked["besides"]) if asked["besides"] else found
        return [account for account in found.distinct().order_by("pk") if address_of(account)]


def _asking(account: Account, asked: Mapping[str, Any]) -> Words | None:
    """The letter, if the thing waits for this account now and it wants such letters."""
    wanted = selectors.get_choice_of(account=account, by=TELLER).asked
    by = reader_of(account)
    if not wanted or not by.member:
        return None
    step = ASKED[asked["event"]]
    source = next(each for each in SOURCES if each.code == step.source)
    with reading_as(by):
        group = Group(source.code, source.heading, tuple(source.find(by, timezone.localdate())))
        named = (asked["kind"], asked["key"])
        return asking_of(account=account, group=group, asked=named, subject=str(step.subject), text=str(step.text))


def when_quiet_ends(about: Mapping[str, Any], now: datetime) -> datetime:
    """When a letter to its reader may go out: now, or after their quiet hours."""
    account = _account(about)
    if account is None:
        return now
    choice = selectors.get_choice_of(account=account, by=TELLER)
    quiet = selectors.quiet_of(choice=choice, by=TELLER)
    return after_quiet(now, quiet, timezone.get_default_timezone())


@letter(DIGEST, title=gettext_noop("What waits and what has changed"), hold=when_quiet_ends)
def write_digest(about: Mapping[str, Any]) -> Words | None:
    """What waits when it is written, and what changed in its time; nothing for who has left or wants none any more."""
    account = _account(about)
    if account is None:
        return None
    choice = selectors.get_choice_of(account=account, by=TELLER)
    by = reader_of(account)
    if choice.digest == Digest.NEVER or not by.member:
        return None
    since, until = (datetime.fromisoformat(about[name]) for name in ("since", "until"))
    with reading_as(by):
        return digest_of(account=account, by=by, since=since, until=until)


@letter(ASKING, title=gettext_noop("Something is asked of you"), hold=when_quiet_ends)
def write_asking(about: Mapping[str, Any]) -> Words | None:
    """What is asked, if it still waits for the reader."""
    account = _account(about)
    return None if account is None or about["event"] not in ASKED else _asking(account, about)


def _account(about: Mapping[str, Any]) -> Account | None:
    return Account.objects.filter(key=about["account"], is_active=True).first()

"""Who may read what is about to be said: the people whom a comment may mention."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from painopiste.base.accounts.models import Account
from painopiste.base.markings.reading import may_read
from painopiste.base.markings.stored import joined, value_of
from painopiste.base.markings.watching import WATCHED
from painopiste.loop.discussion.permissions import may_write
from painopiste.loop.discussion.rules import mentioned
from painopiste.site.actors import actors_of


@dataclass(frozen=True, slots=True)
class Named:
    """The accounts that a text and a list name; `unknown`: words of the text that name nobody who may read it."""

    accounts: tuple[Any, ...]
    unknown: tuple[str, ...]


def list_readers(*, codes: Iterable[str], talking: Collection[int]) -> Mapping[str, Any]:
    """The accounts of members who may read under all of these markings, by key, by name. Six queries.

    Who is in a compartment or has been cleared is not for everybody in it to know: behind one, only those are listed
    who have taken part in the discussion. `talking` are the row ids of these.
    """
    today = timezone.localdate()
    value = value_of(joined(codes))
    closed = value.level >= WATCHED or bool(value.compartments)
    accounts = list(Account.objects.filter(is_active=True).order_by("name", "pk"))
    actors = actors_of(accounts, on=today)
    return {
        account.key: account
        for account in accounts
        if (account.pk in talking or not closed)
        and may_write(actors[account.pk])
        and may_read(actors[account.pk], value, today)
    }


def named_in(*, text: str, chosen: Iterable[str], readers: Mapping[str, Any]) -> Named:
    """Whom a comment mentions: by name behind an @ in its text, or chosen from a list by key."""
    names = {account.name: account for account in readers.values()}
    found, unknown = mentioned(text, names)
    keys = [names[name].key for name in found] + [key for key in chosen if key in readers]
    return Named(tuple(readers[key] for key in dict.fromkeys(keys)), tuple(unknown))

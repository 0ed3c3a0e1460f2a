"""What a folder would open to more readers: refused, unless two people answer for it by name and with a reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from painopiste.base.accounts.models import Account
from painopiste.base.actors import Actor
from painopiste.base.errors import DomainError
from painopiste.base.markings.models import MarkingDecision
from painopiste.base.markings.stored import is_stricter
from painopiste.base.remarking.permissions import CHANGE, LOWER
from painopiste.base.remarking.spreading import key_of, kind_of
from painopiste.base.words import marked
from painopiste.site.actors import actor_of
from painopiste.site.exchange.compare import Wanted
from painopiste.site.exchange.problems import Problem

ADVICE = (
    "would be opened to more readers ({old} → {new}), which one person does not decide: open it on the page of its "
    "marking, or name two people with --opened-by, --confirmed-by and --reason"
)


class WrongPeople(DomainError):
    """The two who were named may not open rows together."""

    code = "wrong_people"
    message = marked(
        "Name two different open accounts, the first with the right to change markings, the second with the right to "
        "lower them, and give the reason."
    )


@dataclass(frozen=True, slots=True)
class TwoPeople:
    """The two who answer for opening rows, and why."""

    first: Actor
    second: Actor
    reason: str


@dataclass(frozen=True, slots=True)
class Remarked:
    """A row whose marking a folder has changed: which entry, which of its fields, from what to what."""

    wanted: Wanted
    field: str
    row: Any
    old: str
    new: str

    @property
    def opens(self) -> bool:
        return not is_stricter(self.new, self.old)


def two_people(first: str, second: str, reason: str) -> TwoPeople:
    """The two accounts with these names to log in with.

    :raises WrongPeople: if they are not two with the rights, or there is no reason
    """
    names = (first.strip().lower(), second.strip().lower())
    found = {account.username: account for account in Account.objects.filter(username__in=names, is_active=True)}
    if len(found) < 2 or not reason.strip():
        raise WrongPeople
    one, other = (actor_of(found[name], on=timezone.localdate()) for name in names)
    if not (one.may(CHANGE) and other.may(LOWER)):
        raise WrongPeople
    return TwoPeople(one, other, reason.strip())


def change_of(wanted: Wanted, row: Any, *, own: str, effective: str, moved: str) -> Remarked | None:
    """How a saved row's marking has become another: its own, or the one in effect where it was moved elsewhere.

    `own` and `effective` are what they were; `moved` is the field by which it was moved, if it was.
    """
    if own != row.own_marking_id:
        return Remarked(wanted, "marking" if "marking" in wanted.content else "audience", row, own, row.own_marking_id)
    if moved and not is_stricter(row.marking_id, effective):
        return Remarked(wanted, moved, row, effective, row.marking_id)
    return None


def problems_of(changes: list[Remarked]) -> Iterator[Problem]:
    """What to tell the operator of each row that would be opened."""
    for each in changes:
        if each.opens:
            found = each.wanted.found
            yield found.file.problem((*found.path, each.field), ADVICE.format(old=each.old, new=each.new))


def note(changes: list[Remarked], people: TwoPeople | None, loader: Actor) -> None:
    """Keep a decision for each row whose marking has changed: who closed it, or which two opened it."""
    now = timezone.now()
    for each in changes:
        told: dict[str, Any] = {"decided_by_label": loader.label}
        if each.opens and people is not None:
            told = {
                "decided_by_id": people.first.account_id,
                "decided_by_label": people.first.label,
                "confirmed_by_id": people.second.account_id,
                "reason": people.reason,
                "lowers": True,
            }
        MarkingDecision.objects.create(
            target_kind=kind_of(each.row),
            target_key=key_of(each.row),
            before_id=each.old,
            after_id=each.new,
            decided_at=now,
            settled_at=now,
            **told,
        )

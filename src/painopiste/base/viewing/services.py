"""Writing, sealing and erasing in the log of views."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.audit.models import AuditLine
from painopiste.base.audit.services import record
from painopiste.base.errors import Invalid, NotAllowed
from painopiste.base.markings.naming import as_system
from painopiste.base.markings.watching import Watch
from painopiste.base.viewing import permissions, rules, selectors
from painopiste.base.viewing.models import ViewLine
from painopiste.base.viewing.rules import How
from painopiste.base.words import marked


class OwnTraces(NotAllowed):
    """The actor would erase what the log says of themselves."""

    code = "own_traces"
    message = marked("Nobody erases their own traces. Ask somebody else to do it.")


def note_views(*, rows: Iterable[tuple[str, str]], how: How, reason: str, by: Actor) -> ViewLine:
    """Write down that the actor has got these objects, each a kind and a key. One statement; it is sealed later."""
    salt = secrets.token_hex(16)
    personal = {
        "account": by.account_id,
        "label": by.label,
        "on_behalf": sorted(by.organisations),
        "reason": reason.strip()[: rules.LONGEST_REASON],
    }
    line = ViewLine(
        at=timezone.now(),
        how=how.value,
        objects_seen=rules.written(rows),
        account_id=by.account_id,
        personal=personal,
        salt=salt,
        commitment=rules.commitment_of(salt, personal),
    )
    line.save(force_insert=True)
    return line


def note_watch(*, watch: Watch, how: How, by: Actor) -> None:
    """Write down all that a request has read. One statement, as a request has one reader."""
    for reader, rows in watch.seen.values():
        note_views(rows=rows, how=how, reason=watch.reason(), by=reader)


@transaction.atomic
def seal_views(*, by: Actor) -> int:
    """Seal the settled lines that no seal holds yet by one line of the audit trail, and tell how many these were."""
    before = selectors.last_sealed(by=by)
    old_enough = timezone.now() - rules.SETTLED
    lines = ViewLine.objects.filter(pk__gt=before, at__lte=old_enough)
    # A younger line may have a smaller number: seal only up to the first of these.
    young = (
        ViewLine.objects.filter(pk__gt=before, at__gt=old_enough).order_by("pk").values_list("pk", flat=True).first()
    )
    if young is not None:
        lines = lines.filter(pk__lt=young)
    last = lines.order_by("-pk").values_list("pk", flat=True).first()
    if last is None:
        return 0
    count, digest = selectors.digest(lines=ViewLine.objects.filter(pk__gt=before, pk__lte=last), by=by)
    told = {"follows": before, "last": last, "count": count, "digest": digest}
    kind, event = selectors.SEALED
    record(event, target=(kind, str(last)), by=by, after=told)
    return count


@transaction.atomic
def erase_person(*, account: Any, reason: str, by: Actor) -> Mapping[str, int]:
    """Erase who an account was from the log of views, and what the audit trail holds about the account itself.

    What the account did as an official stays in the trail under its name: that has to be kept. Gives how many views
    and lines were erased.

    :raises NotAllowed: if the actor may not erase
    :raises OwnTraces: if it is the actor's own account
    :raises Invalid: without a reason
    """
    by.require(permissions.ERASE)
    if account.pk == by.account_id:
        raise OwnTraces
    if not reason.strip():
        raise Invalid(fields={"reason": marked("Give the reason.")})
    views = ViewLine.objects.filter(account_id=account.pk).update(personal=None, salt=None, account_id=None)
    about = AuditLine.objects.filter(target_kind="account", target_key=account.key, content__isnull=False)
    with as_system("what is erased is not for the one who erases it to read"):
        lines = about.update(content=None, salt=None)
    erased = {"views": views, "lines": lines}
    record("accounts.erased", target=("account", account.key), by=by, after=erased | {"reason": reason.strip()})
    return erased

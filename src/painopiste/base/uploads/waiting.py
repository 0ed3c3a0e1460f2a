"""A file that has been looked at and waits for a person's yes: one for each account, for an hour."""

import hashlib
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.errors import Conflict, NotAllowed
from painopiste.base.words import marked

FOLDER = "waiting"
PATIENCE = timedelta(hours=1)


class NoLongerWaiting(Conflict):
    """The file that the person looked at is gone, or another has taken its place."""

    code = "no_longer_waiting"
    message = marked(
        "The file is not kept any more. Send it again: a file waits for an hour, and a new one replaces it."
    )


def keep(content: bytes, *, by: Actor) -> str:
    """Keep the file until its sender decides; it replaces an earlier one. Gives the sign by which it is known."""
    drop(by=by)
    default_storage.save(_place(by), ContentFile(content))
    return hashlib.sha256(content).hexdigest()


def take(sign: str, *, by: Actor) -> bytes:
    """The file with this sign.

    :raises NoLongerWaiting: if it is gone, too old or replaced by another
    """
    place = _place(by)
    if not default_storage.exists(place) or _is_old(place):
        raise NoLongerWaiting
    with default_storage.open(place) as file:
        content: bytes = file.read()
    if hashlib.sha256(content).hexdigest() != sign:
        raise NoLongerWaiting
    return content


def drop(*, by: Actor) -> None:
    """Forget the file that waits for this account, if there is one."""
    default_storage.delete(_place(by))


def tidy() -> int:
    """Remove the files that nobody has decided on in time. Gives their number."""
    if not default_storage.exists(FOLDER):
        return 0
    old = [place for name in default_storage.listdir(FOLDER)[1] if _is_old(place := f"{FOLDER}/{name}")]
    for place in old:
        default_storage.delete(place)
    return len(old)


def _is_old(place: str) -> bool:
    return default_storage.get_modified_time(place) < timezone.now() - PATIENCE


def _place(by: Actor) -> str:
    """Named by us: no word of the sender's gets into a path.

    :raises NotAllowed: for somebody without an account
    """
    if by.account_id is None:
        raise NotAllowed
    return f"{FOLDER}/{by.account_id:d}"

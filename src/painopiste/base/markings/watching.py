"""Notices when a request reads what is secret, so that it can be written down. Pure: no Django, no clock, no database.

Whoever is not cleared can't read anything secret, so for them nothing is looked for.
"""

from collections.abc import Callable, Iterable
from contextvars import ContextVar

from painopiste.base.actors import Actor
from painopiste.base.errors import NotAllowed
from painopiste.base.markings.rules import STATUSES, LegalStatus
from painopiste.base.words import marked

WATCHED = STATUSES.index(LegalStatus.SECRET)  # from this legal status on every reading is written down
WITH_REASON = STATUSES.index(LegalStatus.RESTRICTED)  # from this one on the reader tells why


class ReasonNeeded(NotAllowed):
    """What is read asks for a reason, and the reader has given none in this session."""

    code = "reason_needed"
    message = marked(
        "Tell first why you need to read documents of security class IV. It is written into the log of views."
    )


class Watch:
    """What one request has read of what is secret or personal, by reader.

    `reason` gives why the reader reads, or an empty text; it is asked for only when something has been read.
    """

    def __init__(self, reason: Callable[[], str]) -> None:
        self.reason = reason
        self.seen: dict[int | None, tuple[Actor, dict[tuple[str, str], None]]] = {}

    def note(self, by: Actor, rows: Iterable[tuple[str, str]], *, level: int = WATCHED) -> None:
        """Remember that the reader has got these rows, each a kind and a key. `level`: the most closed of them.

        :raises ReasonNeeded: if a reason is asked for and there is none
        """
        if level >= WITH_REASON and not self.reason():
            raise ReasonNeeded
        _by, seen = self.seen.setdefault(by.account_id, (by, {}))
        seen.update(dict.fromkeys(rows))


current: ContextVar[Watch | None] = ContextVar("painopiste_watch", default=None)


def note_personal(by: Actor, kind: str, key: str) -> None:
    """Remember that the reader has got what is written about a person."""
    watch = current.get()
    if watch is not None:
        watch.note(by, [(kind, key)])

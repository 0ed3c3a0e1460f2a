"""The kinds of letters, by stable codes, and the functions that write them. They stand in `tasks.py` of packages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_noop

from painopiste.base.jobs.registry import discover
from painopiste.base.mail.rules import KEPT_TRYING

TITLE = gettext_noop("A letter")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a letter lists, perhaps with its own link."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says, in the reader's language: sent as plain text and as HTML.

    `stop_url` is the address of a page that ends such letters, which also takes a POST from mail programs (RFC 8058).
    """

    subject: str
    lines: tuple[str, ...] = ()
    link: str = ""
    sections: tuple[Section, ...] = ()
    stop_url: str = ""
    may_be_answered: bool = False


Write = Callable[[Mapping[str, Any]], Words | None]
Hold = Callable[[Mapping[str, Any], datetime], datetime]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of letters. `write` gets what the letter is about, and gives None when nothing is to be told any more.

    `hold` gets that and the present moment, and gives the moment from which on the letter may go out: its reader's
    quiet hours.
    """

    code: str
    write: Write
    title: str
    kept_trying: timedelta
    hold: Hold | None = None


_kinds: dict[str, Kind] = {}


def letter(
    code: str, *, title: str = TITLE, kept_trying: timedelta = KEPT_TRYING, hold: Hold | None = None
) -> Callable[[Write], Write]:
    """Register the function that writes letters of the kind `code`, for example `accounts.invitation`.

    It is called in the language of the reader, in a worker, perhaps more than once. `kept_trying` is how long after it
    was posted a letter is still worth sending, `hold` when it may go out at the earliest.
    """

    def register(write: Write) -> Write:
        if code in _kinds and _kinds[code].write is not write:
            raise ValueError(f"the code {code!r} is taken by {_kinds[code].write.__qualname__}")
        _kinds[code] = Kind(code, write, title, kept_trying, hold)
        return write

    return register


def find(code: str) -> Kind:
    """The kind of this code.

    :raises LookupError: if nobody writes such letters
    """
    if code not in _kinds:
        discover()
    if code not in _kinds:
        raise LookupError(f"nobody writes letters of the kind {code!r}")
    return _kinds[code]


def title_of(code: str) -> str:
    """The message id of what letters of this kind are called; the code itself for one of an earlier version."""
    try:
        return find(code).title
    except LookupError:
        return code

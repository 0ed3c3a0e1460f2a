"""What a comment may be, and whom its text mentions. Pure."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta
from typing import Any

from painopiste.base.errors import Conflict
from painopiste.base.words import marked

# What is talked about, by what the trail calls it: each kind is a column of a comment.
SUBJECTS = (
    *("focus_area", "measure", "plan", "commitment", "observation"),
    *("body", "meeting", "procedure", "round", "report"),
)
LONGEST = 5000  # letters of a comment
NAMED_BY = 80  # letters of its beginning by which lists name it
RATE, RATE_TIME = 20, timedelta(minutes=10)  # comments of one person in a time
MENTION = re.compile(r"(?<![\w@])@(\w[\w'’.-]*)")


class TooMany(Conflict):
    """Somebody writes faster than people do."""

    code = "too_many_comments"
    message = marked("You have written many comments in a short time. Wait ten minutes and go on.")


class Removed(Conflict):
    """What was removed is not changed, answered or removed any more."""

    code = "comment_removed"
    message = marked("The comment has been removed.")


def subject_of(comment: Any) -> tuple[str, Any]:
    """The kind of the row that a comment is about, and the row."""
    kind = next(name for name in SUBJECTS if getattr(comment, f"{name}_id") is not None)
    return kind, getattr(comment, kind)


def beginning(text: str) -> str:
    """The first words of a comment, for lists; never longer than `NAMED_BY`."""
    words = " ".join(text.split())
    return words if len(words) <= NAMED_BY else words[: NAMED_BY - 1].rstrip() + "…"


def mentioned(text: str, names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Which of these names stand in the text behind an @, and the words behind an @ that begin none of them."""
    known = sorted(set(names), key=len, reverse=True)
    found: list[str] = []
    unknown: list[str] = []
    for start, word in _places(text):
        name = next((name for name in known if _stands(text, start, name)), None)
        (found if name else unknown).append(name or word)
    return list(dict.fromkeys(found)), list(dict.fromkeys(unknown))


def _places(text: str) -> Iterator[tuple[int, str]]:
    for match in MENTION.finditer(text):
        yield match.start(1), match[1].rstrip(".-'’")


def _stands(text: str, start: int, name: str) -> bool:
    end = start + len(name)
    return text[start:end].casefold() == name.casefold() and not text[end : end + 1].isalnum()


def in_order(rows: Iterable[tuple[int, int | None]]) -> list[tuple[int, int]]:
    """Comments as a conversation: each (id, how deep), an answer below what it answers; `rows` are (id, answered id).

    An answer to what is not there stands by itself.
    """
    given = list(rows)
    there: Collection[int] = {row for row, _parent in given}
    below: dict[int | None, list[int]] = {}
    for row, parent in given:
        below.setdefault(parent if parent in there else None, []).append(row)
    done: list[tuple[int, int]] = []
    waiting = [(row, 0) for row in reversed(below.get(None, []))]
    while waiting:
        row, depth = waiting.pop()
        done.append((row, depth))
        waiting += [(inner, depth + 1) for inner in reversed(below.get(row, []))]
    return done

"""What may become of an observation (havainto). Pure: no Django, no clock, no database."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from urllib.parse import urlsplit

from painopiste.base.errors import Conflict
from painopiste.base.words import marked


class SourceKind(StrEnum):
    """Where an observation comes from."""

    WORK = "work"  # oma työ
    NETWORK = "network"  # verkosto, sidosryhmä
    RESEARCH = "research"  # tutkimus
    MEDIA = "media"
    INDICATOR = "indicator"  # a change that a follow-up of indicators has noticed
    SURVEY = "survey"  # a shift between the waves of a survey
    OTHER = "other"


AUTOMATIC = frozenset({SourceKind.INDICATOR, SourceKind.SURVEY})  # filed by the knowledge side, with its origin


class State(StrEnum):
    """What has become of an observation."""

    RECEIVED = "received"  # saapunut
    WATCHED = "watched"  # seurannassa
    LINKED = "linked"  # osana painopistettä
    MERGED = "merged"  # yhdistetty toiseen havaintoon
    DISMISSED = "dismissed"  # ei jatkoa


NEXT_STATES: Mapping[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.WATCHED, State.LINKED, State.MERGED, State.DISMISSED}),
    State.WATCHED: frozenset({State.LINKED, State.MERGED, State.DISMISSED}),
    State.LINKED: frozenset({State.LINKED, State.WATCHED, State.MERGED, State.DISMISSED}),  # other focus areas
    # Nothing is thrown away: what was dismissed or merged by mistake, or rises anew, can be taken up again.
    State.MERGED: frozenset({State.RECEIVED}),
    State.DISMISSED: frozenset({State.RECEIVED}),
}
OPEN = frozenset({State.RECEIVED, State.WATCHED, State.LINKED})  # may take in a duplicate
NEEDS_REASON = frozenset({State.DISMISSED})


class TransitionRefused(Conflict):
    """An observation can't take this step from its current state."""

    code = "transition_refused"
    message = marked("An observation that is “%(current)s” can't become “%(new)s”.")


def check_transition(current: State, new: State) -> None:
    """Refuse a step that an observation can't take from its current state.

    :raises TransitionRefused: always then
    """
    if new not in NEXT_STATES[current]:
        raise TransitionRefused(current=current, new=new)


def links_of(evidence: str) -> list[str]:
    """The web addresses of an observation, which stand one on a line."""
    return [line.strip() for line in evidence.splitlines() if line.strip()]


def wrong_links(evidence: str) -> Iterator[str]:
    """The lines that are no address on the web. Only http and https are: a link must never run anything."""
    for line in links_of(evidence):
        try:
            parts = urlsplit(line)
        except ValueError:
            yield line
            continue
        if parts.scheme not in ("http", "https") or not parts.hostname or " " in line:
            yield line

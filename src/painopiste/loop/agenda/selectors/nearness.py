"""What is like an observation: others that may tell of the same, and the work that may deal with it already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from painopiste.analysis.nearness import Item, Near, Nearness
from painopiste.base.actors import Actor
from painopiste.base.words import LANGUAGES
from painopiste.loop.agenda import permissions
from painopiste.loop.agenda.models import Observation
from painopiste.loop.agenda.rules import OPEN
from painopiste.loop.plans import selectors as plans

SHOWN = 5
COMPARED = 500  # the newest open ones: what is older has been gone through
TEXTS = ("description", "groups")  # what is compared beside the title
HERE = "observation"  # the key of what is compared with work


@dataclass(frozen=True, slots=True)
class Like:
    """An observation that is like another, and how near it is by which words."""

    observation: Observation
    near: Near


def _item(row: Any, key: str, fields: Sequence[str]) -> Item:
    """The texts of a row as the finder compares them."""
    title: dict[str, str] = {code: getattr(row, f"title_{code}") for code in LANGUAGES}
    text: dict[str, str] = {code: " ".join(getattr(row, f"{name}_{code}") for name in fields) for code in LANGUAGES}
    return Item(key, title, text)


def list_like(*, observation: Observation, by: Actor, told_in: str | None = None) -> list[Like]:
    """At most five visible open observations that share words with this one, the nearest first. One query."""
    found = permissions.visible(by).filter(state__in=OPEN).exclude(pk=observation.pk)
    rows = {row.key: row for row in found.order_by("-received_at", "-pk")[:COMPARED]}
    items = [_item(row, key, TEXTS) for key, row in rows.items()]
    here = _item(observation, observation.key, TEXTS)
    nearest = Nearness([here, *items]).nearest(observation.key, limit=SHOWN, told_in=told_in)
    return [Like(rows[near.key], near) for near in nearest]


def list_near_work(
    *, observation: Observation, on: date, by: Actor, told_in: str | None = None
) -> list[plans.Suggestion]:
    """At most five visible focus areas and measures near the observation, the nearest first. Four queries."""
    here = _item(observation, HERE, TEXTS)
    return plans.list_near_text(item=here, on=on, by=by, told_in=told_in)[:SHOWN]

"""The rows whose marking can be changed on a page, by the word that stands in its address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing, NotAllowed
from painopiste.base.remarking.kinds import marked_models, name_paths
from painopiste.base.remarking.permissions import CHANGE, LOWER
from painopiste.base.remarking.selectors import get_marked
from painopiste.base.viewing.permissions import SEE
from painopiste.base.words import LANGUAGES, Words, words_of
from painopiste.loop.discussion.rules import subject_of
from painopiste.loop.progress.permissions import visible_answers
from painopiste.site.web.frame import language


@dataclass(frozen=True)
class Thing:
    """A kind of marked rows: what the trail calls it, the page of a row, and in which body rights to it are held."""

    kind: str
    page: Callable[[Any], str]
    body: Callable[[Any], int | None] = lambda row: None
    may_exist: Callable[[Any, Actor], bool] = lambda row, by: True  # beside its marking


def _group(row: Any) -> int | None:
    return row.focus_area.group_id if row.focus_area else None


def _page(name: str, *keys: Callable[[Any], Any]) -> Callable[[Any], str]:
    return lambda row: reverse(name, args=[get(row) for get in keys or (lambda each: each.key,)])


def _place(name: str, get: Callable[[Any], Any]) -> Callable[[Any], str]:
    """A row that stands on the page of another."""
    return lambda row: reverse(name, args=[get(row)]) + f"#{row.key}"


def _timeline(row: Any) -> str:
    return reverse("programmes:timeline")


def _home(row: Any) -> str:
    return reverse("site:home")


def _discussion(row: Any) -> str:
    kind, about = subject_of(row)
    return reverse("discussion:thread", args=[WORDS[kind], about.key]) + f"#{row.key}"


THINGS: Mapping[str, Thing] = {
    "painopiste": Thing("focus_area", _page("focus_areas:focus_area"), lambda row: row.group_id),
    "toimenpide": Thing("measure", _page("plans:measure"), _group),
    "suunnitelma": Thing(
        "plan", _page("focus_areas:plan_version", lambda row: row.focus_area.key, lambda row: row.number), _group
    ),
    "sitoumus": Thing("commitment", _page("commitments:commitment"), lambda row: _group(row.measure)),
    "ilmiohavainto": Thing("observation", _page("agenda:observation")),
    "kommentti": Thing("comment", _discussion),
    "kartoitus": Thing("scan_round", _page("agenda:scan")),
    "esitys": Thing("proposal", _page("agenda:proposal")),
    "kuuleminen": Thing("consultation", _page("consultations:consultation")),
    "toimielin": Thing("body", _page("bodies:body"), lambda row: row.pk),
    "paatos": Thing("decision", _place("bodies:body", lambda row: row.body.key), lambda row: row.body_id),
    "kokous": Thing("meeting", _page("meetings:meeting"), lambda row: row.body_id),
    "seurattava": Thing("follow_up", lambda row: reverse("meetings:list") + f"#{row.key}", lambda row: row.body_id),
    "kirjallinen": Thing("procedure", _page("meetings:procedure"), lambda row: row.body_id),
    "kierros": Thing("round", _page("progress:round")),
    "vastaus": Thing(
        "progress_answer",
        _page("progress:answer", lambda row: row.round.key, lambda row: row.focus_area.key),
        _group,
        lambda row, by: visible_answers(by).filter(pk=row.pk).exists(),  # a draft is for those who write it
    ),
    "raportti": Thing("report", _page("reports:report")),
    "tapahtuma": Thing("timeline_event", _timeline),
    "havainto": Thing("finding", _home),
    "luku": Thing("key_figure", _home),
}
WORDS = {thing.kind: word for word, thing in THINGS.items()}


def may_change(thing: Thing, row: Any, *, by: Actor) -> bool:
    return by.may(CHANGE, body=thing.body(row))


def find(word: str, key: str, *, by: Actor) -> tuple[Thing, Any]:
    """The row that the address names.

    :raises Missing: if there is none, or the actor may not see it
    :raises NotAllowed: if the actor may neither change it, nor confirm what others propose, nor see who has looked
    """
    thing = THINGS.get(word)
    if thing is None:
        raise Missing
    row = get_marked(kind=thing.kind, key=key, by=by)
    if not thing.may_exist(row, by):
        raise Missing
    if not (may_change(thing, row, by=by) or by.may(LOWER) or by.may(SEE)):
        raise NotAllowed
    return thing, row


def name_of(thing: Thing, row: Any) -> Words:
    """What the row is called: by its own name, or by that of the row that it stands in."""
    told = {f"name_{each}": row for each in LANGUAGES}
    for each, path in zip(LANGUAGES, name_paths(marked_models()[thing.kind]), strict=True):
        for part in path.split("__"):
            told[f"name_{each}"] = getattr(told[f"name_{each}"], part)
    return words_of(told, "name", language())

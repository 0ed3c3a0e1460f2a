"""What can be followed, and what is somebody's own from the start: one condition for buttons, lists and letters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.following.models import Follow
from painopiste.base.following.permissions import may_follow
from painopiste.base.markings.written import Written
from painopiste.base.records import holds_on
from painopiste.loop.commitments.permissions import ANSWER
from painopiste.loop.plans.models import MeasureParty
from painopiste.loop.plans.permissions import REPORT_MEASURE
from painopiste.site.search.kinds import KINDS

Who = Mapping[str, Any]  # account, bodies, organisations, reporting, answering: as `who` gives them


def _nobodys(path: str, who: Who) -> Q:
    return Q(**{f"{path}pk__in": []})


def _in_bodies(column: str) -> Callable[[str, Who], Q]:
    return lambda path, who: Q(**{f"{path}{column}__in": who["bodies"]})


def _led(path: str, who: Who) -> Q:
    led = MeasureParty.objects.filter(holds_on(who["day"]), role="lead", organisation__in=who["reporting"])
    return Q(**{f"{path}pk__in": led.values("measure")})


@dataclass(frozen=True, slots=True)
class Followed:
    """A kind of things: what makes one somebody's own, and the kinds in which it stands, with the way to them.

    Who follows a thing follows what stands in it. `needs` are the parts of `Who` that are asked for.
    """

    code: str
    own: Callable[[str, Who], Q] = _nobodys
    needs: tuple[str, ...] = ()
    within: tuple[tuple[str, str], ...] = ()
    by_itself: bool = True  # whether its page has a button


FOLLOWED: Mapping[str, Followed] = {
    each.code: each
    for each in (
        Followed("body", _in_bodies("pk"), ("bodies",)),
        Followed("meeting", within=(("body", "body"),)),
        Followed("procedure", within=(("body", "body"),), by_itself=False),
        Followed(
            "follow_up", lambda path, who: Q(**{f"{path}organisation__in": who["organisations"]}), ("organisations",),
            (("body", "body"),), by_itself=False,
        ),
        Followed("focus_area", _in_bodies("group"), ("bodies",)),
        Followed("plan", within=(("focus_area", "focus_area"),)),
        Followed("measure", _led, ("reporting", "day"), (("focus_area", "focus_area"),)),
        Followed(
            "commitment", lambda path, who: Q(**{f"{path}organisation__in": who["answering"]}), ("answering",),
            (("measure", "measure"),),
        ),
        Followed("observation", lambda path, who: Q(**{f"{path}writer": who["account"]})),
    )
}  # fmt: skip


def who(by: Actor) -> Who:
    """What makes things somebody's own: where they sit, work, report and answer."""
    return {
        "account": by.account_id,
        "bodies": sorted(by.bodies),
        "organisations": sorted(by.organisations),
        "reporting": sorted(by.for_organisations.get(REPORT_MEASURE, ())),
        "answering": sorted(by.for_organisations.get(ANSWER, ())),
        "day": timezone.localdate(),
    }


def followed_rows(kind: str, *, by: Actor, of: Who) -> QuerySet[Any]:
    """The things of a kind that somebody follows and may see."""
    return KINDS[kind].visible(by).filter(_is_followed(FOLLOWED[kind], "", of))


def _is_followed(kind: Followed, path: str, of: Who) -> Q:
    said = Follow.objects.filter(account=of["account"], kind=kind.code)
    follows = Q(**{f"{path}key__in": said.filter(on=True).values("thing")}) | kind.own(path, of)
    for around, column in kind.within:
        follows |= _is_followed(FOLLOWED[around], f"{path}{column}__", of)
    return follows & ~Q(**{f"{path}key__in": said.filter(on=False).values("thing")})


def _one(by: Actor, kind: str, *, key: str, **of: Any) -> QuerySet[Any]:
    return followed_rows(kind, by=by, of={"day": date.min} | of).filter(key=key).values_list("key", flat=True)


ONE: Written[str] = Written(_one)  # the page of one measure asks it


def is_followed(*, kind: str, key: str, by: Actor) -> bool:
    """Whether the actor follows one thing, which has been found for them. One query."""
    if not may_follow(by):
        return False
    of, needs = who(by), _needs(kind)
    if not of["reporting"]:
        needs.discard("day")  # nobody who reports for nothing is asked since when
    return bool(ONE.rows(by, kind, key=key, **{name: of[name] for name in needs}))


def _needs(kind: str) -> set[str]:
    found = FOLLOWED[kind]
    return {"account", *found.needs}.union(*(_needs(around) for around, _column in found.within))


def list_followed(*, by: Actor) -> QuerySet[Any]:
    """Kind and key of all things with a page that the actor follows by themselves, not as part of others."""
    of, found = who(by), []
    for kind in FOLLOWED.values():
        if kind.by_itself:
            alone = Followed(kind.code, kind.own)
            rows = KINDS[kind.code].visible(by).filter(_is_followed(alone, "", of)).order_by()
            rows = rows.annotate(of_kind=Cast(Value(kind.code), CharField()), with_key=Cast("key", CharField()))
            found.append(rows.values_list("of_kind", "with_key"))
    return found[0].union(*found[1:], all=True).order_by("of_kind", "with_key")

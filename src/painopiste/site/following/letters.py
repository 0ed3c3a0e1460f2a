"""What letters about one's work say. Others read mail on its way: they name public things only, by their titles.

What its reader may see and not everybody is told of without its name, and leads to the page of one's own work.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from painopiste.base.accounts.models import Account
from painopiste.base.actors import PUBLIC, Actor
from painopiste.base.following.rules import Letters
from painopiste.base.mail.registry import Line, Section, Words
from painopiste.site.actors import actor_of
from painopiste.site.following.changed import Named, Thing, list_changed, things_of
from painopiste.site.following.stopping import stop_address
from painopiste.site.labels import KINDS as KINDS_OF_ONE
from painopiste.site.search.kinds import KINDS
from painopiste.site.signing.proof import NOT_SECRET
from painopiste.site.waiting import Group, list_groups
from painopiste.site.web.frame import language

MOST = 50  # things of which one letter tells; the page of one's work has all of them
NAMELESS: Mapping[str, Callable[[int], str]] = {
    "body": lambda n: ngettext("A body that you follow has changed", "%(num)s bodies that you follow have changed", n),
    "meeting": lambda n: ngettext(
        "A meeting that you follow has changed", "%(num)s meetings that you follow have changed", n
    ),
    "procedure": lambda n: ngettext(
        "A written procedure that you follow has changed", "%(num)s written procedures that you follow have changed", n
    ),
    "follow_up": lambda n: ngettext(
        "Something to be done that you follow has changed", "%(num)s things to be done that you follow have changed", n
    ),
    "focus_area": lambda n: ngettext(
        "A focus area that you follow has changed", "%(num)s focus areas that you follow have changed", n
    ),
    "plan": lambda n: ngettext("A plan that you follow has changed", "%(num)s plans that you follow have changed", n),
    "measure": lambda n: ngettext(
        "A measure that you follow has changed", "%(num)s measures that you follow have changed", n
    ),
    "commitment": lambda n: ngettext(
        "A commitment that you follow has changed", "%(num)s commitments that you follow have changed", n
    ),
    "observation": lambda n: ngettext(
        "An observation that you follow has changed", "%(num)s observations that you follow have changed", n
    ),
}


def reader_of(account: Account) -> Actor:
    """Who the account is as a reader of letters: nothing secret is told of, not even without its name."""
    by = actor_of(account, on=timezone.localdate())
    return replace(by, clearance=min(by.clearance, NOT_SECRET))


def digest_of(*, account: Account, by: Actor, since: datetime, until: datetime) -> Words | None:
    """All that waits for an account, and what changed in what it follows; None when that is nothing."""
    groups = list_groups(by=by, on=timezone.localdate())
    changed = list_changed(by=by, since=since, until=until)
    sections = [*_waiting(groups), *_changed(changed, by=by)]
    if not sections:
        return None
    return Words(
        subject=_("Painopiste: what waits for you and what has changed"),
        lines=(_("Only what is public is named here. The rest you see on the page of your work:"),),
        link=_work(),
        sections=tuple(sections),
        stop_url=stop_address(account, Letters.DIGEST),
    )


def asking_of(*, account: Account, group: Group, asked: Named, subject: str, text: str) -> Words | None:
    """The letter about one thing that is asked of an account; None when it does not wait for it any more."""
    items = [item for item in group.items if asked in item.names]
    if not items:
        return None
    section = next(iter(_waiting([replace(group, items=tuple(items))])))
    return Words(subject=subject, lines=(text,), sections=(section,), stop_url=stop_address(account, Letters.ASKED))


def _waiting(groups: Iterable[Group]) -> Iterator[Section]:
    """A section for each kind of things that wait, with a line for each public one and one for all the others."""
    groups = list(groups)
    public = public_among({name for group in groups for item in group.items for name in item.names})
    for group in groups:
        named = [item for item in group.items if item.names and public.issuperset(item.names)]
        lines = [Line(_with_day(str(item.title), item.due), f"{settings.BASE_URL}{item.url}") for item in named]
        rest = len(group.items) - len(named)
        if rest:
            told = ngettext("%(num)s that is not named here", "%(num)s that are not named here", rest) % {"num": rest}
            lines.append(Line(told, f"{_work()}#{group.code}"))
        yield Section(str(group.heading), tuple(lines))


def _with_day(title: str, due: date | None) -> str:
    return f"{title} – {_('by %(day)s') % {'day': f'{due:%-d.%-m.%Y}'}}" if due else title


def _changed(groups: Iterable[Mapping[str, str]], *, by: Actor) -> Iterator[Section]:
    """One section: a line for each public thing, and for each kind one for those that are not."""
    asked = [(row["target_kind"], row["target_key"]) for row in groups]
    if not asked:
        return
    public = public_among(asked)
    titles = things_of([name for name in asked if name in public][:MOST], by=by, language=language())
    lines = [_line(titles[name]) for name in asked if name in titles]
    left = Counter(kind for kind, key in asked if (kind, key) not in titles)
    for kind, number in left.items():
        lines.append(Line(NAMELESS[kind](number) % {"num": number}, f"{_work()}#muuttunut"))
    yield Section(_("Changed in what you follow"), tuple(lines))


def _line(thing: Thing) -> Line:
    return Line(f"{KINDS_OF_ONE[thing.kind]}: {thing.title}", f"{settings.BASE_URL}{thing.url}")


def public_among(names: Iterable[Named]) -> set[Named]:
    """Those of the rows that everybody may see. One query for each kind."""
    keys: dict[str, list[str]] = {}
    for kind, key in names:
        keys.setdefault(kind, []).append(key)
    found = ((kind, KINDS[kind].visible(PUBLIC).filter(key__in=some)) for kind, some in keys.items() if kind in KINDS)
    return {(kind, key) for kind, rows in found for key in rows.values_list("key", flat=True)}


def _work() -> str:
    return f"{settings.BASE_URL}{reverse('site:my_work')}"

"""What an agenda item or a written procedure can be about: rows that a decision sets going (site/reactions.py)."""

from typing import Any

from django.utils.translation import gettext as _

from painopiste.base.actors import Actor
from painopiste.base.words import words_of
from painopiste.loop.focus_areas import selectors as focus_areas
from painopiste.loop.plans import selectors as plans
from painopiste.site.web.frame import language


def subject_choices(by: Actor) -> list[tuple[str, Any]]:
    """The visible rows that can be decided on, as `kind:key` and what they are called."""
    areas = [
        (f"focus_area:{row['key']}", f"{_('Focus area')}: {words_of(row, 'name', language())}")
        for row in focus_areas.list_choices(by=by)
    ]
    drafts = [
        (
            f"plan:{plan.key}",
            f"{_('Plan')}: {words_of(plan.focus_area, 'name', language())}, {_('version')} {plan.number}",
        )
        for plan in plans.list_drafts(by=by)
    ]
    return [*areas, *drafts]


def split(about: str) -> dict[str, str]:
    """`kind:key` as the two columns that keep it."""
    kind, _colon, key = about.partition(":")
    return {"about_kind": kind, "about_key": key}


def joined(row: Any) -> str:
    """The two columns as one value of the form."""
    return f"{row.about_kind}:{row.about_key}" if row.about_kind else ""

"""The interim report in the order in which officials know it."""

from collections.abc import Callable, Iterable
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from painopiste.base import dates
from painopiste.base.documents import Block, Document
from painopiste.base.errors import Invalid
from painopiste.base.words import LANGUAGES, marked
from painopiste.loop.reports.writing import (
    annexes,
    findings,
    focus_areas,
    front,
    measures,
    model,
    organisations,
    preparation,
    timeline,
    unknown,
)
from painopiste.loop.reports.writing.pen import Pen, Row

Chapter = Callable[[Pen], Iterable[Block]]
CHAPTERS: tuple[Chapter, ...] = (
    front.summary,
    front.introduction,
    model.chapter,
    preparation.chapter,
    focus_areas.chapter,
    measures.chapter,
    timeline.chapter,
    organisations.chapter,
    findings.chapter,
    unknown.chapter,
    annexes.chapters,
)


class WrongLanguage(Invalid):
    """There are reports in Finnish, Swedish and English."""

    code = "wrong_language"
    message = marked("There is no report in the language “%(language)s”. Choose fi, sv or en.")


def check_language(language: str) -> str:
    """Give back the language if reports are written in it.

    :raises WrongLanguage: if they are not
    """
    if language not in LANGUAGES:
        raise WrongLanguage(language=language)
    return language


def interim_title(as_of: date, language: str) -> str:
    """The title of a report that nobody has given another."""
    with translation.override(check_language(language)):
        return _("Interim report, situation on %(day)s") % {"day": dates.show(as_of.isoformat(), language)}


def interim_document(facts: Row, *, language: str, base_url: str, title: str = "") -> Document:
    """Write the report of the facts.

    :raises WrongLanguage: if reports are not written in it
    """
    as_of = date.fromisoformat(facts["as_of"])
    with translation.override(check_language(language)):
        pen = Pen(facts, language, base_url)
        programme = facts["programme"]
        owner = programme["owner"]
        return Document(
            title=title or interim_title(as_of, language),
            subtitle=pen.plain(programme["name"]),
            language=language,
            date=as_of,
            organisation=pen.plain(owner["name"]) if owner else "",
            description=_("How the cooperation model stood on %(day)s.") % {"day": pen.day},
            keywords=(_("cooperation model"), _("focus areas"), _("measures"), _("interim report")),
            demonstration=_("Demonstration data") if programme["demonstration"] else "",
            base_url=base_url,
            blocks=tuple(block for chapter in CHAPTERS for block in chapter(pen)),
        )

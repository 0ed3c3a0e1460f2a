"""The Jinja2 environment of all pages: addresses, static files, translations, dates and texts."""

from datetime import date, datetime
from functools import cache, partial
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.templatetags.static import static
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject
from jinja2 import Environment, StrictUndefined, pass_eval_context
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from painopiste.base import dates
from painopiste.base.web.addresses import address
from painopiste.base.web.markings import marking_words
from painopiste.base.web.sealing import sealed_row
from painopiste.base.web.sources import source
from painopiste.base.web.wording import abbreviation, language, words
from painopiste.base.words import Words, words_of

MARKDOWN = MarkdownIt("zero", {"breaks": True}).enable(
    ["paragraph", "list", "emphasis", "link", "newline", "escape", "entity"]
)


def show_day(value: object) -> str:
    """A day, a moment or an EDTF text as Finnish, Swedish and English readers in Finland write it: 24.5.2022."""
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return f"{local.day}.{local.month}.{local.year} {local.hour}.{local.minute:02}"
    if isinstance(value, date):
        return f"{value.day}.{value.month}.{value.year}"
    return dates.show(str(value or ""), language())


def prose(row: object, field: str) -> Markup:
    """A longer text with the small part of Markdown that narratives use. Raw HTML in it is shown as text."""
    found = words_of(row, field, language())
    html = Markup(MARKDOWN.render(found.text))  # noqa: S704  the "zero" preset has raw HTML off
    return html if found.language == language() else Markup('<div lang="{}">{}</div>').format(found.language, html)


def number(value: Any, digits: int = 0) -> str:
    """A number with a narrow no-break space between thousands; decimal comma in Finnish and Swedish."""
    text = f"{value:,.{digits}f}".replace(",", "\u202f")
    return text if language() == "en" else text.replace(".", ",")


def _translated(text: str, **values: Any) -> Markup:
    """What a template's `_` says. Jinja2's own looks for places to fill in every text; few have any."""
    found = Markup(translation.gettext(text))  # noqa: S704  our own translations
    return found % values if values else found


@pass_eval_context
def lines(_context: Any, text: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in str(text).splitlines())


def environment(**options: Any) -> Environment:
    """Make the environment that Django's Jinja2 backend uses."""
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    options["undefined"] = StrictUndefined
    env = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], **options)  # noqa: S701  the backend turns autoescape on
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.globals.update(
        _=_translated,
        static=cache(static),
        url=address,
        sealed_row=sealed_row,
        words=words,
        abbreviation=abbreviation,
        prose=prose,
        language=language,
        marking_words=marking_words,
        today=timezone.localdate,
    )
    env.tests["words"] = lambda value: isinstance(value, Words)
    env.filters.update(day=show_day, number=number, lines=lines, source=source)
    return env


def page_context(request: HttpRequest) -> dict[str, Any]:
    """What every page needs around its content. The site adds its navigation through `request.frame`."""
    frame = getattr(request, "frame", None)
    return {
        "by": getattr(request, "actor", None),
        "messages": get_messages(request),
        "csrf_input": SimpleLazyObject(partial(csrf_input, request)),  # Django's own is made anew in every form
        **(frame(request) if frame else {}),
    }

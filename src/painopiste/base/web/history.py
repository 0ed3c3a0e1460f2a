"""The audit trail of one row as people read it. Made when it is shown, from codes: nothing is stored as a sentence."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from painopiste.base.actors import PUBLIC
from painopiste.base.dates import WrongDate
from painopiste.base.organisations.selectors import get_abbreviations
from painopiste.base.web.history_words import EVENTS, FIELDS, LANGUAGES, THINGS
from painopiste.base.web.markings import AUDIENCES
from painopiste.base.web.templating import show_day
from painopiste.base.web.wording import language
from painopiste.base.words import abbreviation_of

if TYPE_CHECKING:
    from painopiste.base.audit.models import AuditLine

NAMING = ("organisation", "body", "role", "between")  # tell which row it was, even where they stay as they are
ORGANISATIONS = ("organisation", "lead", "parent", "successor", "coordinator")  # hold the key of an organisation
DATES = ("on", "since", "until", "began", "ended", "valid_from", "valid_to")
Labels = Mapping[str, Mapping[Any, Any]]


def history_entries(lines: "Iterable[AuditLine]", *, labels: Labels | None = None) -> list[dict[str, Any]]:
    """Entries for the look's `history` macro, newest first. `labels` are the words for a field's codes."""
    known: Labels = dict.fromkeys(("audience", "own_marking_id"), AUDIENCES) | dict(labels or {})
    return [
        {
            "when": show_day(line.at),
            "iso": line.at.isoformat(timespec="seconds"),
            "who": line.actor_label,
            "what": event_name(line.event),
            "changes": list(_changes(line.content or {}, known)),
        }
        for line in lines
    ]


def event_name(code: str) -> str:
    """The word for an event's code: what follows the last dot or underline decides, else the code itself."""
    last = code.rpartition(".")[2]
    thing, _sep, done = last.rpartition("_")
    if thing in THINGS and done in EVENTS:
        return f"{EVENTS[done]}: {THINGS[thing]}"
    return str(EVENTS.get(last) or EVENTS.get(done) or code)


def _changes(content: dict[str, Any], labels: Labels) -> Iterable[dict[str, Any]]:
    """What became of each field. Fields that were left empty say nothing."""
    before, after = content.get("before") or {}, content.get("after") or {}
    for name in dict.fromkeys([*before, *after]):
        old, new = (_plain(name, side.get(name), labels) for side in (before, after))
        if name != "version" and (old != new or (new and name in NAMING)):
            yield {"label": field_name(name), "before": old if old != new else "", "after": new}


def field_name(name: str) -> str:
    """The word for a column: `title_sv` is “Title in Swedish”."""
    stem, _sep, language = name.rpartition("_")
    if language in LANGUAGES and stem in FIELDS:
        return f"{FIELDS[stem]} {LANGUAGES[language]}"
    return str(FIELDS.get(name, name.replace("_", " ")))


def _plain(name: str, value: object, labels: Labels) -> str:
    """A value as people read it: the word for a code, a date as it is written."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if word := labels.get(name, {}).get(value):
        return str(word)
    if name in ORGANISATIONS and (found := get_abbreviations(by=PUBLIC).get(str(value))):
        return abbreviation_of(found, language())
    if name in DATES or name.endswith("_on"):
        try:
            return show_day(value)
        except WrongDate:  # a line of the past may hold what is no date today
            return str(value)
    return str(value)

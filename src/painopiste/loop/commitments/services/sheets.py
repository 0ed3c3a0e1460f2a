"""Reading an organisation's own list of answers: what it would change, and what is wrong in which cell.

Nothing is written here: the answers are saved to see whether they can be, and taken back.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.utils.translation import override

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.errors import DomainError, Invalid
from painopiste.base.organisations.models import Organisation
from painopiste.base.words import LANGUAGES, marked
from painopiste.loop.commitments import labels, permissions
from painopiste.loop.commitments.models import Commitment
from painopiste.loop.commitments.rules import State
from painopiste.loop.commitments.services.answering import Answer, RowsRefused, answer_many

KNOWN_BY = ("key", "number")  # a row of the list is found by the commitment's identifier, or the measure's number
TEXTS = ("unit", "place")  # in the language of the reader
LONGEST = {"reference": 100, "unit": 200, "responsible": 200, "place": 300, "reason": 2000}
Cells = Mapping[str, str]


class WrongList(Invalid):
    """The list has no column by which its rows could be found, or the same column twice."""

    code = "wrong_list"
    message = marked("The list needs a column with the number of the measure, or the identifier, and one to save.")


@dataclass(slots=True)
class SheetRow:
    """A row of the list: its number in the file, its commitment and answer, and by column what is wrong with it.

    `changes` tells whether saving it would change anything.
    """

    number: int
    commitment: Commitment | None = None
    given: Answer | None = None
    cells: Cells = field(default_factory=dict)
    changes: bool = False
    errors: dict[str, DomainError] = field(default_factory=dict)


@dataclass(slots=True)
class Preview:
    """What a list would do. `changed` counts the rows that would change something; with errors nothing can be saved."""

    rows: list[SheetRow]
    ignored: list[str]
    changed: int = 0

    @property
    def errors(self) -> int:
        return sum(len(row.errors) for row in self.rows)

    @property
    def answers(self) -> dict[str, Answer]:
        return {row.commitment.key: row.given for row in self.rows if row.commitment and row.given}


def preview_sheet(
    *,
    organisation: Organisation,
    headings: Sequence[str],
    rows: Sequence[tuple[int, Sequence[str]]],
    language: str,
    today: str,
    by: Actor,
) -> Preview:
    """Read a list of answers and try them without keeping anything. An empty cell leaves what is saved as it is.

    :raises NotAllowed: if the actor does not answer for the organisation
    :raises WrongList: if the headings can't be used
    """
    by.require(permissions.ANSWER, organisations=(organisation.pk,))
    columns = [_column_of(heading) for heading in headings]
    named = [column for column in columns if column]
    if len(set(named)) < len(named) or not set(named) & set(KNOWN_BY) or not set(named) & READ.keys():
        raise WrongList
    mine = permissions.visible(by).filter(organisation=organisation).select_related("measure")
    known = {"key": {row.key: row for row in mine}, "number": {row.measure.number: row for row in mine}}
    preview = Preview([], [head for head, column in zip(headings, columns, strict=True) if head and not column])
    for number, texts in rows:
        cells = {column: text for column, text in zip(columns, texts, strict=True) if column and text}
        preview.rows.append(_row(number, cells, known, language, today))
    _refuse_twice(preview.rows)
    _try(preview, organisation, by)
    return preview


@lru_cache(maxsize=1)
def _headings() -> dict[str, str]:
    """Every heading that we write, in all languages, and the names of the columns themselves."""
    found = {name: name for name in labels.COLUMNS}
    for code in LANGUAGES:
        with override(code):
            found |= {str(title).casefold(): name for name, title in labels.COLUMNS.items()}
    return found


def _column_of(heading: str) -> str:
    return _headings().get(" ".join(heading.split()).casefold(), "")


def _row(
    number: int, cells: Cells, known: Mapping[str, Mapping[str, Commitment]], language: str, today: str
) -> SheetRow:
    row = SheetRow(number, cells=cells)
    by = next((name for name in KNOWN_BY if cells.get(name)), "")
    row.commitment = known[by].get(cells[by]) if by else None
    if row.commitment is None:
        row.errors[by or "number"] = Invalid(marked("Your organisation has not been asked for this."))
        return row
    values: dict[str, Any] = {}
    for name, read in READ.items():
        if name in cells:
            try:
                values[name] = read(name, cells[name])
            except Invalid as error:
                row.errors[name] = error
    if not row.errors:
        row.given = _answer(row.commitment, values, language, today)
    return row


def _answer(commitment: Commitment, values: dict[str, Any], language: str, today: str) -> Answer:
    state, on, reason = values.pop("state", None), values.pop("on", ""), values.pop("reason", "")
    details = {f"{name}_{language}" if name in TEXTS else name: value for name, value in values.items()}
    if state == commitment.state:  # a list that was exported says the present state of each row
        state = None
    return Answer(commitment.version, state, on or today, {language: reason} if reason and state else {}, details)


def _refuse_twice(rows: Sequence[SheetRow]) -> None:
    seen: set[int] = set()
    for row in rows:
        if row.commitment and row.commitment.pk in seen:
            row.errors["number"] = Invalid(marked("The same measure stands in the list already."))
            row.given = None
        elif row.commitment:
            seen.add(row.commitment.pk)


def _try(preview: Preview, organisation: Organisation, by: Actor) -> None:
    with transaction.atomic():
        try:
            preview.changed = answer_many(organisation=organisation, rows=preview.answers, by=by)
            newest = dict(Commitment._base_manager.filter(key__in=preview.answers).values_list("key", "version"))
            for row in preview.rows:
                changed = row.commitment and newest.get(row.commitment.key) != row.commitment.version
                row.changes = bool(changed)
        except RowsRefused as error:
            for row in preview.rows:
                refused = error.rows.get(row.commitment.key, {}) if row.commitment and row.given else {}
                row.errors |= {_plain_name(name): each for name, each in refused.items()}
        transaction.set_rollback(True)


def _plain_name(name: str) -> str:
    stem, _sep, language = name.rpartition("_")
    return stem if language in LANGUAGES else name


# --- cells ------------------------------------------------------------------------------------------------------


def _state(name: str, text: str) -> State:
    word = text.casefold()
    for code in LANGUAGES:
        with override(code):
            for state, label in labels.STATES.items():
                if word in (state.value, str(label).casefold()):
                    return state
    raise Invalid(marked("This is not a state of a commitment."))


def _date(name: str, text: str) -> str:
    return dates.understand(text)


def _number(name: str, text: str) -> Decimal:
    plain = "".join(text.split()).removesuffix("€").replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation as error:
        raise Invalid(marked("This is not a number.")) from error
    if not value.is_finite() or value < 0 or value != round(value, 2):
        raise Invalid(marked("This number can't be right."))
    return value


def _words(name: str, text: str) -> str:
    if len(text) > LONGEST[name]:
        raise Invalid(marked("This text is too long: at most %(most)s characters."), most=LONGEST[name])
    return text


READ: Mapping[str, Callable[[str, str], Any]] = {
    "state": _state,
    "on": _date,
    "reason": _words,
    "reference": _words,
    "unit": _words,
    "responsible": _words,
    "place": _words,
    "person_months": _number,
    "euros": _number,
    "years": _date,
    "since": _date,
    "until": _date,
}

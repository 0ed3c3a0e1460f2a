"""The kinds of values that a programme file is made of. Nothing here knows tables."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
    model_validator,
)

from painopiste.base import dates
from painopiste.base.markings.rules import Audience as AudienceCode

KEY = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
EXAMPLES = "'2022-05-24', '2022-05', '2022', '2022-23' (autumn), '2022-12~' (about), '[..2022-05-24]' (by then)"
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL takes no NUL, UTF-8 no half of a pair


class Wrong(ValueError):
    """A value that can't be used; `path` leads from the checked value to the part of it that is wrong."""

    def __init__(self, reason: str, *path: str | int) -> None:
        self.path = path
        super().__init__(reason)


class Entry(BaseModel):
    """A mapping in a programme file. Unknown fields are refused: a misspelt one would be lost silently."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a text that names another entry, of one of these kinds."""

    kinds: tuple[str, ...]


def _storable(value: str) -> str:
    if UNSTORABLE.search(value):
        raise Wrong("has a character that can't be stored (NUL, or half of a surrogate pair)")
    return value


def _key(value: str) -> str:
    if not KEY.fullmatch(value):
        raise Wrong(
            f'"{value}" is not a key: lower-case letters a–z, digits, hyphens, underscores and full stops, at most 60'
        )
    return value


def _edtf(value: Any) -> Any:
    if isinstance(value, date | int | Decimal) and not isinstance(value, bool):
        raise Wrong(f"write the date in quotes: '{value}'")
    if isinstance(value, str):
        try:
            dates.check(value)
        except dates.WrongDate as error:
            raise Wrong(f'"{value}" is not a date in EDTF: {EXAMPLES}') from error
    return value


def _day(value: Any) -> Any:
    try:
        if isinstance(value, str):
            return date.fromisoformat(value)
    except ValueError:
        pass
    if not isinstance(value, date) or isinstance(value, datetime):
        raise Wrong("must be a day, as 2022-05-24")
    return value


def _moment(value: Any) -> Any:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        moment = None
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise Wrong("must be a moment with its time zone, as '2022-05-24T12:00:00+03:00'")
    return moment


def _number(value: Any) -> Any:
    try:
        number = Decimal(value) if isinstance(value, int | str | Decimal) and not isinstance(value, bool) else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        raise Wrong("must be a number, as 200000 or 69.5")
    if abs(number) >= 10**12 or number != number.quantize(Decimal("0.01")):
        raise Wrong("must have at most twelve digits before and two after the decimal point")
    return number


def _address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"]+", value):
        raise Wrong(f'"{value}" is not a web address that begins with https:// or http://')
    return value


def lower_case(value: str) -> str:
    """Refuse capitals and blanks, which a name to sign in with does not have."""
    if value != value.lower() or re.search(r"\s", value):
        raise Wrong(f'"{value}" is not a name to sign in with: write it in lower-case, without blanks')
    return value


def line(at_most: int, *checks: Callable[[str], str]) -> Any:
    """A text of one language, of limited length."""
    validators = [AfterValidator(check) for check in (_storable, *checks)]
    return Annotated[str, StringConstraints(min_length=1, max_length=at_most), *validators]


def ref(*kinds: str) -> Any:
    """A text that names another entry."""
    return Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_storable), Ref(kinds)]


Key = Annotated[str, AfterValidator(_key), Field(json_schema_extra={"pattern": f"^{KEY.pattern}$"})]
When = Annotated[
    str,
    StringConstraints(min_length=1, max_length=40),
    BeforeValidator(_edtf),
    Field(
        description="A date as the source gives it, in EDTF (ISO 8601-2), in quotes", examples=["2020-09-30", "2022-23"]
    ),
]
Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Number = Annotated[Decimal, BeforeValidator(_number), Field(json_schema_extra={"type": "number"})]
Source = line(200)
Link = line(500, _address)
Website = line(200, _address)
Prose = Annotated[str, StringConstraints(min_length=1), AfterValidator(_storable)]
Audience = AudienceCode
Rank = Annotated[StrictInt, Field(ge=0, le=32767)]
Flag = StrictBool


class Words(Entry):
    """A text in up to three languages, in at least one of them."""

    @model_validator(mode="after")
    def _says_something(self) -> "Words":
        if not any(self.__dict__.values()):
            raise Wrong("needs a text in at least one language: fi, sv or en")
        return self


class Text(Words):
    """A longer text; paragraphs, lists, emphasis and links as in Markdown."""

    fi: Prose | None = None
    sv: Prose | None = None
    en: Prose | None = None


class FinnishText(Words):
    """A longer text that always exists in Finnish."""

    fi: Prose
    sv: Prose | None = None
    en: Prose | None = None


class Title(Words):
    """A name or a title; it always exists in Finnish."""

    fi: line(300)
    sv: line(300) | None = None
    en: line(300) | None = None


class Phrase(Words):
    """A short text in up to three languages."""

    fi: line(300) | None = None
    sv: line(300) | None = None
    en: line(300) | None = None


class Label(Words):
    """A text of a few words in up to three languages."""

    fi: line(200) | None = None
    sv: line(200) | None = None
    en: line(200) | None = None

"""Values that stand in many answers of the API."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Generic, Literal, TypeVar

from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.markings.stored import reads
from painopiste.base.words import LANGUAGES, marked

Item = TypeVar("Item")


class Texts(Schema):
    """A text in Finnish, Swedish and English; empty where it does not exist in that language."""

    fi: str = ""
    sv: str = ""
    en: str = ""


class When(Schema):
    """A date as the source gives it, in EDTF (ISO 8601-2), with the first and the last day that it can mean."""

    edtf: str = Field(examples=["2022-05-24", "2021-12~", "[..2022-05-24]", ""])
    earliest: date | None
    latest: date | None


class Link(Schema):
    """Another object: its identifier and its name."""

    key: str
    name: Texts


class OrganisationLink(Link):
    """An organisation: its identifier, abbreviation and name."""

    abbreviation: str


class Page(Schema, Generic[Item]):
    """One page of a list: `total` counts all that match the filters, `next` is the address of the next page."""

    total: int
    limit: int
    offset: int
    next: str | None = None
    items: list[Item]


class Problem(Schema):
    """What went wrong (RFC 9457). `code` is stable; `errors` tells the fields that can't be used and why."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    errors: dict[str, str] | None = None


class Strict(Schema):
    """What is sent to us: a name that we don't know is refused, not ignored."""

    model_config = ConfigDict(extra="forbid")


def coded(enum: type[StrEnum], name: str) -> Any:
    """The codes of an enum as a type that the description spells out under a name of its own.

    Several packages have a `State`; in one description their names would run into each other.
    """
    codes = {"type": "string", "enum": [code.value for code in enum], "title": name}
    return Annotated[enum, WithJsonSchema(codes)]


def codes(some: Iterable[StrEnum]) -> Any:
    """Some of the codes of an enum as a type: what is sent then can depend on the code."""
    return Literal[tuple(sorted(code.value for code in some))]


def _edtf(value: str) -> str:
    try:
        return dates.check(value)
    except dates.WrongDate as error:
        raise ValueError(str(error)) from error


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value  # 1.0 is a whole number in JSON


def _line_ends(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n")


# No control characters. As patterns they stand in the description: a program knows before it asks.
ON_ONE_LINE = r"^[^\x00-\x1f]*$"
NOT_BLANK_LINE = r"^[^\x00-\x1f]*[^\x00-\x20][^\x00-\x1f]*$"
ON_MANY_LINES = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$"
Line = Annotated[str, StringConstraints(max_length=300, pattern=ON_ONE_LINE)]
Prose = Annotated[str, StringConstraints(max_length=20_000, pattern=ON_MANY_LINES), AfterValidator(_line_ends)]
Edtf = Annotated[
    str,
    StringConstraints(max_length=40),
    AfterValidator(_edtf),
    Field(json_schema_extra={"format": "edtf"}, examples=["2022-05-24", "2022-23"]),
]
Key = Annotated[str, StringConstraints(max_length=60, pattern=r"^[A-Za-z0-9._-]*$")]
MarkingCode = Annotated[
    str, StringConstraints(min_length=1, max_length=32, pattern=r"^[a-z0-9]+$"), Field(examples=["public", "members"])
]
PathKey = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9._-]+$")]
Search = Annotated[str, StringConstraints(max_length=200, pattern=ON_ONE_LINE)]
Version = Annotated[int, Field(strict=True, ge=1, le=2**31 - 1), BeforeValidator(_whole)]


class TextsIn(Strict):
    """A text to save, by language. What is left out stays as it is."""

    fi: Prose | None = None
    sv: Prose | None = None
    en: Prose | None = None


class LinesIn(Strict):
    """A short text to save, by language. What is left out stays as it is."""

    fi: Line | None = None
    sv: Line | None = None
    en: Line | None = None


class NeededTexts(TextsIn):
    """A text that can't be left out; the Finnish one is needed."""

    fi: Prose = Field(min_length=1)


class NeededLines(LinesIn):
    """A short text that can't be left out; the Finnish one is needed."""

    fi: Line = Field(min_length=1)


def texts(row: Any, field: str) -> Texts:
    """The texts of `field` of a row or a mapping."""
    get = row.get if isinstance(row, Mapping) else lambda name: getattr(row, name)
    return Texts(**{language: get(f"{field}_{language}") or "" for language in LANGUAGES})


def seen(row: Any, *, by: Actor) -> Any:
    """A related row, or None where it is not meant for this actor: what one may not see does not exist."""
    return row if row is not None and reads(by, row.marking_id) else None


def still_seen(marking: str | None, *, by: Actor) -> str | None:
    """The marking that somebody has chosen for a row.

    :raises Missing: if there is none that they could read under: nobody hides a row from themselves, and a marking
        that is hidden from them does not exist for them
    """
    if marking is not None and not reads(by, marking):
        raise Missing(marked("There is no such marking, or you would no longer see the row yourself."))
    return marking


def when(edtf: str) -> When:
    """A date with its edges."""
    days = dates.span(edtf)
    return When(edtf=edtf, earliest=days.earliest, latest=days.latest)


def columns(**given: TextsIn | LinesIn | str | None) -> dict[str, str]:
    """Column values from what was sent: texts spread over their languages, what was left out left out."""
    values: dict[str, str] = {}
    for name, value in given.items():
        if isinstance(value, TextsIn | LinesIn):
            values |= {f"{name}_{code}": text for code, text in value.model_dump().items() if text is not None}
        elif value is not None:
            values[name] = value
    return values

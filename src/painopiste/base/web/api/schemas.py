"""Values that stand in many answers of the API."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Generic, TypeVar

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from painopiste.base import dates
from painopiste.base.words import LANGUAGES

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


def _readable(value: str) -> str:
    if any((ord(letter) < 32 and letter not in "\n\t") or 0xD800 <= ord(letter) <= 0xDFFF for letter in value):
        raise ValueError("a text may not hold control characters")
    return value


def _edtf(value: str) -> str:
    try:
        return dates.check(value)
    except dates.WrongDate as error:
        raise ValueError(str(error)) from error


Line = Annotated[str, StringConstraints(max_length=300), AfterValidator(_readable)]
Prose = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(_readable)]
Edtf = Annotated[str, StringConstraints(max_length=40), AfterValidator(_edtf)]
Key = Annotated[str, StringConstraints(max_length=60, pattern=r"^[A-Za-z0-9._-]*$")]
Search = Annotated[str, StringConstraints(max_length=200), AfterValidator(_readable)]


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


def texts(row: Any, field: str) -> Texts:
    """The texts of `field` of a row or a mapping."""
    get = row.get if isinstance(row, Mapping) else lambda name: getattr(row, name)
    return Texts(**{language: get(f"{field}_{language}") or "" for language in LANGUAGES})


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

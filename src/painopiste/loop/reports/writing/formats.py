"""The same report as a file: PDF, Word, page or data. The same facts and blocks always give the same bytes."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from painopiste.base.documents import Document, from_json, render_docx, render_html, render_pdf, to_json
from painopiste.base.errors import Invalid
from painopiste.base.words import marked

Facts = Mapping[str, Any]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class WrongFormat(Invalid):
    """Reports come as PDF, Word, HTML and JSON."""

    code = "wrong_format"
    message = marked("There is no report in the format “%(format)s”. Choose pdf, docx, html or json.")


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its type for browsers, and how it is made."""

    content_type: str
    make: Callable[[Facts, Document], bytes]


def _html(_facts: Facts, document: Document) -> bytes:
    return render_html(document, standalone=True).encode()


def _json(facts: Facts, _document: Document) -> bytes:
    return (json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


FORMATS: Mapping[str, Format] = {
    "pdf": Format("application/pdf", lambda _facts, document: render_pdf(document)),
    "docx": Format(WORD, lambda _facts, document: render_docx(document)),
    "html": Format("text/html; charset=utf-8", _html),
    "json": Format("application/json", _json),
}


def check_format(name: str) -> Format:
    """The format of this name.

    :raises WrongFormat: if there is none
    """
    if name not in FORMATS:
        raise WrongFormat(format=name)
    return FORMATS[name]


def render(facts: Facts, document: Document, name: str) -> bytes:
    """Make the file."""
    return check_format(name).make(facts, document)


def stored(document: Document) -> dict[str, Any]:
    """The blocks as they are kept in the database."""
    kept: dict[str, Any] = json.loads(to_json(document))
    return kept


def restored(kept: Mapping[str, Any]) -> Document:
    """The document that was kept."""
    return from_json(json.dumps(kept))

"""Writes a list as an OpenDocument spreadsheet; a ready library took 35 times as long."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from painopiste.base.web.tables.model import (
    Table,
    Value,
    about_name,
    in_words,
    is_exact,
    local,
    made,
    notes_line,
    printable,
    sheet_name,
)


def write_ods(table: Table) -> bytes:
    """Write an OpenDocument sheet with the same two sheets as the Excel book."""
    out = io.BytesIO()
    moment = made(table)
    on = (max(moment.year, 1980), moment.month, moment.day, moment.hour, moment.minute, moment.second)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        # The kind of file comes first and unpacked, so that programs know the file by its first bytes.
        pack.writestr(zipfile.ZipInfo("mimetype", on), _KIND, zipfile.ZIP_STORED)
        parts = {"content.xml": _content(table), "meta.xml": _meta(table), "styles.xml": _STYLES}
        for name, text in (parts | {"META-INF/manifest.xml": _MANIFEST}).items():
            pack.writestr(zipfile.ZipInfo(name, on), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _content(table: Table) -> str:
    first = _row([_string(column.title, "heading") for column in table.columns])
    head = f"<table:table-header-rows>{first}</table:table-header-rows>"
    body = "".join(_row([_cell(value, table.language) for value in row]) for row in table.rows)
    notes = "".join(_row([_string(name, "heading"), _string(text)]) for name, text in table.notes)
    widths = "".join(f'<table:table-column table:style-name="{column.kind}"/>' for column in table.columns)
    return (
        f"{_DECLARATION}<office:document-content {_NAMES}><office:automatic-styles>{_LOOK}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>"
        f"<table:table table:name={_quoted(sheet_name(table))}>{widths}{head}{body}</table:table>"
        f"<table:table table:name={_quoted(about_name(table.language))}>"
        f'<table:table-column table:style-name="link"/><table:table-column table:style-name="wide"/>'
        f"{_row([_string(table.title, 'heading')])}{_row(['<table:table-cell/>'])}{notes}</table:table>"
        f"</office:spreadsheet></office:body></office:document-content>"
    )


def _row(cells: Sequence[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(value: Value, language: str) -> str:
    match value:
        case None | "":
            return "<table:table-cell/>"
        case bool():
            kind = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
        case int() | float() | Decimal() if is_exact(value):
            kind = f'office:value-type="float" office:value="{value}"'
        case datetime():
            kind = f'office:value-type="date" table:style-name="moment" office:date-value="{local(value).isoformat()}"'
        case date():
            kind = f'office:value-type="date" table:style-name="day" office:date-value="{value.isoformat()}"'
        case _:
            return _string(in_words(value, language))
    return f"<table:table-cell {kind}><text:p>{_escaped(in_words(value, language))}</text:p></table:table-cell>"


def _string(text: str, style: str = "") -> str:
    look = f' table:style-name="{style}"' if style else ""
    lines = "".join(f"<text:p>{_spaces(line)}</text:p>" for line in printable(text).split("\n"))
    return f'<table:table-cell office:value-type="string"{look}>{lines}</table:table-cell>'


def _spaces(line: str) -> str:
    """Write spaces and tabs that OpenDocument would otherwise draw together."""
    kept = re.sub(r"^ | (?= )| $", "<text:s/>", _escaped(line))
    return kept.replace("\t", "<text:tab/>")


def _meta(table: Table) -> str:
    return (
        f"{_DECLARATION}<office:document-meta {_NAMES}><office:meta><dc:title>{_escaped(table.title)}</dc:title>"
        f"<dc:description>{_escaped(notes_line(table))}</dc:description>"
        f"<dc:date>{made(table):%Y-%m-%dT%H:%M:%S}</dc:date></office:meta></office:document-meta>"
    )


def _escaped(text: str) -> str:
    return escape(printable(text))


def _quoted(text: str) -> str:
    return quoteattr(printable(text))


_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = (
    f'xmlns:office="{_OASIS}:office:1.0" xmlns:table="{_OASIS}:table:1.0" xmlns:text="{_OASIS}:text:1.0" '
    f'xmlns:style="{_OASIS}:style:1.0" xmlns:number="{_OASIS}:datastyle:1.0" xmlns:meta="{_OASIS}:meta:1.0" '
    f'xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
)
_DOT = "<number:text>.</number:text>"
_DAY = f'<number:day/>{_DOT}<number:month/>{_DOT}<number:year number:style="long"/>'
_LOOK = (
    f'<number:date-style style:name="n-day">{_DAY}</number:date-style>'
    f'<number:date-style style:name="n-moment">{_DAY}<number:text> </number:text>'
    f'<number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/>'
    f"</number:date-style>"
    f'<style:style style:name="day" style:family="table-cell" style:data-style-name="n-day"/>'
    f'<style:style style:name="moment" style:family="table-cell" style:data-style-name="n-moment"/>'
    f'<style:style style:name="heading" style:family="table-cell"><style:table-cell-properties '
    f'fo:background-color="#eaf1f9"/><style:text-properties fo:font-weight="bold" fo:color="#00347a"/></style:style>'
) + "".join(
    f'<style:style style:name="{name}" style:family="table-column">'
    f'<style:table-column-properties style:column-width="{width}cm"/></style:style>'
    for name, width in {"text": 4.5, "number": 2.2, "date": 2.8, "link": 5, "wide": 16}.items()
)
_STYLES = f"{_DECLARATION}<office:document-styles {_NAMES}/>"
_MANIFEST = (
    f'{_DECLARATION}<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND}"/>'
) + (
    "".join(
        f'<manifest:file-entry manifest:full-path="{name}.xml" manifest:media-type="text/xml"/>'
        for name in ("content", "meta", "styles")
    )
    + "</manifest:manifest>"
)

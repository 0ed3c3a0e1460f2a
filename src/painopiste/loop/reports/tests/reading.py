"""Reads the words of a report's files back, so that tests can compare what each format says."""

import io
import re
from html.parser import HTMLParser

import pikepdf
from docx import Document as open_docx


def squeezed(text: str) -> str:
    """The letters and digits of a text: line breaks and hyphens come and go with the format."""
    return re.sub(r"[\W_]+", "", text)


def words_of_docx(content: bytes) -> str:
    document = open_docx(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return squeezed(" ".join([*(paragraph.text for paragraph in document.paragraphs), *cells]))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def words_of_html(content: bytes) -> str:
    reader = _Words()
    reader.feed(content.decode())
    return squeezed(" ".join(reader.found))


def words_of_pdf(content: bytes) -> str:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return squeezed("".join(_page(page) for page in pdf.pages))


def _page(page: pikepdf.Page) -> str:
    found, letters = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = _letters(page.resources.Font[str(operands[0])])
        elif str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else [operands[0]]
            strings = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
            codes = [raw[at : at + 2] for raw in strings for at in range(0, len(raw), 2)]
            found += [letters.get(code.hex(), "") for code in codes]
    return "".join(found)


def _letters(font: pikepdf.Object) -> dict[str, str]:
    """The letters of a font by its codes, from the table that PDF readers copy text with."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    letters: dict[str, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
        for code, letter in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            letters[code.lower()] = _text(letter)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, letter in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                code = int(first, 16) + step
                letters[f"{code:0{len(first)}x}"] = _text(f"{int(letter, 16) + step:0{len(letter)}x}")
    return letters


def _text(code: str) -> str:
    return bytes.fromhex(code).decode("utf-16-be")

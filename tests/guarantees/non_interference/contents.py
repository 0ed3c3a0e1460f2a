"""What stands in an answer, whatever its format: parts of packed files, the text of PDF."""

import io
import re
import zipfile

import pikepdf

from painopiste.loop.reports.tests.reading import words_of_pdf

CANARY = re.compile(rb"xq[0-9a-f]{9}qx", re.IGNORECASE)
PACKED = ("application/vnd.", "application/zip")


def canaries_in(content: bytes, kind: str) -> set[str]:
    """The canaries that the content holds, in lower case."""
    return {found.decode().lower() for text in _texts(content, kind) for found in CANARY.findall(text)}


def _texts(content: bytes, kind: str) -> list[bytes]:
    if kind.startswith(PACKED) and content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            return [part for name in pack.namelist() for part in (name.encode(), pack.read(name))]
    if kind.startswith("application/pdf"):
        return [content, words_of_pdf(content).encode(), *pdf_streams(content)]
    return [content]


def pdf_streams(content: bytes) -> list[bytes]:
    """Everything that a PDF packs, and its texts through the fonts' own tables."""
    found = []
    with pikepdf.open(io.BytesIO(content)) as document:
        for each in document.objects:
            if isinstance(each, pikepdf.Stream):
                found.append(each.read_bytes() if _readable(each) else b"")
            elif isinstance(each, pikepdf.Dictionary):
                found.append(each.unparse())
    return found


def _readable(stream: pikepdf.Stream) -> bool:
    return stream.get("/Subtype") != pikepdf.Name.Image and "/Length1" not in stream

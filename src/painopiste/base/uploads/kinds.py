"""Which files are taken to be kept: documents, tables, pictures and plain text, and each only if it is what it says.

They are never opened or shown here, only given back as files to be saved.
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from painopiste.base.uploads import refusals
from painopiste.base.uploads.archives import looks_like
from painopiste.base.uploads.limits import MEGABYTE, SENT
from painopiste.base.uploads.refusals import RefusedFile, shown
from painopiste.base.words import marked

NOT_WHAT_IT_SAYS = marked("“%(file)s” is not what its name says. It looks like %(kind)s.")
OOXML, ODF = "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."
PROGRAMS = ("vbaproject.bin", "activex", "scripts/", "basic/")  # what such a file may hold that runs


def check_file(name: str, content: bytes) -> tuple[str, str]:
    """The file's name as it can be shown, and its media type.

    :raises RefusedFile: if it is empty, too large, of a kind that is not taken, or not what its name says
    """
    told = shown(name)
    ending = PurePosixPath(told.lower()).suffix
    if ending not in KINDS:
        raise RefusedFile(refusals.OTHER_ENDING, file=told, endings=", ".join(KINDS))
    if not content:
        raise RefusedFile(refusals.EMPTY, file=told)
    if len(content) > SENT:
        raise RefusedFile(refusals.TOO_LARGE, file=told, megabytes=SENT // MEGABYTE)
    kind, is_such = KINDS[ending]
    if not is_such(content):
        raise RefusedFile(NOT_WHAT_IT_SAYS, file=told, kind=looks_like(content))
    return told, kind


def _begins(*signs: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(signs)


def _packed(*needed: str, mimetype: str = "") -> Callable[[bytes], bool]:
    """An office document: a ZIP file with these parts, and without programs in it."""

    def is_such(content: bytes) -> bool:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                names = [name.lower() for name in parts.namelist()]
                if any(sign in name for name in names for sign in PROGRAMS):
                    return False
                if mimetype and (
                    parts.getinfo("mimetype").file_size > 100 or parts.read("mimetype") != mimetype.encode()
                ):
                    return False
        except (zipfile.BadZipFile, KeyError, ValueError, OSError, NotImplementedError, RuntimeError, EOFError):
            return False
        return all(name in names for name in needed)

    return is_such


def _text(content: bytes) -> bool:
    if b"\x00" in content:
        return False
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


KINDS: Mapping[str, tuple[str, Callable[[bytes], bool]]] = {
    ".pdf": ("application/pdf", _begins(b"%PDF-")),
    ".docx": (f"{OOXML}wordprocessingml.document", _packed("[content_types].xml", "word/document.xml")),
    ".xlsx": (f"{OOXML}spreadsheetml.sheet", _packed("[content_types].xml", "xl/workbook.xml")),
    ".pptx": (f"{OOXML}presentationml.presentation", _packed("[content_types].xml", "ppt/presentation.xml")),
    ".odt": (f"{ODF}text", _packed("content.xml", mimetype=f"{ODF}text")),
    ".ods": (f"{ODF}spreadsheet", _packed("content.xml", mimetype=f"{ODF}spreadsheet")),
    ".odp": (f"{ODF}presentation", _packed("content.xml", mimetype=f"{ODF}presentation")),
    ".txt": ("text/plain", _text),
    ".csv": ("text/csv", _text),
    ".png": ("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    ".jpg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
}

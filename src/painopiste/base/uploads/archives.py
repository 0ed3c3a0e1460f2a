"""Opens a packed file without trusting it: its parts are counted while they are unpacked, and never touch the disk."""

import io
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

import puremagic

from painopiste.base.uploads import refusals
from painopiste.base.uploads.limits import MEGABYTE, SENT, Unpacked
from painopiste.base.uploads.refusals import RefusedFile, shown

FIRST_BYTES = b"PK\x03\x04"
END = b"PK\x05\x06"
END_LENGTH = 22
PIECE = 64 * 1024
FORBIDDEN_IN_NAMES = frozenset('<>:"|?*\\')
ENCRYPTED = 0x1


def open_archive(
    name: str, content: bytes, *, endings: frozenset[str], inside: frozenset[str], limits: Unpacked | None = None
) -> Mapping[str, bytes]:
    """The text files in a ZIP file by their names, as `focus-areas/p1.yaml`; `inside` are the endings they may have.

    :raises RefusedFile: if it is too large, not what its name says, or holds what it may not
    """
    told = shown(name)
    if PurePosixPath(told.lower()).suffix not in endings:
        raise RefusedFile(refusals.OTHER_ENDING, file=told, endings=", ".join(sorted(endings)))
    if not content:
        raise RefusedFile(refusals.EMPTY, file=told)
    if len(content) > SENT:
        raise RefusedFile(refusals.TOO_LARGE, file=told, megabytes=SENT // MEGABYTE)
    if not content.startswith(FIRST_BYTES):
        raise RefusedFile(refusals.OTHER_KIND, file=told, kind=looks_like(content))
    try:
        return _unpack(told, content, inside, limits or Unpacked())
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise RefusedFile(refusals.DAMAGED, file=told) from error


def looks_like(content: bytes) -> str:
    """What the bytes are by their own signs, as a short kind such as `application/pdf`; `text` if nothing tells."""
    try:
        return puremagic.from_string(content[:PIECE], mime=True) or "text"
    except (puremagic.PureError, ValueError):
        return "text"


def _unpack(told: str, content: bytes, inside: frozenset[str], limits: Unpacked) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _check_edges(archive, content)
        entries = [
            entry for entry in archive.infolist() if not entry.filename.endswith("/")
        ]  # a nameless one is no folder
        if len(entries) > limits.parts:
            raise RefusedFile(refusals.TOO_MANY_PARTS, file=told, most=limits.parts)
        _check_names(told, entries, inside)
        parts: dict[str, bytes] = {}
        left = limits.total
        for entry in entries:
            parts[entry.filename] = _part(told, archive, entry, min(left, limits.part), limits)
            left -= len(parts[entry.filename])
        return parts


def _check_edges(archive: zipfile.ZipFile, content: bytes) -> None:
    """Nothing may stand before, behind or between the packed parts: such a file is two things at once.

    :raises ValueError: if something does
    """
    entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
    tail = content[-END_LENGTH:]
    if not tail.startswith(END) or archive.comment or (entries and entries[0].header_offset != 0):
        raise ValueError("something is joined to the file")
    end_of_parts = archive.start_dir
    for entry, following in zip(entries, [*(each.header_offset for each in entries[1:]), end_of_parts], strict=True):
        head = content[entry.header_offset : entry.header_offset + 30]
        names = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        gap = following - (entry.header_offset + 30 + names + entry.compress_size)
        if not 0 <= gap <= 24:  # a data descriptor may follow a part; overlapping parts are a known bomb
            raise ValueError("something stands between the parts")


def _check_names(told: str, entries: list[zipfile.ZipInfo], inside: frozenset[str]) -> None:
    seen: set[str] = set()
    for entry in entries:
        part = entry.filename
        same = unicodedata.normalize("NFKC", part).casefold()
        if not _is_usable(part) or _is_link(entry) or same in seen:
            raise RefusedFile(refusals.PART_NAME, file=told, part=shown(part))
        if PurePosixPath(part).suffix.lower() not in inside:
            raise RefusedFile(refusals.PART_ENDING, file=told, part=shown(part), endings=", ".join(sorted(inside)))
        if entry.flag_bits & ENCRYPTED or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ValueError("locked or packed in an unusual way")
        seen.add(same)


def _is_usable(part: str) -> bool:
    places = part.split("/")
    return (
        0 < len(part) <= 200
        and len(places) <= 4
        and not any(place in ("", ".", "..") or place != place.strip(" .") for place in places)
        and not any(sign in FORBIDDEN_IN_NAMES or unicodedata.category(sign)[0] == "C" for sign in part)
    )


def _is_link(entry: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return kind not in (0, stat.S_IFREG)


def _part(told: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int, limits: Unpacked) -> bytes:
    """One part, as far as there is room: what the file says of its own size is not believed."""
    out = io.BytesIO()
    tight = max(limits.ratio_from, entry.compress_size * limits.ratio)
    for piece in _pieces(archive, entry):
        out.write(piece)
        if out.tell() > tight:
            raise RefusedFile(refusals.TOO_TIGHT, file=told, part=shown(entry.filename))
        if out.tell() > room:
            megabytes = (limits.part if room == limits.part else limits.total) // MEGABYTE
            raise RefusedFile(refusals.TOO_MUCH_INSIDE, file=told, megabytes=megabytes)
    content = out.getvalue()
    if b"\x00" in content:  # no text has one; UTF-16 would be told by the reader as not being UTF-8
        raise RefusedFile(refusals.PART_NOT_TEXT, file=told, part=shown(entry.filename))
    return content


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as stream:
        while piece := stream.read(PIECE):
            yield piece

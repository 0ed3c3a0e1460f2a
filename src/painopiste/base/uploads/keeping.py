"""Files that stay: each kept under the hash of its content, so that the same file is there once and none is altered."""

import hashlib
import re

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from painopiste.base.errors import Missing

FOLDER = "kept"
SHA256 = re.compile(r"[0-9a-f]{64}")


def name_of(content: bytes) -> str:
    """The SHA-256 of a content, by which it is known."""
    return hashlib.sha256(content).hexdigest()


def keep(content: bytes) -> str:
    """Keep the content, if it is not there yet. Gives its SHA-256."""
    sha256 = name_of(content)
    if not default_storage.exists(_place(sha256)):
        default_storage.save(_place(sha256), ContentFile(content))
    return sha256


def content_of(sha256: str) -> bytes:
    """The content with this hash.

    :raises Missing: if it is gone, or is no longer what was kept
    """
    if not default_storage.exists(_place(sha256)):
        raise Missing
    with default_storage.open(_place(sha256)) as file:
        content: bytes = file.read()
    if name_of(content) != sha256:
        raise Missing
    return content


def drop(sha256: str) -> None:
    """Forget the content. The caller knows that nobody names it any more."""
    default_storage.delete(_place(sha256))


def _place(sha256: str) -> str:
    """Named by us: no word of the sender's gets into a path."""
    if not SHA256.fullmatch(sha256):
        raise ValueError("that is no SHA-256")
    return f"{FOLDER}/{sha256[:2]}/{sha256}"

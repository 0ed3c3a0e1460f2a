"""Numbers of rows as they stand in addresses: sealed, so that who sees some can't tell how many were made in between.

AES-SIV (RFC 5297) gives the same word for the same row each time, and refuses words that it has not given itself.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings
from django.db.models import Model
from django.urls import register_converter
from django.utils.crypto import salted_hmac

# The tables whose rows have no key of their own: `<row_bodymember:member>` in a pattern gives the view the number.
KINDS = (
    "apitoken", "authenticator", "bodymember", "clearance", "clearancerequest", "compartmentmember",
    "focusareaorganisation", "markingdecision", "measureparty", "membership", "rolegrant", "socialaccount",
    "usersession",
)  # fmt: skip


def sealed(kind: str, number: int) -> str:
    """The word that stands for a row of this table in addresses: 32 letters, digits, hyphens and low lines."""
    return urlsafe_b64encode(_cipher(kind, settings.SECRET_KEY).encrypt(number.to_bytes(8, "big"), None)).decode()


def opened(kind: str, word: str) -> int:
    """The number of the row.

    :raises ValueError: if the word was not given for a row of this table
    """
    try:
        number = _cipher(kind, settings.SECRET_KEY).decrypt(urlsafe_b64decode(word), None)
    except InvalidTag as error:
        raise ValueError(word) from error
    return int.from_bytes(number, "big")


def kind_of_table(table: type[Model]) -> str:
    """What a table is called here."""
    return str(table._meta.model_name)


def sealed_row(row: Model) -> str:
    """The word for this row, for templates whose patterns do not know the table."""
    return sealed(kind_of_table(type(row)), row.pk)


@lru_cache(maxsize=64)
def _cipher(kind: str, secret: str) -> AESSIV:
    return AESSIV(salted_hmac("painopiste.addresses", kind, secret=secret, algorithm="sha512").digest())


class RowConverter:
    """Takes a row's number out of an address and puts it in."""

    regex = "[A-Za-z0-9_-]{32}"
    kind = ""

    def to_python(self, value: str) -> int:
        return opened(self.kind, value)

    def to_url(self, value: Any) -> str:
        return sealed(self.kind, int(value))


def know_rows() -> None:
    """Let patterns say `<row_bodymember:member>` and the like: called once, before the first such pattern is read."""
    for kind in KINDS:
        register_converter(type(f"{kind.title()}Converter", (RowConverter,), {"kind": kind}), f"row_{kind}")

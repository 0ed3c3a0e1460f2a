"""An authenticator app (RFC 6238), written from the standard and not from what the service uses."""

import base64
import hmac
import re
import struct
import time


def code(key: str, at: float | None = None) -> str:
    """The six digits that the app shows for a key in base32."""
    counter = int((time.time() if at is None else at) // 30)
    digest = hmac.digest(base64.b32decode(key), struct.pack(">Q", counter), "sha1")
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def key_on(page: str) -> str:
    """The key that the page for a new app shows."""
    found = re.search(r'id="totp-key">([A-Z2-7]+)<', page)
    assert found, page
    return found[1]


def codes_on(page: str) -> list[str]:
    """The recovery codes that the page shows."""
    return re.findall(r"<li><code>(\d{8})</code></li>", page)

"""The headers that every answer carries, whoever gives it: a page, a file, a redirect, an error, the API."""

from collections.abc import Mapping

FIXED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}
# What a page may say instead: one behind a secret link tells its address nowhere, not even to this service.
STRICTER = {"referrer-policy": ("no-referrer",)}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "default look",
}
# Files that others sent, on their way to a folder: nothing of them runs, not even what pages may.
CLOSED = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
NOT_OPEN = ("camera", "microphone", "geolocation", "payment", "usb", "display-capture", "clipboard-read")


def lacking(headers: Mapping[str, str]) -> list[str]:
    """What the headers of an answer lack or say otherwise, one line each."""
    given = {name.lower(): value for name, value in headers.items()}
    wrong = [
        f"{name}: {given.get(name)}"
        for name, value in FIXED.items()
        if given.get(name) not in (value, *STRICTER.get(name, ()))
    ]
    said = given.get("content-security-policy", "")
    policy = POLICY if said == CLOSED and is_saved(given) else directives(said)
    wrong += [f"{name}: {policy.get(name)}" for name, value in POLICY.items() if policy.get(name) != value]
    wrong += [f"unknown directive {name}" for name in policy if name not in {*POLICY, "upgrade-insecure-requests"}]
    permissions = given.get("permissions-policy", "").split(", ")
    return wrong + [f"{name} is open" for name in NOT_OPEN if f"{name}=()" not in permissions]


def is_saved(given: Mapping[str, str]) -> bool:
    """Whether a browser saves the answer and shows nothing of it."""
    return given.get("content-disposition", "").startswith("attachment")


def directives(policy: str) -> dict[str, str]:
    """A content security policy by its directives."""
    parts = (part.strip().partition(" ") for part in policy.split(";") if part.strip())
    return {name: value for name, _, value in parts}

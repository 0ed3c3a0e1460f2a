"""How much of everything a file may have. Each limit is some ten times what the largest real programme needs."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
SENT = 5 * MEGABYTE  # one file as it is sent
AT_ONCE = 2  # files in one form


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What a packed file may hold: parts, bytes in one and in all, and how many times its packing a part may be."""

    parts: int = 200
    part: int = MEGABYTE
    total: int = 5 * MEGABYTE
    ratio: int = 100
    ratio_from: int = 64 * 1024  # a small text of blanks may well be packed tightly, and does no harm


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader in a process of its own may use: bytes of memory, seconds of CPU and on the clock, bytes told."""

    memory: int = 512 * MEGABYTE
    cpu: int = 20
    clock: float = 40.0
    told: int = 32 * MEGABYTE

"""Round numbers for an axis."""

from __future__ import annotations

from math import floor, log10


def round_steps(lowest: float, highest: float, wanted: int = 5) -> list[float]:
    """Give evenly spaced round numbers that reach from the lowest to the highest."""
    # Numbers that differ only by the computer's rounding are the same number for a reader.
    if highest - lowest <= max(abs(lowest), abs(highest), 1e-6) * 1e-9:
        highest = lowest + 1
    step = _round_step((highest - lowest) / max(wanted, 1))
    first, last = floor(lowest / step), -floor(-highest / step)
    return [round(number * step, 12) for number in range(first, last + 1)]


def decimals(steps: list[float]) -> int:
    """Say how many decimals tell the steps apart."""
    return next((n for n in range(7) if all(abs(step - round(step, n)) < 1e-9 for step in steps)), 6)


def _round_step(raw: float) -> float:
    power = 10.0 ** floor(log10(raw))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if raw <= factor * power * 1.0000001)

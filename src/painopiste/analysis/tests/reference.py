"""Reference cases outside the repository: published results that our functions must give again.

They lie in `../shared/reference` beside the checkout, or where PAINOPISTE_SHARED says. They are not ours to commit.
"""

import csv
import json
import math
import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("PAINOPISTE_SHARED") or Path(__file__).parents[5] / "shared")


class Case:
    def __init__(self, name):
        self.folder = SHARED / "reference" / name
        if not (self.folder / "case.json").is_file():
            pytest.skip(f"The reference case {name} is not beside this checkout (see PAINOPISTE_SHARED).")
        self.expected = json.loads((self.folder / "case.json").read_text())["expected"]

    def rows(self, file):
        with (self.folder / file).open(encoding="utf-8-sig", newline="") as lines:
            return list(csv.DictReader(lines))

    def assert_reproduced(self, ours):
        """Every expected value, and none fewer, within its own tolerance."""
        assert set(ours) == set(self.expected), set(ours) ^ set(self.expected)
        wrong = {
            name: (ours[name], want["value"]) for name, want in self.expected.items() if not near(ours[name], want)
        }
        assert not wrong


def near(value, want):
    expected = want["value"]
    if expected is None:
        return value is None or math.isnan(value)
    if isinstance(expected, bool | str):
        return value == expected
    room = want["tol"] * (abs(expected) if want.get("rel") else 1)
    return abs(value - expected) <= room

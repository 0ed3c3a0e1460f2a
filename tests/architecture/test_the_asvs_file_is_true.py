"""docs/operate/asvs.yaml answers every requirement of OWASP ASVS 5.0.0, levels 1 and 2, with what really exists."""

import ast
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
ANSWERS = {"tests", "settings", "document", "not_applicable", "not_met"}
# How many requirements of level 1 and of level 2 each chapter of the standard has; of level 3 there are 92 more.
IN_THE_STANDARD = {
    1: (8, 19), 2: (4, 7), 3: (8, 11), 4: (2, 8), 5: (4, 5), 6: (13, 22), 7: (6, 12), 8: (4, 3), 9: (4, 3), 10: (5, 24),
    11: (3, 11), 12: (3, 6), 13: (1, 12), 14: (2, 7), 15: (3, 10), 16: (0, 16), 17: (0, 7),
}  # fmt: skip
ROWS: list[dict[str, Any]] = YAML(typ="safe").load((ROOT / "docs" / "operate" / "asvs.yaml").read_text())[
    "requirements"
]


def of(kind: str) -> list[Any]:
    return [row[kind] for row in ROWS if kind in row]


def test_every_requirement_is_there_once():
    ids = [str(row["id"]) for row in ROWS]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert all(re.fullmatch(r"\d{1,2}\.\d\.\d{1,2}", name) for name in ids)
    assert ids == sorted(ids, key=lambda name: [int(part) for part in name.split(".")])
    counted = Counter((int(str(row["id"]).split(".")[0]), row["level"]) for row in ROWS)
    assert {chapter: (counted[chapter, 1], counted[chapter, 2]) for chapter in IN_THE_STANDARD} == IN_THE_STANDARD
    assert (len(ROWS), sum(row["level"] == 1 for row in ROWS)) == (253, 70)


def test_every_row_has_one_answer_with_something_in_it():
    for row in ROWS:
        given = ANSWERS & set(row)
        assert set(row) - {"id", "level", "means"} == given, row["id"]
        assert len(given) == 1, row["id"]
        assert row[given.pop()], row["id"]
        assert 4 <= len(row["means"]) <= 120, row["id"]


@pytest.mark.parametrize("test", sorted({test for tests in of("tests") for test in tests}))
def test_every_test_exists_and_is_collected(test: str):
    path, _, name = test.partition("::")
    file = ROOT / path
    assert file.is_file()
    assert file.name.startswith("test_")
    functions = {node.name: node for node in ast.parse(file.read_text()).body if isinstance(node, ast.FunctionDef)}
    assert name in functions if name else functions
    asserting = ast.unparse(functions[name]) if name else file.read_text()
    assert re.search(r"assert|raises|expect|refus|lacking|fail|_or_|given", asserting)


def test_every_setting_has_the_value_that_is_named_in_production():
    wanted = {name: value for settings in of("settings") for name, value in settings.items()}
    code = "import json, sys; from django.conf import settings as s; "
    code += "print(json.dumps({name: getattr(s, name) for name in sys.argv[1:]}))"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "painopiste.site.settings", "PAINOPISTE_MODE": "production",
        "PAINOPISTE_SECRET_KEY": "s3-cr" * 15, "PAINOPISTE_ALLOWED_HOSTS": "painopiste.example",
        "PAINOPISTE_BASE_URL": "https://painopiste.example", "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code, *wanted], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == wanted


@pytest.mark.parametrize("document", sorted(set(of("document"))))
def test_every_document_has_the_heading(document: str):
    path, _, heading = document.partition("#")
    headings = re.findall(r"^#+ (.+)$", (ROOT / path).read_text(), re.MULTILINE)
    assert heading in {re.sub(r"[^a-z0-9 -]", "", found.lower()).replace(" ", "-") for found in headings}


def test_the_page_says_what_the_file_says():
    done = subprocess.run([sys.executable, ROOT / "scripts" / "asvs", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr

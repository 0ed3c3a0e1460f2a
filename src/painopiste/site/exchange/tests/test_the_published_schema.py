"""The JSON Schema that is published is that of the code, and it accepts what the loader accepts."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

import painopiste
from painopiste.site.exchange.json_schema import json_schema

DOCS = Path(painopiste.__file__).parents[2] / "docs"


def test_the_published_schema_is_up_to_date(capsys):
    call_command("schema")
    told = capsys.readouterr().out
    assert (DOCS / "programme-format.schema.json").read_text() == told, (
        "run: painopiste schema > docs/programme-format.schema.json"
    )


def test_it_speaks_of_every_file():
    assert set(json_schema()["properties"]) >= {"programme.yaml", "organisations.yaml", "timeline.yaml"}


@pytest.mark.parametrize("name", ["from", "depends_on", "obstacles_text"])
def test_it_uses_the_names_of_the_files(name):
    assert f'"{name}"' in json.dumps(json_schema())

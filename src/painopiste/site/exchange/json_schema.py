"""The programme format as JSON Schema, for editors and for other systems that write programmes."""

from typing import Any

from pydantic.json_schema import models_json_schema

from painopiste.site.exchange.folder import FILES, FOLDERS


def json_schema() -> dict[str, Any]:
    """One schema of the whole folder: a property for each file, a pattern for each folder of files."""
    kinds = [*FILES.values(), *FOLDERS.values()]
    references, schema = models_json_schema([(kind, "validation") for kind in kinds], by_alias=True)
    whole: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Painopiste programme",
        "description": "A folder of YAML files as one object: the names of its files are the names of the properties.",
        "type": "object",
        "required": ["programme.yaml"],
        "properties": {name: references[kind, "validation"] for name, kind in FILES.items()},
        "patternProperties": {
            f"^{folder}/[a-z0-9][a-z0-9._-]*\\.yaml$": references[kind, "validation"]
            for folder, kind in FOLDERS.items()
        },
        "additionalProperties": False,
    }
    return whole | schema

"""Definitions of sources: YAML files that say what is asked where, and what its columns are called here."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from painopiste.sources.errors import WrongDefinitionError
from painopiste.sources.formats.tabular import Layout
from painopiste.sources.observations import Status

ZERO = "zero"  # a mark that stands for the value 0
MARKS = {
    "": Status.FINAL, "-": ZERO, ".": Status.MISSING, "..": Status.MISSING, "...": Status.SUPPRESSED,
    "*": Status.PRELIMINARY, "p": Status.PRELIMINARY, "e": Status.ESTIMATED,
}  # fmt: skip
SDMX_MARKS = {
    "": "A", "A": "A", "B": "A", "D": "A", "G": "A", "N": "A", "P": "P", "V": "P", "E": "E", "F": "E", "I": "E",
    "Q": "S", "M": "M", "L": "M", "H": "M", "K": "M", "O": "M",
}  # fmt: skip


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Column(Strict):
    """Where one of our columns comes from: a column of the source, or one value for all (`is`)."""

    column: str = ""
    constant: str = Field(default="", alias="is")
    codes: dict[str, str] = Field(default_factory=dict, description="codes of the source and ours")
    prefixes: dict[str, str] = Field(
        default_factory=dict, description="how codes begin there and here: KU: municipality-"
    )
    others: Literal["keep", "leave_out", "refuse"] = Field(default="refuse", description="codes that are in neither")


class Columns(Strict):
    indicator: Column
    area: Column
    period: Column
    dimensions: dict[str, Column] = Field(default_factory=dict)

    def named(self) -> dict[str, Column]:
        return {"indicator": self.indicator, "area": self.area, "period": self.period, **self.dimensions}


class Definition(Strict):
    """One source: what is asked, under which licence, and what its columns, codes and marks mean here."""

    code: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,60}$")
    kind: Literal["jsonstat", "pxjson", "px", "sdmx", "csv", "xlsx", "pxweb1", "pxweb2", "sotkanet"]
    address: str
    table: str = Field(default="", description="the table of a PxWeb interface")
    selection: dict[str, list[str]] = Field(
        default_factory=dict, description="values of a variable of PxWeb or Sotkanet; all without"
    )
    cells: int = Field(default=100_000, ge=1, description="cells that a PxWeb interface gives at a time")
    licence: str
    attribution: str
    columns: Columns
    layout: Layout = Field(default_factory=Layout)
    marks: dict[str, Literal["A", "P", "E", "S", "M", "zero"]] = Field(default_factory=dict)

    def all_marks(self) -> dict[str, str]:
        return {**(SDMX_MARKS if self.kind == "sdmx" else MARKS), **self.marks}


def read(file: Path) -> Definition:
    """The definition in a YAML file. WrongDefinitionError that names the file and the field."""
    try:
        return Definition.model_validate(YAML(typ="safe").load(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        why = " ".join(str(error).split())[:200]
        raise WrongDefinitionError("%(file)s can't be read: %(why)s", file=file.name, why=why) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise WrongDefinitionError(
            "In %(file)s, %(field)s can't be used: %(why)s.", file=file.name,
            field=".".join(map(str, first["loc"])) or "–", why=first["msg"],
        ) from error  # fmt: skip

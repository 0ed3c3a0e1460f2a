"""PX files (the PC-Axis format), as PxWeb sends them when it can send nothing else."""

import re
from math import prod

import pyarrow as pa
import pyarrow.compute as pc

from painopiste.sources.errors import UnreadableError
from painopiste.sources.formats.figures import Figures, cross, numbers
from painopiste.sources.shapes import Shape

STATEMENT = re.compile(r'([A-Z0-9-]+)(?:\[(\w+)\])?(?:\(((?:"[^"]*",?)+)\))?=((?:"[^"]*"|[^";])*);', re.DOTALL)
QUOTED = re.compile(r'"([^"]*)"')
CODEPAGE = re.compile(rb'CODEPAGE="([\w-]+)"')


def read(content: bytes) -> Figures:
    """The figures of a PX file, with the codes of variables and values where it has them, else their texts.

    :raises UnreadableError: when it is no PX file, is cut short, or has another number of figures than it should
    """
    said = _statements(_text(content))
    names = [*said.get("STUB", []), *said.get("HEADING", [])]
    if not names or "DATA" not in said:
        raise UnreadableError("The answer is not a whole PX file: it has no variables or no data.")
    codes = [said.get(f"CODES {name}") or said.get(f"VALUES {name}") or [] for name in names]
    titles = [(said.get(f"VARIABLECODE {name}") or [name])[0] for name in names]
    texts = pa.array(said["DATA"], pa.string())
    if len(texts) != prod(map(len, codes)):
        raise UnreadableError(
            "The PX file has %(values)s figures for %(cells)s cells: was it cut short?",
            values=len(texts), cells=prod(map(len, codes)),
        )  # fmt: skip
    values, marks = numbers(texts)
    columns = dict(zip(titles, cross(codes), strict=True))
    times = {title for title, name in zip(titles, names, strict=True) if f"TIMEVAL {name}" in said}
    shape = {title: () if title in times else tuple(pc.unique(columns[title]).to_pylist()) for title in titles}
    updated = next((some[0] for name, some in said.items() if name.startswith("LAST-UPDATED")), "")
    return Figures(columns, values, marks, Shape(shape, _units(said)), updated)


def _text(content: bytes) -> str:
    found = CODEPAGE.search(content[:2000])
    try:
        return content.decode(found[1].decode() if found else "utf-8-sig")
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableError("The PX file is not in the character set that it names.") from error


def _statements(text: str) -> dict[str, list[str]]:
    """Keywords of the first language, with the name they are of, and their values."""
    head, mark, data = text.partition("DATA=")
    found: dict[str, list[str]] = {}
    for keyword, language, of, value in STATEMENT.findall(head):
        if not language:
            name = f"{keyword} {QUOTED.findall(of)[-1]}" if of else keyword
            found[name] = QUOTED.findall(value) or [value.strip()]
    if mark and data.rstrip().endswith(";"):
        found["DATA"] = data.rstrip()[:-1].replace('"', "").split()
    return found


def _units(said: dict[str, list[str]]) -> dict[str, str]:
    return {name.partition(" ")[2] or "*": some[0] for name, some in said.items() if name.partition(" ")[0] == "UNITS"}

"""Tables of PxWeb interfaces, version 1 (StatFin) and 2: what they have is asked first, then the figures, in parts."""

import json
from collections.abc import Iterator
from math import prod
from typing import Any
from urllib.parse import quote

from painopiste.sources.definitions import Definition
from painopiste.sources.errors import UnreadableError
from painopiste.sources.fetching import Fetcher, Question

Selection = dict[str, list[str]]


def questions(definition: Definition, fetcher: Fetcher) -> Iterator[Question]:
    """What to ask for the figures of the definition, each within the number of cells that the interface gives.

    :raises UnreadableError: when the table has no such variable or value
    """
    ask = _ask_first if definition.kind == "pxweb1" else _ask_second
    address = table_address(definition)
    about = Question(
        address if definition.kind == "pxweb1" else f"{address}/metadata?outputFormat=json-stat2", "", "json"
    )
    content = fetcher.archive.content(fetcher.fetch(about))
    wanted = _chosen(_variables(content), definition)
    for part in split(wanted, definition.cells):
        yield ask(address, part, definition)


def table_address(definition: Definition) -> str:
    """The address of the table. Version 1 ends its names with .px, which a definition may leave out."""
    base, table = definition.address.rstrip("/"), quote(definition.table, safe="/.")
    if definition.kind == "pxweb2":
        return f"{base}/tables/{table}"
    return f"{base}/{table}" if table.endswith(".px") else f"{base}/{table}.px"


def _variables(content: bytes) -> Selection:
    """Codes of all values of each variable, from the metadata of either version."""
    try:
        data: Any = json.loads(content)
        if "variables" in data:
            return {one["code"]: list(one["values"]) for one in data["variables"]}
        indices = {name: data["dimension"][name]["category"]["index"] for name in data["id"]}
        return {
            name: sorted(index, key=index.__getitem__) if isinstance(index, dict) else index
            for name, index in indices.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableError(
            "What PxWeb says of the table has an unexpected shape at %(place)s.", place=error
        ) from error


def _chosen(there: Selection, definition: Definition) -> Selection:
    for name, values in definition.selection.items():
        if name not in there:
            raise UnreadableError(
                "The table has no variable %(variable)s; it has %(others)s.", variable=name, others=", ".join(there)
            )
        if missing := [value for value in values if value not in there[name]]:
            raise UnreadableError(
                "The table has no %(values)s in %(variable)s.", values=", ".join(missing[:5]), variable=name
            )
    return {name: definition.selection.get(name) or values for name, values in there.items()}


def split(wanted: Selection, cells: int) -> Iterator[Selection]:
    """The same cells in parts of at most so many, cut along the largest variable and then the next.

    Every cell is in exactly one part.
    """
    if prod(len(values) for values in wanted.values()) <= cells:
        yield wanted
        return
    longest = max(wanted, key=lambda name: len(wanted[name]))
    values = wanted[longest]
    rest = prod(len(some) for name, some in wanted.items() if name != longest)
    step = min(max(1, cells // rest), len(values) - 1)
    for at in range(0, len(values), step):
        yield from split({**wanted, longest: values[at : at + step]}, cells)


def _ask_first(address: str, part: Selection, definition: Definition) -> Question:
    query = [{"code": name, "selection": {"filter": "item", "values": values}} for name, values in part.items()]
    body = json.dumps({"query": query, "response": {"format": "json-stat2"}}, ensure_ascii=False)
    return Question(address, body, "json", definition.licence)


def _ask_second(address: str, part: Selection, definition: Definition) -> Question:
    body = json.dumps(
        {"selection": [{"variableCode": name, "valueCodes": values} for name, values in part.items()]},
        ensure_ascii=False,
    )
    return Question(f"{address}/data?outputFormat=json-stat2", body, "json", definition.licence)

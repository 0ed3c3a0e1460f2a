"""All doors of the service: addresses, and paths of the API; and those that are left out, with why."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from painopiste.base.web.sealing import sealed
from painopiste.site.api.description import PREFIX, description
from tests.guarantees.permission_matrix.things import kinds_of
from tests.routes import routes

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# Files with hashed names under /static/ have no address in the resolver: WhiteNoise gives the same bytes to everybody.
LEFT_OUT = {
    "api:": "the catch-all of the API: it names nothing, and tests/api asks it for what is not there",
    "api:api-root": "the name by which django-ninja finds its own prefix; api:docs stands before it at the same path",
}
# What stands after the question mark and names things as an argument does.
QUERIES = {"plans:change_many": "measure", "reports:choose": "toinen"}
TABLES_OF_PARTS = {"milestone": "milestone", "nimetön": "milestone"}
LANGUAGE = "fi"  # the address of a page in another language leads to the same view


@dataclass(frozen=True)
class Door:
    """An address: what people call it, its path with `<argument>` places, its arguments, what these name."""

    name: str
    path: str
    arguments: tuple[str, ...]
    kinds: tuple[str, ...]
    about: str
    methods: tuple[str, ...] = ()  # as the description of the API says; of a page the table says it
    tables: Mapping[str, str] = field(default_factory=dict)  # of arguments that are sealed numbers of rows

    @property
    def is_api(self) -> bool:
        return self.path.startswith(PREFIX)

    def address(self, values: tuple[object, ...]) -> str:
        path, given = self.path, dict(zip(self.arguments, values, strict=True))
        for argument, value in given.items():
            table = TABLES_OF_PARTS[given["part"]] if self.tables.get(argument) == "part" else self.tables.get(argument)
            path = path.replace(f"<{argument}>", sealed(table, value) if table else str(value))
        return path


@cache
def doors() -> dict[str, Door]:
    """Every door by its name. An operation of the API stands for its method, its path for all others."""
    found: dict[str, Door] = {}
    for route in routes():
        if route.name in LEFT_OUT or _described(route.path):
            continue
        path = _plain(route.path)
        whole = f"/{LANGUAGE}{path}" if route.spoken else path
        arguments = route.arguments
        if query := QUERIES.get(route.name):
            whole, arguments = f"{whole}?{query}=<{query}>", (*arguments, query)
        kinds = tuple(kinds_of(route.name, route.name.partition(":")[0], arguments))
        tables = {argument: table for table, argument in re.findall(r"<row_(\w+):(\w+)>", route.path)}
        tables |= dict.fromkeys(set(arguments) & {"row"}, "part")
        found[route.name] = Door(route.name, whole, arguments, kinds, route.about, tables=tables)
    for path, operations in description()["paths"].items():
        arguments = tuple(part[1:-1] for part in path.split("/") if part.startswith("{"))
        scope = "API " + path.removeprefix(PREFIX).partition("/")[0]
        kinds = tuple(kinds_of(path, scope, arguments))
        methods = tuple(sorted(method.upper() for method in operations))
        summary = "; ".join(operations[method.lower()]["summary"] for method in methods)
        found[path] = Door(path, path.replace("{", "<").replace("}", ">"), arguments, kinds, summary, methods)
    return found


def _described(path: str) -> bool:
    return path.replace("<", "{").replace(">", "}") in description()["paths"]


def _plain(path: str) -> str:
    """`/toimielimet/<str:key>/` without the kinds of converters."""
    return re.sub(r"<\w+:", "<", path)

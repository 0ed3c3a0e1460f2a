"""What is wrong with a programme folder: file, line, field and reason, one readable line each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from painopiste.base.errors import Invalid
from painopiste.site.exchange.fields import Entry, Ref, Wrong
from painopiste.site.exchange.yaml_files import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, and where."""

    file: str
    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.field}: {self.reason}" if self.field else f"{place}: {self.reason}"


class WrongProgramme(Invalid):
    """The folder can't be loaded. Nothing has been changed."""

    code = "wrong_programme"
    message = "The programme can't be loaded."

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__()

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


def dotted(path: Path) -> str:
    """The field as people read it: `leads.0.organisation`."""
    return ".".join(str(part) for part in path)


def suggest(wrong: object, known: Iterable[str]) -> str:
    """A question after the reason, if something known looks like what was written."""
    near = get_close_matches(str(wrong).casefold(), sorted(set(known)), n=1, cutoff=0.6)
    return f' (did you mean "{near[0]}"?)' if near else ""


# --- the shape of the format ------------------------------------------------------------------------------------


def fields_of(entry: type[Entry]) -> dict[str, Any]:
    """The fields of an entry by their name in the file, with their annotation."""
    return {field.alias or name: _annotation(field) for name, field in entry.model_fields.items()}


def _annotation(field: Any) -> Any:
    for mark in field.metadata:
        if isinstance(mark, Ref):
            return Annotated[field.annotation, mark]
    return field.annotation


def inside(annotation: Any) -> Any:
    """The annotation without what may be left out (`| None`) and without checks; a reference stays marked."""
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        return inside(next(part for part in get_args(annotation) if part is not type(None)))
    if origin is Annotated:
        return annotation if ref_of(annotation) else inside(get_args(annotation)[0])
    return annotation


def ref_of(annotation: Any) -> Ref | None:
    """What a text with this annotation names, if it names something."""
    return next((mark for mark in getattr(annotation, "__metadata__", ()) if isinstance(mark, Ref)), None)


def entry_at(entry: type[Entry], path: Path) -> type[Entry] | None:
    """The kind of entry that stands at `path`."""
    found: Any = entry
    for part in path:
        if isinstance(part, int):
            found = inside(get_args(found)[0]) if get_origin(found) is list else None
        else:
            found = inside(fields_of(found).get(part)) if isinstance(found, type) and issubclass(found, Entry) else None
    return found if isinstance(found, type) and issubclass(found, Entry) else None


# --- pydantic's errors in our words -----------------------------------------------------------------------------


def explain(error: Mapping[str, Any], entry: type[Entry]) -> tuple[Path, str]:
    """The place and the reason of one error that pydantic found."""
    path: Path = tuple(error["loc"])
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "value_error":
        wrong = context["error"]
        return (*path, *getattr(wrong, "path", ())), str(wrong)
    if kind == "missing":
        return path, "is missing"
    if kind == "extra_forbidden":
        around = entry_at(entry, path[:-1])
        return path, "there is no such field" + suggest(path[-1], fields_of(around) if around else ())
    if given is None:
        return path, "has no value: give one, or leave the key out"
    if kind in ("enum", "literal_error"):
        known = [part.strip("'") for part in context["expected"].replace(" or ", ", ").split(", ")]
        return path, f'"{given}" is not one of {", ".join(known)}' + suggest(given, known)
    return path, _shape(kind, given, context) or error["msg"]


SHAPES = {
    "model_type": "must be a mapping of fields",
    "list_type": "must be a list",
    "bool_type": "must be true or false",
    "int_type": "must be a whole number",
    "string_too_short": "is empty: give a text, or leave the key out",
}


def _shape(kind: str, given: object, context: Mapping[str, Any]) -> str:
    if kind == "string_type":
        written = "a list" if isinstance(given, list) else "a mapping" if isinstance(given, dict) else ""
        return f"must be a text, not {written}" if written else f"must be a text: write it in quotes, '{given}'"
    if kind == "string_too_long":
        return f"has more than {context['max_length']} characters"
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"must be at {'least' if kind.startswith('greater') else 'most'} {context.get('ge', context.get('le'))}"
    return SHAPES.get(kind, "")


__all__ = [
    "Problem",
    "Wrong",
    "WrongProgramme",
    "dotted",
    "entry_at",
    "explain",
    "fields_of",
    "inside",
    "ref_of",
    "suggest",
]

"""The shape of a source: which dimensions, codes and units it has. A source that changes it is refused until a person
has looked: a code that means something else now makes figures wrong without any other sign."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from painopiste.sources.errors import ChangedShapeError

NAMED_AT_MOST = 5


@dataclass(frozen=True)
class Shape:
    """Codes of every dimension but time, which grows with every release and has none here; units by code."""

    dimensions: Mapping[str, tuple[str, ...]]
    units: Mapping[str, str] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the shape; the order of dimensions and codes does not matter."""
        return hashlib.sha256(self.dump().encode()).hexdigest()

    def dump(self) -> str:
        data = asdict(self)
        data["dimensions"] = {name: sorted(codes) for name, codes in data["dimensions"].items()}
        return json.dumps(data, ensure_ascii=False, sort_keys=True)


def load(text: str) -> Shape:
    data = json.loads(text)
    return Shape({name: tuple(codes) for name, codes in data["dimensions"].items()}, data["units"])


def joined(shapes: list[Shape]) -> Shape:
    """The shape of a source that came in parts."""
    codes: dict[str, dict[str, None]] = {}
    units: dict[str, str] = {}
    for shape in shapes:
        units |= shape.units
        for name, some in shape.dimensions.items():
            codes.setdefault(name, {}).update(dict.fromkeys(some))
    return Shape({name: tuple(some) for name, some in codes.items()}, units)


def refuse_change(source: str, old: Shape, new: Shape) -> None:
    """ChangedShapeError that names the first difference: dimensions, then codes, then units."""
    if old.fingerprint == new.fingerprint:
        return
    gone, come = _apart(old.dimensions, new.dimensions)
    if gone and come:
        raise ChangedShapeError(
            "%(source)s has the dimension %(new)s in place of %(old)s: nothing was taken in.",
            source=source, old=gone, new=come,
        )  # fmt: skip
    if gone:
        raise ChangedShapeError(
            "%(source)s has no dimension %(old)s any more: nothing was taken in.", source=source, old=gone
        )
    if come:
        raise ChangedShapeError(
            "%(source)s has a new dimension %(new)s: nothing was taken in.", source=source, new=come
        )
    for name, codes in old.dimensions.items():
        _refuse_other_codes(source, name, codes, new.dimensions[name])
    for code in sorted(old.units.keys() | new.units.keys()):
        if old.units.get(code, "") != new.units.get(code, ""):
            raise ChangedShapeError(
                "%(source)s measures %(given)s in %(new)s and not in %(old)s as before: nothing was taken in.",
                source=source, given=code, new=new.units.get(code) or "–", old=old.units.get(code) or "–",
            )  # fmt: skip


def _refuse_other_codes(source: str, dimension: str, old: tuple[str, ...], new: tuple[str, ...]) -> None:
    gone, come = _apart(old, new)
    if not gone and not come:
        return
    raise ChangedShapeError(
        "%(source)s has other codes in %(dimension)s (vanished: %(old)s; new: %(new)s): nothing was taken in.",
        source=source, dimension=dimension, old=gone or "–", new=come or "–",
    )  # fmt: skip


def _apart(old: Mapping[str, object] | tuple[str, ...], new: Mapping[str, object] | tuple[str, ...]) -> tuple[str, str]:
    return _named(sorted(set(old) - set(new))), _named(sorted(set(new) - set(old)))


def _named(codes: list[str]) -> str:
    more = f" + {len(codes) - NAMED_AT_MOST}" if len(codes) > NAMED_AT_MOST else ""
    return ", ".join(codes[:NAMED_AT_MOST]) + more

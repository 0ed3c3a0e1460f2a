"""Markings as a programme file writes them: by the keys of organisations, bodies and compartments."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from painopiste.base.bodies.models import Body
from painopiste.base.markings.models import Compartment
from painopiste.base.markings.rules import AudienceClause, Circle, Ground, LegalStatus, Marking, Tlp, normal
from painopiste.base.markings.stored import intern, value_of
from painopiste.base.organisations.models import Organisation

if TYPE_CHECKING:
    from painopiste.site.exchange.columns import Keys

MODELS: Mapping[str, type[Any]] = {"organisations": Organisation, "bodies": Body, "compartments": Compartment}


def told(code: str, keys: "Keys") -> dict[str, Any]:
    """What the marking with this code says, as a file writes it."""
    return _content(value_of(code), lambda kind, row_id: str(keys.key_of(MODELS[kind], row_id)))


def meant(content: Mapping[str, Any], keys: "Keys") -> str:
    """The code of the marking that a file describes, made if it is new."""
    return intern(value_from(content, lambda kind, key: keys.id_of(MODELS[kind], key)))


def tidied(content: Mapping[str, Any]) -> dict[str, Any]:
    """The one way in which a file writes what this marking says."""
    return _content(normal(value_from(content, _as_it_is)), _as_it_is)


def _as_it_is(kind: str, named: Any) -> Any:
    return named


def value_from(content: Mapping[str, Any], find: Callable[[str, Any], Any] = _as_it_is) -> Marking:
    """The marking that a file describes; `find` gives the row id for a kind and a key."""

    def found(kind: str, part: Mapping[str, Any]) -> frozenset[Any]:
        return frozenset(find(kind, key) for key in part.get(kind) or ())

    return Marking(
        legal_status=LegalStatus(content["legal_status"]),
        grounds=frozenset(
            Ground(each["act"], each["section"], each.get("point") or "") for each in content.get("grounds") or ()
        ),
        tlp=Tlp(content["tlp"]),
        clauses=frozenset(
            AudienceClause(
                frozenset(map(Circle, clause.get("circles") or ())),
                found("organisations", clause),
                found("bodies", clause),
            )
            for clause in content.get("readers") or ()
        ),
        compartments=found("compartments", content),
        embargo_until=content.get("embargo_until"),
        expires_on=content.get("expires_on"),
    )


def _content(value: Marking, name: Callable[[str, Any], Any]) -> dict[str, Any]:
    grounds = [{"act": each.act, "section": each.section, "point": each.point} for each in sorted(value.grounds)]
    readers = [
        {
            "circles": sorted(circle.value for circle in clause.circles),
            "organisations": sorted(name("organisations", each) for each in clause.organisations),
            "bodies": sorted(name("bodies", each) for each in clause.bodies),
        }
        for clause in value.clauses
    ]
    content = {
        "legal_status": value.legal_status.value,
        "grounds": [_filled(each) for each in grounds],
        "tlp": value.tlp.value,
        "readers": sorted(map(_filled, readers), key=str),
        "compartments": sorted(name("compartments", each) for each in value.compartments),
        "embargo_until": value.embargo_until,
        "expires_on": value.expires_on,
    }
    return _filled(content)


def _filled(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in content.items() if part}

"""Who acts: a value that carries what the person may do, made once for every request. Pure: no Django."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from painopiste.base.errors import NotAllowed
from painopiste.base.words import marked

EMPTY: Mapping[str, frozenset[int]] = MappingProxyType({})


class ProofNeeded(NotAllowed):
    """The actor has the right, but must first show again who is sitting there."""

    code = "proof_needed"
    message = marked("Confirm first that it is you: this step needs your second factor again.")


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, the public, or the system itself.

    `everywhere` holds the rights without limits; `in_bodies` and `for_organisations` hold, for each right,
    the row ids of the bodies and the organisations that it is limited to. The last fields say what a reader is:
    to whom markings are open.
    """

    account_id: int | None = None
    label: str = "public"
    member: bool = False
    demonstration: bool = False
    everywhere: frozenset[str] = frozenset()
    in_bodies: Mapping[str, frozenset[int]] = field(default_factory=lambda: EMPTY)
    for_organisations: Mapping[str, frozenset[int]] = field(default_factory=lambda: EMPTY)
    circles: frozenset[str] = frozenset()  # codes of markings.rules.Circle, beside those that follow from rights
    organisations: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()
    compartments: frozenset[int] = frozenset()
    clearance: int = 0  # how closed a legal status it may read, as its place in markings.rules.STATUSES
    cleared_until: date | None = None
    second_factor: bool = False  # what it may do or read is such that a password alone does not prove who it is
    stale: frozenset[str] = frozenset()  # rights that it has, but for which its proof is too old or too weak

    def may(self, right: str, *, body: int | None = None, organisations: Iterable[int] = ()) -> bool:
        """Whether the actor has the right everywhere, in this body, or for one of these organisations."""
        if right in self.everywhere:
            return True
        if body is not None and body in self.in_bodies.get(right, ()):
            return True
        return not self.for_organisations.get(right, frozenset()).isdisjoint(organisations)

    def may_somewhere(self, right: str) -> bool:
        """Whether the actor has the right for anything at all."""
        return right in self.everywhere or bool(self.in_bodies.get(right)) or bool(self.for_organisations.get(right))

    def require(self, right: str, *, body: int | None = None, organisations: Iterable[int] = ()) -> None:
        """Refuse an actor who does not have the right.

        :raises NotAllowed: always then
        :raises ProofNeeded: if it has the right, and must prove anew who it is
        """
        if not self.may(right, body=body, organisations=organisations):
            raise NotAllowed
        if right in self.stale:
            raise ProofNeeded


PUBLIC = Actor()


def system(label: str, *, rights: Iterable[str] = ()) -> Actor:
    """The actor for work that no person asked for, as loading a programme file."""
    return Actor(label=label, member=True, everywhere=frozenset(rights))

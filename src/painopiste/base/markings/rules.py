"""What a marking says and how two of them join. Pure: no Django, no clock, no database.

A marking has a legal status with its grounds, an onward-sharing label (TLP 2.0), audience clauses, compartments,
an embargo and an end. The stricter of two markings is their join: whoever may read under it may read under both.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any

from painopiste.base.errors import Invalid
from painopiste.base.words import marked


class LegalStatus(StrEnum):
    """What the law says of the publicity of a document (laki viranomaisten toiminnan julkisuudesta, 621/1999)."""

    PUBLIC = "public"
    NOT_YET_PUBLIC = "not_yet_public"  # 6, 7 and 9 §: the authority's discretion
    SECRET = "secret"  # 24 § or another act; a ground is needed  # noqa: S105
    RESTRICTED = "restricted"  # security class IV


class Tlp(StrEnum):
    """How far a reader may pass it on: the Traffic Light Protocol, version 2.0."""

    CLEAR = "clear"
    GREEN = "green"
    AMBER = "amber"
    AMBER_STRICT = "amber_strict"
    RED = "red"


class Circle(StrEnum):
    """A class of readers. Whoever is in the secretariat is also a member, and everybody is the public."""

    PUBLIC = "public"
    MEMBERS = "members"
    SECRETARIAT = "secretariat"
    AUTHORITIES = "authorities"
    ASSOCIATIONS = "associations"
    BUSINESS = "business"


class Audience(StrEnum):
    """The three circles that have a marking of their own; its code is the circle's name."""

    PUBLIC = "public"
    MEMBERS = "members"
    SECRETARIAT = "secretariat"


class MaxClass(IntEnum):
    """The highest security class that an installation takes; the paper on classes 1101/2019 numbers them downwards."""

    NONE = 0
    IV = 4


STATUSES = tuple(LegalStatus)  # from open to closed
LABELS = tuple(Tlp)
WITHIN = {Circle.SECRETARIAT: frozenset({Circle.MEMBERS})}  # whoever is in the first is in the others too


class ClassRefused(Invalid):
    """A document of this security class may not be kept here."""

    code = "class_refused"
    message = marked(
        "Documents of security classes I to III may not be handled here: the decree 1101/2019 asks for a separate "
        "environment. Enter only a reference to where the document is."
    )


class RestrictedRefused(ClassRefused):
    """This installation takes no documents of security class IV."""

    code = "restricted_refused"
    message = marked("This installation has not been approved for documents of security class IV.")


class WrongMarking(Invalid):
    """A marking that contradicts itself."""

    code = "wrong_marking"


@dataclass(frozen=True, slots=True, order=True)
class Ground:
    """Where the law says that something is not public: act, section, and point of its first subsection."""

    act: str
    section: str
    point: str = ""


@dataclass(frozen=True, slots=True)
class AudienceClause:
    """Who may read: a reader in one of these circles, organisations (row ids) or bodies (row ids)."""

    circles: frozenset[Circle] = frozenset()
    organisations: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()

    def covers(self, other: "AudienceClause") -> bool:
        """Whether every reader who matches `other` matches this clause too."""
        return Circle.PUBLIC in self.circles or (
            all(circle in self.circles or WITHIN.get(circle, frozenset()) & self.circles for circle in other.circles)
            and other.organisations <= self.organisations
            and other.bodies <= self.bodies
        )

    @property
    def reduced(self) -> "AudienceClause":
        """The same readers, without circles that lie within others of the clause."""
        circles = {each for each in self.circles if not WITHIN.get(each, frozenset()) & self.circles}
        return replace(self, circles=frozenset(circles))


@dataclass(frozen=True, slots=True)
class Marking:
    """For whom a row is. A reader must match every clause and be in every compartment (row ids)."""

    legal_status: LegalStatus = LegalStatus.PUBLIC
    grounds: frozenset[Ground] = frozenset()
    tlp: Tlp = Tlp.CLEAR
    clauses: frozenset[AudienceClause] = frozenset()
    compartments: frozenset[int] = frozenset()
    embargo_until: date | None = None  # nobody outside the secretariat reads before this day
    expires_on: date | None = None  # to be looked at again then; nothing opens by itself

    @property
    def level(self) -> int:
        return STATUSES.index(self.legal_status)

    @property
    def sharing(self) -> int:
        return LABELS.index(self.tlp)

    @property
    def code(self) -> str:
        """What the marking is known by: a short word for the built-in ones, else a digest of what it says."""
        return NAMES.get(self) or digest(self)


DISCRETION = Ground("621/1999", "9")
BUILT_IN = {
    Audience.PUBLIC.value: Marking(),
    Audience.MEMBERS.value: Marking(
        legal_status=LegalStatus.NOT_YET_PUBLIC,
        grounds=frozenset({DISCRETION}),
        tlp=Tlp.GREEN,
        clauses=frozenset({AudienceClause(circles=frozenset({Circle.MEMBERS}))}),
    ),
    Audience.SECRETARIAT.value: Marking(
        legal_status=LegalStatus.NOT_YET_PUBLIC,
        grounds=frozenset({DISCRETION}),
        tlp=Tlp.GREEN,
        clauses=frozenset({AudienceClause(circles=frozenset({Circle.SECRETARIAT}))}),
    ),
}
NAMES = {marking: code for code, marking in BUILT_IN.items()}


# --- one form for everything that means the same ----------------------------------------------------------------


def normal(marking: Marking) -> Marking:
    """The same marking without clauses that others imply, so that the same readers have the same code."""
    return replace(marking, clauses=strictest(marking.clauses), expires_on=_end(marking))


def _end(marking: Marking) -> date | None:
    return None if marking.legal_status is LegalStatus.PUBLIC else marking.expires_on


def strictest(clauses: Iterable[AudienceClause]) -> frozenset[AudienceClause]:
    """The clauses that no other clause implies; a clause that everybody matches is none."""
    reduced = {clause.reduced for clause in clauses if Circle.PUBLIC not in clause.circles}
    return frozenset(
        clause for clause in reduced if not any(clause.covers(other) for other in reduced if other != clause)
    )


def canonical(marking: Marking) -> dict[str, Any]:
    """What a marking says as plain values in a fixed order."""
    return {
        "legal_status": marking.legal_status.value,
        "grounds": [[each.act, each.section, each.point] for each in sorted(marking.grounds)],
        "tlp": marking.tlp.value,
        "clauses": sorted(
            [sorted(each.circles), sorted(each.organisations), sorted(each.bodies)] for each in marking.clauses
        ),
        "compartments": sorted(marking.compartments),
        "embargo_until": marking.embargo_until.isoformat() if marking.embargo_until else None,
        "expires_on": marking.expires_on.isoformat() if marking.expires_on else None,
    }


def digest(marking: Marking) -> str:
    text = json.dumps(canonical(marking), separators=(",", ":"))
    return "m" + hashlib.sha256(text.encode()).hexdigest()[:31]


# --- joining ----------------------------------------------------------------------------------------------------


def join(one: Marking, other: Marking) -> Marking:
    """The stricter of both in every respect."""
    return normal(
        Marking(
            legal_status=max(one.legal_status, other.legal_status, key=STATUSES.index),
            grounds=one.grounds | other.grounds,
            tlp=max(one.tlp, other.tlp, key=LABELS.index),
            clauses=one.clauses | other.clauses,
            compartments=one.compartments | other.compartments,
            embargo_until=max((each for each in (one.embargo_until, other.embargo_until) if each), default=None),
            expires_on=_later_end(one, other),
        )
    )


def _later_end(one: Marking, other: Marking) -> date | None:
    """The end of the longer-lasting one; what is public has nothing that could end."""
    ends = [each.expires_on for each in (one, other) if each.legal_status is not LegalStatus.PUBLIC]
    return None if not ends or None in ends else max(each for each in ends if each)


def is_as_strict(new: Marking, old: Marking) -> bool:
    """Whether nobody reads under `new` who could not under `old`, and nothing that protected `old` is lost."""
    return join(old, new) == normal(new)


# --- what may be a marking --------------------------------------------------------------------------------------


def check(marking: Marking, *, max_class: MaxClass = MaxClass.NONE) -> Marking:
    """The marking in its normal form.

    :raises WrongMarking: if it contradicts itself
    :raises RestrictedRefused: for security class IV where the installation does not take it
    """
    wrong = {}
    if marking.legal_status is not LegalStatus.PUBLIC and not marking.grounds:
        wrong["grounds"] = marked("Name the act and the section by which it is not public.")
    if marking.legal_status is LegalStatus.PUBLIC and marking.grounds:
        wrong["legal_status"] = marked("What is public has no ground of secrecy.")
    if marking.legal_status is not LegalStatus.PUBLIC and marking.tlp is Tlp.CLEAR:
        wrong["tlp"] = marked("What is not public can't be passed on to everybody.")
    if any(clause == AudienceClause() for clause in marking.clauses):
        wrong["audience"] = marked("Name at least one circle, organisation or body.")
    if marking.embargo_until and marking.expires_on and marking.expires_on < marking.embargo_until:
        wrong["expires_on"] = marked("It would end before its embargo does.")
    if wrong:
        raise WrongMarking(fields=wrong)
    if marking.legal_status is LegalStatus.RESTRICTED and max_class < MaxClass.IV:
        raise RestrictedRefused
    return normal(marking)


def status_of_class(security_class: str) -> LegalStatus:
    """The legal status of a security class.

    :raises ClassRefused: for classes I to III
    """
    if security_class.strip().upper() != "IV":
        raise ClassRefused
    return LegalStatus.RESTRICTED

"""The format of markings: for whom an entry is, where none of the three built-in audiences fits."""

from typing import Any, Self

from django.conf import settings
from pydantic import model_validator

from painopiste.base.errors import Invalid
from painopiste.base.markings.rules import Circle, LegalStatus, MaxClass, Tlp, check
from painopiste.site.exchange.fields import Day, Entry, Wrong, line, ref
from painopiste.site.exchange.markings import value_from

OrganisationRef, BodyRef, CompartmentRef = ref("organisation"), ref("body"), ref("compartment")


class Ground(Entry):
    act: line(40)
    section: line(20)
    point: line(20) | None = None


class Readers(Entry):
    circles: list[Circle] = []
    organisations: list[OrganisationRef] = []
    bodies: list[BodyRef] = []


class Marking(Entry):
    legal_status: LegalStatus
    grounds: list[Ground] = []
    tlp: Tlp
    readers: list[Readers] = []
    compartments: list[CompartmentRef] = []
    embargo_until: Day | None = None
    expires_on: Day | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        try:
            check(value_from(self.model_dump()), max_class=MaxClass[settings.MAX_CLASS])
        except Invalid as error:
            name, reason = next(iter(error.fields.items()), ("legal_status", error.message))
            raise Wrong(reason, "readers" if name == "audience" else name) from error
        return self


class Marked(Entry):
    """An entry that is not for everybody: it says for whom, by one of the audiences or by a marking of its own."""

    @model_validator(mode="after")
    def _says_for_whom(self) -> Self:
        given: Any = self
        if given.marking is not None and "audience" in self.model_fields_set:
            raise Wrong("is left out where there is a marking", "audience")
        if given.marking is None and given.audience is None:
            raise Wrong("is missing", "audience")
        return self

"""The format of commitments: what each organisation has itself decided to do for a measure."""

from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import model_validator

from painopiste.loop.commitments.rules import State
from painopiste.site.exchange.fields import Audience, Entry, Key, Label, Number, Phrase, Source, Text, When, Wrong, line
from painopiste.site.exchange.schema.lasting import Lasting, MeasureRef, OrganisationRef
from painopiste.site.exchange.schema.markings import Marked, Marking
from painopiste.site.exchange.steps import commitment_steps

MOST = {"person_months": Decimal(100_000), "euros": Decimal(10) ** 12}
Amounts = TypeVar("Amounts", bound=Entry)


def amounts(entry: Amounts) -> Amounts:
    """Refuse person-months and euros that can't be."""
    for name, most in MOST.items():
        value = getattr(entry, name)
        if value is not None and not 0 <= value < most:
            raise Wrong(f"must be at least 0 and less than {most:f}", name)
    return entry


class CommitmentStep(Entry):
    state: State
    happened_on: When | None = None
    reason: Text | None = None
    source: Source | None = None


class Commitment(Lasting, Marked):
    """One for each measure and organisation. The last of its changes is its state; without any it is asked."""

    key: Key
    measure: MeasureRef
    organisation: OrganisationRef
    reference: line(100) | None = None
    unit: Label | None = None
    responsible: line(200) | None = None
    place: Phrase | None = None
    person_months: Number | None = None
    euros: Number | None = None
    years: When | None = None
    since: When | None = None
    until: When | None = None
    audience: Audience | None = None
    marking: Marking | None = None
    source: Source | None = None
    changes: Annotated[list[CommitmentStep], commitment_steps] = []

    @model_validator(mode="after")
    def _gives_an_amount(self) -> "Commitment":
        return amounts(self)

"""What the parts of the programme format share."""

from typing import ClassVar, Self

from pydantic import model_validator

from painopiste.site.exchange.fields import Entry, ref
from painopiste.site.exchange.steps import in_order

OrganisationRef, BodyRef, DecisionRef = ref("organisation"), ref("body"), ref("decision")
MeetingRef = ref("meeting")
IndicatorRef = ref("indicator")
FocusAreaRef, MeasureRef, ChainRef = ref("focus_area"), ref("measure"), ref("chain_item")
AboutRef = ref("focus_area", "measure")


class Lasting(Entry):
    """An entry that lasts from one of its dates to another: the end is not before the beginning."""

    lasts: ClassVar[tuple[str, str]] = ("since", "until")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        in_order(self, *self.lasts)
        return self

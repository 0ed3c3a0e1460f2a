"""The format of consultations: what was asked, from when to when, and what a source tells of the answers.

Who is asked and what each has answered is not in programme files: it came in confidence, and with personal data.
"""

from typing import Annotated

from pydantic import AfterValidator, Field, StrictInt, model_validator

from painopiste.loop.agenda.rules import wrong_links
from painopiste.loop.consultations.rules import EventState, Qualifier, State
from painopiste.site.exchange.fields import Audience, Entry, Key, Label, Phrase, Prose, Source, Text, When, Wrong, line
from painopiste.site.exchange.schema.lasting import FocusAreaRef, Lasting
from painopiste.site.exchange.schema.markings import Marked, Marking

Told = Annotated[StrictInt, Field(ge=0, le=10_000_000)]


def _addresses(value: str) -> str:
    for wrong in wrong_links(value):
        raise Wrong(f'"{wrong}" is no address on the web')
    return value


class ConsultationQuestion(Entry):
    key: Key
    text: Text
    help: Text | None = None


class ConsultationEvent(Entry):
    key: Key
    name: Phrase
    held_on: When | None = None
    place: line(300) | None = None
    state: EventState = EventState.PLANNED
    reason: Text | None = None
    source: Source | None = None

    @model_validator(mode="after")
    def _cancelled_with_a_reason(self) -> "ConsultationEvent":
        if self.state is EventState.CANCELLED and self.reason is None:
            raise Wrong("an event that was cancelled needs a reason", "reason")
        return self


class Consultation(Lasting, Marked):
    """The numbers in `told_…` are those of a source, where the answers themselves are not known."""

    lasts = ("opens_on", "closes_on")
    key: Key
    title: Label
    purpose: Text | None = None
    material: Text | None = None
    links: Annotated[Prose, AfterValidator(_addresses)] | None = None
    focus_area: FocusAreaRef | None = None
    opens_on: When | None = None
    closes_on: When | None = None
    state: State = State.DRAFT
    reason: Text | None = None
    synthesis: Text | None = None
    told_organisations: Told | None = None
    told_participants: Told | None = None
    told_participants_qualifier: Qualifier = Qualifier.EXACT
    audience: Audience | None = None
    marking: Marking | None = None
    source: Source | None = None
    questions: list[ConsultationQuestion] = []
    events: list[ConsultationEvent] = []

    @model_validator(mode="after")
    def _cancelled_with_a_reason(self) -> "Consultation":
        if self.state is State.CANCELLED and self.reason is None:
            raise Wrong("a consultation that was cancelled needs a reason", "reason")
        return self

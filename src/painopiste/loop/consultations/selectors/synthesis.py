"""All that came back, by question: who answered and who did not, how many took part, and the files."""

from collections.abc import Sequence
from dataclasses import dataclass

from painopiste.base.actors import Actor
from painopiste.loop.consultations import permissions
from painopiste.loop.consultations.models import (
    Consultation,
    ConsultationAnswer,
    ConsultationFile,
    ConsultationInvitee,
    ConsultationQuestion,
)


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with what each has answered to it, in the order in which they stand on the page."""

    question: ConsultationQuestion
    answers: Sequence[tuple[ConsultationInvitee, str]]


@dataclass(frozen=True, slots=True)
class Synthesis:
    """What came back, as far as the actor may see it. `participants` is the sum over those that have answered."""

    questions: Sequence[Answered]
    answered: Sequence[ConsultationInvitee]
    silent: Sequence[ConsultationInvitee]
    files: Sequence[ConsultationFile]
    participants: int
    organisations: int


def get_synthesis(*, consultation: Consultation, by: Actor) -> Synthesis:
    """What came back to a visible consultation that `get_consultation` gave. Three queries.

    Drafts are not in it, whoever reads.
    """
    found = permissions.visible_invitees(by).filter(consultation=consultation).select_related("organisation")
    invitees = list(found.order_by("organisation__abbreviation", "name", "pk"))
    answered = [row for row in invitees if row.answered_at is not None]
    texts: dict[tuple[int, int], str] = {}
    files: list[ConsultationFile] = []
    if answered:
        rows = ConsultationAnswer.objects.filter(invitee__in=[row.pk for row in answered])
        texts = {
            (question, invitee): text for question, invitee, text in rows.values_list("question", "invitee", "text")
        }
        visible = permissions.visible_files(by).filter(invitee__consultation=consultation)
        files = list(visible.select_related("invitee__organisation").order_by("pk"))
    return Synthesis(
        [
            Answered(each, [(row, texts[each.pk, row.pk]) for row in answered if (each.pk, row.pk) in texts])
            for each in consultation.questions.all()
        ],
        answered,
        [row for row in invitees if row.answered_at is None],
        files,
        sum(row.participants or 0 for row in answered),
        len({row.organisation_id for row in answered if row.organisation_id}),
    )

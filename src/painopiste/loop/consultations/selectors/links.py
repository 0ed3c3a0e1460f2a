"""What a link leads to. Whoever has it reads what is asked and their own answer, and nothing else."""

from dataclasses import dataclass

from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.markings.naming import as_system
from painopiste.base.words import marked
from painopiste.loop.consultations.models import (
    Consultation,
    ConsultationEvent,
    ConsultationFile,
    ConsultationInvitee,
    ConsultationQuestion,
)
from painopiste.loop.consultations.rules import State, takes_answers


class LinkGone(Missing):
    """The link leads nowhere. Whatever the reason (wrong, revoked, too late), the answer is the same."""

    code = "link_gone"
    message = marked("The link does not lead anywhere any more. Ask the one who sent it for a new one.")


@dataclass(frozen=True, slots=True)
class Asked:
    """All that the page behind a link shows."""

    invitee: ConsultationInvitee
    consultation: Consultation
    questions: list[ConsultationQuestion]
    answers: dict[str, str]  # by the keys of questions
    files: list[ConsultationFile]
    events: list[ConsultationEvent]


def find_asked(*, sealed: str, by: Actor) -> ConsultationInvitee:
    """The one that a link was made for, with its consultation; `sealed` is the hash of the link's secret.

    To be called where the database's wall does not stand: the link decides, and not who its holder is.

    :raises LinkGone: if it is unknown, revoked, or the consultation takes no answers now
    """
    rows = ConsultationInvitee.objects.select_related("consultation", "organisation")
    found = rows.filter(hash=sealed).first()
    if found is None:
        raise LinkGone
    about = found.consultation
    if not takes_answers(State(about.state), about.closes_on_latest, timezone.localdate()):
        raise LinkGone
    return found


def get_asked(*, sealed: str, by: Actor) -> Asked:
    """What the page behind the link shows. Five queries.

    :raises LinkGone: as `find_asked`
    """
    with as_system("who has the link reads what is asked of them"):
        invitee = find_asked(sealed=sealed, by=by)
        about = invitee.consultation
        return Asked(
            invitee,
            about,
            list(about.questions.order_by("rank", "pk")),
            dict(invitee.answers.values_list("question__key", "text")),
            list(invitee.files.order_by("pk")),
            list(about.events.order_by("held_on_earliest", "pk")),
        )

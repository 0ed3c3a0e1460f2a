"""What one that is asked returns by its link. Who has the link acts; no account stands behind it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Invalid, Missing
from painopiste.base.markings.naming import as_system
from painopiste.base.records import take_version
from painopiste.base.uploads import keeping
from painopiste.base.uploads.kinds import check_file
from painopiste.base.words import marked
from painopiste.loop.consultations.models import (
    ConsultationAnswer,
    ConsultationFile,
    ConsultationInvitee,
    ConsultationQuestion,
)
from painopiste.loop.consultations.rules import MOST_FILES, MOST_TAKING_PART
from painopiste.loop.consultations.selectors.links import find_asked

LONGEST = 20_000  # characters of one answer


@contextmanager
def _by_link() -> Iterator[None]:
    """The link decides, and not who its holder is: the database's wall does not stand inside."""
    with as_system("who has the link answers for the one that is asked"):
        yield


@dataclass(frozen=True, slots=True)
class Returned:
    """What is returned: answers by the keys of questions. Without `final` it is a draft that nobody else reads."""

    answers: Mapping[str, str] = field(default_factory=dict)
    participants: int | None = None
    comment: str = ""
    file: tuple[str, bytes] | None = None  # its name and its content
    final: bool = False


@transaction.atomic
def return_answer(*, sealed: str, given: Returned, version: int, by: Actor) -> ConsultationInvitee:
    """Keep what one that is asked writes; `sealed` is the hash of its link's secret. What was returned once stays so.

    :raises LinkGone: if the link leads nowhere
    :raises Stale: if a colleague has saved the answer after `version`
    :raises Invalid: for a number that can't be, a text that is too long, too many files, or if nothing is returned
    :raises RefusedFile: for a file that is too large, or not of a kind that is taken
    """
    with _by_link():
        invitee = find_asked(sealed=sealed, by=by)
        _check(given)
        questions = {row.key: row for row in invitee.consultation.questions.all()}
        take_version(invitee, version)
        now = timezone.now()
        invitee.participants, invitee.comment, invitee.saved_at = given.participants, given.comment.strip(), now
        if given.final:
            invitee.answered_at = now
        invitee.save()
        for key in given.answers.keys() & questions.keys():
            _write(invitee, questions[key], given.answers[key].strip())
        if given.file:
            _add_file(invitee, *given.file, by)
        _note("consultations.answered" if invitee.answered_at else "consultations.draft_saved", invitee, by)
    return invitee


def _check(given: Returned) -> None:
    wrong = {f"answer_{key}": _TOO_LONG for key, text in given.answers.items() if len(text) > LONGEST}
    if len(given.comment) > LONGEST:
        wrong["comment"] = _TOO_LONG
    if given.participants is not None and not 0 < given.participants <= MOST_TAKING_PART:
        wrong["participants"] = marked("Give how many people took part, as a number.")
    if given.final and given.participants is None:
        wrong["participants"] = marked("Give how many people took part, as a number.")
    if given.final and not any(text.strip() for text in (*given.answers.values(), given.comment)):
        wrong["comment"] = marked("Answer at least one question, or write a comment.")
    if wrong:
        raise Invalid(fields=wrong)


_TOO_LONG = marked("The text is too long: at most 20,000 characters.")


def _write(invitee: ConsultationInvitee, question: ConsultationQuestion, text: str) -> None:
    rows = ConsultationAnswer.objects.filter(invitee=invitee, question=question)
    if not text:
        rows.delete()
    elif not rows.update(text=text):
        ConsultationAnswer.objects.create(invitee=invitee, question=question, text=text)


def _add_file(invitee: ConsultationInvitee, name: str, content: bytes, by: Actor) -> None:
    shown, kind = check_file(name, content)
    there = ConsultationFile.objects.filter(invitee=invitee)
    if there.filter(sha256=keeping.name_of(content)).exists():  # the same file once more
        return
    if there.count() >= MOST_FILES:
        raise Invalid(fields={"file": marked("There are ten files already. Remove one first.")})
    sha256 = keeping.keep(content)
    told = {"name": shown, "kind": kind, "size": len(content), "sha256": sha256}
    ConsultationFile.objects.create(invitee=invitee, received_at=timezone.now(), **told)
    _note("consultations.file_received", invitee, by, size=len(content), sha256=sha256)


@transaction.atomic
def remove_file(*, sealed: str, key: str, by: Actor) -> None:
    """Take a file back; its content goes with the last row that names it.

    :raises LinkGone: if the link leads nowhere
    :raises Missing: if the answer has no such file
    """
    with _by_link():
        invitee = find_asked(sealed=sealed, by=by)
        found = ConsultationFile.objects.filter(invitee=invitee, key=key).first()
        if found is None:
            raise Missing
        sha256 = found.sha256
        found.delete()
        _note("consultations.file_removed", invitee, by, sha256=sha256)
        if not ConsultationFile.objects.filter(sha256=sha256).exists():
            transaction.on_commit(lambda: keeping.drop(sha256))


def _note(event: str, invitee: ConsultationInvitee, by: Actor, **more: object) -> None:
    """A line without any words of the answer: what people write stays out of the trail."""
    asked = invitee.organisation.key if invitee.organisation else "stakeholder"
    record(event, target=("consultation", invitee.consultation.key), by=by, after={"asked": asked} | more)

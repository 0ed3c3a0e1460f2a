"""Tables of consultations. Answers stand in a consultation and have its marking."""

from django.db import models

from painopiste.base.records import DateText, FoldedText, Guarded, Keyed, Sourced, Versioned, earliest, latest, texts
from painopiste.loop.consultations.rules import EventState, State


class Consultation(Keyed, Sourced, Guarded):
    """What organisations and stakeholders are asked, from when to when, and what came of it."""

    title_fi = models.CharField(max_length=200, blank=True, default="")
    title_sv = models.CharField(max_length=200, blank=True, default="")
    title_en = models.CharField(max_length=200, blank=True, default="")
    purpose_fi = models.TextField(blank=True, default="")
    purpose_sv = models.TextField(blank=True, default="")
    purpose_en = models.TextField(blank=True, default="")
    material_fi = models.TextField(blank=True, default="")  # what those who are asked read before they answer
    material_sv = models.TextField(blank=True, default="")
    material_en = models.TextField(blank=True, default="")
    links = models.TextField(blank=True, default="")  # web addresses of material, one on a line
    focus_area = models.ForeignKey("painopiste.FocusArea", models.SET_NULL, related_name="+", null=True, blank=True)
    observation = models.ForeignKey("painopiste.Observation", models.SET_NULL, related_name="+", null=True, blank=True)
    opens_on = DateText()
    opens_on_earliest = earliest("opens_on")
    opens_on_latest = latest("opens_on")
    closes_on = DateText()
    closes_on_earliest = earliest("closes_on")
    closes_on_latest = latest("closes_on")
    state = models.CharField(max_length=20, default=State.DRAFT.value)
    reason_fi = models.TextField(blank=True, default="")  # why it was cancelled
    reason_sv = models.TextField(blank=True, default="")
    reason_en = models.TextField(blank=True, default="")
    synthesis_fi = models.TextField(blank=True, default="")
    synthesis_sv = models.TextField(blank=True, default="")
    synthesis_en = models.TextField(blank=True, default="")
    # What a source tells of answers that are not kept here.
    told_organisations = models.PositiveIntegerField(null=True, blank=True)
    told_participants = models.PositiveIntegerField(null=True, blank=True)
    told_participants_qualifier = models.CharField(max_length=20, blank=True, default="")
    folded = FoldedText(of=texts("title", "purpose"))

    class Meta:
        indexes = [models.Index(fields=["state", "closes_on_latest"], name="consultation_by_closing")]


class ConsultationQuestion(Keyed, Versioned):
    """One thing that is asked, in its order."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="questions")
    rank = models.PositiveIntegerField(default=0)
    text_fi = models.TextField(blank=True, default="")
    text_sv = models.TextField(blank=True, default="")
    text_en = models.TextField(blank=True, default="")
    help_fi = models.TextField(blank=True, default="")
    help_sv = models.TextField(blank=True, default="")
    help_en = models.TextField(blank=True, default="")


class ConsultationEvent(Keyed, Sourced, Versioned):
    """An event of a consultation, as a seminar. One that was cancelled keeps its reason."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="events")
    name_fi = models.CharField(max_length=300, blank=True, default="")
    name_sv = models.CharField(max_length=300, blank=True, default="")
    name_en = models.CharField(max_length=300, blank=True, default="")
    held_on = DateText()
    held_on_earliest = earliest("held_on")
    held_on_latest = latest("held_on")
    place = models.CharField(max_length=300, blank=True, default="")
    state = models.CharField(max_length=20, default=EventState.PLANNED.value)
    reason_fi = models.TextField(blank=True, default="")
    reason_sv = models.TextField(blank=True, default="")
    reason_en = models.TextField(blank=True, default="")


class ConsultationInvitee(Keyed, Versioned):
    """One that is asked: an organisation, or a stakeholder that is not in the register; and what it has returned.

    `hash` is that of its link's secret, null while there is none; `salt` is what the secret is made from (ADR 26).
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="invitees")
    organisation = models.ForeignKey("painopiste.Organisation", models.PROTECT, related_name="+", null=True, blank=True)
    name = models.CharField(max_length=200, blank=True, default="")  # of the stakeholder, or of the contact
    email = models.CharField(max_length=254, blank=True, default="")  # empty when it has been forgotten
    language = models.CharField(max_length=2, default="fi")
    salt = models.CharField(max_length=43, blank=True, default="")
    hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    participants = models.PositiveIntegerField(null=True, blank=True)
    comment = models.TextField(blank=True, default="")
    saved_at = models.DateTimeField(null=True, blank=True)  # when a draft was last saved
    answered_at = models.DateTimeField(null=True, blank=True)
    reminded_for = models.DateField(null=True, blank=True)  # the closing day of which the last reminder told

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(revoked_at=None) | models.Q(hash=None), name="a_revoked_link_leads_nowhere"
            ),
        ]


class ConsultationAnswer(models.Model):
    """What one that is asked says to one question. Until it is returned it is a draft, which nobody else reads."""

    invitee = models.ForeignKey(ConsultationInvitee, models.CASCADE, related_name="answers")
    question = models.ForeignKey(ConsultationQuestion, models.CASCADE, related_name="answers")
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invitee", "question"], name="one_answer_to_a_question"),
        ]


class ConsultationFile(Keyed):
    """A file that came with an answer. Its content is kept under its hash."""

    invitee = models.ForeignKey(ConsultationInvitee, models.CASCADE, related_name="files")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()

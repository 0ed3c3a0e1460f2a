"""Tables of the agenda."""

from django.db import models

from painopiste.base.records import DateText, FoldedText, Guarded, Keyed, Sourced, earliest, latest, texts
from painopiste.loop.agenda.rules import Outcome, ProposalState, RoundKind, Route, State


class Observation(Keyed, Sourced, Guarded):
    """What somebody has seen in the world that may concern many organisations, and what has become of it."""

    title_fi = models.CharField(max_length=200, blank=True, default="")
    title_sv = models.CharField(max_length=200, blank=True, default="")
    title_en = models.CharField(max_length=200, blank=True, default="")
    description_fi = models.TextField(blank=True, default="")
    description_sv = models.TextField(blank=True, default="")
    description_en = models.TextField(blank=True, default="")
    groups_fi = models.CharField(max_length=300, blank=True, default="")  # groups of people
    groups_sv = models.CharField(max_length=300, blank=True, default="")
    groups_en = models.CharField(max_length=300, blank=True, default="")
    areas = models.ManyToManyField("painopiste.Area", related_name="+", blank=True)
    evidence = models.TextField(blank=True, default="")  # web addresses, one on a line
    source_kind = models.CharField(max_length=20)
    # What an automatic one is about, as `indicator:4:2026-10`: the same alert is filed once. Null: a person wrote it.
    origin = models.CharField(max_length=200, null=True, blank=True, default=None, unique=True)
    seen_on = DateText()
    seen_on_earliest = earliest("seen_on")
    seen_on_latest = latest("seen_on")
    received_at = models.DateTimeField()
    writer = models.ForeignKey("painopiste.Account", models.SET_NULL, related_name="+", null=True, blank=True)
    state = models.CharField(max_length=20, default=State.RECEIVED.value)
    reason_fi = models.TextField(blank=True, default="")  # why this became of it, for its writer
    reason_sv = models.TextField(blank=True, default="")
    reason_en = models.TextField(blank=True, default="")
    merged_into = models.ForeignKey("self", models.SET_NULL, related_name="+", null=True, blank=True)
    focus_areas = models.ManyToManyField("painopiste.FocusArea", related_name="+", blank=True)
    folded = FoldedText(of=texts("title", "description", "groups"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | models.Q(state=State.MERGED.value),
                name="only_what_was_merged_is_in_another",
            ),
        ]
        indexes = [models.Index(fields=["state", "-received_at"], name="observation_by_state")]


class ScanRound(Keyed, Sourced, Guarded):
    """A round in which those who are asked score what has been seen, so that the best founded go on."""

    title_fi = models.CharField(max_length=200, blank=True, default="")
    title_sv = models.CharField(max_length=200, blank=True, default="")
    title_en = models.CharField(max_length=200, blank=True, default="")
    kind = models.CharField(max_length=20, default=RoundKind.YEARLY.value)
    opens_on = models.DateField()
    closes_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    questions_fi = models.TextField(blank=True, default="")
    questions_sv = models.TextField(blank=True, default="")
    questions_en = models.TextField(blank=True, default="")
    weights = models.JSONField()  # by criterion, 0 to 10
    hours = models.DecimalField(max_digits=7, decimal_places=1, null=True, blank=True)  # of the secretariat

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="a_scan_round_closes_after_it_opens"
            ),
        ]


class ScanExpert(models.Model):
    """Somebody who is asked to score in a round, and the hours that it took."""

    round = models.ForeignKey(ScanRound, models.CASCADE, related_name="experts")
    account = models.ForeignKey("painopiste.Account", models.CASCADE, related_name="+")
    hours = models.DecimalField(max_digits=7, decimal_places=1, null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "account"], name="an_expert_is_asked_once_in_a_round")]


class Candidate(Keyed):
    """A phenomenon that a round looks at, gathered from observations."""

    round = models.ForeignKey(ScanRound, models.CASCADE, related_name="candidates")
    title_fi = models.CharField(max_length=200, blank=True, default="")
    title_sv = models.CharField(max_length=200, blank=True, default="")
    title_en = models.CharField(max_length=200, blank=True, default="")
    description_fi = models.TextField(blank=True, default="")
    description_sv = models.TextField(blank=True, default="")
    description_en = models.TextField(blank=True, default="")
    observations = models.ManyToManyField(Observation, related_name="+", blank=True)
    rank = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=20, default=Outcome.OPEN.value)
    reason_fi = models.TextField(blank=True, default="")
    reason_sv = models.TextField(blank=True, default="")
    reason_en = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)


class Score(models.Model):
    """What one expert has given a candidate, criterion by criterion; null: could not say. `words` may dissent."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="scores")
    expert = models.ForeignKey(ScanExpert, models.CASCADE, related_name="scores")
    severity = models.PositiveSmallIntegerField(null=True, blank=True)
    trend = models.PositiveSmallIntegerField(null=True, blank=True)
    cross_administrative = models.PositiveSmallIntegerField(null=True, blank=True)
    influence = models.PositiveSmallIntegerField(null=True, blank=True)
    open_field = models.PositiveSmallIntegerField(null=True, blank=True)
    ability = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(blank=True, default="")
    given_at = models.DateTimeField()
    revised_at = models.DateTimeField(null=True, blank=True)  # given anew when those of others could be seen

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "expert"], name="an_expert_scores_a_candidate_once")
        ]


class Proposal(Keyed, Sourced, Guarded):
    """What somebody proposes that the organisations take up together (painopiste-esitys), while it is written."""

    title_fi = models.CharField(max_length=200, blank=True, default="")
    title_sv = models.CharField(max_length=200, blank=True, default="")
    title_en = models.CharField(max_length=200, blank=True, default="")
    phenomenon_fi = models.TextField(blank=True, default="")
    phenomenon_sv = models.TextField(blank=True, default="")
    phenomenon_en = models.TextField(blank=True, default="")
    why_now_fi = models.TextField(blank=True, default="")
    why_now_sv = models.TextField(blank=True, default="")
    why_now_en = models.TextField(blank=True, default="")
    aims_fi = models.TextField(blank=True, default="")
    aims_sv = models.TextField(blank=True, default="")
    aims_en = models.TextField(blank=True, default="")
    resources_fi = models.TextField(blank=True, default="")
    resources_sv = models.TextField(blank=True, default="")
    resources_en = models.TextField(blank=True, default="")
    effect_fi = models.TextField(blank=True, default="")
    effect_sv = models.TextField(blank=True, default="")
    effect_en = models.TextField(blank=True, default="")
    signs_fi = models.TextField(blank=True, default="")  # how the effect would be seen
    signs_sv = models.TextField(blank=True, default="")
    signs_en = models.TextField(blank=True, default="")
    reason_fi = models.TextField(blank=True, default="")  # why it goes elsewhere or not now
    reason_sv = models.TextField(blank=True, default="")
    reason_en = models.TextField(blank=True, default="")
    route = models.CharField(max_length=20, default=Route.NEW.value)
    targets = models.ManyToManyField("painopiste.FocusArea", related_name="+", blank=True)  # inside which, by which two
    lead = models.ForeignKey("painopiste.Organisation", models.PROTECT, related_name="+", null=True, blank=True)
    participants = models.ManyToManyField("painopiste.Organisation", related_name="+", blank=True)
    candidate = models.ForeignKey(Candidate, models.SET_NULL, related_name="+", null=True, blank=True)
    observations = models.ManyToManyField(Observation, related_name="+", blank=True)
    writer = models.ForeignKey("painopiste.Account", models.SET_NULL, related_name="+", null=True, blank=True)
    begun_at = models.DateTimeField()
    state = models.CharField(max_length=20, default=ProposalState.DRAFT.value)
    answer_fi = models.TextField(blank=True, default="")  # why it was sent back or closed, for its writers
    answer_sv = models.TextField(blank=True, default="")
    answer_en = models.TextField(blank=True, default="")
    can_lead = models.BooleanField(null=True, blank=True, default=None)  # the proposed lead's own word; None: not given
    lead_words = models.TextField(blank=True, default="")
    lead_said_at = models.DateTimeField(null=True, blank=True)
    lead_said_by = models.ForeignKey("painopiste.Account", models.SET_NULL, related_name="+", null=True, blank=True)
    decision = models.ForeignKey("painopiste.Decision", models.PROTECT, related_name="+", null=True, blank=True)
    opened = models.ForeignKey("painopiste.FocusArea", models.SET_NULL, related_name="+", null=True, blank=True)
    folded = FoldedText(of=texts("title", "phenomenon", "why_now", "aims"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(can_lead=None) | models.Q(lead__isnull=False),
                name="only_a_proposed_lead_says_whether_it_can",
            ),
        ]
        indexes = [models.Index(fields=["state", "-begun_at"], name="proposal_by_state")]


class ProposalVersion(Keyed):
    """A proposal as it was sent. It is never changed: `digest` is the SHA-256 of what it says."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="versions_of_a_proposal_are_counted")
        ]


class ProposalInterface(Keyed):
    """What a proposal has to do with a measure or a focus area, as a person has said, seen from the proposal."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="interfaces")
    measure = models.ForeignKey("painopiste.Measure", models.CASCADE, related_name="+", null=True, blank=True)
    focus_area = models.ForeignKey("painopiste.FocusArea", models.CASCADE, related_name="+", null=True, blank=True)
    how = models.CharField(max_length=20)  # a code of plans' rules.How
    coordinator = models.ForeignKey("painopiste.Organisation", models.PROTECT, related_name="+", null=True, blank=True)
    note_fi = models.TextField(blank=True, default="")
    note_sv = models.TextField(blank=True, default="")
    note_en = models.TextField(blank=True, default="")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(measure=None) ^ models.Q(focus_area=None),
                name="a_proposal_touches_one_thing_at_once",
            ),
            models.UniqueConstraint(fields=["proposal", "measure"], name="a_proposal_touches_a_measure_once"),
            models.UniqueConstraint(fields=["proposal", "focus_area"], name="a_proposal_touches_a_focus_area_once"),
        ]

"""Tables of bodies, their members, meetings and decisions."""

from django.db import models

from painopiste.base.records import DateText, Guarded, Keyed, Named, Sourced, earliest, latest


class Body(Keyed, Named, Sourced, Guarded):
    """A group of organisations and people that meets."""

    kind = models.CharField(max_length=30)  # a code of rules.Kind
    parent = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, blank=True)
    tempo = models.CharField(max_length=30, blank=True, default="")  # a code of rules.Tempo
    description_fi = models.TextField(blank=True, default="")
    description_sv = models.TextField(blank=True, default="")
    description_en = models.TextField(blank=True, default="")
    began = DateText()
    began_earliest = earliest("began")
    ended = DateText()
    ended_latest = latest("ended")
    rotating_chair = models.BooleanField(default=False)


class BodyMember(Sourced):
    """An organisation (and perhaps a person) in a body, in a role, for a time."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="members")
    organisation = models.ForeignKey("painopiste.Organisation", models.PROTECT, related_name="+")
    account = models.ForeignKey("painopiste.Account", models.SET_NULL, related_name="+", null=True, blank=True)
    role = models.CharField(max_length=20, default="member")  # chair, vice_chair, convener, secretary, member, expert
    rank = models.PositiveSmallIntegerField(default=0)  # the order of turns of a rotating chair
    since = DateText()
    since_earliest = earliest("since")
    until = DateText()
    until_latest = latest("until")


class Meeting(Keyed, Sourced, Guarded):
    """A meeting of a body, from its plan to its approved minutes."""

    WITHIN = ("body",)

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    state = models.CharField(max_length=20, default="planned")  # a code of rules.MeetingState
    held_on = DateText()
    earliest = earliest("held_on")
    latest = latest("held_on")
    begins_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=300, blank=True, default="")
    link = models.URLField(max_length=500, blank=True, default="")  # for taking part from afar
    title_fi = models.CharField(max_length=300, blank=True, default="")  # empty: it is called by its body and day
    title_sv = models.CharField(max_length=300, blank=True, default="")
    title_en = models.CharField(max_length=300, blank=True, default="")
    minutes_fi = models.TextField(blank=True, default="")
    minutes_sv = models.TextField(blank=True, default="")
    minutes_en = models.TextField(blank=True, default="")
    reason_fi = models.TextField(blank=True, default="")  # why it was cancelled
    reason_sv = models.TextField(blank=True, default="")
    reason_en = models.TextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["body", "latest"], name="meeting_by_day")]

    def __str__(self) -> str:
        return self.title_fi or self.held_on


class AgendaItem(Keyed):
    """One item of a meeting's agenda, and what came of it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    rank = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=20, default="discussion")  # a code of rules.ItemKind
    title_fi = models.CharField(max_length=300)
    title_sv = models.CharField(max_length=300, blank=True, default="")
    title_en = models.CharField(max_length=300, blank=True, default="")
    text_fi = models.TextField(blank=True, default="")
    text_sv = models.TextField(blank=True, default="")
    text_en = models.TextField(blank=True, default="")
    about_kind = models.CharField(max_length=30, blank=True, default="")  # plan, focus_area, proposal, …
    about_key = models.CharField(max_length=60, blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.title_fi


class Attendance(models.Model):
    """What an organisation has said of a meeting, and whether it was there."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    organisation = models.ForeignKey("painopiste.Organisation", models.PROTECT, related_name="+")
    presence = models.CharField(max_length=20, default="invited")  # a code of rules.Presence
    people = models.PositiveSmallIntegerField(null=True, blank=True)  # how many came; None: not told

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "organisation"], name="attendance_once")]


class DiscussionPoint(Keyed, Sourced):
    """What a meeting's discussion came to: a success, something to develop, or a remark."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="points")
    rank = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=20, default="remark")  # a code of rules.PointKind
    text_fi = models.TextField()
    text_sv = models.TextField(blank=True, default="")
    text_en = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return self.text_fi


class FollowUp(Keyed, Sourced, Guarded):
    """Something that a body agreed on. It stays on the body's agendas until it is closed."""

    WITHIN = ("body",)

    body = models.ForeignKey(Body, models.CASCADE, related_name="follow_ups")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, related_name="follow_ups", null=True, blank=True)
    organisation = models.ForeignKey("painopiste.Organisation", models.PROTECT, related_name="+", null=True, blank=True)
    text_fi = models.CharField(max_length=500)
    text_sv = models.CharField(max_length=500, blank=True, default="")
    text_en = models.CharField(max_length=500, blank=True, default="")
    due_on = DateText()
    due_latest = latest("due_on")
    state = models.CharField(max_length=20, default="open")  # a code of rules.FollowUpState
    closed_on = models.DateField(null=True, blank=True)
    outcome_fi = models.TextField(blank=True, default="")
    outcome_sv = models.TextField(blank=True, default="")
    outcome_en = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return self.text_fi


class Decision(Keyed, Sourced, Guarded):
    """What a body decided, when, and where it is written down."""

    WITHIN = ("body",)

    body = models.ForeignKey(Body, models.PROTECT, related_name="decisions")
    decided_on = DateText()
    earliest = earliest("decided_on")
    latest = latest("decided_on")
    reference = models.CharField(max_length=100, blank=True, default="")
    title_fi = models.CharField(max_length=300)
    title_sv = models.CharField(max_length=300, blank=True, default="")
    title_en = models.CharField(max_length=300, blank=True, default="")
    text_fi = models.TextField(blank=True, default="")
    text_sv = models.TextField(blank=True, default="")
    text_en = models.TextField(blank=True, default="")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions", null=True, blank=True)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions", null=True, blank=True)
    procedure = models.ForeignKey(
        "painopiste.WrittenProcedure", models.PROTECT, related_name="+", null=True, blank=True
    )
    number = models.PositiveSmallIntegerField(null=True, blank=True)  # its place among the meeting's decisions
    way = models.CharField(max_length=20, default="not_known")  # a code of rules.Way
    verdict = models.CharField(max_length=20, default="accepted")  # a code of rules.Verdict, on what it is about
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_abstained = models.PositiveSmallIntegerField(null=True, blank=True)
    dissent_fi = models.TextField(blank=True, default="")
    dissent_sv = models.TextField(blank=True, default="")
    dissent_en = models.TextField(blank=True, default="")
    about_kind = models.CharField(max_length=30, blank=True, default="")
    about_key = models.CharField(max_length=60, blank=True, default="")
    frozen = models.JSONField(null=True, blank=True)  # what was decided on, as it was that day
    follows = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, blank=True)

    def __str__(self) -> str:
        return self.title_fi


class WrittenProcedure(Keyed, Guarded):
    """A decision that is asked of a body's members in writing, between meetings."""

    WITHIN = ("body",)

    body = models.ForeignKey(Body, models.PROTECT, related_name="procedures")
    title_fi = models.CharField(max_length=300)
    title_sv = models.CharField(max_length=300, blank=True, default="")
    title_en = models.CharField(max_length=300, blank=True, default="")
    text_fi = models.TextField()
    text_sv = models.TextField(blank=True, default="")
    text_en = models.TextField(blank=True, default="")
    about_kind = models.CharField(max_length=30, blank=True, default="")
    about_key = models.CharField(max_length=60, blank=True, default="")
    opened_on = models.DateField()
    closes_on = models.DateField()
    quorum = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, default="open")  # a code of rules.ProcedureState
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title_fi


class ProcedureAnswer(models.Model):
    """What one member organisation answers in a written procedure; the last answer before its end counts."""

    procedure = models.ForeignKey(WrittenProcedure, models.CASCADE, related_name="answers")
    organisation = models.ForeignKey("painopiste.Organisation", models.PROTECT, related_name="+")
    account = models.ForeignKey("painopiste.Account", models.SET_NULL, related_name="+", null=True)
    answer = models.CharField(max_length=20)  # a code of rules.Answer
    comment = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["procedure", "organisation"], name="procedure_answer_once")]


class ConflictOfInterest(models.Model):
    """An organisation that does not take part in deciding on an item or in a procedure, and why."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="conflicts", null=True, blank=True)
    procedure = models.ForeignKey(WrittenProcedure, models.CASCADE, related_name="conflicts", null=True, blank=True)
    organisation = models.ForeignKey("painopiste.Organisation", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(item=None) ^ models.Q(procedure=None), name="conflict_of_one_thing"
            )
        ]

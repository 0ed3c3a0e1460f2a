"""Tables of plans and measures."""

from typing import Any

from django.db import models

from painopiste.base.records import DateText, FoldedText, Guarded, Keyed, Sourced, Versioned, earliest, latest, texts
from painopiste.loop.plans.rules import Kind, State


class Plan(Keyed, Sourced, Guarded):
    """One version of a focus area's plan."""

    WITHIN = ("focus_area",)

    focus_area = models.ForeignKey("painopiste.FocusArea", models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)  # counted among what its maker saw
    state = models.CharField(max_length=20, default="draft")  # draft, approved, replaced
    approved_on = DateText()
    earliest = earliest("approved_on")
    latest = latest("approved_on")
    decision = models.ForeignKey("painopiste.Decision", models.PROTECT, related_name="+", null=True, blank=True)
    note_fi = models.TextField(blank=True, default="")
    note_sv = models.TextField(blank=True, default="")
    note_en = models.TextField(blank=True, default="")


class ChainItem(Keyed, Sourced, Versioned):
    """An aim, outcome or output in the effect chain of a plan; `parent` is what it should lead to."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="chain")
    level = models.CharField(max_length=20)
    parent = models.ForeignKey("self", models.CASCADE, related_name="children", null=True, blank=True)
    text_fi = models.TextField()
    text_sv = models.TextField(blank=True, default="")
    text_en = models.TextField(blank=True, default="")
    rank = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.text_fi


class ChainIndicator(Sourced):
    """The name of an indicator that should show whether a chain item comes true."""

    item = models.ForeignKey(ChainItem, models.CASCADE, related_name="indicators")
    kind = models.CharField(max_length=20)
    name_fi = models.CharField(max_length=300)
    name_sv = models.CharField(max_length=300, blank=True, default="")
    name_en = models.CharField(max_length=300, blank=True, default="")

    def __str__(self) -> str:
        return self.name_fi


class Measure(Keyed, Sourced, Guarded):
    """A piece of work that organisations have agreed to do together. The model's own measures have no focus area."""

    WITHIN = ("focus_area",)

    focus_area = models.ForeignKey("painopiste.FocusArea", models.PROTECT, related_name="+", null=True, blank=True)
    number = models.CharField(max_length=20)
    rank = models.PositiveIntegerField(default=0)
    title_fi = models.CharField(max_length=300)
    title_sv = models.CharField(max_length=300, blank=True, default="")
    title_en = models.CharField(max_length=300, blank=True, default="")
    description_fi = models.TextField(blank=True, default="")
    description_sv = models.TextField(blank=True, default="")
    description_en = models.TextField(blank=True, default="")
    kind = models.CharField(max_length=20, default=Kind.OTHER.value)
    state = models.CharField(
        max_length=20, default=State.NOT_STARTED.value
    )  # the newest of its changes, kept for lists
    starts_on = DateText()
    starts_earliest = earliest("starts_on")
    due_on = DateText()
    due_earliest = earliest("due_on")
    due_latest = latest("due_on")
    timing_fi = models.CharField(max_length=300, blank=True, default="")  # what the source says of the timing, in words
    timing_sv = models.CharField(max_length=300, blank=True, default="")
    timing_en = models.CharField(max_length=300, blank=True, default="")
    chain = models.ManyToManyField(ChainItem, related_name="measures", blank=True)
    pilot_decision = models.CharField(max_length=20, blank=True, default="")  # pending, extended, not_extended
    pilot_decided_on = DateText()
    pilot_decided_latest = latest("pilot_decided_on")
    needed_person_months = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)  # None: not told
    needed_euros = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)  # None: not told
    internal_note = models.TextField(blank=True, default="")
    folded = FoldedText(of=("number", *texts("title", "description")))

    class Meta:
        indexes = [
            models.Index(fields=["rank"], name="measure_by_rank"),
            models.Index(fields=["state"], name="measure_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title_fi}"


class MeasureParty(Sourced):
    """Who leads a measure, takes part in it or pays for it: an organisation, a body, or as the source names them."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="parties")
    role = models.CharField(max_length=20)  # lead, participant, funder, audience
    organisation = models.ForeignKey("painopiste.Organisation", models.PROTECT, related_name="+", null=True, blank=True)
    body = models.ForeignKey("painopiste.Body", models.PROTECT, related_name="+", null=True, blank=True)
    named_fi = models.CharField(max_length=200, blank=True, default="")
    named_sv = models.CharField(max_length=200, blank=True, default="")
    named_en = models.CharField(max_length=200, blank=True, default="")
    since = DateText()
    since_earliest = earliest("since")
    until = DateText()
    until_latest = latest("until")
    rank = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.organisation.key if self.organisation else self.body.key if self.body else self.named_fi


class MeasureChange(Sourced):
    """A step in the life of a measure: its new state, when, and why."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="changes")
    state = models.CharField(max_length=20)
    source_status = models.CharField(
        max_length=60, blank=True, default=""
    )  # the status in the words of the source's reader
    happened_on = DateText()
    earliest = earliest("happened_on")
    latest = latest("happened_on")
    blocked_by = models.CharField(max_length=30, blank=True, default="")
    reason_fi = models.TextField(blank=True, default="")
    reason_sv = models.TextField(blank=True, default="")
    reason_en = models.TextField(blank=True, default="")
    rank = models.PositiveSmallIntegerField(default=0)  # the order of steps whose dates don't tell it
    recorded_at = models.DateTimeField(auto_now_add=True)


class Milestone(Keyed, Sourced, Versioned):
    """A point on the way of a measure."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="milestones")
    title_fi = models.CharField(max_length=300)
    title_sv = models.CharField(max_length=300, blank=True, default="")
    title_en = models.CharField(max_length=300, blank=True, default="")
    due_on = DateText()
    due_earliest = earliest("due_on")
    due_latest = latest("due_on")
    reached_on = DateText()
    reached_latest = latest("reached_on")

    def __str__(self) -> str:
        return self.title_fi


class Deliverable(Keyed, Sourced, Versioned):
    """Something that a measure has produced, with a link where there is one."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="deliverables")
    title_fi = models.CharField(max_length=300)
    title_sv = models.CharField(max_length=300, blank=True, default="")
    title_en = models.CharField(max_length=300, blank=True, default="")
    link = models.URLField(max_length=500, blank=True, default="")
    published_on = DateText()
    published_latest = latest("published_on")

    def __str__(self) -> str:
        return self.title_fi


class FundingLine(Keyed, Sourced, Versioned):
    """Money for a measure: how much, from where, and whether it is applied for, granted or refused."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="funding")
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)  # EUR; None: not stated
    funder = models.ForeignKey("painopiste.Organisation", models.PROTECT, related_name="+", null=True, blank=True)
    from_fi = models.CharField(max_length=300, blank=True, default="")
    from_sv = models.CharField(max_length=300, blank=True, default="")
    from_en = models.CharField(max_length=300, blank=True, default="")
    state = models.CharField(max_length=20, default="planned")  # planned, applied, granted, refused, awaited
    dated_on = DateText()
    dated_latest = latest("dated_on")


class Dependency(Sourced, Versioned):
    """A measure waits for, supports or continues another."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="dependencies")
    other = models.ForeignKey(Measure, models.CASCADE, related_name="dependants")
    kind = models.CharField(max_length=20, default="depends_on")  # depends_on, supports, continues
    note_fi = models.CharField(max_length=300, blank=True, default="")
    note_sv = models.CharField(max_length=300, blank=True, default="")
    note_en = models.CharField(max_length=300, blank=True, default="")


ENDS = ("measure", "focus_area", "other_measure", "other_focus_area")  # one of the first two, one of the last two


class PairText(models.CharField):  # type: ignore[type-arg]  # Django's columns take none when the program runs
    """The two ends of an interface in one text, the same whichever is first: a pair is recorded once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 60, "unique": True, "editable": False} | kwargs)

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        ends = [(name.removeprefix("other_"), getattr(model_instance, f"{name}_id")) for name in ENDS]
        pair = "-".join(sorted(f"{name}:{row_id}" for name, row_id in ends if row_id))
        setattr(model_instance, self.attname, pair)
        return pair


def _one_of(*names: str) -> models.Q:
    first, second = (models.Q(**{f"{name}__isnull": False}) for name in names)
    return (first & ~second) | (second & ~first)


class Interface(Keyed, Sourced, Versioned):
    """What two measures or focus areas have to do with each other, as a person has confirmed it.

    It has no marking of its own: it exists for those for whom both ends do.
    """

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="+", null=True, blank=True)
    focus_area = models.ForeignKey("painopiste.FocusArea", models.CASCADE, related_name="+", null=True, blank=True)
    other_measure = models.ForeignKey(Measure, models.CASCADE, related_name="+", null=True, blank=True)
    other_focus_area = models.ForeignKey(
        "painopiste.FocusArea", models.CASCADE, related_name="+", null=True, blank=True
    )
    pair = PairText()
    kind = models.CharField(max_length=20)  # overlaps, supports, depends_on, none: from the first end to the other
    coordinator = models.ForeignKey("painopiste.Organisation", models.PROTECT, related_name="+", null=True, blank=True)
    note_fi = models.TextField(blank=True, default="")
    note_sv = models.TextField(blank=True, default="")
    note_en = models.TextField(blank=True, default="")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_one_of("measure", "focus_area"), name="interface_has_one_first_end"),
            models.CheckConstraint(
                condition=_one_of("other_measure", "other_focus_area"), name="interface_has_one_other_end"
            ),
        ]


class SavedView(Keyed):
    """A set of filters that somebody has saved, for themselves or for all members."""

    account = models.ForeignKey("painopiste.Account", models.CASCADE, related_name="+")
    page = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    query = models.CharField(max_length=1000, blank=True, default="")
    shared = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class BulkChange(Keyed):
    """A change of many measures at once, with what they were before, so that it can be taken back."""

    account = models.ForeignKey("painopiste.Account", models.SET_NULL, related_name="+", null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    before = models.JSONField()
    after = models.JSONField()

"""What the codes of indicators are called on pages."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from painopiste.knowledge.indicators.rules import Collection, Confidentiality, Direction, Kind, Scale, State, Status

KINDS = {
    Kind.PROCESS: pgettext_lazy("indicator", "Process"),
    Kind.OUTPUT: pgettext_lazy("indicator", "Output"),
    Kind.OUTCOME: pgettext_lazy("indicator", "Outcome"),
    Kind.CONTEXT: pgettext_lazy("indicator", "Background"),
    Kind.FORESIGHT: pgettext_lazy("indicator", "Foresight"),
}
COLLECTIONS = {
    Collection.MINIMUM: pgettext_lazy("indicator", "Minimum set"),
    Collection.COMPLEMENTARY: pgettext_lazy("indicator", "Complementary"),
    Collection.REGIONAL: pgettext_lazy("indicator", "Regional"),
}
SCALES = {
    Scale.COUNT: pgettext_lazy("indicator", "Count"),
    Scale.SHARE: pgettext_lazy("indicator", "Percentage"),
    Scale.INDEX: pgettext_lazy("indicator", "Index"),
    Scale.TIME: pgettext_lazy("indicator", "Time"),
}
DIRECTIONS = {
    Direction.WORSE: _("More is worse"),
    Direction.BETTER: _("More is better"),
    Direction.NEITHER: _("More is neither better nor worse"),
}
STATES = {
    State.IN_USE: pgettext_lazy("indicator", "In use"),
    State.PLANNED: pgettext_lazy("indicator", "Planned"),
    State.MISSING: pgettext_lazy("indicator", "Missing"),
}
CONFIDENTIALITY = {
    Confidentiality.PUBLISHED: _("The source publishes each figure as it is: nothing is held back here."),
    Confidentiality.SMALL_COUNTS: _("Counts of 1–4 are held back, and others from which they could be worked out."),
}
STATUSES = {
    Status.FINAL: pgettext_lazy("value", "Final"),
    Status.PRELIMINARY: pgettext_lazy("value", "Preliminary"),
    Status.ESTIMATED: pgettext_lazy("value", "Estimated"),
    Status.SUPPRESSED: pgettext_lazy("value", "Held back by the source"),
    Status.MISSING: pgettext_lazy("value", "Missing"),
}

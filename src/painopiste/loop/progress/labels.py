"""What activity, forecasts, states of rounds and the parts of an answer are called, by code."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from painopiste.loop.progress.rules import Activity, AnswerState, Forecast, RoundState, Turn

ACTIVITIES = {
    Activity.VERY_ACTIVE: _("Very active"),
    Activity.ACTIVE: _("Active"),
    Activity.SOME: _("Some activity"),
    Activity.NONE: _("No activity"),
    Activity.ENDED: pgettext_lazy("activity", "Ended"),
}
FORECASTS = {
    Forecast.YES: _("All planned measures by the end of the term"),
    Forecast.PARTLY: _("Part of the planned measures by the end of the term"),
    Forecast.NO: _("Not by the end of the term"),
    Forecast.NOT_KNOWN: _("Can't be said yet"),
}
ROUND_STATES = {
    RoundState.PLANNED: pgettext_lazy("round", "Planned"),
    RoundState.OPEN: pgettext_lazy("round", "Open"),
    RoundState.CLOSED: pgettext_lazy("round", "Closed"),
}
ANSWER_STATES = {
    AnswerState.MISSING: pgettext_lazy("answer", "Not answered"),
    AnswerState.DRAFT: pgettext_lazy("answer", "Draft"),
    AnswerState.SUBMITTED: pgettext_lazy("answer", "Submitted"),
}
TURNS = {
    Turn.BETTER: _("Better than before"),
    Turn.WORSE: _("Worse than before"),
    Turn.OTHER: _("Changed"),
    Turn.SAME: _("Unchanged"),
}
NARRATIVES = {
    "done": _("What was done"),
    "obstacles": _("Obstacles in words"),
    "outlook": _("Outlook"),
    "needs": _("Needs"),
}

"""Summary and introduction."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from painopiste.base.documents import Block, BulletList, Callout, Heading, Paragraph, Run, Text
from painopiste.loop.plans import labels as measure_labels
from painopiste.loop.progress import labels as progress_labels
from painopiste.loop.reports.writing.pen import (
    AREA,
    MEASURE,
    UNKNOWN,
    Pen,
    counted,
    fill,
    listed,
    lower_first,
    state_label,
)

FOREMOST = 5  # needs that the summary tells; all are in their own chapter


def summary(pen: Pen) -> Iterator[Block]:
    """The situation in numbers and the foremost needs, on one page."""
    yield Heading(1, _("Summary"), id="summary", numbered=False)
    yield Paragraph(
        _("This report describes the cooperation model as it stood on %(day)s. The situation in brief:")
        % {"day": pen.day}
    )
    yield BulletList(tuple(_numbers(pen)))
    needs = pen.facts["needs"]
    if needs:
        yield Paragraph(_("Foremost among the needs for development are:"))
        yield BulletList(tuple(pen.text(need["title"]) for need in needs[:FOREMOST]), ordered=True)
    unknown = len(pen.facts["unknown"])
    if unknown:
        sentence = ngettext(
            "One matter is uncertain on this day: see “%(chapter)s”.",
            "%(number)s matters are uncertain on this day: see “%(chapter)s”.",
            unknown,
        )
        chapter = Run(_("What is not known about the day"), href="#unknown")
        yield Paragraph(fill(sentence, number=str(unknown), chapter=(chapter,)))


def _numbers(pen: Pen) -> Iterator[Text]:
    count = pen.facts["summary"]
    yield _focus_areas(pen, count["focus_areas"])
    yield _measures(pen, count["measures"])
    organisations = count["organisations"]
    yield fill(
        _("Organisations taking part: %(number)s. Of these, leading a focus area: %(leading)s."),
        number=(counted(organisations["total"], "#organisations"),),
        leading=(counted(organisations["leading"], "#organisations"),),
    )
    answers = count["answers"]
    if answers["activity"]:
        activities = _labelled(answers["activity"], progress_labels.ACTIVITIES)
        yield fill(_("Activity of the work by the groups' own answers: %(list)s."), list=activities)
    if answers["obstacles"]:
        obstacles = _labelled(answers["obstacles"], measure_labels.BLOCKED_BY)
        yield fill(_("Obstacles named, and in how many focus areas: %(list)s."), list=obstacles)
    if answers["forecast"]:
        forecasts = _labelled(answers["forecast"], progress_labels.FORECASTS)
        yield fill(_("The groups' own forecast of carrying out their plans: %(list)s."), list=forecasts)
    amount = count["funding"]["granted_amount"]
    if amount:
        text = (Run(pen.number(amount), href="#funding"),)
        yield fill(_("Granted funding whose amount is stated: %(amount)s euros."), amount=text)


def _focus_areas(pen: Pen, count: Mapping[str, Any]) -> Text:
    sentence = ngettext("%(number)s focus area: %(states)s.", "%(number)s focus areas: %(states)s.", count["total"])
    number = (counted(count["total"], pen.link("painopisteet/")),)
    return fill(sentence, number=number, states=_states(AREA, count, lambda s: pen.link("painopisteet/", tila=s)))


def _measures(pen: Pen, count: Mapping[str, Any]) -> Text:
    sentence = ngettext("%(number)s measure: %(states)s.", "%(number)s measures: %(states)s.", count["total"])
    number = (counted(count["total"], pen.measures()),)
    return fill(sentence, number=number, states=_states(MEASURE, count, pen.measures))


def _states(kind: str, count: Mapping[str, Any], link: Any) -> Text:
    """For example "running 7, handed over 1": names of states in the form in which they stand alone."""
    hrefs = {state: "" if state == UNKNOWN else link(state) for state in count["by_state"]}
    return listed(
        [
            (
                Run(f"{lower_first(state_label(kind, state))} "),
                counted(number, hrefs[state]),
            )
            for state, number in count["by_state"].items()
        ]
    )


def _labelled(counts: Mapping[str, int], labels: Mapping[Any, Any]) -> Text:
    return listed([f"{lower_first(str(labels[code]))} {number}" for code, number in counts.items()])


def introduction(pen: Pen) -> Iterator[Block]:
    """What the report is, how it is made, and on what it rests."""
    yield Heading(1, _("Introduction"), id="introduction", numbered=False)
    yield Paragraph(
        _(
            "The report gives an overall view of the cooperation model and of the progress of its focus areas. "
            "It looks at the model as a whole, at each focus area, and at the measures by their state. At the "
            "end it says what is not known for certain."
        )
    )
    yield Paragraph(
        _(
            "The report has been compiled from the database of the cooperation model as the situation was on %(day)s. "
            "The numbers have been counted from the stored rows, and each number leads to the rows that it rests on. "
            "Names, leads and states are those of that day, and later events are not told. The linked lists show "
            "today's situation; the rows of the reported day are in the annexes."
        )
        % {"day": pen.day}
    )
    yield Paragraph(
        _(
            "The sources often give a time only as a year or a season. A step is counted only once its last possible "
            "day has passed. Where it can't be said whether a step had been taken, the state is marked as uncertain."
        )
    )
    yield Paragraph(_narratives(pen))
    yield Paragraph(_source(pen))
    if pen.facts["programme"]["demonstration"]:
        yield Callout("warning", _demonstration(), title=_("Demonstration data"))


def _narratives(pen: Pen) -> Text:
    round_, count = pen.facts["round"], pen.facts["summary"]
    if round_ is None:
        return _("No progress round describes this day or an earlier one, so the groups' own accounts are missing.")
    return fill(
        _(
            "What the groups themselves say about their work comes from the progress round “%(round)s”, which "
            "describes the situation on %(day)s. Answers: %(given)s for %(total)s focus areas."
        ),
        round=pen.text(round_["title"]),
        day=pen.when(round_["status_on"]),
        given=str(count["answers"]["given"]),
        total=str(count["focus_areas"]["total"]),
    )


def _source(pen: Pen) -> Text:
    source = pen.facts["programme"]["source"]
    if not source["title"]:
        return _("The facts have been entered by the organisations that take part.")
    sentence = _("The facts rest on this source: %(source)s.") % {"source": source["title"].rstrip(".")}
    if not source["licence"]:
        return sentence
    return sentence + " " + _("Terms of use: %(licence)s.") % {"licence": source["licence"].rstrip(".")}


def _demonstration() -> str:
    return _(
        "This report has been made of demonstration data. The facts rest on the source that is named, they are not "
        "kept up to date, and the report is not a document of any authority."
    )

"""The chain from aims to the organisations' decisions: of the whole model, of a focus area, of a measure."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from markupsafe import Markup

from painopiste.base.charts import Strand, strands
from painopiste.base.web.wording import language
from painopiste.base.words import words_of
from painopiste.loop.commitments import labels, permissions, selectors
from painopiste.loop.commitments.rules import WAITING, Finding, State, Station, Verdict
from painopiste.loop.commitments.web.lists import commitment_crumbs
from painopiste.loop.focus_areas import selectors as focus_areas
from painopiste.loop.plans import labels as plans_labels
from painopiste.loop.plans import selectors as plans

WIDE, NARROW = 960, 290


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """How the chains of all focus areas stand, what they have cost, and where they break."""
    chains = selectors.list_area_chains(by=request.actor, on=timezone.localdate())
    every = [each for area in chains for each in area.measures]
    found = {finding: [each for each in every if finding in each.findings] for finding in Finding}
    context = {
        "chains": chains,
        "labels": labels,
        "verdicts": list(Verdict),
        "findings": found,
        "crumbs": commitment_crumbs((_("From aims to decisions"), "")),
    }
    return render(request, "commitments/chains.html", context)


@require_safe
def area(request: HttpRequest, area: str) -> HttpResponse:
    """The chain of each measure of a focus area, drawn and as a table."""
    focus_area = focus_areas.get_focus_area(key=area, by=request.actor)
    found = selectors.get_area_chain(focus_area=focus_area, by=request.actor, on=timezone.localdate())
    name = str(words_of(focus_area, "name", language()))
    context = {
        "focus_area": focus_area,
        "name": name,
        "chain": found,
        "drawing": _drawing(found.measures, name) if found.measures else None,
        "labels": labels,
        "states": plans_labels.STATES,
        "waiting": WAITING,
        "crumbs": commitment_crumbs((_("From aims to decisions"), reverse("commitments:chains")), (name, "")),
    }
    return render(request, "commitments/area_chain.html", context)


@require_safe
def measure(request: HttpRequest, key: str) -> HttpResponse:
    """The chain of one measure: what it should bring about, and who has decided what."""
    by = request.actor
    row = plans.get_measure(key=key, by=by)
    found = selectors.get_measure_chain(measure=row, by=by, on=timezone.localdate())
    title = f"{row.number} {words_of(row, 'title', language())}"
    context = {
        "measure": row,
        "title": title,
        "chain": found,
        "drawing": _drawing([found], title),
        "labels": labels,
        "levels": plans_labels.LEVELS,
        "states": plans_labels.STATES,
        "may_ask": permissions.may_ask(row, by=by) and found.verdict is not Verdict.OVER,
        "crumbs": commitment_crumbs((_("From aims to decisions"), reverse("commitments:chains")), (title, "")),
    }
    return render(request, "commitments/measure_chain.html", context)


def _drawing(measures: Sequence[selectors.MeasureChain], name: str) -> dict[str, Markup]:
    """The chains as lines through the same stations, for wide pages and for narrow ones."""
    rows = [Strand(_label(each), [each.stations[one].value for one in Station], told(each)) for each in measures]
    said = ". ".join(f"{row.label}: {row.text}" for row in rows)
    stations = [str(labels.STATIONS[one]) for one in Station]
    marks = {mark.value: str(label) for mark, label in labels.MARKS.items()}
    title = _("From the aim to the decisions: %(name)s") % {"name": name}
    return {
        kind: Markup(  # noqa: S704  drawn by us, words escaped
            strands(rows, stations, marks, title=title, description=said, language=language(), width=width, id=kind)
        )
        for kind, width in (("wide", WIDE), ("narrow", NARROW))
    }


def _label(each: selectors.MeasureChain) -> str:
    return f"{each.measure['number']} {words_of(each.measure, 'title', language())}"


def told(each: selectors.MeasureChain) -> str:
    """How a chain stands, in words: with whom it waits, and for how long."""
    parts = [str(labels.VERDICTS[each.verdict])]
    parts += [str(labels.FINDINGS[finding]) for finding in each.findings if finding is not Finding.NOBODY]
    if decided := each.count(State.DECIDED):
        parts.append(ngettext("%(n)s has decided", "%(n)s have decided", decided) % {"n": decided})
    if each.days is not None:
        parts.append(ngettext("waited for %(n)s day", "waited for %(n)s days", each.days) % {"n": each.days})
    return " · ".join(parts)

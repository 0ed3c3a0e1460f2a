"""The kinds of rows that search finds. A new kind joins by one declaration here."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from painopiste.base.actors import Actor
from painopiste.base.areas.models import Area
from painopiste.base.bodies import permissions as bodies
from painopiste.base.bodies.models import Body, Decision, FollowUp, Meeting, WrittenProcedure
from painopiste.base.dates import show
from painopiste.base.markings.stored import joined
from painopiste.base.organisations import permissions as organisations
from painopiste.base.organisations.models import Organisation
from painopiste.base.programmes import permissions as programmes
from painopiste.base.programmes.models import Finding, KeyFigure, TimelineEvent
from painopiste.base.search.terms import Text
from painopiste.base.web.addresses import address
from painopiste.base.words import LANGUAGES, Words, words_of
from painopiste.loop.agenda import permissions as agenda
from painopiste.loop.agenda.models import Observation, Proposal, ScanRound
from painopiste.loop.commitments import permissions as commitments
from painopiste.loop.commitments.models import Commitment
from painopiste.loop.consultations import permissions as consultations
from painopiste.loop.consultations.models import Consultation
from painopiste.loop.focus_areas import permissions as focus_areas
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.plans import permissions as plans
from painopiste.loop.plans.models import ENDS, Interface, Measure, Plan
from painopiste.loop.progress import permissions as progress
from painopiste.loop.progress.models import FocusAreaAnswer, Round
from painopiste.loop.reports import permissions as reports
from painopiste.loop.reports.models import Report


def _nothing(row: Any) -> Iterable[Text]:
    return ()


def _no_page(row: Any) -> str:
    return ""


def _own_marking(row: Any) -> str:
    return str(row.marking_id)


def _open_to_all(row: Any) -> str:
    return "public"


@dataclass(frozen=True)
class Kind:
    """How rows of one table are found.

    `code` is what the audit trail calls them. Their words are those of the columns `title_*` and of `texts`, of the
    columns `plain` (one for all languages: numbers, references, abbreviations), and of the rows that `parts` leads to
    (related name and column). What is hidden from some who see the row belongs in none of these.
    """

    code: str
    label: str | Promise
    model: type[Model]
    visible: Callable[[Actor], QuerySet[Any]]
    page: Callable[[Any], str] = _no_page
    title: str = ""
    plain: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    named: Callable[[Any, str], Words] | None = None  # where it has no title of its own
    with_rows: tuple[str, ...] = ()  # rows that its name, page or marking needs
    marking: Callable[[Any], str] = _own_marking
    further: Callable[[Any], Iterable[Text]] = _nothing  # texts that stand in no column
    there: Callable[[Any], bool] = lambda row: True  # a row that is not is not found by anybody

    def texts_of(self, row: Any) -> Iterator[Text]:
        """All words of a row, title first."""
        for name in self.plain:
            yield Text(str(getattr(row, name) or ""), "fi", title=True)
        for column, title in ((self.title, True), *((name, False) for name in self.texts)):
            for language in LANGUAGES if column else ():
                if text := getattr(row, f"{column}_{language}"):
                    yield Text(text, language, title=title)
        for related, column in self.parts:
            for part in getattr(row, related).all():
                for language in LANGUAGES:
                    if text := getattr(part, f"{column}_{language}"):
                        yield Text(text, language)
        yield from self.further(row)

    def key_of(self, row: Any) -> str:
        """The key by which the trail knows the row."""
        paths = getattr(row, "KNOWN_BY", ("key",))
        return "/".join(str(reduce(getattr, path.split("__"), row)) for path in paths)

    def name_of(self, row: Any, language: str) -> Words:
        """What the row is called, in the reader's language or the nearest."""
        return self.named(row, language) if self.named else words_of(row, self.title, language)

    def rows(self) -> QuerySet[Any]:
        """All rows with what reading them needs, whoever may see them."""
        return self.with_needed(self.model._base_manager.all())

    def with_needed(self, rows: QuerySet[Any], *, parts: bool = True) -> QuerySet[Any]:
        """The same rows, read together with the rows that their names, pages and texts need."""
        found = rows.select_related(*self.with_rows) if self.with_rows else rows
        return found.prefetch_related(*(related for related, _column in self.parts if parts))

    @property
    def has_page(self) -> bool:
        return self.page is not _no_page


def _at(name: str, *paths: str, place: bool = False) -> Callable[[Any], str]:
    """The page of a row; with `place` the row stands on the page of another, at its key."""

    def page(row: Any) -> str:
        keys = [reduce(getattr, path.split("."), row) for path in paths or ("key",)]
        return address(name, *keys) + (f"#{row.key}" if place else "")

    return page


def _page_without_key(name: str) -> Callable[[Any], str]:
    return lambda row: address(name)


def _plan_name(row: Plan, language: str) -> Words:
    return _together(words_of(row.focus_area, "name", language), str(row.number))


def _meeting_name(row: Meeting, language: str) -> Words:
    title = words_of(row, "title", language)
    return title or _together(words_of(row.body, "name", language), show(row.held_on, language))


def _answer_name(row: FocusAreaAnswer, language: str) -> Words:
    return _together(words_of(row.focus_area, "name", language), words_of(row.round, "title", language).text)


def _commitment_name(row: Commitment, language: str) -> Words:
    return _together(words_of(row.organisation, "name", language), words_of(row.measure, "title", language).text)


def _together(name: Words, more: str) -> Words:
    return Words(f"{name.text}: {more}", name.language)


def _ends_of(row: Interface) -> list[Any]:
    return [end for end in (getattr(row, name) for name in ENDS) if end is not None]


def _interface_name(row: Interface, language: str) -> Words:
    names = [words_of(end, "title" if isinstance(end, Measure) else "name", language) for end in _ends_of(row)]
    return Words(" – ".join(name.text for name in names), names[0].language)


def _interface_page(row: Interface) -> str:
    end = _ends_of(row)[0]
    return address("plans:measure" if isinstance(end, Measure) else "focus_areas:focus_area", end.key)


def _report_texts(row: Report) -> Iterator[Text]:
    """A kept report: its title, and the words of its headings, paragraphs, lists and tables."""
    yield Text(row.title, row.language, title=True)
    yield from (Text(text, row.language) for text in _words_in(row.document))


def _words_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "text" and isinstance(inner, str):
                yield inner
            elif name not in ("svg", "drawing", "format", "kind"):
                yield from _words_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words_in(inner)


KINDS: Mapping[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "focus_area", _("Focus areas"), FocusArea, focus_areas.visible, _at("focus_areas:focus_area"),
            title="name", texts=("phenomenon", "aims"), parts=(("former_names", "name"),),
        ),
        Kind(
            "measure", _("Measures"), Measure, plans.visible_measures, _at("plans:measure"),
            title="title", plain=("number",), texts=("description", "timing"),
            parts=(("milestones", "title"), ("deliverables", "title")),
        ),
        Kind(
            "plan", _("Plans"), Plan, plans.visible_plans, _at("focus_areas:plan_version", "focus_area.key", "number"),
            texts=("note",), parts=(("chain", "text"),), named=_plan_name, with_rows=("focus_area",),
        ),
        Kind(
            "interface", _("Interfaces"), Interface, plans.visible_interfaces, _interface_page,
            texts=("note",), named=_interface_name, with_rows=ENDS,
            marking=lambda row: joined(sorted({str(end.marking_id) for end in _ends_of(row)})),
        ),
        Kind(
            "commitment", _("Commitments"), Commitment, commitments.visible, _at("commitments:commitment"),
            plain=("reference",), texts=("unit", "place"), parts=(("changes", "reason"),),
            named=_commitment_name, with_rows=("organisation", "measure"),
        ),
        Kind(
            "observation", _("Observations"), Observation, agenda.visible, _at("agenda:observation"),
            title="title", texts=("description", "groups"),
        ),
        Kind(
            "scan_round", _("Scan rounds"), ScanRound, agenda.visible_rounds, _at("agenda:scan"),
            title="title", texts=("questions",), parts=(("candidates", "title"), ("candidates", "description")),
        ),
        Kind(
            "proposal", _("Proposals"), Proposal, agenda.visible_proposals, _at("agenda:proposal"),
            title="title", texts=("phenomenon", "why_now", "aims", "resources", "effect", "signs", "reason"),
        ),
        Kind(
            "consultation", _("Consultations"), Consultation, consultations.visible,
            _at("consultations:consultation"), title="title", texts=("purpose", "synthesis"),
            parts=(("questions", "text"), ("events", "name")),
        ),
        Kind(
            "organisation", _("Organisations"), Organisation, organisations.visible,
            _at("organisations:organisation"), title="name", plain=("abbreviation", "abbreviation_sv"),
            marking=_open_to_all,
        ),
        Kind(
            "body", _("Bodies"), Body, bodies.visible, _at("bodies:body"),
            title="name", texts=("description",),
        ),
        Kind(
            "meeting", _("Meetings"), Meeting, bodies.visible_meetings, _at("meetings:meeting"),
            title="title", texts=("minutes", "reason"), named=_meeting_name, with_rows=("body",),
            parts=(("items", "title"), ("items", "text"), ("points", "text")),
        ),
        Kind(
            "decision", _("Decisions"), Decision, bodies.visible_decisions,
            _at("bodies:body", "body.key", place=True), title="title", plain=("reference",), with_rows=("body",),
            texts=("text", "dissent"),
        ),
        Kind(
            "follow_up", _("Follow-ups"), FollowUp, bodies.visible_follow_ups,
            lambda row: f"{address('meetings:list')}#{row.key}", title="text", texts=("outcome",),
        ),
        Kind(
            "procedure", _("Written procedures"), WrittenProcedure, bodies.visible_procedures,
            _at("meetings:procedure"), title="title", texts=("text",),
        ),
        Kind("round", _("Progress rounds"), Round, progress.visible_rounds, _at("progress:round"), title="title"),
        Kind(
            "progress_answer", _("Answers of rounds"), FocusAreaAnswer, progress.visible_answers,
            _at("progress:answer", "round.key", "focus_area.key"),
            texts=("done", "obstacles", "outlook", "needs"), named=_answer_name,
            with_rows=("round", "focus_area"), there=lambda row: row.submitted_at is not None,
        ),
        Kind(
            "report", _("Reports"), Report, reports.visible, _at("reports:report"),
            named=lambda row, language: Words(row.title, row.language), further=_report_texts,
        ),
        Kind(
            "timeline_event", _("Timeline"), TimelineEvent, programmes.visible_events,
            _page_without_key("programmes:timeline"), title="name", texts=("description",),
        ),
        Kind(
            "finding", _("Strengths and needs"), Finding, programmes.visible_findings,
            _page_without_key("site:home"), title="text",
        ),
        Kind(
            "key_figure", _("Key figures"), KeyFigure, programmes.visible_figures,
            _page_without_key("site:home"), title="name",
        ),
        Kind(
            "area", _("Areas"), Area, lambda by: Area.objects.all(), title="name", plain=("code",),
            marking=_open_to_all,
        ),
    )
}  # fmt: skip

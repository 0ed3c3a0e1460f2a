"""Reading the model's own facts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import caches
from django.db.models import F

from painopiste.base.actors import Actor
from painopiste.base.markings.written import Written
from painopiste.base.programmes import permissions
from painopiste.base.programmes.models import Programme, ProgrammeSource
from painopiste.base.records import texts

NAMEPLATE = "programmes.nameplate"
NAMEPLATE_COLUMNS = ("demonstration", "status_on", *texts("name", "description"))
SOURCES = "programmes.sources"
SECONDS = 60  # how long a page may still show the old name after another programme has been loaded


@dataclass(frozen=True, slots=True)
class Nameplate:
    """What pages say of the programme: its names, what it is, the day of its facts, and if it is a demonstration."""

    demonstration: bool = False
    status_on: date | None = None
    name_fi: str = ""
    name_sv: str = ""
    name_en: str = ""
    description_fi: str = ""
    description_sv: str = ""
    description_en: str = ""


def get_nameplate() -> Nameplate:
    """The programme's nameplate, remembered for a minute; an empty one before a programme is loaded."""
    memory = caches["memory"]
    known: Nameplate | None = memory.get(NAMEPLATE)
    if known is None:
        row = Programme.objects.order_by("pk").values(*NAMEPLATE_COLUMNS).first()
        known = Nameplate(**row) if row else Nameplate()
        memory.set(NAMEPLATE, known, SECONDS)
    return known


def get_sources() -> dict[str, dict[str, str]]:
    """The works that rows name as their sources, by code: names, and what their places are. Remembered for a minute."""
    known: dict[str, dict[str, str]] | None = caches["memory"].get(SOURCES)
    if known is None:
        rows = ProgrammeSource.objects.order_by("pk").values("code", "places", *texts("name"))
        known = {row["code"]: row for row in rows}
        caches["memory"].set(SOURCES, known, SECONDS)
    return known


def is_demonstration() -> bool:
    """Whether the loaded programme is a demonstration, which every page then says."""
    return get_nameplate().demonstration


def get_programme() -> Programme | None:
    """The cooperation model of this installation, or None before one is loaded."""
    return Programme.objects.select_related("owner").order_by("pk").first()


EVENT_COLUMNS = ("key", "happened_on", "earliest", "latest", "theme", "about", "source", *texts("name", "description"))


def list_events(*, by: Actor) -> list[dict[str, Any]]:
    """The visible events of the model's history, in the order of time. One query."""
    found = permissions.visible_events(by).order_by(F("earliest").asc(nulls_last=True), "latest", "pk")
    return list(found.values(*EVENT_COLUMNS))


FINDING_COLUMNS = ("key", "kind", "theme", "found_on", "source", *texts("text"))


def list_findings(*, by: Actor, kind: str = "", limit: int | None = None) -> list[dict[str, Any]]:
    """The visible strengths and needs, in their order. One query."""
    return FINDINGS.rows(by, limit or 0, **({"kind": kind} if kind else {}))


def _findings(by: Actor, limit: int, kind: str = "") -> Any:
    found = permissions.visible_findings(by).order_by("rank", "pk")
    return (found.filter(kind=kind) if kind else found).values(*FINDING_COLUMNS)[: limit or None]


FINDINGS: Written[dict[str, Any]] = Written(_findings)


FIGURE_COLUMNS = ("key", "value", "qualifier", "unit", "stated_on", "about", "source", *texts("name"))


def list_figures(*, by: Actor, since: date | None = None) -> list[dict[str, Any]]:
    """The visible key figures as the sources state them. One query."""
    found = permissions.visible_figures(by).order_by("pk")
    return list((found.filter(latest__gte=since) if since else found).values(*FIGURE_COLUMNS))

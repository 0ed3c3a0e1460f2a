"""Sotkanet (THL): its list of regions and the descriptions of the indicators are asked first, then the figures."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pyarrow as pa
import pyarrow.compute as pc

from painopiste.sources.definitions import Definition
from painopiste.sources.errors import WrongDefinitionError
from painopiste.sources.fetching import Fetcher, Question
from painopiste.sources.formats import sotkanet
from painopiste.sources.formats.figures import Figures, marks, no_marks
from painopiste.sources.shapes import Shape

ABSOLUTE = "absolute value"


def questions(definition: Definition, fetcher: Fetcher) -> Iterator[Question]:
    """One question for each indicator of the selection. Without years, all that the indicator has are asked.

    :raises WrongDefinitionError: when the selection names no indicator
    """
    chosen = definition.selection
    if not chosen.get("indicator"):
        raise WrongDefinitionError("The definition of Sotkanet names no %(field)s in its selection.", field="indicator")
    fetcher.fetch(_regions(definition))
    for which in chosen["indicator"]:
        about = sotkanet.indicator(fetcher.archive.content(fetcher.fetch(_about(definition, which))))
        years = chosen.get("year") or [str(year) for year in range(about.years[0], about.years[1] + 1)]
        query = urlencode(
            {"indicator": which, "years": years, "genders": chosen.get("gender") or ["total"]}, doseq=True
        )
        yield Question(f"{_base(definition)}/csv?{query}", "", "text", definition.licence)


def read(content: bytes, definition: Definition, fetcher: Fetcher) -> Figures:
    """The figures of one answer in the columns indicator, region, year and gender.

    A region is its category and code (KUNTA091); one that the list does not have is UNKNOWN and Sotkanet's own number,
    which the definition leaves out or refuses. What is held back is not in the answer.
    """
    known = sotkanet.regions(_kept(_regions(definition), fetcher))
    names = {one.id: f"{one.category}{one.code}" for one in known.values()}
    rows = list(sotkanet.rows(content))
    columns = {
        "indicator": marks([str(row.indicator) for row in rows]),
        "region": marks([names.get(row.region, f"UNKNOWN{row.region}") for row in rows]),
        "year": marks([str(row.year) for row in rows]),
        "gender": marks([row.gender for row in rows]),
    }
    absolute = definition.layout.value == ABSOLUTE
    values = pa.array([row.absolute if absolute else row.value for row in rows], pa.float64())
    units, updated = {}, ""
    for which in sorted({row.indicator for row in rows}):
        about = sotkanet.indicator(_kept(_about(definition, str(which)), fetcher))
        units[str(which)], updated = about.unit, max(updated, about.updated)
    shape = {
        "indicator": tuple(units),
        "region": tuple(names.values()),  # of the list: which regions have figures changes with every release
        "gender": tuple(pc.unique(columns["gender"]).to_pylist()),
        "year": (),
    }
    return Figures(columns, values, no_marks(len(rows)), Shape(shape, units), updated)


def _kept(question: Question, fetcher: Fetcher) -> bytes:
    """The answer that was fetched for this run, or is fetched now where nothing was kept."""
    return fetcher.archive.content(fetcher.archive.newest(question) or fetcher.fetch(question))


def _base(definition: Definition) -> str:
    return definition.address.rstrip("/")


def _regions(definition: Definition) -> Question:
    return Question(f"{_base(definition)}/regions", "", "json", definition.licence)


def _about(definition: Definition, which: str) -> Question:
    return Question(f"{_base(definition)}/indicators/{which}", "", "json", definition.licence)

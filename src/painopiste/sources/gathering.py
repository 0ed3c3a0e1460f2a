"""Fetches a source as its definition says, and hands its figures over. Nothing is taken in unless all of it can be."""

from collections.abc import Callable
from datetime import datetime

from painopiste.sources import pxweb, shapes, sotkanet
from painopiste.sources.definitions import Definition
from painopiste.sources.delivering import delivered
from painopiste.sources.errors import SourceError, UnreadableError
from painopiste.sources.fetching import Answer, Fetcher, Question
from painopiste.sources.formats import jsonstat, px, pxjson, sdmxcsv, tabular
from painopiste.sources.formats.figures import Figures
from painopiste.sources.observations import Delivery, Provenance, joined

EXPECTS = {"csv": "text", "sdmx": "text", "px": "text", "xlsx": "any"}


def gather(
    definition: Definition, fetcher: Fetcher, *, accept_shape: bool = False,
    told: Callable[[int, int], None] = lambda done, parts: None,
) -> Delivery:  # fmt: skip
    """The figures of the source as they are now. The same twice gives the same, from the archive where nothing changed.

    :param accept_shape: a person has looked at what changed in the shape, and it becomes the one that counts
    :param told: hears how many parts have come, and of how many
    :raises SourceError: in one sentence; what was accepted before stays
    """
    asked = list(_questions(definition, fetcher))
    answers = []
    for question in asked:
        answers.append(fetcher.fetch(question))
        told(len(answers), len(asked))
    found = [_read(definition, fetcher, answer) for answer in answers]
    shape = shapes.joined([figures.shape for figures in found])
    accepted = fetcher.archive.shape(definition.code)
    if accepted is not None and not accept_shape:
        shapes.refuse_change(definition.code, shapes.load(accepted), shape)
    table = joined([delivered(figures, definition) for figures in found])
    fetcher.archive.keep_shape(definition.code, shape.dump())
    provenance = tuple(_provenance(answer, definition) for answer in answers)
    return Delivery(definition.code, table, provenance, max(figures.updated for figures in found))


def _questions(definition: Definition, fetcher: Fetcher) -> list[Question]:
    if definition.kind in ("pxweb1", "pxweb2"):
        return list(pxweb.questions(definition, fetcher))
    if definition.kind == "sotkanet":
        return list(sotkanet.questions(definition, fetcher))
    return [Question(definition.address, "", EXPECTS.get(definition.kind, "json"), definition.licence)]


def _read(definition: Definition, fetcher: Fetcher, answer: Answer) -> Figures:
    """The figures of one answer; what is wrong with it, with the address it came from."""
    content = fetcher.archive.content(answer)
    codes = [one.column for one in definition.columns.named().values() if one.column]
    readers: dict[str, Callable[[], Figures]] = {
        "csv": lambda: tabular.read_csv(content, definition.layout, codes),
        "xlsx": lambda: tabular.read_xlsx(content, definition.layout, codes),
        "sdmx": lambda: sdmxcsv.read(content, codes),
        "px": lambda: px.read(content),
        "pxjson": lambda: pxjson.read(content),
        "sotkanet": lambda: sotkanet.read(content, definition, fetcher),
    }
    read = readers.get(definition.kind, lambda: jsonstat.read(content).figures())
    try:
        figures = read()
    except SourceError as error:
        raise UnreadableError("%(address)s: %(why)s", address=answer.address, why=error) from error
    period = definition.columns.period.column
    timeless = {name: () if name == period else some for name, some in figures.shape.dimensions.items()}
    shape = shapes.Shape(timeless, figures.shape.units)
    return Figures(figures.columns, figures.values, figures.marks, shape, figures.updated)


def _provenance(answer: Answer, definition: Definition) -> Provenance:
    return Provenance(
        address=answer.address, fetched_at=datetime.fromisoformat(answer.fetched_at), sha256=answer.sha256,
        size=answer.size, licence=definition.licence, attribution=definition.attribution,
    )  # fmt: skip

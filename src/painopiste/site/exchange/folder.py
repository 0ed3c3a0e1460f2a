"""The folder of a programme: which files there are, and the entries that each holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError, create_model

from painopiste.site.exchange import schema
from painopiste.site.exchange.fields import Entry
from painopiste.site.exchange.problems import Problem, dotted, explain, suggest
from painopiste.site.exchange.yaml_files import Document, NotYaml, Path, read


class OrganisationsFile(Entry):
    organisations: list[schema.Organisation]


class BodiesFile(Entry):
    bodies: list[schema.Body]


class MeetingsFile(Entry):
    meetings: list[schema.Meeting] = []
    follow_ups: list[schema.FollowUp] = []


class DecisionsFile(Entry):
    decisions: list[schema.Decision]


class FocusAreaFile(schema.FocusArea):
    plans: list[schema.Plan] = []
    measures: list[schema.Measure] = []


class ModelFile(Entry):
    measures: list[schema.Measure]


class InterfacesFile(Entry):
    interfaces: list[schema.Interface]


class CommitmentsFile(Entry):
    commitments: list[schema.Commitment]


class ConsultationsFile(Entry):
    consultations: list[schema.Consultation]


class TimelineFile(Entry):
    events: list[schema.TimelineEvent]


class FindingsFile(Entry):
    findings: list[schema.Finding]


class FiguresFile(Entry):
    figures: list[schema.KeyFigure]


class RoundFile(schema.Round):
    answers: list[schema.FocusAreaAnswer] = []
    measures: list[schema.MeasureAnswer] = []


class IndicatorFile(schema.IndicatorDefinition):
    pass


class AccountsFile(Entry):
    accounts: list[schema.Account]


FILES: dict[str, type[Entry]] = {
    "programme.yaml": create_model("ProgrammeFile", __base__=schema.Programme),
    "organisations.yaml": OrganisationsFile,
    "bodies.yaml": BodiesFile,
    "meetings.yaml": MeetingsFile,
    "decisions.yaml": DecisionsFile,
    "model.yaml": ModelFile,
    "interfaces.yaml": InterfacesFile,
    "commitments.yaml": CommitmentsFile,
    "consultations.yaml": ConsultationsFile,
    "timeline.yaml": TimelineFile,
    "findings.yaml": FindingsFile,
    "figures.yaml": FiguresFile,
    "accounts.yaml": AccountsFile,
}
FOLDERS: dict[str, type[Entry]] = {"indicators": IndicatorFile, "focus-areas": FocusAreaFile, "rounds": RoundFile}

# The lists in the files that hold entries of their own, and what kind these are. The rest belongs to its entry.
LISTS = {
    (OrganisationsFile, "organisations"): "organisation",
    (BodiesFile, "bodies"): "body",
    (MeetingsFile, "meetings"): "meeting",
    (MeetingsFile, "follow_ups"): "follow_up",
    (DecisionsFile, "decisions"): "decision",
    (FocusAreaFile, "plans"): "plan",
    (FocusAreaFile, "measures"): "measure",
    (ModelFile, "measures"): "measure",
    (InterfacesFile, "interfaces"): "interface",
    (CommitmentsFile, "commitments"): "commitment",
    (ConsultationsFile, "consultations"): "consultation",
    (TimelineFile, "events"): "timeline_event",
    (FindingsFile, "findings"): "finding",
    (FiguresFile, "figures"): "key_figure",
    (RoundFile, "answers"): "focus_area_answer",
    (RoundFile, "measures"): "measure_answer",
    (AccountsFile, "accounts"): "account",
}
WHOLE = {
    FILES["programme.yaml"]: "programme",
    IndicatorFile: "indicator",
    FocusAreaFile: "focus_area",
    RoundFile: "round",
}


@dataclass(slots=True)
class File:
    """One file: its name in the folder, its kind, what stands in it, and its checked form if it passed."""

    name: str
    kind: type[Entry]
    document: Document
    checked: Entry | None = None

    def problem(self, path: Path, reason: str) -> Problem:
        return Problem(self.name, self.document.line(path), dotted(path), reason)


@dataclass(frozen=True, slots=True)
class Found:
    """An entry in a file. `owner` is the key of the focus area or the round whose file it stands in."""

    kind: str
    file: File
    path: Path
    owner: str | None
    place: int
    raw: Any
    checked: Entry | None = None


@dataclass(slots=True)
class Folder:
    """All files of a programme folder, and what is wrong with them."""

    files: list[File] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def entries(self) -> Iterator[Found]:
        """All entries that stand on their own, in the order of the files."""
        for file in self.files:
            yield from _entries(file)


def _entries(file: File) -> Iterator[Found]:
    raw = file.document.content
    if not isinstance(raw, dict):
        return
    whole = WHOLE.get(file.kind)
    owner = raw.get("key") if whole in ("focus_area", "round") else None
    if whole:
        yield Found(whole, file, (), None, 0, raw, file.checked)
    for name in raw:
        kind = LISTS.get((file.kind, name))
        for place, part in enumerate(raw[name] if kind and isinstance(raw[name], list) else ()):
            checked = getattr(file.checked, name)[place] if file.checked else None
            yield Found(kind, file, (name, place), owner, place, part, checked)


def read_folder(path: FilePath) -> Folder:
    """Read every file of the folder and check each by itself."""
    if not path.is_dir():
        return Folder(problems=[Problem(str(path), 0, "", "there is no such folder")])
    inside = (file for file in path.rglob("*") if file.suffix in (".yaml", ".yml") and file.is_file())
    return put_together(str(path), {file.relative_to(path).as_posix(): _document(file) for file in inside})


def put_together(path: str, documents: Mapping[str, Document | NotYaml]) -> Folder:
    """Check files that have been read already; `path` is what the folder is called."""
    folder = Folder()
    if "programme.yaml" not in documents:
        folder.problems.append(Problem(path, 0, "", "has no programme.yaml: it is not the folder of a programme"))
        return folder
    for name, kind in _names(set(documents), folder):
        _check_file(name, kind, documents[name], folder)
    return folder


def _document(file: FilePath) -> Document | NotYaml:
    try:
        return read(file.read_bytes())
    except NotYaml as error:
        return error
    except OSError as error:
        return NotYaml(f"can't be read: {error.strerror}", 0)


def _names(names: set[str], folder: Folder) -> Iterator[tuple[str, type[Entry]]]:
    yield from ((name, kind) for name, kind in FILES.items() if name in names)
    for name in sorted(names - set(FILES)):
        where, _, file = name.rpartition("/")
        if where in FOLDERS and file.endswith(".yaml"):
            yield name, FOLDERS[where]
        else:
            folder.problems.append(Problem(name, 0, "", "the format has no such file" + suggest(name, FILES)))


def _check_file(name: str, kind: type[Entry], document: Document | NotYaml, folder: Folder) -> None:
    if isinstance(document, NotYaml):
        folder.problems.append(Problem(name, document.line, "", document.reason))
        return
    file = File(name, kind, document)
    folder.files.append(file)
    folder.problems.extend(file.problem(place, "stands here twice") for place in document.repeated)
    if not isinstance(document.content, dict):
        folder.problems.append(file.problem((), "must be a mapping of fields"))
        return
    try:
        file.checked = kind.model_validate(document.content)
    except ValidationError as error:
        folder.problems.extend(file.problem(*explain(each, kind)) for each in error.errors(include_url=False))

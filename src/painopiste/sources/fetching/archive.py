"""The raw archive: what sources answered, byte for byte, under its checksum; nothing is written over or taken away.

objects/ab/ab12…   bytes of an answer, named by their SHA-256, read only
answers/<key>/     one small JSON file for each different answer to one question: when, from where, under which licence
shapes/            the shape that a person has accepted for each source
incoming/          what is being received now; what a break left here for a day is removed at the next receiving
"""

import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from painopiste.sources.errors import UnreadableError

KEPT_HEADERS = ("content-type", "content-language", "date", "etag", "last-modified", "server")
LEFT_AFTER = 86_400  # seconds: no answer takes a day to receive


@dataclass(frozen=True)
class Question:
    """What is asked of a source. `body` makes it a POST of JSON. `expects` is json, text, xlsx or any."""

    address: str
    body: str = ""
    expects: str = "any"
    licence: str = ""

    @property
    def key(self) -> str:
        return hashlib.sha256(f"{self.address}\n{self.body}".encode()).hexdigest()


@dataclass(frozen=True)
class Answer:
    """One answer as it was kept. Times are ISO 8601 in UTC."""

    address: str
    body: str
    fetched_at: str
    checked_at: str  # when the source last said that the answer is still this
    sha256: str
    size: int
    licence: str
    headers: Mapping[str, str] = field(default_factory=dict)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Archive:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def newest(self, question: Question) -> Answer | None:
        """The last answer to the question whose bytes are still there."""
        found = list(self.history(question))
        return found[-1] if found else None

    def history(self, question: Question) -> Iterator[Answer]:
        """All different answers to one question, the oldest first."""
        for file in sorted((self.folder / "answers" / question.key).glob("*.json")):
            answer = _read(file)
            if self._object(answer.sha256).is_file():
                yield answer

    def answers(self) -> Iterator[Answer]:
        """All answers to all questions."""
        for file in sorted((self.folder / "answers").glob("*/*.json")):
            yield _read(file)

    def content(self, answer: Answer) -> bytes:
        """The bytes of an answer. UnreadableError when they are not what they were."""
        try:
            content = self._object(answer.sha256).read_bytes()
        except FileNotFoundError:
            content = b""
        if hashlib.sha256(content).hexdigest() != answer.sha256:
            raise UnreadableError(
                "The archived answer of %(address)s from %(time)s is damaged: fetch it again.",
                address=answer.address, time=answer.fetched_at[:16],
            )  # fmt: skip
        return content

    def keep(self, question: Question, received: Path, sha256: str, headers: Mapping[str, str]) -> Answer:
        """Take a received file in. The same bytes as last time are not a new answer."""
        known, now = self.newest(question), _now()
        kept = {name: headers[name] for name in KEPT_HEADERS if name in headers}
        if known is not None and known.sha256 == sha256:
            received.unlink()
            return self._write(question, replace(known, checked_at=now, headers=kept))
        size = received.stat().st_size
        place = self._object(sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        received.chmod(0o440)
        received.replace(place)
        return self._write(
            question, Answer(question.address, question.body, now, now, sha256, size, question.licence, kept)
        )

    def confirm(self, question: Question, answer: Answer) -> Answer:
        """The source has said that the answer is still the same."""
        return self._write(question, replace(answer, checked_at=_now()))

    def shape(self, source: str) -> str | None:
        """The accepted shape of a source, as it was kept."""
        file = self.folder / "shapes" / f"{source}.json"
        return file.read_text(encoding="utf-8") if file.is_file() else None

    def keep_shape(self, source: str, shape: str) -> None:
        _write_whole(self.folder / "shapes" / f"{source}.json", shape)

    def incoming(self) -> Any:
        """A new file to receive into; it is on the same disk, so that it is taken in at once."""
        folder = self.folder / "incoming"
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.iterdir():
            with suppress(FileNotFoundError):  # another run receives here too, and takes its own away
                if left.stat().st_mtime < time.time() - LEFT_AFTER:
                    left.unlink()
        return NamedTemporaryFile(dir=folder, delete=False)

    def _object(self, sha256: str) -> Path:
        return self.folder / "objects" / sha256[:2] / sha256

    def _write(self, question: Question, answer: Answer) -> Answer:
        name = f"{answer.fetched_at.replace(':', '')}-{answer.sha256[:12]}.json"
        _write_whole(
            self.folder / "answers" / question.key / name, json.dumps(asdict(answer), ensure_ascii=False, indent=1)
        )
        return answer


def _read(file: Path) -> Answer:
    try:
        return Answer(**json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise UnreadableError("%(file)s in the archive of sources is damaged: remove it.", file=file.name) from error


def _write_whole(place: Path, text: str) -> None:
    """Write a file so that a reader sees the old one or the new one, and a break leaves no half."""
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_suffix(f".{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(place)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()

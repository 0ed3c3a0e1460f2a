"""Progress rounds and their answers as the API tells them."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from painopiste.base.web.api.schemas import Texts
from painopiste.loop.progress.rules import Activity, Forecast, RoundState


class Round(Schema):
    """A time when all focus areas tell how they go; `status_on` is the day that the answers describe."""

    key: str
    title: Texts
    opens_on: date
    closes_on: date
    status_on: date
    closed: bool
    state: RoundState
    asked: int = Field(description="How many focus areas are asked.")
    answered: int = Field(description="How many of them have answered.")
    late: int = Field(description="How many answered late, or have not answered in time.")


class Answer(Schema):
    """What the chair of a focus area has answered. Codes are empty where nothing was chosen."""

    focus_area: str
    activity: Activity | Literal[""]
    state: str
    obstacles: list[str]
    forecast: Forecast | Literal[""]
    done: Texts
    obstacles_in_words: Texts
    outlook: Texts
    needs: Texts
    submitted_at: datetime
    source: str


class RoundDetail(Round):
    """A round with its submitted answers."""

    previous: str | None = Field(description="The round before.")
    answers: list[Answer]


class MeasureAnswer(Schema):
    """What was told of a measure in a round."""

    measure: str
    number: str
    title: Texts
    state: str
    blocked_by: str
    note: Texts
    submitted_at: datetime
    source: str


class AnswerDetail(Answer):
    """An answer with what was told of the measures of the focus area."""

    late: bool
    measures: list[MeasureAnswer]

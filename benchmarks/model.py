"""A made-up cooperation model of a large country: 500 measures, 60 organisations, 12 focus areas, 5,000 steps.

The same seed gives the same model, so that two runs measure the same work.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from painopiste import models
from painopiste.base import actors
from painopiste.base.audit.services import record
from painopiste.loop.plans.rules import Kind, State
from painopiste.site.roles import Role

SEED = 20220524
MEASURES, ORGANISATIONS, FOCUS_AREAS, BODIES, STEPS, ROUNDS = 500, 60, 12, 24, 10, 4
BEGAN, STATUS = date(2019, 9, 1), date(2022, 5, 24)
WORDS = (
    "yhteistyö", "turvallisuus", "kunta", "nuori", "palvelu", "ennaltaehkäisy", "verkosto", "tieto", "ohje", "koulutus",
    "selvitys", "viranomainen", "alue", "järjestö", "tuki", "rahoitus", "seuranta", "väkivalta", "kohtaaminen", "arki",
)  # fmt: skip


class Model:
    """The rows of the model, made in the order in which they refer to each other."""

    def __init__(self) -> None:
        self.chance = random.Random(SEED)
        self.organisations: list[Any] = []
        self.bodies: list[Any] = []
        self.areas: list[Any] = []
        self.measures: list[Any] = []
        self.account: Any = None

    def texts(self, name: str, words: int) -> dict[str, str]:
        """A text in three languages; one in five has no Swedish and English yet."""
        told = " ".join(self.chance.choices(WORDS, k=words)).capitalize()
        if self.chance.random() < 0.2:
            return {f"{name}_fi": told}
        return {f"{name}_fi": told, f"{name}_sv": f"{told} sv", f"{name}_en": f"{told} en"}

    def day(self, first: date = BEGAN, last: date = STATUS) -> str:
        """A day, a month or a year between two days, as sources give them."""
        found = first + timedelta(days=self.chance.randrange(max((last - first).days, 1)))
        return self.chance.choice((found.isoformat(), found.isoformat(), f"{found:%Y-%m}", f"{found:%Y}"))


@transaction.atomic
def make() -> Model:
    """Fill an empty database."""
    model = Model()
    for step in (_surroundings, _people, _areas, _measures, _parties, _steps, _parts, _plans, _rounds, _history):
        step(model)
    return model


def _all(table: Any, rows: Iterable[Any]) -> list[Any]:
    return list(table.objects.bulk_create(list(rows), batch_size=500))


def _surroundings(model: Model) -> None:
    model.organisations = _all(
        models.Organisation,
        (
            models.Organisation(key=f"o{n}", abbreviation=f"ORG{n}", kind="agency", **model.texts("name", 3))
            for n in range(ORGANISATIONS)
        ),
    )
    models.Programme.objects.create(
        key="made-up", owner=model.organisations[0], began="2019", status_on=STATUS, demonstration=True,
        **model.texts("name", 4), **model.texts("description", 30),
    )  # fmt: skip
    kinds = ["cooperation_group", "secretariat", *["focus_area_group"] * FOCUS_AREAS]
    model.bodies = _all(
        models.Body,
        (
            models.Body(
                key=f"b{n}", kind=kinds[n] if n < len(kinds) else "network", marking_id="public", began="2019",
                tempo="quarterly", **model.texts("name", 3),
            )
            for n in range(BODIES)
        ),
    )  # fmt: skip
    _all(
        models.BodyMember,
        (
            models.BodyMember(body=body, organisation=organisation, rank=rank, role="member" if rank else "chair")
            for body in model.bodies
            for rank, organisation in enumerate(model.chance.sample(model.organisations, 12))
        ),
    )
    for table, count, extra in (
        (models.TimelineEvent, 60, lambda n: {"happened_on": model.day(), **model.texts("name", 6)}),
        (models.KeyFigure, 20, lambda n: {"stated_on": model.day(), "value": n * 10, **model.texts("name", 5)}),
        (
            models.Finding,
            40,
            lambda n: {
                "found_on": model.day(), "kind": "need" if n % 2 else "strength", "rank": n, "theme": "model",
                **model.texts("text", 15),
            },
        ),
        (
            models.Decision,
            30,
            lambda n: {"body": model.bodies[0], "decided_on": model.day(), "reference": f"VN/{n}/2020",
                       **model.texts("title", 6), **model.texts("text", 20)},
        ),
    ):  # fmt: skip
        _all(table, (table(key=f"{table.__name__.lower()}{n}", marking_id="public", **extra(n)) for n in range(count)))


def _people(model: Model) -> None:
    for role in Role:
        account = models.Account(username=role.value, name=role.value, key=role.value, demonstration=True)
        account.set_unusable_password()
        account.save()
        body = model.bodies[2] if role in (Role.GROUP_CHAIR, Role.GROUP_MEMBER) else None
        organisation = model.organisations[1] if role is Role.COORDINATOR else None
        models.RoleGrant.objects.create(account=account, role=role.value, body=body, organisation=organisation)
        if role is Role.SECRETARIAT:
            model.account = account
    _all(
        models.SavedView,
        (
            models.SavedView(account=model.account, page="measures", name=f"Näkymä {n}", query="tila=late")
            for n in range(4)
        ),
    )


def _areas(model: Model) -> None:
    model.areas = _all(
        models.FocusArea,
        (
            models.FocusArea(
                key=f"p{n}", number=n, state="running", group=model.bodies[1 + n], marking_id="public",
                **model.texts("name", 5), **model.texts("phenomenon", 60), **model.texts("aims", 40),
            )
            for n in range(1, FOCUS_AREAS + 1)
        ),
    )  # fmt: skip
    _all(
        models.FocusAreaOrganisation,
        (
            models.FocusAreaOrganisation(
                focus_area=area, organisation=organisation, role="participant" if rank else "lead", rank=rank
            )
            for area in model.areas
            for rank, organisation in enumerate(model.chance.sample(model.organisations, 10))
        ),
    )
    states = ("proposed", "approved", "planning", "running")
    _all(
        models.FocusAreaChange,
        (
            models.FocusAreaChange(
                focus_area=area, state=state, happened_on=f"{2019 + rank // 2}-0{1 + rank * 2}", rank=rank,
                **model.texts("reason", 12),
            )
            for area in model.areas
            for rank, state in enumerate(states)
        ),
    )  # fmt: skip


def _measures(model: Model) -> None:
    def one(n: int) -> Any:
        area = model.areas[n % FOCUS_AREAS] if n % 25 else None
        number = f"{area.number if area else 'M'}.{n // FOCUS_AREAS + 1}"
        return models.Measure(
            key=f"m{n}", focus_area=area, number=number, rank=n, kind=model.chance.choice(list(Kind)),
            state=model.chance.choice(list(State)), marking_id="members" if n % 10 == 7 else "public",
            starts_on=model.day(), due_on=model.day(STATUS - timedelta(days=400), STATUS + timedelta(days=1000)),
            **model.texts("title", 7), **model.texts("description", 50), **model.texts("timing", 4),
        )  # fmt: skip

    model.measures = _all(models.Measure, (one(n) for n in range(MEASURES)))


def _parties(model: Model) -> None:
    """Two to four organisations for each measure, now and then a body or somebody by name."""

    def of(measure: Any) -> Iterator[Any]:
        for rank, organisation in enumerate(model.chance.sample(model.organisations, model.chance.randint(2, 4))):
            who: dict[str, Any] = {"organisation": organisation}
            if rank and model.chance.random() < 0.1:
                who = {"body": model.chance.choice(model.bodies)}
            elif rank and model.chance.random() < 0.1:
                who = model.texts("named", 2)
            yield models.MeasureParty(measure=measure, role="participant" if rank else "lead", rank=rank, **who)

    _all(models.MeasureParty, (party for measure in model.measures for party in of(measure)))


def _steps(model: Model) -> None:
    """Ten steps for each measure, in the order of time, that end where the measure now is."""

    def of(measure: Any) -> Iterator[Any]:
        days = sorted(BEGAN + timedelta(days=model.chance.randrange((STATUS - BEGAN).days)) for _ in range(STEPS))
        for rank, day in enumerate(days):
            state = measure.state if rank == STEPS - 1 else model.chance.choice(list(State))
            yield models.MeasureChange(
                measure=measure, state=state, happened_on=day.isoformat(), rank=rank,
                blocked_by="resources" if state == "blocked" else "", **model.texts("reason", 10),
            )  # fmt: skip

    _all(models.MeasureChange, (step for measure in model.measures for step in of(measure)))


def _parts(model: Model) -> None:
    """Milestones and deliverables for every other measure, money and dependencies for every fifth."""
    half, fifth = model.measures[::2], model.measures[::5]
    made: tuple[tuple[Any, list[Any], Callable[[int, Any], dict[str, Any]]], ...] = (
        (models.Milestone, half, lambda n, m: {"key": f"s{n}", "due_on": model.day(), **model.texts("title", 5)}),
        (
            models.Deliverable,
            half,
            lambda n, m: {"key": f"d{n}", "published_on": model.day(), **model.texts("title", 5)},
        ),
        (
            models.FundingLine,
            fifth,
            lambda n, m: {"key": f"f{n}", "amount": 1000 * n, "funder": model.organisations[n % ORGANISATIONS],
                          "state": model.chance.choice(("granted", "awaited"))},
        ),
        (models.Dependency, fifth, lambda n, m: {"other": model.measures[(n * 7 + 3) % MEASURES]}),
    )  # fmt: skip
    for table, measures, values in made:
        _all(table, (table(measure=measure, **values(n, measure)) for n, measure in enumerate(measures)))


def _plans(model: Model) -> None:
    plans = _all(
        models.Plan,
        (
            models.Plan(key=f"plan{n}", focus_area=area, state="approved", approved_on="2020-10", marking_id="public")
            for n, area in enumerate(model.areas)
        ),
    )
    items = _all(
        models.ChainItem,
        (
            models.ChainItem(key=f"c{plan.key}-{n}", plan=plan, level=level, rank=n, **model.texts("text", 12))
            for plan in plans
            for n, level in enumerate(("aim", "outcome", "outcome", "output", "output", "output"))
        ),
    )
    _all(
        models.ChainIndicator,
        (models.ChainIndicator(item=item, kind="effect", **model.texts("name", 6)) for item in items),
    )
    links = models.Measure.chain.through
    with_area = [measure for measure in model.measures if measure.focus_area]
    _all(
        links,
        (
            links(measure_id=measure.pk, chainitem_id=items[(measure.focus_area.number - 1) * 6 + 3 + n % 3].pk)
            for n, measure in enumerate(with_area)
        ),
    )


def _rounds(model: Model) -> None:
    for n in range(ROUNDS):
        opens = date(2020 + n // 2, 3 + 6 * (n % 2), 1)
        round_ = models.Round.objects.create(
            key=f"r{n}", opens_on=opens, closes_on=opens + timedelta(days=30), status_on=opens, marking_id="public",
            closed=n < ROUNDS - 1, **model.texts("title", 3),
        )  # fmt: skip
        _all(models.FocusAreaAnswer, (_answer(model, round_, area) for area in model.areas))
        _all(
            models.MeasureAnswer,
            (
                models.MeasureAnswer(
                    round=round_, measure=measure, state=measure.state, submitted_at=timezone.now(),
                    **model.texts("note", 12),
                )
                for measure in model.measures
            ),
        )  # fmt: skip


def _answer(model: Model, round_: Any, area: Any) -> Any:
    narrative = {name: text for part in ("done", "obstacles", "outlook", "needs") for name, text in
                 model.texts(part, 40).items()}  # fmt: skip
    return models.FocusAreaAnswer(
        key=f"{round_.key}{area.key}", round=round_, focus_area=area, marking_id="public", activity="active",
        state="running", obstacles=["resources"], forecast="partly", submitted_at=timezone.now(), **narrative,
    )  # fmt: skip


def _history(model: Model) -> None:
    """A line of the audit trail for each measure, as the services leave them."""
    by = actors.Actor(account_id=model.account.pk, label="Benchmark", member=True)
    for measure in model.measures:
        record("plans.measure_state", target=("measure", measure.key), by=by,
               before={"state": "planned"}, after={"state": measure.state})  # fmt: skip

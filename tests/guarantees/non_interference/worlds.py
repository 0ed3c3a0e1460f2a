"""A world: what is shared, and hidden rows of drawn kinds, under drawn markings, with drawn words."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from hypothesis import strategies as st

from painopiste.base.accounts.models import Account
from painopiste.base.audit.services import record
from painopiste.base.bodies.models import Body
from painopiste.base.markings.models import Compartment, CompartmentMember, MarkingDecision
from painopiste.base.markings.reading import may_read
from painopiste.base.markings.rules import AudienceClause, Circle, Ground, LegalStatus, Marking, Tlp
from painopiste.base.markings.stored import intern, value_of
from painopiste.base.organisations.models import Organisation
from painopiste.base.remarking.spreading import kind_of
from painopiste.site.search import keeping
from tests.guarantees.non_interference.hidden import Hidden, is_guarded, kinds
from tests.guarantees.non_interference.repeatable import (
    FIRST,
    begin_to_count,
    count_from,
    know_all_markings,
    start_anew,
)
from tests.guarantees.non_interference.shared import EVERYTHING, NOW, SECRET, TODAY, actor, keep_reports

# Who at most could read what is hidden. "content" is "members" for who has no content rights but looks after people.
LEVELS = ("nobody", "secretariat", "members", "content")
OVER_PEOPLE = frozenset(
    {"internal.read", "jobs.see", "mail.see", "feedback.handle", "view_log.see", "clearances.change"}
)


@dataclass(frozen=True)
class Drawn:
    """What a world is made from."""

    seed: int
    counts: dict[str, int] = field(default_factory=dict)
    lines: int = 0  # hidden lines in the trail of each row, hidden or not


def drawn_worlds(*, empty: bool) -> st.SearchStrategy[Drawn]:
    counts = st.fixed_dictionaries({table.__name__: st.integers(0, 3) for table in kinds(private=True)})
    full = st.builds(Drawn, st.integers(0, 2**32), counts, st.sampled_from((0, 1, 4, 60)))
    return st.builds(Drawn, st.integers(0, 2**32)) | full if empty else full


def level_of(account: Account | None, wanted: str) -> str:
    """The level that is hidden from this reader: the wanted one, or the next that is."""
    reader = actor(account)
    over_people = reader.everywhere & OVER_PEOPLE or any(each.startswith("accounts.") for each in reader.everywhere)
    if wanted == "members" and reader.member:
        wanted = "secretariat"
    if not over_people:
        return wanted
    return "content" if wanted == "members" else "nobody"


@contextmanager
def world(drawn: Drawn, level: str) -> Iterator[Hidden]:
    """Within this, the hidden rows are there; afterwards they never were."""
    with transaction.atomic():
        count_from(10_000)
        start_anew(drawn.seed)
        hidden = _hidden(drawn, level)
        hidden.make()
        _decisions_and_lines(hidden, drawn.lines)
        if drawn.lines and level != "nobody":
            _notes(hidden, drawn.lines)
        keeping.rebuild()
        begin_to_count(FIRST + drawn.seed % 997 * 10)
        start_anew(1)
        keep_reports()
        know_all_markings()
        yield hidden
        transaction.set_rollback(True)


def _hidden(drawn: Drawn, level: str) -> Hidden:
    hidden = Hidden(seed=drawn.seed, codes=[], counts=drawn.counts, private=level in ("secretariat", "members"))
    if any(drawn.counts.values()) or drawn.lines:
        hidden.codes += [intern(each) for each in _markings(hidden, level)]
        inside = hidden.codes[0]
        Compartment.objects.filter(key__in=hidden.values.canaries).update(marking=inside, members_marking=inside)
    if level != "nobody" and hidden.codes:
        hidden.codes.append("secretariat")
    if level in ("members", "content") and hidden.codes:
        hidden.codes.append("members")
    return hidden


def _markings(hidden: Hidden, level: str) -> list[Marking]:
    """Markings under which only the readers of the level, or nobody that we ask as, may read."""
    inside = _compartment(hidden)
    other = frozenset({Organisation.objects.get(key="muu").pk})
    bodies = frozenset({Body._base_manager.get(key="toinen").pk})
    later = TODAY + timedelta(days=random.Random(hidden.draw.random()).randrange(1, 400))
    found = [
        Marking(compartments=frozenset({inside}), **SECRET),
        Marking(clauses=frozenset({AudienceClause(organisations=other)}), **SECRET),
        Marking(clauses=frozenset({AudienceClause(bodies=bodies)}), tlp=Tlp.RED),
        Marking(clauses=frozenset({AudienceClause(organisations=other, bodies=bodies)}), embargo_until=later),
    ]
    if level == "nobody":
        return found
    found.append(Marking(embargo_until=later))
    if level in ("members", "content"):
        ground = frozenset({Ground("621/1999", "9")})
        found.append(Marking(legal_status=LegalStatus.NOT_YET_PUBLIC, grounds=ground, tlp=Tlp.GREEN))
        found.append(Marking(clauses=frozenset({AudienceClause(circles=frozenset({Circle.AUTHORITIES}))})))
    return found


def _compartment(hidden: Hidden) -> int:
    """A named group whose existence and members are hidden too."""
    made = Compartment.objects.create(
        key=hidden.values.canary("Compartment.key"),
        name_fi=hidden.values.canary("Compartment.name_fi"),
        name_sv=hidden.values.canary("Compartment.name_sv"),
    )
    CompartmentMember.objects.create(compartment=made, account=Account.objects.get(key="sivullinen"))
    return made.pk


def _decisions_and_lines(hidden: Hidden, lines: int) -> None:
    """What the trail and the decisions on markings tell of hidden rows, and of visible ones while they were hidden."""
    for table in hidden.rows:
        if not is_guarded(table):
            continue
        for row in hidden.rows[table]:
            _decide(hidden, row, row.marking_id, row.marking_id)
            _tell(hidden, row, lines)
        for row in hidden.shared[table][:2] if lines else ():
            code = hidden.draw.choice(hidden.codes)
            _decide(hidden, row, row.marking_id, code)
            _tell(hidden, row, lines, since=code)
            _decide(hidden, row, code, row.marking_id)


def _decide(hidden: Hidden, row: Any, before: str, after: str) -> None:
    MarkingDecision.objects.create(
        target_kind=kind_of(row), target_key=row.key, before_id=before, after_id=after, decided_at=NOW, settled_at=NOW,
        reason=hidden.values.canary("MarkingDecision.reason"), decided_by=Account.objects.get(key="sivullinen"),
    )  # fmt: skip


def _tell(hidden: Hidden, row: Any, lines: int, since: str = "") -> None:
    """Lines of a row; with `since`, it was hidden when they were written and has been opened again."""
    target, rows = (kind_of(row), row.key), type(row)._base_manager.filter(pk=row.pk)
    if since:
        rows.update(marking=since)
        _remark(target, row.own_marking_id, since)
    for _ in range(lines):
        word = hidden.values.canary("AuditLine.content")
        record("test.changed", target=target, by=EVERYTHING, before={"name_fi": ""}, after={"name_fi": word})
    if since:
        rows.update(marking=row.marking_id)
        _remark(target, since, row.own_marking_id)


def _remark(target: tuple[str, str], before: str, after: str) -> None:
    codes = {"before": {"own_marking_id": before}, "after": {"own_marking_id": after}}
    record("test.remarked", target=target, by=EVERYTHING, **codes)


def _notes(hidden: Hidden, lines: int) -> None:
    """Internal notes on visible rows, and lines on these and on hidden rows that visible ones name."""
    for table, rows in hidden.shared.items():
        noted = any(field.name == "internal_note" for field in table._meta.concrete_fields)
        for row in rows if noted else ():
            word = hidden.values.canary(f"{table.__name__}.internal_note")
            table._base_manager.filter(pk=row.pk).update(internal_note=word)
            for _ in range(lines):
                note = {"before": {"internal_note": ""}, "after": {"internal_note": word}}
                record("test.noted", target=(kind_of(row), row.key), by=EVERYTHING, **note)


def check_hidden(hidden: Hidden, readers: list[Account | None]) -> None:
    """The worlds differ in nothing that the policy shows to one of the readers."""
    for account in readers:
        shown = [code for code in hidden.codes if may_read(actor(account), value_of(code), TODAY)]
        assert shown == [], (account, shown)
        for table, rows in hidden.rows.items():
            if is_guarded(table):
                codes = {row.marking_id for row in rows}
                assert not any(may_read(actor(account), value_of(code), TODAY) for code in codes), (account, table)

"""Asks every door by every method as every reader, and notes what is told and what must never be."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import override_settings
from django.utils import timezone

from tests.guarantees.permission_matrix.asking import LOG_IN, METHOD, NO, NOTHING, YES, Answer, Reader
from tests.guarantees.permission_matrix.bodies import CONTENTS, FORMS, form_in, is_placed, placed
from tests.guarantees.permission_matrix.doors import METHODS, Door
from tests.guarantees.permission_matrix.things import Case, cases
from tests.guarantees.permission_matrix.world import CANARY, READERS, TIERS, World, tier_of

CHANGING = ("POST", "PATCH")
# What is done without a line in the audit trail, and why.
NOT_AUDITED = {
    "following:follow": "what somebody follows is nobody else's business, and the trail stays for ever",
    "following:mark_seen": "how far somebody has read is nobody else's business",
    "following:stop_digest": "the trail tells it when there is such an account, and its letters had not ended",
    "following:stop_asked": "the trail tells it when there is such an account, and its letters had not ended",
    "markings:compose": "a marking is only words until a row has it, and that is in the trail",
    "viewing:reason": "why somebody reads is kept in the session, and with what they read in the log of views",
    "accounts:forgotten": "whether there is such an account is told to nobody: a letter is sent to who has one",
    "mfa_authenticate": "who is logged in has nothing to prove here and is led on",
    "mfa_login_webauthn": "who is logged in has nothing to prove here and is led on",
    "account_reauthenticate": "a fresh proof is kept in the session, and is not a change",
    "mfa_reauthenticate": "a fresh proof is kept in the session, and is not a change",
    "accounts:log_out": "the session ends; nothing is stored",
    "loading:choose": "what a file would change is shown; nothing is changed yet",
    "commitments:import": "what a list would change is shown; nothing is changed yet",
    "discussion:seen": "that one has seen where one is mentioned changes nothing for others",
    "loading:cancel": "a file that was only looked at is forgotten",
}


@dataclass
class Observed:
    """`signs[name, method][role]` is what one's own and another's answer; `troubles` are sentences."""

    signs: dict[tuple[str, str], dict[str, tuple[str, str]]] = field(default_factory=dict)
    troubles: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    requests: int = 0

    @property
    def rows(self) -> list[tuple[str, str]]:
        """What has a row: each method of a door that somebody gets another answer to than 405; HEAD goes with GET."""
        return [
            row
            for row, told in self.signs.items()
            if row[1] != "HEAD" and any(sign != METHOD for signs in told.values() for sign in signs)
        ]


def observe(world: World, which: Iterable[Door]) -> Observed:
    """Ask these doors everything."""
    readers = {role: Reader(role, world.accounts.get(role)) for role in READERS}
    contents, seen = Contents(world, readers["secretariat"]), Observed()
    logging.disable(logging.ERROR)  # twenty thousand refusals are no news
    contact = {
        "SECURITY_CONTACT": "mailto:security@example.org",
        "SECURITY_EXPIRES": timezone.localdate() + timedelta(days=30),
    }
    try:
        with override_settings(**contact):  # without one there is no security.txt
            for door in which:
                for method in METHODS:
                    told = seen.signs[door.name, method] = {}
                    for reader in readers.values():
                        told[reader.role] = _Asking(world, door, method, reader, contents, seen).signs()
                _compare_head(door, seen)
    finally:
        logging.disable(logging.NOTSET)
    return seen


def _compare_head(door: Door, seen: Observed) -> None:
    get, head = (seen.signs[door.name, method] for method in ("GET", "HEAD"))
    for role in READERS:
        if get[role] != head[role]:
            seen.troubles["HEAD"].append(f"{door.name}: {role} gets {head[role]} to HEAD, {get[role]} to GET")


class Contents:
    """What is sent to a door: what the secretariat would send for one's own and another's."""

    def __init__(self, world: World, reader: Reader) -> None:
        self._world, self._reader = world, reader
        self._known: dict[tuple[str, str, str], Any] = {}

    def of(self, door: Door, method: str, relation: str) -> Any:
        if method not in CHANGING:
            return None
        place = "other" if relation == "other" else "own"
        known = (door.name, method, place)
        if known not in self._known:
            self._known[known] = self._make(door, method, place)
        return self._known[known]

    def _make(self, door: Door, method: str, place: str) -> Any:
        if door.is_api:
            return placed(CONTENTS.get(f"{method} {door.name}", {}), place)
        if method != "POST":
            return {}
        values = tuple(self._world.value(kind, place, self._reader.role) for kind in door.kinds)
        page = self._reader.ask(door, "GET", door.address(values))
        return (form_in(page.text.decode()) if page.sign == YES else {}) | placed(FORMS.get(door.name, {}), place)


@dataclass
class _Asking:
    """One row for one reader."""

    world: World
    door: Door
    method: str
    reader: Reader
    contents: Contents
    seen: Observed

    def signs(self) -> tuple[str, str]:
        found: dict[str, str] = {}
        absent: dict[tuple[str, ...], Answer] = {}
        has = {where: self.world.has(place) for where, place in (("has_other", "other"), ("has_hidden", TIERS[0]))}
        ways = list(cases(list(self.door.kinds), **has))
        if len(ways) == 1 and is_placed(self.door.name, self.method):
            ways.append(Case("other", ()))
        for case in ways:
            answer = self._ask(case)
            found.setdefault(case.relation, answer.sign)
            if case.relation == "absent":
                absent[case.places] = answer
                self._must_be_nothing(case, answer, found["own"])
            elif case.relation == "hidden" and answer.seen != absent[case.twin].seen:
                self._trouble("hidden", f"{case.places} differs from what is not there")
        return found["own"], found.get("other", found["own"])

    def _ask(self, case: Case) -> Answer:
        values = tuple(
            self.world.value(kind, place, self.reader.role)
            for kind, place in zip(self.door.kinds, case.places, strict=True)
        )
        content = self.contents.of(self.door, self.method, case.relation)
        answer = self.reader.ask(self.door, self.method, self.door.address(values), content)
        self.seen.requests += 1
        self._check(case, answer)
        return answer

    def _check(self, case: Case, answer: Answer) -> None:
        if answer.status >= 500:
            self._trouble("crashed", f"{case.places}: {answer.status}")
        if answer.refused and answer.written:
            self._trouble("changed", f"{case.places} was refused and wrote {sorted(answer.written)}")
        if self.method in CHANGING and answer.sign == YES and not answer.audited and self.door.name not in NOT_AUDITED:
            self._trouble("unaudited", f"{case.places} left no line in the audit trail: was it done? (NOT_AUDITED)")
        hidden = TIERS[TIERS.index(tier_of(self.reader.role)) :]
        if any(f"{CANARY}-{tier}".encode() in answer.text for tier in hidden):
            self._trouble("canary", f"{case.places} shows what is hidden")

    def _must_be_nothing(self, case: Case, answer: Answer, own: str) -> None:
        """What is not there is 404. But who is refused whatever stands in something open, is refused this too."""
        same = answer.sign == own and (own == LOG_IN or (own == NO and case.places[0] == "own"))
        if answer.sign not in (NOTHING, METHOD) and not same:
            self._trouble("exists", f"{case.places} answers {answer.sign} ({answer.status}) and not 404")

    def _trouble(self, kind: str, text: str) -> None:
        self.seen.troubles[kind].append(f"{self.door.name} {self.method} as {self.reader.role}: {text}")

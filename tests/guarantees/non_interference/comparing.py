"""Asks the same in two worlds and tells every difference, every crash and every canary."""

import random
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import unified_diff
from typing import Any
from urllib.parse import urlsplit

from tests.guarantees.non_interference.addresses import values_of
from tests.guarantees.non_interference.asking import Answer, Browser, Probe
from tests.guarantees.non_interference.contents import canaries_in
from tests.guarantees.non_interference.repeatable import same_each_time
from tests.guarantees.non_interference.trying import Suspecting
from tests.guarantees.non_interference.words import Words
from tests.guarantees.non_interference.worlds import Drawn, check_hidden, world

# Where the statements, and nothing else, may differ, and why. The answers are equal there too.
KNOWN = {
    "markings:marking": "what stands in a row is raised with it, hidden or not: each marking is one more statement",
    "markings:confirm": "what stands in a row follows it when it is lowered, hidden or not",
}
PARTS = ("status", "headers", "body", "mails", "lines", "statements", "error")


class Enough(Exception):
    """A difference has been found, and the first one is all that was wanted."""


@dataclass
class Found:
    """Something by which a reader could tell the worlds apart, or a crash, or a canary."""

    reader: str
    probe: Probe
    what: str
    shown: str

    def __str__(self) -> str:
        return f"{self.what} as {self.reader}: {self.probe}\n{self.shown}"


@dataclass
class Result:
    """What came of a battery."""

    pairs: int = 0
    canaries: int = 0  # how many were planted
    outside: int = 0  # how many times one was met
    visited: set[str] = field(default_factory=set)
    found: list[Found] = field(default_factory=list)

    def add(self, other: "Result") -> None:
        self.pairs += other.pairs
        self.canaries += other.canaries
        self.outside += other.outside
        self.visited |= other.visited
        self.found += other.found


def compare(
    *, one: Drawn, other: Drawn, level: str, readers: dict[str, Any], budget: int, only_first: bool = False
) -> Result:
    """Ask `budget` times as each reader in a world made from `one`, and the same again in a world made from `other`."""
    result = Result()
    with same_each_time(), suppress(Enough):
        asked: dict[str, list[tuple[Probe, Answer]]] = {}
        others = _words(other, level)
        with world(one, level) as hidden:
            check_hidden(hidden, list(readers.values()))
            planted = {**hidden.values.canaries}
            words = hidden.words()
            words.join(others)
            for name, account in readers.items():
                asked[name] = _explore(account, words, one.seed, budget, result)
        with world(other, level) as hidden:
            planted |= hidden.values.canaries
            for name, account in readers.items():
                _repeat(name, account, asked.pop(name), planted, result, only_first)
        result.canaries += len(planted)
    return result


def _words(drawn: Drawn, level: str) -> Words:
    """The words of the other world, which the reader tries in the first one."""
    with world(drawn, level) as hidden:
        return hidden.words()


def _explore(account: Any, words: Words, seed: int, budget: int, result: Result) -> list[tuple[Probe, Answer]]:
    browser = Browser(account)
    sent: list[tuple[Probe, Answer]] = []

    def ask(probe: Probe) -> Answer:
        answer = browser.ask(probe, len(sent) + 2)
        sent.append((probe, answer))
        return answer

    draw = random.Random(f"{seed}{account}")
    explorer = Suspecting(ask=ask, draw=draw, words=words, budget=budget, others=result.visited)
    explorer.run()
    result.visited |= explorer.visited
    return sent


def _repeat(
    name: str,
    account: Any,
    asked: list[tuple[Probe, Answer]],
    planted: dict[str, str],
    result: Result,
    only_first: bool,
) -> None:
    browser = Browser(account)
    for number, (probe, before) in enumerate(asked, start=2):
        after = browser.ask(probe, number)
        result.pairs += 1
        found = [
            Found(name, probe, what, shown) for what, shown in differences(before, after) if not known(probe, what)
        ]
        met = {word for answer in (before, after) for word in _met(answer, planted) if word not in probe.words}
        result.outside += len(met)
        found += [Found(name, probe, "canary", f"{word} of {planted[word]}") for word in sorted(met)]
        result.found += found
        if found and only_first:
            raise Enough


def known(probe: Probe, what: str) -> bool:
    """Whether this difference is one that we know of and have given a reason for."""
    found = values_of(urlsplit(probe.path).path)
    return probe.method == "POST" and what == "statements" and found is not None and found[2] in KNOWN


def differences(before: Answer, after: Answer) -> list[tuple[str, str]]:
    """What differs between two answers, and the answers that are a crash."""
    found = [(part, _shown(part, before, after)) for part in PARTS if getattr(before, part) != getattr(after, part)]
    if before.status >= 500:
        found.append(("crash", before.error))
    if before.after and after.after:
        found += [(f"{what} after it", shown) for what, shown in differences(before.after, after.after)]
    elif before.after or after.after:
        found.append(("after it", "only in one world"))
    return found


def _shown(part: str, before: Answer, after: Answer) -> str:
    sides = [_lines(getattr(answer, part)) for answer in (before, after)]
    return "\n".join(list(unified_diff(*sides, lineterm="", n=1))[:14])[:3000]


def _lines(value: Any) -> list[str]:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace").replace("><", ">\n<").splitlines()
    return [str(each) for each in value] if isinstance(value, tuple) else [str(value)]


def _met(answer: Answer, planted: dict[str, str]) -> set[str]:
    """The canaries in an answer, in what it led to, in mails and in log lines."""
    told = "\n".join([*answer.mails, *answer.lines, *(f"{name}: {value}" for name, value in answer.headers)]).encode()
    met = canaries_in(answer.body, answer.header("Content-Type")) | canaries_in(told, "text/plain")
    return (met & set(planted)) | (_met(answer.after, planted) if answer.after else set())


def told(result: Result, most: int = 12) -> str:
    """The differences for people, one of each kind of place first."""
    kinds: dict[tuple[str, str], Found] = {}
    for each in result.found:
        kinds.setdefault((each.what, each.probe.path.partition("?")[0]), each)
    return f"{len(result.found)} differences in {result.pairs} pairs\n" + "\n".join(map(str, [*kinds.values()][:most]))

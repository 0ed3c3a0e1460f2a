"""The real programme as items for the finder, the labelled pairs, and what is measured by them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from painopiste.analysis.nearness import Fact, Item

ROOT = Path(__file__).parents[5]
PROGRAMME = ROOT / "programmes" / "fi-internal-security-2019"
PAIRS = Path(__file__).with_name("pairs.yaml")
STRENGTH = {"lead": 1.0, "participant": 0.6, "funder": 0.6, "audience": 0.6}
Pair = tuple[str, str]
Ranking = Callable[[str, Sequence[str]], Sequence[str]]


class Programme(NamedTuple):
    """Items by key in the order of the programme, and the focus area that each stands in (empty: the model's own)."""

    items: Mapping[str, Item]
    areas: Mapping[str, str]

    def asked_for(self, key: str) -> list[str]:
        """What may be near: all others, but neither its own focus area nor, for a focus area, its own measures."""
        own = self.areas[key]
        return [
            other for other in self.items if other not in (key, own) and not (key == own and self.areas[other] == own)
        ]


class Figures(NamedTuple):
    """How well pairs were found, asked from both ends: shares of asks, 0 to 1, and how many asks there were."""

    at_5: float
    at_10: float
    mrr: float  # the mean of 1 / place
    asks: int


def read_programme(path: Path = PROGRAMME) -> Programme:
    """All measures and focus areas of a programme folder."""
    items: dict[str, Item] = {}
    areas: dict[str, str] = {}
    for area in (_read(file) for file in sorted((path / "focus-areas").glob("*.yaml"))):
        both = [area.get(name, {}) for name in ("phenomenon", "aims")]
        text = {language: " ".join(each.get(language, "") for each in both) for language in ("fi", "sv", "en")}
        items[area["key"]] = Item(area["key"], area["name"], text, dict(_facts_of_area(area)))
        areas[area["key"]] = area["key"]
        for measure in area.get("measures", ()):
            items[measure["key"]], areas[measure["key"]] = _measure(measure), area["key"]
    for measure in _read(path / "model.yaml")["measures"]:
        items[measure["key"]], areas[measure["key"]] = _measure(measure), ""
    return Programme(items, areas)


def read_pairs() -> tuple[list[Pair], list[Pair]]:
    """The labelled pairs of the tuning half and of the held-out half."""
    pairs = [(each["a"], each["b"]) for each in _read(PAIRS)["pairs"]]
    return [pair for pair in pairs if not _held_out(pair)], [pair for pair in pairs if _held_out(pair)]


def figures(pairs: Sequence[Pair], ranking: Ranking, programme: Programme) -> Figures:
    """Ask for both ends of each pair. `ranking` gives the others in their order, for a key and what may be near it."""
    places = []
    for one, other in pairs:
        for asked, wanted in ((one, other), (other, one)):
            ordered = list(ranking(asked, programme.asked_for(asked)))
            places.append(ordered.index(wanted) + 1 if wanted in ordered else None)
    found = [place for place in places if place]
    within = [sum(place <= limit for place in found) / len(places) for limit in (5, 10)]
    return Figures(within[0], within[1], sum(1 / place for place in found) / len(places), len(places))


def _held_out(pair: Pair) -> bool:
    return bool(int(sha256(" ".join(pair).encode()).hexdigest(), 16) % 2)


def _measure(entry: Mapping[str, Any]) -> Item:
    facts: dict[Fact, float] = {}
    for party in entry.get("parties", ()):
        fact, strength = _fact(party), STRENGTH[party["role"]]
        facts[fact] = max(facts.get(fact, 0.0), strength)
    return Item(entry["key"], entry["title"], entry.get("description", {}), facts)


def _fact(party: Mapping[str, Any]) -> Fact:
    for kind in ("organisation", "body"):
        if kind in party:
            return Fact(kind, party[kind])
    return Fact("named", party["named"]["fi"].casefold())


def _facts_of_area(area: Mapping[str, Any]) -> Iterator[tuple[Fact, float]]:
    for role, name in (("participant", "participants"), ("lead", "leads")):
        for link in area.get(name, ()):
            yield Fact("organisation", link["organisation"]), STRENGTH[role]
    if "group" in area:
        yield Fact("body", area["group"]), STRENGTH["lead"]


def _read(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path)
